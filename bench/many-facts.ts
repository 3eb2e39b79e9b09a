// Any number of invented facts of one report: every amount and count of two years first, then passages, projects and indicators.
import { CATALOGUE } from '../src/core/catalogue/catalogue.ts';
import type { StatedFact } from '../src/core/fact.ts';

const LISTED = CATALOGUE.filter(
  (d) => ['money', 'count', 'percent'].includes(d.kind) && !d.many && (d.scope === null || d.scope === 'sub_unit'),
);

export function manyFacts(count: number, period: number): StatedFact[] {
  const out: StatedFact[] = [];
  const put = (key: string, value: string, unit: string, more: Partial<StatedFact> = {}): void => {
    out.push({ key, period, scope: null, item: null, value, unit, qualifier: null, label: null, ...more });
  };
  for (const year of [period, period - 1])
    for (const d of LISTED) put(d.key, String(1000 + ((out.length * 37) % 900)), d.unit, { period: year });
  for (let k = 1; out.length < count; k++) {
    put('achievements', `完成项目${k}个，投入${k * 3}万元，覆盖${k * 7}户。`, '', { item: String(k) });
    for (let j = 1; j <= 3; j++) put('passage_figure', String(k * j), '个', { item: `${k}.${j}`, label: '项目' });
    put('project_budget', String(k * 10), '万元', { scope: `项目${k}` });
    put('project_executed', String(k * 9), '万元', { scope: `项目${k}` });
    put('indicator_target', '≥10', '', { scope: `指标${k}` });
    put('indicator_actual', '11', '', { scope: `指标${k}` });
  }
  return out.slice(0, count);
}
