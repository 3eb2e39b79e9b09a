// What a newer version of a report kind changes for a report that was begun with an older one, in words fit to show.
import type { Profile, ProfileSection } from './profile.ts';
import type { Scoring } from './score/scoring.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const named = (s: ProfileSection): string => `“${s.number}${s.title}”`;
const BASES = { initial: '年初预算数', full_year: '全年（调整后）预算数', available: '可用资金' } as const;

/** Empty when the two say the same (names and versions apart). */
export function profileChanges(from: Profile, to: Profile): string[] {
  return [...headChanges(from, to), ...scoringChanges(from.scoring, to.scoring), ...outlineChanges(from, to)];
}

function headChanges(from: Profile, to: Profile): string[] {
  const said: string[] = [];
  if (from.titlePattern !== to.titlePattern) said.push(`标题改为“${to.titlePattern}”。`);
  if (from.moneyUnit !== to.moneyUnit) said.push(`正文金额单位由${from.moneyUnit}改为${to.moneyUnit}。`);
  if (from.executionBase !== to.executionBase)
    said.push(`预算执行率的分母由${BASES[from.executionBase]}改为${BASES[to.executionBase]}。`);
  if (!same(from.decimals, to.decimals))
    said.push(`小数位数改为：金额${to.decimals.money}位、比率${to.decimals.percent}位、得分${to.decimals.score}位。`);
  const [a, b] = [from.thresholds, to.thresholds];
  if (a.lowExecution !== b.lowExecution) said.push(`执行率偏低的提示线由${a.lowExecution}%改为${b.lowExecution}%。`);
  if (a.largeAdjustment !== b.largeAdjustment)
    said.push(`预算调整幅度的提示线由${a.largeAdjustment}%改为${b.largeAdjustment}%。`);
  if (a.overTarget !== b.overTarget) said.push(`超目标的提示线由${a.overTarget}%改为${b.overTarget}%。`);
  if (!same(a.monitoring, b.monitoring)) said.push('绩效监控的预警线有改动。');
  if (!same(from.grades, to.grades))
    said.push(`等级分数线改为：${to.grades.map((g) => `${g.grade}（${g.from}分起）`).join('、')}。`);
  if (!same(from.formHints, to.formHints)) said.push('不得留在正文里的填写说明有改动。');
  if (!same(from.variants, to.variants)) said.push('部分指标的算法有改动。');
  if (!same(from.labels, to.labels)) said.push('部分数据的叫法有改动。');
  if (!same(from.appendices, to.appendices)) said.push('附件的先后有改动。');
  const others = Object.keys({ ...from, ...to }).filter((k) => !SAID.has(k));
  for (const k of others)
    if (!same(from[k as keyof Profile], to[k as keyof Profile])) said.push(`格式的“${k}”一项有改动。`);
  return said;
}

const SAID = new Set(
  'id version name region level verify titlePattern moneyUnit executionBase decimals thresholds grades formHints labels variants scoring outline appendices'.split(
    ' ',
  ),
);

function scoringChanges(from: Scoring, to: Scoring): string[] {
  if (same(from, to)) return [];
  const said: string[] = [];
  const rows = (s: Scoring) => new Map(s.groups.flatMap((g) => g.rows.map((r) => [r.name, r] as const)));
  const groups = (s: Scoring) => new Map(s.groups.map((g) => [g.name, g] as const));
  const [oldGroups, newGroups, oldRows, newRows] = [groups(from), groups(to), rows(from), rows(to)];
  for (const [name, g] of newGroups) {
    const old = oldGroups.get(name);
    const points = Object.values(g.weights).join('/');
    if (!old) said.push(`自评表新增一类“${name}”（${points}分）。`);
    else if (!same(old.weights, g.weights))
      said.push(`自评表“${name}”的分值由${Object.values(old.weights).join('/')}改为${points}。`);
  }
  for (const name of oldGroups.keys()) if (!newGroups.has(name)) said.push(`自评表不再有“${name}”这一类。`);
  for (const [name, r] of newRows) {
    const old = oldRows.get(name);
    if (!old) said.push(`自评表新增指标“${name}”（${r.weight}分）。`);
    else if (old.weight !== r.weight) said.push(`自评表指标“${name}”由${old.weight}分改为${r.weight}分。`);
    else if (!same(old, r)) said.push(`自评表指标“${name}”的目标或计分办法有改动。`);
  }
  for (const name of oldRows.keys()) if (!newRows.has(name)) said.push(`自评表不再有指标“${name}”。`);
  if (!same(from.caps, to.caps)) said.push('执行率对总分的限制有改动。');
  if (!same(from.bands, to.bands)) said.push('定性指标的档次有改动。');
  if (!same(from.reasons, to.reasons)) said.push('须填写偏差原因的情形有改动。');
  return said.length ? said : ['自评表的计分办法有改动。'];
}

function outlineChanges(from: Profile, to: Profile): string[] {
  const said: string[] = [];
  const old = new Map(from.outline.map((s) => [s.id, s]));
  for (const s of to.outline) {
    const was = old.get(s.id);
    if (!was) said.push(`新增章节${named(s)}。`);
    else {
      if (was.title !== s.title || was.number !== s.number) said.push(`章节${named(was)}改为${named(s)}。`);
      const more = s.requires.filter((k) => !was.requires.includes(k)).length;
      if (more) said.push(`${named(s)}多需要${more}项资料。`);
      if (!same(was.compose, s.compose)) said.push(`${named(s)}的成文句式有改动，重新起草后生效。`);
      if (!same(was.tables, s.tables)) said.push(`${named(s)}所附的表有改动。`);
    }
  }
  for (const s of from.outline)
    if (!to.outline.some((t) => t.id === s.id))
      said.push(`不再有章节${named(s)}，已写的文字不再印出，但仍保留在历史版本中。`);
  return said;
}
