// Reads the sentence patterns of a profile: text, slots and optional groups. Does not fill anything.
//
//   {{key}}          a fact or figure of the report year       {{key@prior}}   the fact of the year before
//   {{key~change}}   较上年增加…，增长… from two figures        {{key~why}}     the sentence of a figure that has no value by rule
//   {{year}} {{prior_year}} {{unit}} {{scope}}                 words of the report itself
//   [a|b]            the first alternative whose slots are all there; nothing when none is. Groups nest.

export const OWN_WORDS = ['year', 'prior_year', 'unit', 'unit_short', 'scope'] as const;
export type OwnWord = (typeof OWN_WORDS)[number];

export interface Slot {
  key: string;
  at: 'year' | 'prior';
  as: 'value' | 'change' | 'why';
}

export type Node =
  | { is: 'text'; text: string }
  | { is: 'word'; word: OwnWord }
  | { is: 'slot'; slot: Slot }
  | { is: 'group'; either: Node[][] };

const SLOT = /^\{\{([a-z][a-z0-9_]*)(@prior)?(?:~(change|why))?\}\}/;
const isOwnWord = (s: string): s is OwnWord => (OWN_WORDS as readonly string[]).includes(s);

/** The nodes of a pattern; throws SyntaxError (Chinese, fit to show) when the pattern is malformed. */
export function readPattern(say: string): Node[] {
  let at = 0;
  const sequence = (depth: number): Node[] => {
    const nodes: Node[] = [];
    let text = '';
    const flush = (): void => {
      if (text) nodes.push({ is: 'text', text });
      text = '';
    };
    while (at < say.length) {
      const c = say[at]!;
      if (say.startsWith('{{', at)) {
        const m = SLOT.exec(say.slice(at, at + 120));
        if (!m) throw new SyntaxError(`第${at + 1}个字符处的占位“${say.slice(at, at + 20)}”写法不对，应为 {{键名}}`);
        flush();
        const key = m[1]!;
        if (isOwnWord(key) && !m[2] && !m[3]) nodes.push({ is: 'word', word: key });
        else {
          const as = (m[3] ?? 'value') as Slot['as'];
          nodes.push({ is: 'slot', slot: { key, at: m[2] ? 'prior' : 'year', as } });
        }
        at += m[0].length;
      } else if (c === '[') {
        flush();
        at++;
        const either = [sequence(depth + 1)];
        while (say[at] === '|') {
          at++;
          either.push(sequence(depth + 1));
        }
        if (say[at] !== ']') throw new SyntaxError('方括号没有成对');
        at++;
        nodes.push({ is: 'group', either });
      } else if (c === ']' || c === '|') {
        if (!depth) throw new SyntaxError(`第${at + 1}个字符“${c}”不在方括号内`);
        break;
      } else if (c === '{' || c === '}') {
        throw new SyntaxError(`第${at + 1}个字符“${c}”多余，占位应为 {{键名}}`);
      } else {
        text += c;
        at++;
      }
    }
    flush();
    return nodes;
  };
  return sequence(0);
}

/** Every slot of the nodes, also those inside groups. */
export const slotsOf = (nodes: readonly Node[]): Slot[] =>
  nodes.flatMap((n) => (n.is === 'slot' ? [n.slot] : n.is === 'group' ? n.either.flatMap(slotsOf) : []));

/** The literal text of the nodes, one string per unbroken piece. */
export const literalsOf = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((n) => (n.is === 'text' ? [n.text] : n.is === 'group' ? n.either.flatMap(literalsOf) : []));
