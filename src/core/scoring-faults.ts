// The cross-checks of how a report kind scores: weights that sum, rules that can be followed, bands that touch. In Chinese.
import type { Rule, Scoring, ScoringGroup, ScoringRow } from './score/scoring.ts';

const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;
const total = (xs: readonly number[]): number => xs.reduce((t, x) => t + x, 0);
/** 0.5 + 0.1 without the tail of binary fractions. */
const points = (x: number): string => String(Number(x.toFixed(4)));

/** Every fault, naming the field. Empty when the table can be scored. */
export function scoringFaults(scoring: Scoring, isFigure: (key: string) => boolean): string[] {
  const rows = scoring.groups.flatMap((g) => g.rows);
  const names = rows.map((r) => r.name);
  const twice = names.filter((n, i) => names.indexOf(n) !== i);
  return [
    ...setFaults(scoring),
    ...scoring.groups.flatMap((g, i) => groupFaults(g, scoring, `scoring.groups.${i}（${g.name}）`, isFigure)),
    ...twice.map((n) => `scoring.groups：指标“${n}”出现两次，得分会分不清`),
    ...(isFigure(scoring.executionFigure)
      ? []
      : [`scoring.executionFigure：“${scoring.executionFigure}”不是可计算的指标`]),
    ...bandFaults(scoring.bands),
    ...capFaults(scoring.caps, 'scoring.caps'),
    ...capFaults(scoring.capsOnOffer?.caps ?? [], 'scoring.capsOnOffer.caps'),
    ...(scoring.reasons.executionBelow === null ||
    (scoring.reasons.executionBelow > 0 && scoring.reasons.executionBelow <= 100)
      ? []
      : ['scoring.reasons.executionBelow：执行率说明线应在 0 到 100 之间']),
  ];
}

function setFaults({ sets, groups }: Scoring): string[] {
  const faults: string[] = [];
  const ids = sets.map((s) => s.id);
  if (new Set(ids).size < ids.length) faults.push('scoring.sets：分值方案的编号重复');
  const open = sets.findIndex((s) => s.when === 'always');
  if (open >= 0 && open < sets.length - 1)
    faults.push(`scoring.sets.${open + 1}：前面的方案总是适用，这个方案永远用不到`);
  const said = sets.map((s) => s.when);
  sets.forEach((s, i) => {
    if (said.indexOf(s.when) < i) faults.push(`scoring.sets.${i}：适用条件与前面的方案相同，永远用不到`);
  });
  const complete = said.includes('always') || (said.includes('with_cost') && said.includes('without_cost'));
  if (!complete) faults.push('scoring.sets：没有一个方案在其他方案都不适用时可用，最后一个的 when 应为 always');
  const has = (word: RegExp): boolean => groups.some((g) => word.test(g.name));
  sets.forEach((s, i) => {
    if (/with(?:out)?_cost/.test(s.when) && !has(/成本/))
      faults.push(`scoring.sets.${i}：按成本指标区分方案，但没有成本指标这一类`);
    if (s.when.includes('without_satisfaction') && !has(/满意度/))
      faults.push(`scoring.sets.${i}：按满意度指标区分方案，但没有满意度指标这一类`);
    const sum = total(groups.map((g) => g.weights[s.id] ?? 0));
    if (!same(sum, 100)) faults.push(`scoring.sets.${i}（${s.id}）：各类分值合计${points(sum)}分，应为100分`);
  });
  return faults;
}

function groupFaults(g: ScoringGroup, { sets }: Scoring, at: string, isFigure: (key: string) => boolean): string[] {
  const faults: string[] = [];
  for (const s of sets) if (g.weights[s.id] === undefined) faults.push(`${at}.weights：缺少方案“${s.id}”的分值`);
  for (const id of Object.keys(g.weights))
    if (!sets.some((s) => s.id === id)) faults.push(`${at}.weights：没有“${id}”这个分值方案`);
  if (!g.own && !g.rows.length) faults.push(`${at}：既没有固定指标，也不收本单位的指标，分值无人可得`);
  const words = new Set(g.rows.flatMap((r) => r.oneOf ?? []));
  for (const word of words) {
    const rivals = g.rows.filter((r) => r.oneOf === word);
    if (rivals.length < 2) faults.push(`${at}.rows：择一指标“${word}”只有一行，没有可选的另一行`);
    else if (rivals.some((r) => !same(r.weight, rivals[0]!.weight)))
      faults.push(`${at}.rows：择一指标“${word}”各行的分值不同`);
  }
  const sum = total([
    ...g.rows.filter((r) => !r.oneOf).map((r) => r.weight),
    ...[...words].map((word) => g.rows.find((r) => r.oneOf === word)!.weight),
  ]);
  for (const s of sets) {
    const weight = g.weights[s.id];
    if (weight === undefined || (g.own && sum <= weight)) continue;
    if (!g.own && weight === 0) continue;
    if (!same(sum, weight))
      faults.push(`${at}.rows：固定指标合计${points(sum)}分，与方案“${s.id}”的${points(weight)}分不一致`);
  }
  g.rows.forEach((r, i) => {
    faults.push(...rowFaults(r, `${at}.rows.${i}（${r.name}）`, isFigure));
  });
  return faults;
}

function rowFaults(r: ScoringRow, at: string, isFigure: (key: string) => boolean): string[] {
  const faults: string[] = [];
  if (r.figure !== null && !isFigure(r.figure)) faults.push(`${at}.figure：“${r.figure}”不是可计算的指标`);
  if (r.figure !== null && (!r.rule || r.rule.rule === 'checklist'))
    faults.push(`${at}.rule：有指标“${r.figure}”就要写计分规则`);
  if (r.figure === null && r.rule && r.rule.rule !== 'checklist')
    faults.push(`${at}.figure：计分规则“${r.rule.rule}”要按一个可计算的指标来算`);
  if (!r.target.trim()) faults.push(`${at}.target：目标值是空的`);
  return r.rule ? [...faults, ...ruleFaults(r.rule, r.weight, `${at}.rule`)] : faults;
}

function ruleFaults(rule: Rule, weight: number, at: string): string[] {
  switch (rule.rule) {
    case 'steps': {
      const last = rule.steps.length - 1;
      const faults = rule.steps.flatMap((s, i) => {
        if (i === last) return s.to === undefined ? [] : [`${at}.steps.${i}：最后一档不写 to，否则更大的值没有分`];
        if (s.to === undefined) return [`${at}.steps.${i}.to：缺少这一档的上限`];
        const before = i ? rule.steps[i - 1]!.to : undefined;
        return before !== undefined && s.to <= before ? [`${at}.steps.${i}.to：各档上限应从小到大排列`] : [];
      });
      const given = [...rule.steps.map((s) => s.points), rule.nothingInBothYears ?? 0];
      const over = given.filter((p) => p > weight);
      if (over.length)
        faults.push(`${at}.steps：有一档给${points(Math.max(...over))}分，超过本行的${points(weight)}分`);
      if (!rule.steps.some((s) => same(s.points, weight)))
        faults.push(`${at}.steps：没有一档能得满分${points(weight)}分`);
      return faults;
    }
    case 'checklist': {
      const sum = total(rule.items.map((i) => i.points));
      return same(sum, weight) ? [] : [`${at}.items：各项合计${points(sum)}分，与本行的${points(weight)}分不一致`];
    }
    case 'per_point':
      return rule.floor > weight ? [`${at}.floor：最低分高于本行分值`] : [];
    default:
      return [];
  }
}

/** Best first, each beginning where the next ends, together 0 to 100. */
function bandFaults(bands: Scoring['bands']): string[] {
  const faults: string[] = [];
  if (!same(bands[0]!.to, 100)) faults.push('scoring.bands.0.to：最好的一档应到 100%');
  if (!same(bands.at(-1)!.from, 0)) faults.push(`scoring.bands.${bands.length - 1}.from：最差的一档应从 0% 开始`);
  bands.forEach((b, i) => {
    if (b.from >= b.to) faults.push(`scoring.bands.${i}：下限应小于上限`);
    const next = bands[i + 1];
    if (next && !same(next.to, b.from)) faults.push(`scoring.bands.${i}：与下一档不相接（${b.from}% 与 ${next.to}%）`);
  });
  if (new Set(bands.map((b) => b.label)).size < bands.length) faults.push('scoring.bands：档次名称重复');
  return faults;
}

function capFaults(caps: Scoring['caps'], at: string): string[] {
  return caps.flatMap((c, i) => {
    const before = caps[i - 1];
    return before && (c.below >= before.below || c.total >= before.total)
      ? [`${at}.${i}：总分上限应按执行率从高到低排列，执行率越低上限越低`]
      : [];
  });
}
