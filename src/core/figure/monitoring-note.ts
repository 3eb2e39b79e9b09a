// Notes beside the figures that the bureau's monitoring (绩效运行监控) looks at: spending under the alarm line of its month, and a
// goal's progress far from the budget's. The lines are the report kind's; nothing is noted where it has none.
import { abs, compare, fromText, toFixed } from '../number/exact.ts';
import type { Profile } from '../profile.ts';
import type { Figure } from './figure.ts';
import { progressAt } from './formulas-progress.ts';

/** The figures with a note where an alarm is raised. Equal input, equal output; the order stays. */
export function withMonitoringNotes(figures: readonly Figure[], profile: Profile): Figure[] {
  const { monitoring } = profile.thresholds;
  if (!monitoring) return [...figures];
  const lines = new Map(monitoring.alarms.map((a) => [progressAt(a.month), a]));
  return figures.map((f) => {
    if (f.state.is !== 'computed' || f.scope !== null) return f;
    const { value } = f.state;
    const alarm = lines.get(f.key);
    if (alarm && compare(value, fromText(String(alarm.below))!) < 0)
      return noted(f, `低于绩效监控预警线（1—${alarm.month}月${alarm.below}%），请说明原因和改进措施。`);
    const { gap } = monitoring;
    if (f.key !== 'goal_execution_gap' || gap === null || compare(abs(value), fromText(String(gap))!) <= 0) return f;
    const far = toFixed(abs(value), f.decimals);
    return noted(f, `工作完成进度与预算执行进度相差${far}个百分点，超过${gap}个百分点的监控预警线，请说明原因。`);
  });
}

const noted = (f: Figure, note: string): Figure => ({ ...f, note: f.note ? `${f.note}${note}` : note });
