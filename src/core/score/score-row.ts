// One row of the scoring table: a row that the form prints, or an indicator of the office. What it earns, and what is still open.
import type { FactSlot } from '../fact.ts';
import type { Figure } from '../figure/figure.ts';
import { compare, type Exact, toFixed, toText, ZERO } from '../number/exact.ts';
import { type Bar, barOf } from './bar.ts';
import { isWeakReason, reasonText } from './reason.ts';
import { bandOf, bandRange, inBand, measure } from './score-indicator.ts';
import { checklistPoints, given, pointsOf, toScore } from './score-rule.ts';
import { cellText, pointsSaid, type Scene, slotFor, trimmed } from './score-scene.ts';
import { finalOf, type Operator, type RowScore, type ScoreRow } from './score-table.ts';
import type { Rule, ScoringGroup, ScoringRow } from './scoring.ts';

export const UNSORTED = '未归类指标';

/** What the rules give, before a person's say. */
type Raw =
  | { is: 'scored'; points: Exact; working: string; over?: boolean; off?: string | null }
  | { is: 'to-judge'; between: [Exact, Exact]; why: string; band?: string }
  | { is: 'not-applicable'; why: string; final: Exact | null }
  | { is: 'waiting'; for: FactSlot[] };

export function formRow(row: ScoringRow, group: ScoringGroup, scene: Scene): ScoreRow {
  const weight = given(row.weight);
  const figure = row.figure ? scene.figure(row.figure) : undefined;
  const isExecution = row.figure === scene.scoring.executionFigure;
  const value = figure?.state.is === 'computed' ? figure.state.value : null;
  const shell = shellOf(row.name, row.name, group.name, row.level2, isExecution ? 'execution' : 'form', scene);
  const printed = value && figure ? `${trimmed(toFixed(value, figure.decimals))}${figure.unit}` : '';
  const actual = printed || shell.actual || (figure?.state.is === 'not-applicable' ? figure.state.text : '');
  const checklist = checksOf(row, scene);
  const inputs = [...(figure?.inputs ?? []), ...shell.inputs];
  const bar = barOf(row.target);
  const base: ScoreRow = {
    ...shell,
    nature: row.nature,
    operator: operatorOf(bar, row.nature === 'qualitative'),
    target: row.target,
    actual,
    weight,
    checklist,
    oneOf: row.oneOf ?? null,
    inputs,
  };
  return settled(base, formScore(row, figure, value, checklist, weight, scene), isExecution ? value : null, scene);
}

function formScore(
  row: ScoringRow,
  figure: Figure | undefined,
  value: Exact | null,
  checklist: ScoreRow['checklist'],
  weight: Exact,
  scene: Scene,
): Raw {
  const na = scene.said('indicator_not_applicable', row.name);
  if (na) return notApplicable(na.value, weight, scene);
  const { rule } = row;
  if (rule?.rule === 'checklist') {
    const points = checklistPoints(checklist, weight);
    return points ? { is: 'scored', ...points } : waitingFor('indicator_check', row.name, scene);
  }
  const said = scene.said('indicator_actual', row.name);
  if (!rule) {
    const bar = row.nature === 'quantitative' ? barOf(row.target) : null;
    const reached = value && figure ? barOf(`${toText(value)}${figure.unit}`) : said ? barOf(cellText(said)) : null;
    if (!bar) return judged(row.name, weight, scene);
    return reached
      ? measured(bar, reached, weight, scene)
      : waitingFor(row.figure ? row.figure : 'indicator_actual', row.name, scene);
  }
  if (value && figure) return { is: 'scored', ...pointsOf(rule, value, weight, figure.unit) };
  const state = figure?.state;
  if (state?.is === 'not-applicable') {
    if (state.code === 'NA_BOTH_ZERO') return notApplicable(state.text, weight, scene);
    if (state.code === 'BOTH_YEARS_ZERO' && rule.rule === 'steps' && rule.nothingInBothYears !== undefined) {
      const points = given(rule.nothingInBothYears);
      return { is: 'scored', points, working: `${state.text} = ${toText(points)}分` };
    }
    if (state.code === 'BOTH_YEARS_ZERO') return { is: 'scored', ...pointsOf(rule, ZERO, weight, figure!.unit) };
    return { is: 'to-judge', between: [ZERO, weight], why: `${state.text}，请人工评分` };
  }
  const typed = said && row.figure !== scene.scoring.executionFigure ? typedValue(cellText(said), row, figure) : null;
  if (typed) return fromTyped(rule, typed, weight);
  if (state?.is === 'waiting') return { is: 'waiting', for: state.for.map((k) => slotFor(k, scene)) };
  return waitingFor('indicator_actual', row.name, scene);
}

/** A result that somebody typed where the figure has no data: counted when it is a plain number in the figure's unit. */
function typedValue(text: string, row: ScoringRow, figure: Figure | undefined): Bar | null {
  const bar = barOf(text);
  const unit = figure?.unit ?? barOf(row.target)?.unit ?? '%';
  return bar && bar.way === 'equal' && (bar.unit === unit || bar.unit === '') ? { ...bar, unit } : null;
}

function fromTyped(rule: Exclude<Rule, { rule: 'checklist' }>, typed: Bar, weight: Exact): Raw {
  const { points, working } = pointsOf(rule, typed.value, weight, typed.unit);
  return { is: 'scored', points, working: `${working}（按填报的实际完成值）` };
}

function checksOf(row: ScoringRow, scene: Scene): ScoreRow['checklist'] {
  if (row.rule?.rule !== 'checklist') return [];
  const answers = scene.checks(row.name);
  return row.rule.items.map((item, i) => {
    const said = answers.find((a) => a.item === String(i + 1))?.value;
    return { label: item.label, points: given(item.points), met: said === '是' ? true : said === '否' ? false : null };
  });
}

/** `at`: the group and second level it stands in, and its bare name. */
export function ownRow(name: string, at: { level1: string; level2: string; label: string }, scene: Scene): ScoreRow {
  const [target, actual] = [scene.said('indicator_target', name), scene.said('indicator_actual', name)];
  const weight = pointsSaid(scene.said('indicator_weight', name));
  const bar = target ? barOf(cellText(target)) : null;
  const qualitative =
    scene.said('indicator_nature', name)?.value === '定性' ||
    scene.said('indicator_band', name) !== undefined ||
    (target !== undefined && !bar);
  const base: ScoreRow = {
    ...shellOf(name, at.label, at.level1, at.level2, 'own', scene),
    nature: qualitative ? 'qualitative' : 'quantitative',
    operator: operatorOf(bar, qualitative),
    weight,
  };
  const asks = (key: string): Raw => waitingFor(key, name, scene);
  const raw = ((): Raw => {
    const na = scene.said('indicator_not_applicable', name);
    if (at.level1 === UNSORTED) return asks('indicator_level1');
    if (na && (weight || scene.scoring.notApplicable === 'rescale')) return notApplicable(na.value, weight, scene);
    if (!weight) return asks('indicator_weight');
    if (!target) return asks('indicator_target');
    if (qualitative) return judged(name, weight, scene);
    if (!actual) return asks('indicator_actual');
    const reached = barOf(cellText(actual));
    if (!bar || !reached)
      return { is: 'to-judge', between: [ZERO, weight], why: '实际完成值不是一个数，无法按比例计算，请人工评分' };
    return measured(bar, reached, weight, scene);
  })();
  return settled(base, raw, null, scene);
}

function measured(bar: Bar, reached: Bar, weight: Exact, scene: Scene): Raw {
  const m = measure(bar, reached, weight, scene.scoring);
  return m.is === 'to-judge' ? { is: 'to-judge', between: [ZERO, weight], why: m.why } : m;
}

function operatorOf(bar: Bar | null, qualitative: boolean): Operator {
  return qualitative || !bar ? '定性' : bar.sign;
}

function shellOf(
  name: string,
  label: string,
  level1: string,
  level2: string,
  origin: ScoreRow['origin'],
  scene: Scene,
): ScoreRow {
  return {
    name,
    label,
    level1,
    level2,
    origin,
    nature: 'quantitative',
    operator: '=',
    target: cellText(scene.said('indicator_target', name)),
    actual: cellText(scene.said('indicator_actual', name)),
    weight: null,
    score: { is: 'waiting', for: [], given: null },
    band: scene.said('indicator_band', name)?.value ?? null,
    reason: scene.said('indicator_deviation_reason', name)?.value.trim() ?? '',
    improvement: scene.said('indicator_improvement', name)?.value.trim() ?? '',
    reasonDue: [],
    notes: [],
    checklist: [],
    oneOf: null,
    passedOver: false,
    inputs: scene.slots(name),
  };
}

const waitingFor = (key: string, name: string, scene: Scene): Raw => ({
  is: 'waiting',
  for: [slotFor(key, scene, key.startsWith('indicator_') ? name : null)],
});

const notApplicable = (why: string, weight: Exact | null, scene: Scene): Raw => ({
  is: 'not-applicable',
  why,
  final: scene.scoring.notApplicable === 'full' ? weight : null,
});

/**
 * A qualitative row: the band bounds the score; the best band alone gives its upper bound by itself. A score without a band has
 * the band it lies in: the bands share out the whole weight.
 */
function judged(name: string, weight: Exact, scene: Scene): Raw {
  const band = scene.said('indicator_band', name)?.value;
  const range = band ? bandRange(band, weight, scene.scoring) : null;
  if (!band || !range) {
    const own = pointsSaid(scene.said('indicator_score', name));
    const implied = own && bandOf(own, weight, scene.scoring);
    return implied
      ? { is: 'to-judge', between: [ZERO, weight], why: `按所给分数属于“${implied}”`, band: implied }
      : waitingFor('indicator_band', name, scene);
  }
  if (band === scene.scoring.bands[0]!.label)
    return {
      is: 'scored',
      points: toScore(range[1]),
      working: `${band}，按档次上限计 = ${toText(toScore(range[1]))}分`,
    };
  return {
    is: 'to-judge',
    between: range,
    why: `“${band}”应在${toText(range[0])}～${toText(range[1])}分之间评分`,
    band,
  };
}

/** Puts a person's score in: lowering is free, raising over the computed one needs a reason; outside weight or band it does not count. */
function settled(row: ScoreRow, raw: Raw, rate: Exact | null, scene: Scene): ScoreRow {
  const { name, weight } = row;
  const own = pointsSaid(scene.said('indicator_score', name));
  const wrong: string[] = [];
  let counts: Exact | null = null;
  if (own && weight && raw.is !== 'not-applicable' && raw.is !== 'waiting') {
    const label = row.nature === 'qualitative' ? row.band : null;
    const range = label ? bandRange(label, weight, scene.scoring) : null;
    const why = scene.said('indicator_score_reason', name)?.value ?? '';
    if (compare(own, ZERO) < 0 || compare(own, weight) > 0)
      wrong.push(`所给分数${toText(own)}分不在0～${toText(weight)}分之间，没有计入，请改正`);
    else if (label && range && !inBand(label, own, weight, scene.scoring))
      wrong.push(
        `所给分数${toText(own)}分不在“${label}”的${toText(range[0])}～${toText(range[1])}分之内，没有计入，请改分数或档次`,
      );
    else if (raw.is === 'scored' && compare(own, raw.points) > 0 && isWeakReason(why))
      wrong.push('所给分数高于程序计算得分，须写明理由，否则按计算得分计');
    else counts = own;
  }
  const score = ((): RowScore => {
    switch (raw.is) {
      case 'scored':
        return { is: 'scored', computed: raw.points, given: own, final: counts ?? raw.points, working: raw.working };
      case 'to-judge':
        return { is: 'to-judge', between: raw.between, given: own, final: counts, why: raw.why };
      case 'waiting':
        return { is: 'waiting', for: raw.for, given: own };
      case 'not-applicable':
        return raw;
    }
  })();
  const notes = raw.is === 'scored' && raw.off ? [raw.off] : [];
  const due = [...reasonsDue({ ...row, score }, raw.is === 'scored' && raw.over === true, rate, scene), ...wrong];
  const band = row.band ?? (raw.is === 'to-judge' ? (raw.band ?? null) : null);
  return { ...row, score, band, notes, reasonDue: due };
}

/** When 偏差原因分析及改进措施 must be filled and is not, and when it is too long. */
function reasonsDue(row: ScoreRow, over: boolean, rate: Exact | null, scene: Scene): string[] {
  const { reasons } = scene.scoring;
  const final = finalOf(row.score);
  const due: string[] = [];
  if (reasons.lostPoints && final !== null && row.weight !== null && compare(final, row.weight) < 0)
    due.push('未得满分');
  if (reasons.overTarget && over) due.push('完成值超出目标较多');
  if (reasons.executionBelow !== null && rate && compare(rate, given(reasons.executionBelow)) < 0)
    due.push(`执行率低于${reasons.executionBelow}%`);
  if (reasons.targetAdjusted && scene.said('indicator_target_adjusted', row.name)) due.push('年中调整了目标值');
  const length = reasonText(row).length;
  const long = reasons.longest !== null && length > reasons.longest;
  return [
    ...(isWeakReason(row.reason) ? due : []),
    ...(long ? [`偏差原因和改进措施共${length}字，超过${reasons.longest}字，请压缩`] : []),
  ];
}
