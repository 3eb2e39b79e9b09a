// `zhibi profile …`: list, show, check, copy. Works on values; reading and writing files is cli.ts's part.
import { fail, ok, type Result } from '../core/problem.ts';
import { type Profile, readProfile, type WrittenProfile } from '../core/profile.ts';
import type { Scoring } from '../core/score/scoring.ts';
import type { ReportKinds } from '../profiles.ts';

const BASES = { initial: '年初预算数', full_year: '全年（调整后）预算数', available: '可用资金' } as const;

export const unknownProfile = (id: string, kinds: ReportKinds) =>
  fail(
    'bad-input',
    'unknown_profile',
    `没有报告格式“${id}”，可用的有：${kinds.profiles.map((p) => p.id).join('、')}；也可以写格式文件的路径（.json）。`,
  );

export const listJson = (kinds: ReportKinds) => ({
  profiles: kinds.profiles.map(({ id, version, name, region, level, moneyUnit, verify }) => ({
    id,
    version,
    name,
    region,
    level,
    money_unit: moneyUnit,
    verify,
  })),
});

export const listLines = (kinds: ReportKinds): string[] =>
  kinds.profiles.map((p) => `${p.id}  ${p.name}  ${p.version}  ${p.moneyUnit}  待核对 ${p.verify.length} 项`);

function scoringLines(scoring: Scoring): string[] {
  const lines = scoring.sets.map((s) => {
    const weights = scoring.groups.map((g) => `${g.name}${g.weights[s.id] ?? 0}`).join('、');
    return `自评表分值${scoring.sets.length > 1 ? `（${s.label}）` : ''}：${weights}`;
  });
  for (const g of scoring.groups)
    for (const r of g.rows) lines.push(`  ${g.name}｜${r.name}  ${r.weight}分  目标 ${r.target}`);
  const said = (caps: Scoring['caps']): string =>
    caps.map((c) => `执行率低于${c.below}%的总分不超过${c.total}分`).join('、');
  if (scoring.caps.length) lines.push(`总分限制：${said(scoring.caps)}`);
  if (scoring.capsOnOffer)
    lines.push(`可带入的总分限制（${scoring.capsOnOffer.label}）：${said(scoring.capsOnOffer.caps)}`);
  return lines;
}

/** What staff want to know of a format: outline, weights, thresholds, and what to verify. */
export function showLines(p: Profile): string[] {
  const { thresholds: t } = p;
  const alarms = t.monitoring?.alarms.map((a) => `1—${a.month}月低于${a.below}%`).join('、');
  return [
    `${p.name}（${p.id} ${p.version}）`,
    `地区：${p.region}；层级：${p.level}；正文金额单位：${p.moneyUnit}；执行率分母：${BASES[p.executionBase]}`,
    `提示线：执行率低于${t.lowExecution}%、预算调整超过${t.largeAdjustment}%、超目标${t.overTarget}%`,
    ...(alarms
      ? [`监控预警：${alarms}${t.monitoring!.gap ? `；目标与执行进度相差超过${t.monitoring!.gap}个百分点` : ''}`]
      : []),
    `等级：${p.grades.map((g) => `${g.grade} ${g.from}分起`).join('、')}`,
    '提纲',
    ...p.outline.map((s) => `${'  '.repeat(s.level)}${s.number}${s.title}`),
    ...scoringLines(p.scoring),
    '请核对',
    ...p.verify.map((v) => `  ${v.field}：${v.check}（依据：${v.against}）`),
  ];
}

/** A copy under another id, as the file is written, to be edited. */
export function copyOf(kinds: ReportKinds, id: string, as: string, cityCaps: boolean): Result<WrittenProfile> {
  const written = kinds.written.get(id) as WrittenProfile | undefined;
  if (!written) return unknownProfile(id, kinds);
  if (kinds.written.has(as))
    return fail('bad-input', 'profile_exists', `已有格式“${as}”，请用 --as 另取一个编号，例如 ${as}-own。`);
  const { scoring } = written;
  const offer = scoring.capsOnOffer;
  if (cityCaps && !offer)
    return fail('bad-input', 'no_caps', `格式“${id}”没有可带入的总分限制，请在复制出的文件里自行填写 scoring.caps。`);
  const copy = {
    ...written,
    id: as,
    name: `${written.name}（本单位）`,
    version: '1.0.0',
    ...(cityCaps && offer ? { scoring: { ...scoring, caps: offer.caps } } : {}),
  };
  const read = readProfile(copy, kinds.library);
  return read.ok ? ok(copy) : fail('bad-input', 'bad_profile', read.faults.join('；'), read.faults);
}

/** A profile out of a file's text. Faults are values: `check` lists them, other commands refuse with them. */
export function readText(text: string, kinds: ReportKinds): { profile: Profile | null; faults: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    return { profile: null, faults: [`不是有效的 JSON（${(cause as Error).message}）`] };
  }
  const read = readProfile(json, kinds.library);
  return read.ok ? { profile: read.profile, faults: [] } : { profile: null, faults: read.faults };
}
