// Rules about the scoring table (C063–C077) over facts and the table as it is computed: rows. Targets without a table: targets.ts.
import type { FactSlot, StatedFact } from '../fact.ts';
import { shown } from '../figure/compute.ts';
import { compare, equals, isZero, sum, toText, ZERO } from '../number/exact.ts';
import { barOf } from '../score/bar.ts';
import { scoreText } from '../score/score.ts';
import { bandRange } from '../score/score-indicator.ts';
import type { ScoreRow } from '../score/score-table.ts';
import { exactFact, isMoney, percent, printed, slotOf } from './amounts.ts';
import type { FactRule, FactScene, Hit } from './rule.ts';

const slot = ({ key, period, scope, item }: StatedFact): FactSlot => ({ key, period, scope, item });
const said = (scene: FactScene, key: string, name: string): StatedFact | undefined =>
  scene.book.get(key, { scope: name });

const rowsOf = (scene: FactScene): ScoreRow[] =>
  scene.score?.groups.flatMap((g) => g.rows.filter((r) => !r.passedOver)) ?? [];

const ofRow = (
  id: string,
  severity: FactRule['severity'],
  inputs: readonly string[],
  message: string,
  judge: (row: ScoreRow, scene: FactScene) => Hit | null,
): FactRule => ({
  id,
  severity,
  inputs,
  message,
  find: (scene) =>
    rowsOf(scene).flatMap((row) => {
      const hit = judge(row, scene);
      return hit ? [{ ...hit, say: { name: row.name, ...hit.say } }] : [];
    }),
});

const plain = (s: string): string =>
  s
    .replace(/[\s，,。；;“”"]/g, '')
    .replace(/^(?:不低于|不少于|>=|大于等于)/, '≥')
    .replace(/^(?:不超过|不高于|<=|小于等于)/, '≤');

/** Words that promise an effort and no measure. */
const UNMEASURED = /提高|提升|加强|增强|改善|较好|良好|明显|显著|有效|进一步|完善|优化|促进/;

export const SCORES: readonly FactRule[] = [
  ofRow(
    'C063',
    'E',
    ['indicator_target', 'indicator_target_approved'],
    '指标“{name}”目标值与批复的绩效目标表不一致（批复{a}，自评{b}）。',
    (row, scene) => {
      const [target, approved] = [
        said(scene, 'indicator_target', row.name),
        said(scene, 'indicator_target_approved', row.name),
      ];
      if (!target || !approved) return null;
      const [own, official] = [target.value + target.unit, approved.value + approved.unit];
      const adjusted = said(scene, 'indicator_target_adjusted', row.name);
      const same = (a: string, b: string): boolean => {
        const [x, y] = [barOf(a), barOf(b)];
        return x && y ? x.way === y.way && x.unit === y.unit && equals(x.value, y.value) : plain(a) === plain(b);
      };
      if (same(own, official) || (adjusted && same(own, adjusted.value + adjusted.unit))) return null;
      return {
        say: { a: official, b: own },
        facts: [slot(target), slot(approved)],
        ask: ['indicator_target', 'indicator_target_adjusted'],
      };
    },
  ),
  ofRow(
    'C065',
    'W',
    ['indicator_score', 'indicator_weight', 'indicator_deviation_reason'],
    '指标“{name}”扣分，请填写偏差原因分析及改进措施。',
    (row) => {
      // The execution row's own shortfall is C034's matter.
      if (row.origin === 'execution' || !row.reasonDue.includes('未得满分') || !row.inputs.length) return null;
      return { facts: row.inputs.slice(0, 1), ask: ['indicator_deviation_reason', 'indicator_improvement'] };
    },
  ),
  ofRow('C071', 'E', ['indicator_score'], '预算执行率得分应为{a}分（{w}分×{r}%）。', (row, scene) => {
    if (
      row.origin !== 'execution' ||
      row.score.is !== 'scored' ||
      !row.score.given ||
      !row.weight ||
      !scene.profile.scoring
    )
      return null;
    const rate = scene.figure(scene.profile.scoring.executionFigure);
    if (!rate || equals(row.score.given, row.score.computed)) return null;
    // A form that prints one decimal rounds the same score once more.
    const stated = said(scene, 'indicator_score', row.name)!;
    const decimals = stated.value.split('.')[1]?.length ?? 0;
    if (decimals > 0 && shown(row.score.computed, decimals) === shown(row.score.given, decimals)) return null;
    return {
      say: { a: scoreText(row.score.computed), w: toText(row.weight), r: percent(rate.value, scene.profile) },
      facts: [slot(stated)],
      ask: ['indicator_score'],
    };
  }),
  {
    id: 'C072',
    severity: 'W',
    inputs: ['budget_adjusted_total', 'budget_expenditure_total', 'final_expenditure_total'],
    message: '年度资金总额为零，与其中项合计{a}不符。',
    find: (scene) => {
      const { facts } = scene;
      return ZERO_TOTALS.flatMap(([whole, parts]): Hit[] => {
        const total = facts.at(whole);
        if (typeof total === 'string' || !isZero(total.amount)) return [];
        const some = parts.flatMap((p) => exactFact(scene, p) ?? []).filter((p) => compare(p.amount, ZERO) > 0);
        if (!some.length) return [];
        const amount = sum(some.map((p) => p.amount));
        return [
          {
            say: { a: printed(amount, isMoney(some[0]!), scene.profile) },
            facts: [total, ...some].map(slotOf),
            ask: [whole],
          },
        ];
      });
    },
  },
  ofRow(
    'C073',
    'W',
    ['indicator_band', 'indicator_score'],
    '定性指标“{name}”选择“{band}”，得分应在{lo}～{hi}分。',
    (row, scene) => {
      const { scoring } = scene.profile;
      if (!row.band || !row.weight || !scoring || (row.score.is !== 'scored' && row.score.is !== 'to-judge'))
        return null;
      const range = bandRange(row.band, row.weight, scoring);
      const { given } = row.score;
      if (!range || !given) return null;
      // A band's upper bound belongs to the band above it, except for the best.
      const best = row.band === scoring.bands[0]?.label;
      const above = best ? compare(given, range[1]) > 0 : compare(given, range[1]) >= 0;
      if (compare(given, range[0]) >= 0 && !above) return null;
      const stated = said(scene, 'indicator_score', row.name);
      return {
        say: { band: row.band, lo: toText(range[0]), hi: toText(range[1]) },
        facts: stated ? [slot(stated)] : row.inputs.slice(0, 1),
        ask: ['indicator_band', 'indicator_score'],
      };
    },
  ),
  {
    id: 'C074',
    severity: 'W',
    inputs: ['self_score', 'final_expenditure_total', 'budget_adjusted_total'],
    message: '执行率{r}%，按规定总分不超过{c}分。',
    find: (scene) => {
      const stated = exactFact(scene, 'self_score');
      const { scoring } = scene.profile;
      const cap = scene.score?.cap;
      const rate = scoring ? scene.figure(scoring.executionFigure) : null;
      if (!stated || !cap || !rate || compare(stated.amount, cap.total) <= 0) return [];
      return [
        {
          say: { r: percent(rate.value, scene.profile), c: toText(cap.total) },
          facts: [slotOf(stated)],
          ask: ['self_score'],
        },
      ];
    },
  },
  {
    id: 'C076',
    severity: 'E',
    inputs: ['self_score', 'indicator_score'],
    message: '报告得分{a}分、自评表得分{b}分不一致。',
    find: (scene) => {
      const stated = exactFact(scene, 'self_score');
      const total = scene.score?.total;
      if (!stated || !total || equals(stated.amount, total)) return [];
      const decimals = stated.fact.value.split('.')[1]?.length ?? 0;
      if (shown(total, decimals) === shown(stated.amount, decimals)) return [];
      return [{ say: { a: toText(stated.amount), b: scoreText(total) }, facts: [slotOf(stated)], ask: ['self_score'] }];
    },
  },
  ofRow(
    'C077',
    'W',
    ['indicator_target', 'indicator_nature'],
    '指标“{name}”未量化，建议给出可衡量的目标值。',
    (row, scene) => {
      const target = said(scene, 'indicator_target', row.name);
      if (!target || said(scene, 'indicator_nature', row.name)?.value !== '定量') return null;
      if (barOf(target.value + target.unit) || /\d/.test(target.value) || !UNMEASURED.test(target.value)) return null;
      return { facts: [slot(target)], ask: ['indicator_target', 'indicator_nature'] };
    },
  ),
];

/** A total of money and the parts it is made of, by source and by nature. */
const ZERO_TOTALS: readonly (readonly [string, readonly string[]])[] = [
  ['budget_adjusted_total', ['budget_adjusted_basic', 'budget_adjusted_project']],
  ['budget_expenditure_total', ['budget_expenditure_basic', 'budget_expenditure_project']],
  ['budget_income_total', ['budget_income_fiscal', 'budget_income_other']],
  ['final_expenditure_total', ['final_expenditure_basic', 'final_expenditure_project']],
];
