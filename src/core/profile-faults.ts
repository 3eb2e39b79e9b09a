// The cross-checks of a profile that its shape cannot express: known keys, readable patterns, a numbered outline, ordered bands.
// How it scores is checked in scoring-faults.ts.
import { CANONICAL } from './canonical.ts';
import { definitionOf } from './catalogue/catalogue.ts';
import { literalsOf, type Node, readPattern, type Slot, slotsOf } from './draft/slot.ts';
import { FORMULAS } from './figure/formulas.ts';
import { progressAt } from './figure/formulas-progress.ts';
import type {
  EachPattern,
  ListPattern,
  SayPattern,
  WrittenPattern,
  WrittenProfile,
  WrittenSection,
} from './profile.ts';
import { scoringFaults } from './scoring-faults.ts';
import { expand, type Library } from './sentence-library.ts';

/** What a `say` and a row of an `each` have in common. */
type Sentence = Pick<SayPattern, 'say' | 'parts' | 'end'> & Partial<SayPattern>;

type Known = { fact(key: string): boolean; figure(key: string): boolean };

const knownOf = (figureKeys: ReadonlySet<string>): Known => ({
  fact: (k) => definitionOf(k) !== undefined,
  figure: (k) => figureKeys.has(k),
});

/** Every fault, in Chinese, naming the field. Empty when the profile is sound. */
export function profileFaults(profile: WrittenProfile, library: Library, figureKeys: ReadonlySet<string>): string[] {
  const known = knownOf(figureKeys);
  return [
    ...(/^[a-z][a-z0-9-]{1,60}$/.test(profile.id)
      ? []
      : ['id：格式编号应为小写字母、数字和连字符，以字母开头，例如 hunan-own']),
    ...(profile.version.trim() ? [] : ['version：版本号是空的']),
    ...outlineFaults(profile.outline),
    ...profile.outline.flatMap((s, i) => sectionFaults(s, `outline.${i}（${s.id}）`, known, library)),
    ...Object.keys(profile.labels ?? {}).flatMap((k) => keyFaults(k, `labels.${k}`, known)),
    ...bandFaults(profile),
    ...thresholdFaults(profile.thresholds, known),
    ...appendixFaults(profile),
    ...Object.entries(profile.variants ?? {}).flatMap(([k, v]) => variantFaults(k, v)),
    ...scoringFaults(profile.scoring, known.figure),
    ...(profile.titlePattern.includes('{unit}') && profile.titlePattern.includes('{year}')
      ? []
      : ['titlePattern：标题里要有 {unit} 和 {year}']),
    ...(profile.formHints.some((h) => h.trim().length < 6) ? ['formHints：填写说明太短（少于6个字），会误伤正文'] : []),
    ...profile.verify.flatMap((v, i) =>
      fieldIsThere(v.field, profile) ? [] : [`verify.${i}.field：格式里没有“${v.field}”这一项`],
    ),
  ];
}

function variantFaults(figure: string, variant: string): string[] {
  const known = FORMULAS.flatMap((f) => (f.key === figure && f.variant ? [f.variant] : []));
  if (known.includes(variant)) return [];
  return [`variants.${figure}：没有“${variant}”这种算法${known.length ? `，可用的有：${known.join('、')}` : ''}`];
}

/** Every fault of the sentence library by itself: patterns, names, loops. */
export function libraryFaults(library: Library, figureKeys: ReadonlySet<string>): string[] {
  const known = knownOf(figureKeys);
  return [...library].flatMap(([name, passage]) => [
    ...(passage.length ? [] : [`${name}：没有句子`]),
    ...passage.flatMap((p, i) => patternFaults(p, `${name}.${i}`, known)),
    ...expand(passage, library).faults.map((f) => `${name}：${f}`),
  ]);
}

function fieldIsThere(field: string, profile: unknown): boolean {
  let at: unknown = profile;
  for (const step of field.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string, unknown>)[step];
  }
  return true;
}

function appendixFaults({ appendices, outline }: WrittenProfile): string[] {
  if (!appendices) return [];
  const based = outline.some((s) => s.tables.includes('base_data'));
  return [
    ...(new Set(appendices).size < appendices.length ? ['appendices：同一张附表写了两次'] : []),
    ...(appendices.includes('scoring') ? [] : ['appendices：缺少自评表（scoring）']),
    ...(appendices.includes('base_data') === based
      ? []
      : [
          `appendices：${based ? '缺少基础数据表（base_data）' : '提纲里没有章节附基础数据表（tables 中的 base_data）'}`,
        ]),
  ];
}

function thresholdFaults(t: WrittenProfile['thresholds'], known: Known): string[] {
  const alarms = t.monitoring?.alarms ?? [];
  const rises = alarms.every((a, i) => i === 0 || (a.month > alarms[i - 1]!.month && a.below >= alarms[i - 1]!.below));
  const gap = t.monitoring?.gap ?? null;
  return [
    ...(t.lowExecution > 0 && t.lowExecution <= 100 ? [] : ['thresholds.lowExecution：执行率提示线应在 0 到 100 之间']),
    ...(t.largeAdjustment > 0 ? [] : ['thresholds.largeAdjustment：预算调整幅度提示线应大于 0']),
    ...(t.overTarget > 0 ? [] : ['thresholds.overTarget：超目标提示线应大于 0']),
    ...(rises ? [] : ['thresholds.monitoring.alarms：月份和进度应从小到大排列']),
    ...alarms.flatMap((a, i) =>
      known.figure(progressAt(a.month))
        ? []
        : [`thresholds.monitoring.alarms.${i}.month：没有${a.month}月末的支出进度`],
    ),
    ...(alarms.every((a) => a.below > 0 && a.below <= 100)
      ? []
      : ['thresholds.monitoring.alarms：进度应在 0 到 100 之间']),
    ...(gap === null || (gap > 0 && gap < 100) ? [] : ['thresholds.monitoring.gap：进度差应在 0 到 100 之间']),
  ];
}

function outlineFaults(outline: readonly WrittenSection[]): string[] {
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
    if (s.minCharacters && s.maxCharacters && s.minCharacters > s.maxCharacters)
      faults.push(`${at}.minCharacters：字数下限大于上限`);
    if (
      s.level === 2 &&
      outline.some((o) => o.id.split('.')[0] === s.id.split('.')[0] && o.level === 1 && o.compose.length)
    )
      faults.push(`${at}.id：上级章节自己有正文，不能再分小节`);
  });
  if (!outline.length) faults.push('outline：没有章节');
  return faults;
}

function bandFaults(profile: WrittenProfile): string[] {
  const { grades } = profile;
  const falls = grades.every((g, i) => i === 0 || g.from < grades[i - 1]!.from);
  return [
    ...(falls ? [] : ['grades：等级分数线应从高到低排列']),
    ...(grades.length && grades.at(-1)!.from !== 0 ? ['grades：最低一档应从 0 分开始'] : []),
    ...(grades.some((g) => g.from > 100) ? ['grades：分数线不能超过 100 分'] : []),
    ...(grades.length ? [] : ['grades：没有等级']),
  ];
}

function sectionFaults(s: WrittenSection, at: string, known: Known, library: Library): string[] {
  return [
    ...s.canonical.flatMap((c, i) =>
      (CANONICAL as readonly string[]).includes(c) ? [] : [`${at}.canonical.${i}：没有“${c}”这个通用章节编号`],
    ),
    ...expand(s.compose, library).faults.map((f) => `${at}.compose：${f}`),
    ...s.requires.flatMap((k, i) => (known.fact(k) ? [] : [`${at}.requires.${i}：事实目录里没有“${k}”`])),
    ...s.compose.flatMap((p, i) => patternFaults(p, `${at}.compose.${i}`, known)),
  ];
}

function patternFaults(p: WrittenPattern, at: string, known: Known): string[] {
  if ('use' in p) return [];
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
    ...(w.above === undefined && w.below === undefined && w.is === undefined ? [`${at}：要写 above、below 或 is`] : []),
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
    ...(p.none === undefined ? [] : templateFaults(p.none, `${at}.none`, known, false)),
    ...(p.only && p.each !== 'indicator' ? [`${at}.only：只有按指标分列的句式能用 only`] : []),
    ...(p.none !== undefined && !p.only ? [`${at}.none：没有 only 时不会用到`] : []),
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
