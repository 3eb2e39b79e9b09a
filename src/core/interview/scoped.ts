// Reads values said of one project or one indicator: 项目“甲”预算5320万元，执行5216.35万元; 指标“乙”目标不低于300人，实际342人.
import type { FactBook } from '../book.ts';
import { definitionOf } from '../catalogue/catalogue.ts';
import type { Candidate } from '../fact.ts';
import { claimOf, readNumber, type Sentence } from './answer.ts';
import { spokenQuantities } from './spoken.ts';

const QUOTED = /[“"「《]([^”"」》\n]{2,40})[”"」》]/;
/** 园区道路提升项目预算…: what stands before 项目 names it. Groups: the name. */
const PROJECT =
  /(?:^|[，,；;。、\s])([\u4e00-\u9fff（）()A-Za-z0-9·]{2,30}?)(?:这个)?项目(?=的?(?:年初|全年|当年)?(?:预算|执行|支出|安排|批复|支付))/;
const BUDGET = /预算|安排|批复/;
const SPENT = /执行|支出|支付|花|用|完成|到位/;
const TARGET = /目标|指标值|计划|要求/;
const ACTUAL = /实际|完成|达到|实现/;

/** What is there of the kind already: a name said without quotes is known by it. */
const known = (book: FactBook | undefined, keys: readonly string[]): string[] =>
  [...new Set(keys.flatMap((k) => (book?.every(k) ?? []).flatMap((f) => f.scope ?? [])))].sort(
    (a, b) => b.length - a.length,
  );

interface Subject {
  kind: 'project' | 'indicator';
  name: string;
  end: number;
}

function subjectOf(text: string, book: FactBook | undefined): Subject | null {
  const quoted = QUOTED.exec(text);
  if (quoted) {
    const [before, after] = [text.slice(0, quoted.index), text.slice(quoted.index + quoted[0].length)];
    const end = quoted.index + quoted[0].length;
    if (/指标(?:名称)?[：:]?\s*$/.test(before) || /^的?(?:这个|这项)?指标/.test(after))
      return { kind: 'indicator', name: quoted[1]!, end };
    if (/项目(?:名称)?[：:]?\s*$/.test(before) || /^的?(?:这个|这项)?项目/.test(after))
      return { kind: 'project', name: quoted[1]!, end };
    return null;
  }
  for (const [kind, keys] of [
    ['project', ['project_budget', 'project_executed']],
    ['indicator', ['indicator_target', 'indicator_actual']],
  ] as const)
    for (const name of known(book, keys)) {
      const at = text.indexOf(name);
      if (at >= 0) return { kind, name, end: at + name.length };
    }
  const project = PROJECT.exec(text);
  return project ? { kind: 'project', name: project[1]!, end: project.index + project[0].length } : null;
}

/** Null when no project or indicator is spoken of, or one of its numbers could not be read. */
export function readScoped(s: Sentence, period: number, book?: FactBook): Candidate[] | null {
  if (s.text.length > 400) return null;
  const subject = subjectOf(s.text, book);
  if (!subject) return null;
  const claims: Candidate[] = [];
  let from = subject.end;
  for (const q of spokenQuantities(s.text)) {
    if (q.class !== 'figure' || q.start < subject.end) continue;
    const lead = s.text.slice(from, q.start);
    const key = keyOf(subject.kind, lead, q.qualifier !== null);
    const value = readNumber(s.text.slice(q.start, q.end));
    const d = key === null ? undefined : definitionOf(key);
    if (!d || !value) return null;
    const place: Sentence = { text: s.text.slice(q.start, q.end), start: s.start + q.start };
    const claim = subject.kind === 'indicator' ? worded(d.key, value, place) : claimOf(d, value, place, period, null);
    if (!claim || claims.some((c) => c.key === claim.key)) return null;
    claims.push({ ...claim, period, scope: subject.name });
    from = q.end;
  }
  return claims.length ? claims : null;
}

function keyOf(kind: Subject['kind'], lead: string, bound: boolean): string | null {
  if (kind === 'project') return SPENT.test(lead) ? 'project_executed' : BUDGET.test(lead) ? 'project_budget' : null;
  if (TARGET.test(lead)) return 'indicator_target';
  if (ACTUAL.test(lead)) return 'indicator_actual';
  return bound ? 'indicator_target' : null;
}

const worded = (key: string, v: NonNullable<ReturnType<typeof readNumber>>, place: Sentence): Candidate => ({
  key,
  period: null,
  scope: null,
  item: null,
  value: v.value,
  unit: v.unit,
  qualifier: v.qualifier,
  label: null,
  quote: place.text,
  start: place.start,
  end: place.start + place.text.length,
  also: [],
  confidence: 'high',
  reasons: [],
});
