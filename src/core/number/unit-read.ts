// Reads the unit that follows a number: multiplier, 余/多, measure word. Knows nothing of what the number means.
import { isGap, isInvisible } from './fold.ts';
import type { Qualifier } from './qualifier.ts';
import { CLASSIFIERS, CONVERTED, LONG_UNITS, MAGNITUDES } from './unit-table.ts';

export interface UnitRead {
  /** '' when no unit follows. */
  unit: string;
  end: number;
  qualifier: Qualifier | null;
}

const byFirst = (words: Iterable<string>): Map<string, string[]> => {
  const out = new Map<string, string[]>();
  for (const w of words) out.set(w[0]!, [...(out.get(w[0]!) ?? []), w]);
  for (const list of out.values()) list.sort((a, b) => b.length - a.length);
  return out;
};

const UNITS = byFirst(new Set([...Object.keys(CONVERTED), ...LONG_UNITS, ...CLASSIFIERS]));
const STEPS = byFirst(Object.keys(MAGNITUDES));
/** Measure word plus one of these is a word of its own: 12个月 is a duration, 30分别 is not a score. */
const NOT_UNIT: Readonly<Record<string, string>> = {
  分: '别布析类管配解工支享散',
  家: '庭长属',
  人: '均民才社力',
  度: '假',
  代: '表理替',
  类: '似',
  点: '击',
  级: '别',
  年: '初末内中底',
  方: '面式案法向',
  社: '会保',
  企: '业',
  县: '级',
  市: '级场政',
  省: '级',
  区: '级域',
  村: '级',
  局: '部',
  圈: '层',
  席: '位',
  面: '积对向',
  目: '标',
  条: '件',
  件: '均',
  次: '年日',
  期: '间',
  间: '接隔',
  部: '分门',
  组: '织',
  队: '伍',
  元: '旦',
  门: '户',
  首: '次批',
  则: '为',
  会: '议',
  站: '点',
  成: '立效果功为员长本就绩品交分套人型',
  日: '常',
  本: '年级次月单区市县镇街部局办委中院校期季计项着报方行公人科金身土辖系团馆站所园处',
  时: '间',
};

/** Skips at most four blanks and one line end; a table's tab or an empty line ends the number. */
export function skipGap(s: string, i: number): number {
  let j = i;
  let lines = 0;
  while (j < s.length && j - i < 6 && isGap(s[j])) {
    if (s[j] === '\n' && ++lines > 1) return i;
    j++;
  }
  return j;
}

const skipInvisible = (s: string, i: number): number => {
  let j = i;
  while (isInvisible(s[j])) j++;
  return j;
};

/** Longest unit at `i`, no gap allowed before it. */
function wordAt(s: string, i: number): string {
  for (const w of UNITS.get(s[i] ?? '') ?? []) {
    if (!s.startsWith(w, i)) continue;
    const next = s[i + w.length];
    if (w.length === 1 && next && NOT_UNIT[w]?.includes(next)) continue;
    if (/^[a-zA-Z]/.test(w) && next && /[a-zA-Z0-9]/.test(next)) continue;
    return w;
  }
  return '';
}

/** Reads `[余] [multiplier] [余] [unit] [/unit]` at `i`, tolerating a line break in between. `chinese` numerals take no multiplier. */
export function readUnit(s: string, i: number, chinese = false): UnitRead {
  let j = i;
  let qualifier: Qualifier | null = null;
  const take = (): void => {
    const k = skipGap(s, j);
    const c = s[k];
    if (c !== '余' && c !== '多' && c !== '来') return;
    if (c !== '余' && readUnit(s, k + 1, chinese).unit === '') return;
    if (c === '余' && '额下款热地党生'.includes(s[k + 1] ?? ' ')) return;
    qualifier ??= c === '余' ? '余' : c === '多' ? '多' : '左右';
    j = k + 1;
  };
  take();
  let at = skipGap(s, j);
  let magnitude = '';
  if (!chinese || qualifier) {
    const own = wordAt(s, at);
    if (own.length < 2) {
      const step = STEPS.get(s[at] ?? '')?.find((w) => s.startsWith(w, at)) ?? '';
      if (step !== '') {
        magnitude = step;
        j = at + step.length;
        if (step === '亿' && s[j] === '万') {
          magnitude += '万';
          j++;
        }
        take();
        at = skipGap(s, j);
      }
    }
  }
  let unit = wordAt(s, at);
  // Over a line end only a unit that cannot begin the next line's words is taken.
  if (unit.length === 1 && !(unit in CONVERTED) && s.slice(j, at).includes('\n')) unit = '';
  if (unit !== '') {
    j = at + unit.length;
    if (unit === '人' && '次户日'.includes(s[skipInvisible(s, j)] ?? ' ')) {
      const k = skipInvisible(s, j);
      unit += s[k];
      j = k + 1;
    }
    if (s[j] === '/' && unit !== '%') {
      const per = wordAt(s, j + 1);
      if (per !== '' && per !== '%') {
        unit += `/${per}`;
        j += 1 + per.length;
      }
    }
  } else if (magnitude === '') return { unit: '', end: qualifier ? j : i, qualifier };
  if (unit === '个百分点') unit = '百分点';
  return { unit: magnitude + unit, end: j, qualifier };
}
