// Why a final copy is refused, read from the problem's details, whose shape is the service's own affair. Pure.
export interface Blocked {
  findings: { id: string; severity: 'E' | 'W' | 'I'; message: string }[];
  /** Names of facts still to be checked. */
  facts: string[];
}

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null;
const listIn = (d: unknown, ...names: string[]): unknown[] => {
  if (!isObject(d)) return [];
  for (const n of names) if (Array.isArray(d[n])) return d[n] as unknown[];
  return [];
};

export function blocked(details: unknown): Blocked {
  const findings = listIn(details, 'findings').flatMap((f, i) =>
    isObject(f) && typeof f.message === 'string'
      ? [
          {
            id: typeof f.id === 'string' ? f.id : String(i),
            severity: f.severity === 'W' ? ('W' as const) : f.severity === 'I' ? ('I' as const) : ('E' as const),
            message: f.message,
          },
        ]
      : [],
  );
  const facts = listIn(details, 'facts', 'unconfirmed', 'open').flatMap((f) => {
    if (typeof f === 'string') return [f];
    return isObject(f) && typeof f.title === 'string' ? [f.title] : [];
  });
  return { findings, facts: [...new Set(facts)] };
}
