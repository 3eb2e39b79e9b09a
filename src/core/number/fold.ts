// Folds a text for reading numbers: same length, same offsets, one form per character. Nothing is removed or joined.

/** Traditional forms of the characters that number reading and clause reading look at. */
const SIMPLE =
  '萬万 億亿 餘余 兩两 約约 過过 個个 幾几 數数 點点 項项 戶户 間间 場场 處处 條条 張张 塊块 噸吨 畝亩 輛辆 臺台 歲岁 圓元 頃顷 種种 類类 戸户 隻只 雙双 貳贰 陸陆 參叁 負负 達达 將将 於于 貫贯 號号 內内 續续 後后 該该 倂并 總总 計计 長长 減减 較较 與与 實实 預预 決决 財财 經经 費费 額额 務务 單单 員员 機机 構构 這这 現现 執执 會会 開开 辦办 發发 備备 庫库 資资 產产 無无 動动 從从 當当 終终';

const TABLE = new Map<number, string>();
for (const pair of SIMPLE.split(' ')) TABLE.set(pair.charCodeAt(0), pair[1]!);
for (let c = 0; c < 10; c++) TABLE.set(0xff10 + c, String(c));
for (let c = 0; c < 26; c++) {
  TABLE.set(0xff21 + c, String.fromCharCode(65 + c));
  TABLE.set(0xff41 + c, String.fromCharCode(97 + c));
}
for (const [from, to] of [
  '％%',
  '﹪%',
  '．.',
  '－-',
  '−-',
  '﹣-',
  '＋+',
  '～~',
  '〜~',
  '∼~',
  '／/',
  '＝=',
  '＜<',
  '＞>',
  '≧≥',
  '≦≤',
  '\u3000 ',
  '\u00a0 ',
]
  .map((p) => [p[0]!, p[1]!] as const)
  .concat([...'\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f'].map((c) => [c, ' '] as const)))
  TABLE.set(from.charCodeAt(0), to);

/** The text with full-width and traditional forms folded; `fold(t).length === t.length`. The full-width comma stays: it separates clauses. */
export function fold(text: string): string {
  let out = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0xa0) continue;
    const to = TABLE.get(c);
    if (to === undefined) continue;
    out += text.slice(from, i) + to;
    from = i + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}

/** Space that may stand inside a number broken by layout: no tab, for that separates table cells. */
export const isGap = (c: string | undefined): boolean => c === ' ' || c === '\n' || c === '\r' || isInvisible(c);
export const isInvisible = (c: string | undefined): boolean =>
  c === '\u200b' || c === '\ufeff' || c === '\u200c' || c === '\u200d' || c === '\u00ad' || c === '\u2060';
export const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';
