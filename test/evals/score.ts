// Scores extracted facts against labels by (key, period, scope) and value, as the corpus' README says.

export interface LabelFact {
  key: string;
  period: number | null;
  value: string;
  unit: string;
  scope?: string;
  qualifier?: string;
  quote?: string;
}
export interface Label {
  id: string;
  period: number | null;
  facts: LabelFact[];
  ignore?: string[];
  alt?: Record<string, string[]>;
}
export interface Predicted {
  key: string;
  period: number | null;
  scope: string | null;
  value: string;
  unit: string;
  quote?: string;
}
export interface Tally {
  tp: number;
  fp: number;
  fn: number;
}
export const tallyOf = (): Tally => ({ tp: 0, fp: 0, fn: 0 });

const FACTOR: Record<string, number> = { 元: 1, 万元: 1e4, 亿元: 1e8 };
const sameScope = (a: string | null | undefined, b: string | null | undefined): boolean =>
  !a || !b ? !a && !b : a.includes(b) || b.includes(a);

function sameValue(value: string, unit: string, wanted: string, wantedUnit: string): boolean {
  const plain = /^-?\d+(?:\.\d+)?$/;
  if (plain.test(value) && plain.test(wanted)) {
    const [x, y] = [Number(value) * (FACTOR[unit] ?? 1), Number(wanted) * (FACTOR[wantedUnit] ?? 1)];
    return Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(y));
  }
  return value.replace(/\s/g, '') === wanted.replace(/\s/g, '');
}

/** `keys`: the keys that labels of this folder know; facts of other keys are not counted. */
export function scoreText(
  predicted: readonly Predicted[],
  label: Label,
  keys: ReadonlySet<string>,
): { total: Tally; byKey: Map<string, Tally>; faults: string[] } {
  const ignore = new Set(label.ignore ?? []);
  const byKey = new Map<string, Tally>();
  const faults: string[] = [];
  const at = (key: string): Tally => {
    const t = byKey.get(key) ?? tallyOf();
    byKey.set(key, t);
    return t;
  };
  const left = label.facts.filter((f) => !ignore.has(f.key));
  const done = new Set<LabelFact>();
  for (const p of predicted) {
    if (!keys.has(p.key) || ignore.has(p.key)) continue;
    const match = left.find(
      (f) => !done.has(f) && f.key === p.key && f.period === p.period && sameScope(f.scope, p.scope),
    );
    const shown = `${p.key} ${p.period} ${p.scope ?? ''} ${p.value}${p.unit} 「${p.quote ?? ''}」`;
    if (!match) {
      at(p.key).fp++;
      faults.push(`+ ${shown}`);
      continue;
    }
    done.add(match);
    const right = [match.value, ...(label.alt?.[p.key] ?? [])].some((v) => sameValue(p.value, p.unit, v, match.unit));
    if (right) at(p.key).tp++;
    else {
      at(p.key).fp++;
      at(p.key).fn++;
      faults.push(`≠ ${shown} ← ${match.value}${match.unit}`);
    }
  }
  for (const f of left)
    if (!done.has(f)) {
      at(f.key).fn++;
      faults.push(`- ${f.key} ${f.period} ${f.scope ?? ''} ${f.value}${f.unit} 「${f.quote ?? ''}」`);
    }
  const total = tallyOf();
  for (const t of byKey.values()) for (const k of ['tp', 'fp', 'fn'] as const) total[k] += t[k];
  return { total, byKey, faults };
}
