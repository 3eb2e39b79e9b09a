// The standing of what is not a figure: years, dates, document numbers, titles, codes, ordinals, set phrases.
import { isFixedTerm } from '../number/mark.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';
import type { Verdict } from './verdict.ts';
import type { Evidence } from './verify-evidence.ts';

export type Standing = Pick<Verdict, 'standing' | 'by' | 'period' | 'scope' | 'why'>;

const exempt = (why: string): Standing => ({ standing: 'exempt', by: null, why });
const unbacked = (why: string): Standing => ({ standing: 'unbacked', by: null, why });
const plain = (s: string): string => s.replace(/[ \t\r\n\u3000]+/g, '').normalize('NFKC');

/** Verdict on a mention; null when it is a figure to be judged. `known` is all words of the evidence. */
export function standingOf(text: string, q: Quantity, e: Evidence, known: string): Standing | null {
  if (insideTerm(text, q, e)) return exempt('名称');
  switch (q.class) {
    case 'ordinal':
      return exempt('序号');
    case 'idiom':
      return exempt('固定用语');
    case 'year':
      return ofYear(q, e);
    case 'date':
      return ofDate(q, e);
    case 'document-number':
      return ofDocument(q, e);
    case 'code':
      return known.includes(plain(q.text)) || e.facts.some((f) => f.value === q.text)
        ? exempt('来源中的编号')
        : unbacked(`编号“${q.text}”未见于来源，请核对。`);
    case 'term':
      return ofTerm(q, known);
    default:
      return ofFrame(text, q, e);
  }
}

const YEAR_HEAD = /^\s?(?:财政年度|部门|单位|绩效|整体|预算|决算|预决算|全年?)/;
const THRESHOLD = /^\s?(?:[（(]\s?含\s?[）)])?\s?(?:以上)?\s?(?:[（(]\s?含\s?[）)])?\s?的?(?:通用|专用|大型)?设备/;

/** A figure that only frames: 2022部门决算 (a year without its 年), 单价100万元以上设备 (what the official tables call a class of things). */
function ofFrame(text: string, q: Quantity, e: Evidence): Standing | null {
  const after = text.slice(q.end, q.end + 16);
  if (/^20\d\d$/.test(q.text) && YEAR_HEAD.test(after) && /[\u4e00-\u9fff\n]$/.test(text[q.start - 1] ?? '\n')) {
    const year = Number(q.text);
    if (year === e.period || year === e.period - 1) return exempt(year === e.period ? '报告年度' : '上一年度');
  }
  if (
    /万元/.test(q.text) &&
    THRESHOLD.test(after) &&
    /单(?:价|位价值|台价值)\s?$/.test(text.slice(Math.max(0, q.start - 8), q.start))
  )
    return exempt('固定用语');
  return null;
}

/** A numeral that is part of a longer name: 第二实验小学, 12345政务服务热线, the unit's own name. */
function insideTerm(text: string, q: Quantity, e: Evidence): boolean {
  if (q.class === 'year' || q.class === 'date') return false;
  for (const name of [e.unitName ?? '', ...e.terms]) {
    if (name.length <= q.text.length || name.length > 60 || !name.includes(q.text)) continue;
    const at = text.indexOf(name, Math.max(0, q.end - name.length));
    if (at < 0 || at > q.start || at + name.length < q.end) continue;
    if (
      q.class !== 'figure' ||
      !scanQuantities(name).some((n) => n.class === 'figure' && n.unit !== '' && /[元%人次]/.test(n.unit))
    )
      return true;
  }
  return false;
}

function ofYear(q: Quantity, e: Evidence): Standing {
  const year = q.year!;
  if (year === e.period || year === e.period - 1) return exempt(year === e.period ? '报告年度' : '上一年度');
  const fact =
    e.facts.find((f) => f.period === year) ??
    e.facts.find((f) => [f.value, f.quote ?? '', f.label ?? ''].some((t) => t.includes(String(year))));
  if (fact) return { standing: 'backed', by: fact.key, period: fact.period, scope: fact.scope };
  if (e.figures.some((f) => f.period === year))
    return { standing: 'backed', by: e.figures.find((f) => f.period === year)!.key };
  if (e.terms.some((t) => t.includes(String(year)) && !/[〔[（(]/.test(t))) return exempt('来源中的年份');
  return unbacked(`${year}年既不是报告年度或上一年度，也没有该年的事实，请核对年份。`);
}

interface Day {
  year: number | null;
  month: number;
  day: number | null;
}

const DAY = /(?:((?:19|20)\d\d)\s*[年\-./]\s*)?(\d{1,2})\s*(?:月|[-./])\s*(?:(\d{1,2})\s*[日号]?)?/g;
const HAN_DIGITS = '零一二三四五六七八九';

/** Every date in a text, Chinese numerals included; ranges give both ends. */
function daysIn(text: string): Day[] {
  const arabic = text
    .normalize('NFKC')
    .replace(/〇|○/g, '零')
    .replace(/([一二三])?十([一二三四五六七八九])?(?=[月日])/g, (_, a: string, b: string) =>
      String((a ? HAN_DIGITS.indexOf(a) : 1) * 10 + (b ? HAN_DIGITS.indexOf(b) : 0)),
    )
    .replace(/[零一二三四五六七八九]/g, (c) => String(HAN_DIGITS.indexOf(c)))
    .replace(/(\d{1,2})\s?[-—–~至到]{1,2}\s?(?=\d{1,2}\s?月)/g, '$1月');
  return [...arabic.matchAll(DAY)].map((m) => ({
    year: m[1] ? Number(m[1]) : null,
    month: Number(m[2]),
    day: m[3] ? Number(m[3]) : null,
  }));
}

/** A date stands where a fact or a term has it: same month, same day where one is said, same year where both say one. */
function ofDate(q: Quantity, e: Evidence): Standing {
  const said = daysIn(q.text);
  const year = q.year;
  const fits = (text: string, period: number | null): boolean => {
    if (!/[月\-./]/.test(text)) return false;
    const there = scanQuantities(text).flatMap((x) => (x.class === 'date' ? daysIn(x.text) : []));
    return said.every((d) =>
      there.some(
        (t) =>
          t.month === d.month &&
          (d.day === null || t.day === d.day) &&
          ((d.year ?? year) === null || (t.year ?? period) === (d.year ?? year)),
      ),
    );
  };
  const fact =
    said.length === 0
      ? undefined
      : e.facts.find((f) =>
          [f.value, f.quote ?? '', f.label ?? ''].some((t) => t !== '' && t.length < 5000 && fits(t, f.period)),
        );
  if (fact) return { standing: 'backed', by: fact.key, period: fact.period, scope: fact.scope };
  if (said.length > 0 && e.terms.some((t) => t.length < 200 && fits(t, null))) return exempt('来源中的日期');
  return unbacked(`日期“${q.text.replace(/\s+/g, '')}”没有依据，请补充日期事实或删去。`);
}

/** The same year and number, and the shorter issuer at the end of the longer. */
function ofDocument(q: Quantity, e: Evidence): Standing {
  const said = documentParts(q.text);
  const texts = [...e.terms, ...e.facts.flatMap((f) => [f.value, f.quote ?? '', f.label ?? ''])];
  const found = texts.some(
    (t) =>
      t.includes('号') &&
      scanQuantities(t).some((x) => {
        if (x.class !== 'document-number') return false;
        const there = documentParts(x.text);
        return (
          there.number === said.number &&
          (there.issuer.endsWith(said.issuer) || said.issuer.endsWith(there.issuer)) &&
          Math.min(there.issuer.length, said.issuer.length) >= Math.min(2, said.issuer.length)
        );
      }),
  );
  return found ? exempt('来源中的文号') : unbacked(`文号“${q.text.replace(/\s+/g, '')}”未见于来源，请核对。`);
}

function documentParts(text: string): { issuer: string; number: string } {
  const bare = plain(text);
  const at = bare.search(/[〔[(【]/);
  return {
    issuer: bare.slice(0, at),
    number: bare
      .slice(at)
      .replace(/[^\d]+/g, ' ')
      .trim(),
  };
}

function ofTerm(q: Quantity, known: string): Standing {
  const words = plain(q.text);
  const inner = words.replace(/^[《“"「『‘]|[》”"」』’]$/g, '');
  const places = known;
  if (words.startsWith('《'))
    return places.includes(inner) ? exempt('来源中的文件名称') : unbacked(`文件名称“${q.text}”未见于来源，请核对。`);
  if (!/^[“"「『‘]/.test(words) || isFixedTerm(inner)) return exempt('固定用语');
  return places.includes(inner) ? exempt('来源中的用语') : unbacked(`“${inner}”未见于来源，请核对引号内的说法。`);
}
