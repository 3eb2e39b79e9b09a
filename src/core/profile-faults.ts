// The cross-checks of a profile that its shape cannot express: known keys, readable patterns, a numbered outline, ordered bands.
import { definitionOf } from './catalogue/catalogue.ts';
import { literalsOf, type Node, readPattern, type Slot, slotsOf } from './draft/slot.ts';
import type { EachPattern, ListPattern, Pattern, Profile, ProfileSection, SayPattern } from './profile.ts';

/** What a `say` and a row of an `each` have in common. */
type Sentence = Pick<SayPattern, 'say' | 'parts' | 'end'> & Partial<SayPattern>;

type Known = { fact(key: string): boolean; figure(key: string): boolean };

/** Every fault, in Chinese, naming the field. Empty when the profile is sound. */
export function profileFaults(profile: Profile, figureKeys: ReadonlySet<string>): string[] {
  const known: Known = { fact: (k) => definitionOf(k) !== undefined, figure: (k) => figureKeys.has(k) };
  return [
    ...outlineFaults(profile.outline),
    ...profile.outline.flatMap((s, i) => sectionFaults(s, `outline.${i}（${s.id}）`, known)),
    ...Object.keys(profile.labels ?? {}).flatMap((k) => keyFaults(k, `labels.${k}`, known)),
    ...bandFaults(profile),
    ...(profile.titlePattern.includes('{unit}') && profile.titlePattern.includes('{year}')
      ? []
      : ['titlePattern：标题里要有 {unit} 和 {year}']),
    ...(profile.formHints.some((h) => h.trim().length < 6) ? ['formHints：填写说明太短（少于6个字），会误伤正文'] : []),
  ];
}

function outlineFaults(outline: readonly ProfileSection[]): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  outline.forEach((s, i) => {
    const at = `outline.${i}（${s.id}）`;
    if (seen.has(s.id)) faults.push(`${at}.id：章节编号“${s.id}”重复`);
    seen.add(s.id);
    const depth = s.id.split('.').length;
    if (!/^\d+(\.\d+)?$/.test(s.id)) faults.push(`${at}.id：章节编号应为 1 或 1.1 的形式`);
    else if (depth !== s.level) faults.push(`${at}.level：编号“${s.id}”是第${depth}级，level 写的是${s.level}`);
    else if (depth === 2 && !seen.has(s.id.split('.')[0]!))
      faults.push(`${at}.id：上级章节“${s.id.split('.')[0]}”不在它前面`);
    if (!s.title.trim()) faults.push(`${at}.title：标题是空的`);
    if (s.hint && s.title.includes(s.hint)) faults.push(`${at}.title：标题里残留填写说明`);
    if (new Set(s.requires).size < s.requires.length) faults.push(`${at}.requires：有重复的键`);
  });
  if (!outline.length) faults.push('outline：没有章节');
  return faults;
}

function bandFaults(profile: Profile): string[] {
  const { grades } = profile;
  const falls = grades.every((g, i) => i === 0 || g.from < grades[i - 1]!.from);
  return [
    ...(falls ? [] : ['grades：等级分数线应从高到低排列']),
    ...(grades.length && grades.at(-1)!.from !== 0 ? ['grades：最低一档应从 0 分开始'] : []),
  ];
}

function sectionFaults(s: ProfileSection, at: string, known: Known): string[] {
  return [
    ...s.requires.flatMap((k, i) => (known.fact(k) ? [] : [`${at}.requires.${i}：事实目录里没有“${k}”`])),
    ...s.compose.flatMap((p, i) => patternFaults(p, `${at}.compose.${i}`, known)),
  ];
}

function patternFaults(p: Pattern, at: string, known: Known): string[] {
  if ('heading' in p) return p.heading.trim() ? [] : [`${at}.heading：标题是空的`];
  if ('list' in p) return listFaults(p, at, known);
  if ('each' in p) return eachFaults(p, at, known);
  return sayFaults(p, at, known, false);
}

function sayFaults(p: Sentence, at: string, known: Known, scoped: boolean): string[] {
  const both = (p.needs ?? []).filter((k) => p.unless?.includes(k));
  return [
    ...templateFaults(p.say, `${at}.say`, known, scoped),
    ...(p.parts?.items ?? []).flatMap((t, i) => templateFaults(t, `${at}.parts.items.${i}`, known, scoped)),
    ...(p.needs ?? []).flatMap((k, i) => keyFaults(k, `${at}.needs.${i}`, known)),
    ...(p.unless ?? []).flatMap((k, i) => keyFaults(k, `${at}.unless.${i}`, known)),
    ...(p.unlessSaidIn && !definitionOf(p.unlessSaidIn)?.many
      ? [`${at}.unlessSaidIn：“${p.unlessSaidIn}”不是列表类的事实`]
      : []),
    ...both.map((k) => `${at}：“${k}”同时列在 needs 和 unless，这句话永远不会出现`),
    ...(p.when ? whenFaults(p.when, `${at}.when`, known) : []),
    ...(p.end !== undefined && !p.parts ? [`${at}.end：没有 parts 时把句末写进 say`] : []),
  ];
}

function whenFaults(w: NonNullable<SayPattern['when']>, at: string, known: Known): string[] {
  return [
    ...keyFaults(w.key, `${at}.key`, known),
    ...(w.above === undefined && w.below === undefined ? [`${at}：要写 above 或 below`] : []),
  ];
}

function listFaults(p: ListPattern, at: string, known: Known): string[] {
  return [
    ...(definitionOf(p.list)?.many ? [] : [`${at}.list：“${p.list}”不是列表类的事实`]),
    ...(p.lead === undefined ? [] : templateFaults(p.lead, `${at}.lead`, known, false)),
    ...(p.also ?? []).flatMap((s, i) => sayFaults(s, `${at}.also.${i}`, known, false)),
    ...(p.unless ?? []).flatMap((k, i) => keyFaults(k, `${at}.unless.${i}`, known)),
  ];
}

function eachFaults(p: EachPattern, at: string, known: Known): string[] {
  const scope = definitionOf(p.of)?.scope ?? null;
  return [
    ...(scope === p.each ? [] : [`${at}.of：“${p.of}”没有按${SCOPES[p.each]}分列`]),
    ...sayFaults(p, at, known, true),
    ...(p.lead === undefined ? [] : templateFaults(p.lead, `${at}.lead`, known, false)),
    ...(p.total === undefined ? [] : templateFaults(p.total, `${at}.total`, known, false)),
  ];
}

const SCOPES = { sub_unit: '下属单位', project: '项目', indicator: '指标', function: '功能科目' } as const;

const keyFaults = (k: string, at: string, known: Known): string[] =>
  known.fact(k) || known.figure(k) ? [] : [`${at}：“${k}”既不是事实也不是可计算的指标`];

function templateFaults(template: string, at: string, known: Known, scoped: boolean): string[] {
  let nodes: Node[];
  try {
    nodes = readPattern(template);
  } catch (cause) {
    return [`${at}：${(cause as Error).message}`];
  }
  const scopeless = !scoped && usesScope(nodes) ? [`${at}：{{scope}} 只能用在 each 句式里`] : [];
  // A figure typed into a pattern would be a figure without a source.
  const typed = literalsOf(nodes).filter((t) => /[0-9０-９%％]/.test(t));
  return [
    ...slotsOf(nodes).flatMap((s) => slotFaults(s, at, known)),
    ...scopeless,
    ...typed.map((t) => `${at}：句式里不能直接写数字（“${t}”），请改用占位`),
  ];
}

const usesScope = (nodes: readonly Node[]): boolean =>
  nodes.some((n) => (n.is === 'word' && n.word === 'scope') || (n.is === 'group' && n.either.some(usesScope)));

function slotFaults(s: Slot, at: string, known: Known): string[] {
  if (s.as === 'change') {
    const both = [`${s.key}_change`, `${s.key}_change_rate`];
    return both.flatMap((k) => (known.figure(k) ? [] : [`${at}：{{${s.key}~change}} 需要可计算的指标“${k}”`]));
  }
  if (s.as === 'why') return known.figure(s.key) ? [] : [`${at}：“${s.key}”不是可计算的指标，不能用 ~why`];
  if (s.at === 'prior') return known.fact(s.key) ? [] : [`${at}：事实目录里没有“${s.key}”，不能用 @prior`];
  return keyFaults(s.key, at, known);
}
