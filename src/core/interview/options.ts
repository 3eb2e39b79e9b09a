// A reply to offered choices: by number, letter, place in the row or its words. Pure; what was offered is given.

const ORDER = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CIRCLED = '①②③④⑤⑥⑦⑧⑨';
const LEAD = /^(?:我)?(?:选择?|是|要|就|应该是|填|答案?(?:是)?|按)+/;
const TAIL = /(?:吧|呢|的|个|项|种|号|选项|答案|就行|就好|即可|[。.、)）!！]|\s)+$/;
const NEITHER = /^(?:都不是|都不对|都不|没有一个|没有对的|哪个都不是|不是这些|都没有|不选|以上都不(?:是|对))$/;

/** Index into `labels`, 'none' when none of them is meant, null when the message is no such reply. */
export function chosen(message: string, labels: readonly string[]): number | 'none' | null {
  const said = message.normalize('NFKC').replace(/\s+/g, '');
  if (said === '' || said.length > 40) return null;
  const bare = said.replace(LEAD, '').replace(TAIL, '');
  if (NEITHER.test(bare) || NEITHER.test(said.replace(TAIL, ''))) return 'none';
  const plain = labels.map((l) => l.normalize('NFKC').replace(/\s+/g, ''));
  for (const words of [said, bare, said.replace(TAIL, '')]) {
    const exact = plain.indexOf(words);
    if (exact >= 0) return exact;
  }
  const n = placeOf(CIRCLED.includes(message.trim()) ? message.trim() : bare, labels.length);
  if (n !== null) return n >= 1 && n <= labels.length ? n - 1 : null;
  // One label that is in the words, or whose words are: 万元 for 7910万元.
  const within = plain.flatMap((l, i) => (bare.length > 0 && (l.includes(bare) || bare.includes(l)) ? [i] : []));
  const longest = within.filter((i) => within.every((j) => plain[j]!.length <= plain[i]!.length || i === j));
  if (within.length === 1) return within[0]!;
  // 元 is in 万元 as well: a label that ends with just these words.
  const own = plain.flatMap((l, i) => (new RegExp(`(?:^|[0-9])${literal(bare)}$`).test(l) ? [i] : []));
  if (own.length === 1) return own[0]!;
  return bare.length > 2 && longest.length === 1 && bare.includes(plain[longest[0]!]!) ? longest[0]! : null;
}

const literal = (s: string): string => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function placeOf(s: string, count: number): number | null {
  const circled = s === '' ? -1 : CIRCLED.indexOf(s);
  if (circled >= 0) return circled + 1;
  if (/^[1-9]$/.test(s)) return Number(s);
  if (/^[a-i]$/i.test(s)) return s.toLowerCase().charCodeAt(0) - 96;
  const ordinal = /^第([一二三四五六七八九1-9])$/.exec(s)?.[1];
  if (ordinal) return ORDER.includes(ordinal) ? ORDER.indexOf(ordinal) + 1 : Number(ordinal);
  if (/^(?:前者|前一|前面(?:那|一))$/.test(s)) return 1;
  if (/^(?:后者|后一|最后(?:一)?|后面(?:那|一))$/.test(s)) return count;
  return null;
}
