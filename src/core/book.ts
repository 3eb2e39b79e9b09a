// A read-only index over stated facts: how figures, checks, drafts and the verifier look facts up.
import type { StatedFact } from './fact.ts';

export interface Where {
  period?: number | null;
  scope?: string | null;
}

export interface FactBook {
  readonly period: number;
  readonly all: readonly StatedFact[];
  /** The whole unit's fact of the report year unless `where` says otherwise; undefined when it is missing. */
  get(key: string, where?: Where): StatedFact | undefined;
  /** Entries of a list key in item order, of the report year unless said otherwise. */
  list(key: string, where?: Where): readonly StatedFact[];
  /** Every fact with this key, any period, scope or item. */
  every(key: string): readonly StatedFact[];
  /** Scopes (sub-units, projects, indicators) that have this key in the period. */
  scopes(key: string, period?: number): readonly string[];
}

const itemOrder = (a: string | null, b: string | null): number => {
  const [xs, ys] = [(a ?? '').split('.'), (b ?? '').split('.')];
  for (let i = 0; i < Math.max(xs.length, ys.length); i++) {
    const [x, y] = [xs[i] ?? '', ys[i] ?? ''];
    const d = Number(x) - Number(y);
    if (Number.isNaN(d) ? x !== y : d) return Number.isNaN(d) ? (x < y ? -1 : 1) : d;
  }
  return 0;
};

/** Facts without a period count as the report year's: a name or a duty has none. */
export function factBook(facts: readonly StatedFact[], period: number): FactBook {
  const byKey = new Map<string, StatedFact[]>();
  for (const f of facts) {
    const row = byKey.get(f.key);
    if (row) row.push(f);
    else byKey.set(f.key, [f]);
  }
  const every = (key: string): readonly StatedFact[] => byKey.get(key) ?? [];
  const slots = new Map<string, StatedFact[]>();
  const named = new Map<string, Set<string>>();
  const put = (f: StatedFact, year: number | null): void => {
    const id = `${f.key}|${year}|${f.scope ?? ''}`;
    const row = slots.get(id);
    if (row) row.push(f);
    else slots.set(id, [f]);
    if (!f.scope) return;
    const names = named.get(`${f.key}|${year}`);
    if (names) names.add(f.scope);
    else named.set(`${f.key}|${year}`, new Set([f.scope]));
  };
  for (const f of facts) {
    put(f, f.period);
    if (f.period === null) put(f, period);
  }
  const at = (key: string, { period: year = period, scope = null }: Where = {}): readonly StatedFact[] =>
    slots.get(`${key}|${year}|${scope ?? ''}`) ?? [];
  return {
    period,
    all: facts,
    every,
    get: (key, where) => at(key, where)[0],
    list: (key, where) => [...at(key, where)].sort((a, b) => itemOrder(a.item, b.item)),
    scopes: (key, year = period) => [...(named.get(`${key}|${year}`) ?? [])],
  };
}
