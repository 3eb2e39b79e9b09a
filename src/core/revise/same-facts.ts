// Whether a text says the same facts as before: the same numbers, years, names and 《titles》, each as often; about the same things, in
// the same direction; and no claim that was not there. Reads the finished words, whatever wrote them.
import { type Claimed, claimAt, yearMentions } from '../draft/claim.ts';
import { scanQuantities } from '../number/scan.ts';
import { difference, keptIn, tally } from './keep.ts';

/** A machine code and the words at fault: lost 1260万元. */
export interface Fault {
  code: 'lost' | 'added' | 'direction' | 'moved' | 'claim' | 'script';
  words: string;
}

export interface Allowed {
  /** Words that the instruction takes out, as the text had them. */
  gone?: string;
  names?: readonly string[];
}

export function factFaults(before: string, after: string, allowed: Allowed = {}): Fault[] {
  const names = allowed.names ?? [];
  const was = keptIn(before, names);
  const now = keptIn(after, names);
  const old = tally(was);
  for (const [words, n] of tally(keptIn(allowed.gone ?? '', names))) old.set(words, (old.get(words) ?? 0) - n);
  const { lost, added } = difference(old, tally(now));
  return [
    ...lost.map((words): Fault => ({ code: 'lost', words })),
    ...added.map((words): Fault => ({ code: 'added', words })),
    ...(lost.length || added.length ? [] : turned(before, after)),
    ...claims(before, after),
    ...strange(before, after),
  ];
}

/** Signs of another format, links, and words to the reader that no report has. */
const STRANGE =
  /[<>`*#|\\_~]|https?:\/\/|&[a-z]{2,6};|作为(?:一个)?(?:人工智能|AI|语言模型)|(?:以下|这)是(?:修改|改写|润色)后的|修改说明|系统提示/gi;

const strange = (before: string, after: string): Fault[] =>
  [...new Set(after.match(STRANGE) ?? [])]
    .filter((words) => after.split(words).length > before.split(words).length)
    .map((words) => ({ code: 'script', words }));

interface Stated {
  words: string;
  direction: Claimed['direction'];
  /** What it is a number of. */
  about: ReadonlySet<string>;
}

function statedIn(text: string): Stated[] {
  const quantities = scanQuantities(text);
  const years = yearMentions(text, quantities, 0);
  return quantities.flatMap((q, k): Stated[] => {
    if (q.class !== 'figure') return [];
    const { direction, near } = claimAt(text, quantities, k, years);
    return [{ words: q.text.replace(/\s+/g, ''), direction, about: subject(near) }];
  });
}

const byWords = (all: readonly Stated[]): Map<string, Stated[]> => {
  const out = new Map<string, Stated[]>();
  for (const s of all) {
    const same = out.get(s.words);
    if (same) same.push(s);
    else out.set(s.words, [s]);
  }
  return out;
};

/** Numbers whose direction is another one, or that stand where another number stood. */
function turned(before: string, after: string): Fault[] {
  const was = byWords(statedIn(before));
  const all = [...was.values()].flat();
  return [...byWords(statedIn(after))].flatMap(([words, now]): Fault[] => {
    const old = was.get(words) ?? [];
    const signs = (list: readonly Stated[]): string =>
      list
        .map((s) => s.direction ?? '-')
        .sort()
        .join();
    if (old.length === now.length && signs(old) !== signs(now)) return [{ code: 'direction', words }];
    for (const s of now) {
      if (s.about.size < 1) continue;
      const own = old.reduce((most, o) => Math.max(most, shared(s.about, o.about)), 0);
      const rival = all.find((o) => o.words !== words && shared(s.about, o.about) > own);
      // Its own words are gone and another number's stand there.
      if (rival && own === 0 && old.every((o) => o.about.size > 0)) return [{ code: 'moved', words }];
      if (rival && shared(s.about, rival.about) >= 2 * Math.max(1, own) + 1) return [{ code: 'moved', words }];
    }
    return [];
  });
}

/** Pairs of characters right before a number: what it is a number of. */
function subject(near: string): Set<string> {
  const words = near.replace(/[^\u4e00-\u9fff]/g, '').slice(-12);
  const out = new Set<string>();
  for (let i = 1; i < words.length; i++) out.add(words.slice(i - 1, i + 1));
  for (const w of EMPTY) out.delete(w);
  return out;
}
const EMPTY = [
  '其中',
  '共计',
  '合计',
  '达到',
  '较上',
  '上年',
  '增加',
  '减少',
  '增长',
  '下降',
  '分别',
  '全年',
  '年度',
  '实现',
  '完成',
];

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let n = 0;
  for (const x of a) if (b.has(x)) n++;
  return n;
};

/** Words that claim something: one that is new needs a fact, and a change of wording has none to give. */
const CLAIMS =
  /超额|超过|超出|率先|首次|首个|第一|领先|唯一|最[高大多好优佳快低小少]|全部|全面完成|全覆盖|圆满|显著|大幅|明显|有效|增长|下降|提升|提高|降低|增加|减少|上升|翻番|持平|未完成|未达|没有完成|零|无一|均已|均未|优秀|良好/g;

function claims(before: string, after: string): Fault[] {
  const count = (text: string): Map<string, number> => {
    const out = new Map<string, number>();
    for (const m of text.matchAll(CLAIMS)) out.set(m[0], (out.get(m[0]) ?? 0) + 1);
    return out;
  };
  const [was, now] = [count(before), count(after)];
  return [...now].flatMap(([words, n]): Fault[] =>
    n > (was.get(words) ?? 0) && !(SAME_CLAIM[words] ?? []).some((w) => before.includes(w))
      ? [{ code: 'claim', words }]
      : [],
  );
}

/** Two words for one claim. */
const SAME_CLAIM: Readonly<Record<string, readonly string[]>> = {
  未完成: ['没有完成'],
  提升: ['提高'],
  提高: ['提升'],
  降低: ['下降', '减少'],
  下降: ['降低'],
  良好: ['很好', '挺好', '不错'],
  未达: ['没有达', '没达'],
};
