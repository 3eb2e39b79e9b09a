// Whose sum it is: the whole unit's, or that of a part the text declares as the unit's own (局机关, 县疾控中心). Reads no sums.
import type { Reading } from './reading.ts';
import { type Subjects, subjectsOf } from './scope.ts';

const END = '(?:机关|本级|中心|所|站|队|院|校|馆|局|办|园|处|林场|公司|学校|中学|小学|社|会)';
const NAME = new RegExp(`^\\p{Script=Han}{1,22}${END}$`, 'u');
const HEAD = new RegExp(
  `^(?:其中|包括|[（(]?[一二三四五六七八九十\\d]{1,2}[）)、.．]|\\s)*(\\p{Script=Han}{0,16}${END})(?=\\s|：|$|(?:19|20)\\d\\d|收入|支出|总收入|总支出|年初|全年|本年|实际|预算|决算|安排|基本支出|项目支出|人员经费|公用经费|“|三公|财政拨款|上年|年末|政府采购)`,
  'u',
);
const DECLARED = /(?:所属|下属|下设|下辖|直属|二级(?:预算)?(?:单位|机构)|预算单位|决算单位|纳入|单位包括)[^。]{0,400}/g;
const OTHERS = /^(?:其中|\s)*(?:其余|其他|各|两个|三个|四个|几个)\p{Script=Han}{0,6}(?:单位|中心|所|站)/u;

/** null: the clause names no part; scope null: it names several or another one, so the sums are nobody's single fact. */
export type PartRead = { scope: string | null; rest: string } | null;

/** Reads the head of a clause for a part of the unit. Parts are 机关 and 本级, and what the text lists as its own. */
export function partReader(r: Reading, names: readonly string[]): (clause: string) => PartRead {
  const who = subjectsOf(names);
  const declared = declaredParts(r.text, who);
  return (clause) => {
    if (OTHERS.test(clause)) return { scope: null, rest: clause };
    const m = HEAD.exec(clause.slice(0, 60));
    if (!m) return null;
    const name = m[1]!;
    if (who.isWhole(name) || !(/(?:机关|本级)$/.test(name) ? name.length <= 8 : declared.some((d) => same(name, d))))
      return null;
    return { scope: name, rest: `本单位${clause.slice(m[0].length)}` };
  };
}

/** The names that follow 所属单位有 and the like. */
function declaredParts(text: string, who: Subjects): string[] {
  const found = new Set<string>();
  let seen = 0;
  for (const m of text.matchAll(DECLARED)) {
    if (++seen > 40) break;
    for (const piece of m[0].split(/[、：；，。\s（）和及]|\d+[.、．]/)) {
      const name = piece.replace(/^.{0,12}(?:单位|机构|包括|分别(?:为|是)|有)(?=.{3})/u, '');
      if (NAME.test(name) && name.length >= 3 && !who.isWhole(name)) found.add(name);
    }
  }
  return [...found];
}

/** The same part by its full or a shorter name: the same last character, the others in order. */
function same(short: string, name: string): boolean {
  if (short === name || name.endsWith(short) || short.endsWith(name)) return short.length >= 3 || name.length <= 4;
  if (short.length < 4 || short.at(-1) !== name.at(-1)) return false;
  let i = 0;
  for (const c of name) if (c === short[i]) i++;
  return i === short.length;
}
