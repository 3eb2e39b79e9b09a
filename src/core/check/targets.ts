// Rules about targets, indicators, scores and satisfaction (C060–C082) over facts: rows.
import type { StatedFact } from '../fact.ts';
import { shown } from '../figure/compute.ts';
import type { Reading } from '../figure/reading.ts';
import { compare, div, type Exact, exact, HUNDRED, isZero, mul, sub, sum, toText } from '../number/exact.ts';
import { type Bar, barOf } from '../score/bar.ts';
import { allOf, exactFact, slotOf, threshold } from './amounts.ts';
import type { FactRule, FactScene, Hit } from './rule.ts';

/** Wording that says why one evaluates, not what one aims at. */
const PURPOSE = /通过[^。]{0,16}(?:自评|评价)[^。]{0,40}(?:掌握|了解|分析|总结|发现|查找)/;
const MEASURED = /\d|[≥≤]|百分之|[一二三四五六七八九十百千万]+[个项次户人家场件%]/;

const slot = ({ key, period, scope, item }: StatedFact) => ({ key, period, scope, item });

interface Indicator {
  name: string;
  target: StatedFact | undefined;
  actual: StatedFact | undefined;
  weight: Reading | undefined;
  score: Reading | undefined;
}

const INDICATORS = ['indicator_target', 'indicator_actual', 'indicator_weight', 'indicator_score'] as const;
const known = new WeakMap<FactScene, readonly Indicator[]>();

/** The rows of the indicator table, by name; read once for all rules. */
function indicators(scene: FactScene): readonly Indicator[] {
  const before = known.get(scene);
  if (before) return before;
  const words = new Map<string, StatedFact>();
  const names = new Set<string>();
  for (const key of INDICATORS)
    for (const f of scene.book.every(key)) {
      if (f.scope === null || (f.period !== null && f.period !== scene.book.period)) continue;
      names.add(f.scope);
      if (!words.has(`${key}|${f.scope}`)) words.set(`${key}|${f.scope}`, f);
    }
  const rows = [...names].sort().map((name) => ({
    name,
    target: words.get(`indicator_target|${name}`),
    actual: words.get(`indicator_actual|${name}`),
    weight: exactFact(scene, 'indicator_weight', name),
    score: exactFact(scene, 'indicator_score', name),
  }));
  known.set(scene, rows);
  return rows;
}

const met = (bar: Bar, actual: Bar): boolean =>
  bar.unit !== actual.unit ||
  (bar.way === 'most' ? compare(actual.value, bar.value) <= 0 : compare(actual.value, bar.value) >= 0);

const ofIndicator = (
  id: string,
  severity: FactRule['severity'],
  message: string,
  judge: (i: Indicator, scene: FactScene) => Hit | null,
): FactRule => ({
  id,
  severity,
  inputs: INDICATORS,
  message,
  find: (scene) =>
    indicators(scene).flatMap((i) => {
      const hit = judge(i, scene);
      return hit ? [{ ...hit, say: { name: i.name, ...hit.say } }] : [];
    }),
});

const score = (v: Exact, scene: FactScene): string =>
  shown(v, Math.max(2, scene.profile.decimals.score)).replace(/(\.\d)0$/, '$1');

export const TARGETS: readonly FactRule[] = [
  {
    id: 'C060',
    severity: 'E',
    inputs: ['performance_goal_text', 'indicator_target'],
    always: true,
    message: '“年度整体支出绩效目标”未列出绩效目标或指标，请从绩效目标表中补充。',
    find: (scene) => {
      const { book } = scene;
      if (indicators(scene).some((i) => i.target) || book.get('indicator_target')) return [];
      const goals = book.list('performance_goal_text');
      if (goals.some((g) => MEASURED.test(g.value) && !PURPOSE.test(g.value))) return [];
      return [{ facts: goals.map(slot).slice(0, 1), ask: ['performance_goal_text', 'indicator_target'] }];
    },
  },
  ofIndicator('C062', 'E', '指标“{name}”缺少实际完成值。', (i) =>
    i.target && !i.actual ? { facts: [slot(i.target)], ask: ['indicator_actual'] } : null,
  ),
  ofIndicator('C064', 'W', '指标“{name}”未完成（目标{t}，实际{a}），得分应为{s}分。', (i, scene) => {
    const [bar, actual] = [
      i.target && barOf(i.target.value + i.target.unit),
      i.actual && barOf(i.actual.value + i.actual.unit),
    ];
    if (!bar || !actual || !i.weight || !i.score || met(bar, actual) || isZero(bar.value)) return null;
    if (bar.way === 'most' || compare(i.score.amount, i.weight.amount) < 0) return null;
    const due = mul(i.weight.amount, div(actual.value, bar.value)!);
    return {
      say: { t: i.target!.value + i.target!.unit, a: i.actual!.value + i.actual!.unit, s: score(due, scene) },
      facts: [slotOf(i.score), slot(i.target!), slot(i.actual!)],
      ask: ['indicator_score'],
    };
  }),
  ofIndicator('C066', 'W', '指标“{name}”完成值超出目标{r}%，可能目标偏低，请说明原因。', (i, scene) => {
    const [bar, actual] = [
      i.target && barOf(i.target.value + i.target.unit),
      i.actual && barOf(i.actual.value + i.actual.unit),
    ];
    if (!bar || !actual || bar.unit !== actual.unit || bar.way === 'most' || isZero(bar.value)) return null;
    const over = mul(sub(div(actual.value, bar.value)!, exact(1n)), HUNDRED);
    if (compare(over, threshold(scene.profile.thresholds.overTarget)) < 0) return null;
    return {
      say: { r: shown(over, scene.profile.decimals.percent) },
      facts: [slot(i.actual!), slot(i.target!)],
      ask: ['indicator_actual'],
    };
  }),
  {
    id: 'C067',
    severity: 'E',
    inputs: ['indicator_weight'],
    message: '指标权重合计{a}分，应为{b}分。',
    // Tables that score the execution rate apart (10分) give the indicators the other 90.
    find: (scene) => {
      const rows = indicators(scene);
      const weights = rows.flatMap((i) => i.weight ?? []);
      if (weights.length < 2 || weights.length < rows.length) return [];
      const total = sum(weights.map((w) => w.amount));
      const apart = !rows.some((i) => /执行/.test(i.name)) && compare(total, exact(90n)) === 0;
      if (apart || compare(total, HUNDRED) === 0) return [];
      return [{ say: { a: toText(total), b: '100' }, facts: weights.map(slotOf), ask: ['indicator_weight'] }];
    },
  },
  ofIndicator('C068', 'E', '指标“{name}”得分{s}超出分值{w}。', (i) =>
    i.weight && i.score && (compare(i.score.amount, i.weight.amount) > 0 || i.score.amount.num < 0n)
      ? {
          say: { s: toText(i.score.amount), w: toText(i.weight.amount) },
          facts: [slotOf(i.score), slotOf(i.weight)],
          ask: ['indicator_score'],
        }
      : null,
  ),
  {
    id: 'C069',
    severity: 'E',
    inputs: ['indicator_score', 'self_score'],
    message: '各项得分合计{a}分，与自评总分{b}分不符。',
    find: (scene) => {
      const rows = indicators(scene);
      const scores = rows.flatMap((i) => i.score ?? []);
      const weights = rows.flatMap((i) => i.weight ?? []);
      const stated = exactFact(scene, 'self_score');
      // Only a table whose weights make up 100 has all the scores.
      const complete = scores.length > 1 && compare(sum(weights.map((w) => w.amount)), HUNDRED) === 0;
      if (!stated || !complete || scores.length < rows.length) return [];
      const total = sum(scores.map((s) => s.amount));
      if (compare(total, stated.amount) === 0) return [];
      return [
        {
          say: { a: toText(total), b: toText(stated.amount) },
          facts: [stated, ...scores].map(slotOf),
          ask: ['self_score', 'indicator_score'],
        },
      ];
    },
  },
  {
    id: 'C070',
    severity: 'E',
    inputs: ['self_score', 'self_grade'],
    message: '得分{s}分对应等级为“{g}”，文中为“{h}”。',
    find: (scene) => {
      const [stated, grade] = [exactFact(scene, 'self_score'), scene.book.get('self_grade')];
      const bands = [...scene.profile.grades].sort((a, b) => b.from - a.from);
      const said = grade && bands.find((b) => grade.value.replace(/[“”"\s]/g, '').startsWith(b.grade));
      if (!stated || !said || compare(stated.amount, HUNDRED) > 0) return [];
      const due = bands.find((b) => compare(stated.amount, threshold(b.from)) >= 0);
      if (!due || due.grade === said.grade) return [];
      return [
        {
          say: { s: toText(stated.amount), g: due.grade, h: grade.value },
          facts: [slotOf(stated), slot(grade)],
          ask: ['self_score', 'self_grade'],
        },
      ];
    },
  },
  {
    id: 'C078',
    severity: 'W',
    inputs: ['satisfaction_rate', 'satisfaction_target'],
    always: true,
    message: '满意度只写了目标值，请补充实际调查结果、样本量和方式。',
    find: ({ book }) => {
      const [rate, target] = [book.get('satisfaction_rate'), book.get('satisfaction_target')];
      const bar = rate && (rate.qualifier === '以上' || rate.qualifier === '不低于' || /^[≥>＞]/.test(rate.value));
      if (rate && !bar) return [];
      return [
        {
          ...(target || rate ? {} : { message: '未写明满意度调查结果，请补充实际调查结果、样本量和方式。' }),
          facts: [rate, target].flatMap((f) => (f ? [slot(f)] : [])),
          ask: ['satisfaction_rate', 'satisfaction_method', 'satisfaction_sample'],
        },
      ];
    },
  },
  {
    id: 'C079',
    severity: 'W',
    inputs: ['satisfaction_rate', 'satisfaction_sample'],
    message: '满意度样本量{n}份，请说明调查方式和样本。',
    find: (scene) => {
      const rate = exactFact(scene, 'satisfaction_rate');
      const sample = scene.facts.at('satisfaction_sample');
      if (!rate || sample === 'disputed') return [];
      if (sample !== 'missing' && compare(sample.amount, exact(30n)) >= 0) return [];
      return [
        {
          ...(sample === 'missing' ? { message: '满意度未写明样本量，请说明调查方式和样本。' } : {}),
          say: { n: sample === 'missing' ? '' : toText(sample.amount) },
          facts: [slotOf(rate)],
          ask: ['satisfaction_sample', 'satisfaction_method'],
        },
      ];
    },
  },
  {
    id: 'C082',
    severity: 'W',
    inputs: ['tasks_on_time', 'tasks_qualified', 'tasks_completed'],
    message: '{what}完成数{a}大于实际完成数{b}。',
    find: (scene) =>
      [
        ['tasks_on_time', '及时'],
        ['tasks_qualified', '质量达标'],
      ].flatMap(([key, what]): Hit[] => {
        const pair = allOf(scene, [key!, 'tasks_completed']);
        if (!pair || compare(pair[0]!.amount, pair[1]!.amount) <= 0) return [];
        return [
          {
            say: { what: what!, a: toText(pair[0]!.amount), b: toText(pair[1]!.amount) },
            facts: pair.map(slotOf),
            ask: [key!, 'tasks_completed'],
          },
        ];
      }),
  },
];
