// Rules about what leaves the house (C140–C147, C151–C153): the text against the facts, the facts against their sources, the file itself.
// Rows as everywhere; the steps put together what they see. The verifier (core/draft/verify.ts) has judged the figures already.
import { labelOf } from '../catalogue/catalogue.ts';
import type { Verdict } from '../draft/verdict.ts';
import type { FactSlot } from '../fact.ts';
import { abs, compare, exact, fromDecimal, isZero, mul, sub } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import type { Finding, Place } from './finding.ts';
import { distinctIds, fill } from './rule.ts';
import type { TwoPlaces } from './two-places.ts';

export interface SourcedFact extends FactSlot {
  value: string;
  unit: string;
  /** The kind and the year of the text it was found in; null where it was not found in one. */
  source: { kind: 'final-accounts' | 'budget' | 'other'; period: number | null; name: string } | null;
}

/** What can be held against what. Parts that a step has not got are left out: their rules are not applicable. */
export interface OutputScene {
  period: number;
  /** Verdicts on the text, with the facts that a wrong figure may have been meant for. */
  verdicts?: readonly Verdict[];
  facts?: readonly SourcedFact[];
  /** Places that differ: one slot, in the text and in a table of it, or twice in the text. */
  twoPlaces?: readonly TwoPlaces[];
  /** Pairs that differ: one slot, as it is used and as an imported source has it. */
  disputes?: readonly { slot: FactSlot; used: SourcedFact; other: SourcedFact; note: string }[];
  unconfirmed?: readonly FactSlot[];
  /** Facts that changed after the version that was signed. */
  drift?: readonly FactSlot[];
  /** Does a model's writing ask for a mark; is it settled that the copy carries one. */
  label?: { required: boolean; present: boolean };
}

export interface OutputRule {
  id: string;
  severity: Finding['severity'];
  message: string;
  applies(scene: OutputScene): boolean;
  find(scene: OutputScene): OutputHit[];
}

interface OutputHit {
  say?: Record<string, string>;
  facts?: FactSlot[];
  place?: Place | null;
  more?: Place[];
  ask?: string[];
  /** Keeps ids apart and stable. */
  id: string;
  message?: string;
}

/** Which rule a verdict of the verifier belongs to, by what it says failed. */
const REASONS: readonly (readonly [string, RegExp])[] = [
  ['C142', /约数用语不一致/],
  ['C143', /归属不符|事项不符|没有“[^”]*”的这项数据/],
];

/** Nearly a fact: a digit wrong, two exchanged, within one in a hundred. */
function nearest(text: string, facts: readonly SourcedFact[]): SourcedFact | null {
  const m = /(\d[\d,]*(?:\.\d+)?)\s*([^\d\s,.]*)/.exec(
    text.replace(/[０-９．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)),
  );
  if (!m) return null;
  const said = fromDecimal(m[1]!.replaceAll(',', ''));
  if (!said || isZero(said)) return null;
  const digits = m[1]!.replace(/[,.]/g, '');
  if (digits.length < 3) return null;
  for (const f of facts) {
    const value = fromDecimal(f.value);
    if (!value || f.unit === '' || isZero(value)) continue;
    const same = sameDimension(m[2]!, f.unit);
    if (!same) continue;
    const [a, b] = [mul(said, unitOf(same[0]).factor), mul(value, unitOf(same[1]).factor)];
    const off = abs(sub(a, b));
    if (isZero(off)) continue;
    if (compare(off, mul(abs(b), exact(1n, 100n))) <= 0 || swapped(digits, f.value.replace(/[,.]/g, ''))) return f;
  }
  return null;
}

const sameDimension = (said: string, unit: string): [string, string] | null => {
  const u = ['亿元', '万元', '元', '%', '人', '个'].find((x) => said.startsWith(x)) ?? '';
  const money = (x: string): boolean => /元$/.test(x);
  if (u === '') return null;
  return u === unit || (money(u) && money(unit)) ? [u, unit] : null;
};

/** The same digits with one replaced or two neighbours exchanged. */
function swapped(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  const off = [...a].flatMap((c, i) => (c === b[i] ? [] : [i]));
  if (off.length === 1) return a.length >= 4;
  const [i, k] = off as [number, number];
  return off.length === 2 && k === i + 1 && a[i] === b[k] && a[k] === b[i];
}

interface Judged {
  rule: string;
  verdict: Verdict;
  fact: SourcedFact | null;
}
const judged = new WeakMap<OutputScene, readonly Judged[]>();

function judge(scene: OutputScene): readonly Judged[] {
  const before = judged.get(scene);
  if (before) return before;
  const rows = (scene.verdicts ?? []).flatMap((verdict): Judged[] => {
    if (verdict.standing !== 'unbacked') return [];
    const by = REASONS.find(([, words]) => words.test(verdict.why ?? ''))?.[0];
    if (by) return [{ rule: by, verdict, fact: null }];
    const fact = nearest(verdict.text, scene.facts ?? []);
    return [{ rule: fact ? 'C141' : 'C140', verdict, fact }];
  });
  judged.set(scene, rows);
  return rows;
}

const ofVerdict = (id: string, message: string): OutputRule => ({
  id,
  severity: 'E',
  message,
  applies: (scene) => scene.verdicts !== undefined,
  find: (scene) => {
    const groups = new Map<string, Judged[]>();
    for (const j of judge(scene))
      if (j.rule === id) groups.set(j.verdict.text, [...(groups.get(j.verdict.text) ?? []), j]);
    return [...groups].map(([text, rows]): OutputHit => {
      const [first, ...rest] = rows.map((r): Place => ({ quote: text, start: r.verdict.start, end: r.verdict.end }));
      const { verdict, fact } = rows[0]!;
      const why = verdict.why ? `${verdict.why.replace(/。$/, '')}` : '';
      return {
        id: text,
        say: {
          x: text,
          f: fact ? `${labelOf(fact.key)}${fact.value}${fact.unit}` : '',
          why: why && id !== 'C141' ? `（${why}）` : '',
        },
        place: first!,
        ...(rest.length ? { more: rest } : {}),
        facts: fact ? [slotOf(fact)] : [],
        ask: fact ? [fact.key] : [],
      };
    });
  },
});

const slotOf = ({ key, period, scope, item }: FactSlot): FactSlot => ({ key, period, scope, item });
const slotId = (s: FactSlot): string => `${s.key}|${s.period ?? ''}|${s.scope ?? ''}|${s.item ?? ''}`;
const printed = (f: SourcedFact): string => `${f.value}${f.unit}`;

const ofSource = (id: string, kind: 'final-accounts' | 'budget', message: string): OutputRule => ({
  id,
  severity: 'W',
  message,
  applies: (scene) => Boolean(scene.disputes?.length) || Boolean(scene.facts?.some((f) => f.source?.kind === kind)),
  find: (scene) =>
    (scene.disputes ?? []).flatMap((d): OutputHit[] => {
      // A dispute whose sources are of neither kind is told with the final accounts, which most figures come from.
      const of = d.other.source?.kind === 'budget' || d.used.source?.kind === 'budget' ? 'budget' : 'final-accounts';
      if (of !== kind) return [];
      const official = [d.used, d.other].find((f) => f.source?.kind === kind);
      const own = official === d.used ? d.other : d.used;
      return [
        {
          id: slotId(d.slot),
          ...(official
            ? { say: { fact: labelOf(d.slot.key), a: printed(own), b: printed(official) } }
            : { message: d.note }),
          facts: [d.slot],
          // Two sides lie on the table already: people choose, nobody is asked again.
          ask: [],
        },
      ];
    }),
});

/** Words of the year before are carried over on purpose: their year is no fault. */
export const OUTPUT: readonly OutputRule[] = [
  ofVerdict('C140', '正文中的“{x}”没有对应的事实来源{why}，已拦截。请核实后登记为事实，或修改、删除这句话。'),
  ofVerdict('C141', '“{x}”与事实“{f}”不一致，请核对后改正其中一个。'),
  ofVerdict('C142', '“{x}”的概数表述与资料不一致{why}。'),
  ofVerdict('C143', '数字“{x}”归属对象错误{why}。'),
  {
    id: 'C144',
    severity: 'E',
    message: '正文{a}与附表{b}不一致（{fact}），请核对后统一。',
    applies: (scene) => scene.twoPlaces !== undefined,
    find: (scene) =>
      (scene.twoPlaces ?? []).map((d) => ({
        id: slotId(d.slot),
        say: { a: d.a, b: d.b, fact: labelOf(d.slot.key) + (d.slot.scope ? `·${d.slot.scope}` : '') },
        ...(d.both ? { message: '两处写的{fact}不一致：{a}与{b}，请核对后统一。' } : {}),
        facts: [d.slot],
        place: d.places[0] ?? null,
        ...(d.places.length > 1 ? { more: d.places.slice(1) } : {}),
        ask: [d.slot.key],
      })),
  },
  ofSource('C145', 'final-accounts', '与部门决算表不一致：{fact}报告{a}，决算{b}，请核对后采用其中一个。'),
  ofSource('C146', 'budget', '与部门预算公开数据不一致：{fact}报告{a}，预算{b}，请核对后采用其中一个。'),
  {
    id: 'C147',
    severity: 'W',
    message: '{fact}的来源为{y}年资料（{name}），请确认。',
    applies: (scene) => Boolean(scene.facts?.some((f) => f.source?.period)),
    find: (scene) => {
      // The accounts of a year may be in the next year's papers (上年数); only older papers cannot know it.
      const old = (scene.facts ?? []).filter(
        (f) =>
          f.period === scene.period && f.source?.period && f.source.period < scene.period && f.source.kind !== 'budget',
      );
      return old.map((f) => ({
        id: slotId(f),
        say: { fact: labelOf(f.key), y: String(f.source!.period), name: f.source!.name },
        facts: [slotOf(f)],
        ask: [f.key],
      }));
    },
  },
  {
    id: 'C151',
    severity: 'W',
    message: '正文有人工智能起草的段落，导出的正式稿将加注标识；确需不加的，请在此说明理由，理由随记录保存。',
    applies: (scene) => scene.label !== undefined,
    find: ({ label }) => (label?.required && !label.present ? [{ id: 'label' }] : []),
  },
  {
    id: 'C152',
    severity: 'E',
    message: '仍有{n}项数据未确认，不能导出定稿。',
    applies: (scene) => scene.unconfirmed !== undefined,
    find: ({ unconfirmed = [] }) =>
      unconfirmed.length ? [{ id: 'all', say: { n: String(unconfirmed.length) }, facts: [...unconfirmed] }] : [],
  },
  {
    id: 'C153',
    severity: 'W',
    message: '决算批复后数据有变化（{n}项），建议重新生成修订版。',
    applies: (scene) => scene.drift !== undefined,
    find: ({ drift = [] }) =>
      drift.length ? [{ id: 'all', say: { n: String(drift.length) }, facts: [...drift] }] : [],
  },
];

/** What stands in the way of a text or a file leaving the house. */
export function checkOutput(scene: OutputScene): Finding[] {
  return distinctIds(
    OUTPUT.flatMap((rule) =>
      rule.find(scene).map(
        (hit): Finding => ({
          id: `${rule.id}:${hit.id}`,
          rule: rule.id,
          severity: rule.severity,
          message: fill(hit.message ?? rule.message, hit.say),
          facts: hit.facts ?? [],
          place: hit.place ?? null,
          ...(hit.more?.length ? { more: hit.more } : {}),
          ask: hit.ask ?? [],
        }),
      ),
    ),
  );
}
