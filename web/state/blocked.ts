// Why a final copy is refused, read from the problem's details. They cross the wire untyped, so nothing is believed. Pure.
export interface Blocked {
  findings: { id: string; severity: 'E' | 'W' | 'I'; message: string }[];
  /** How many facts are still to be checked. */
  facts: number;
  /** Titles of required sections without text. */
  sections: string[];
  /** What is open in the scoring table; null when it is complete or goes elsewhere. */
  score: string[] | null;
}

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null;
const listIn = (d: unknown, name: string): unknown[] => {
  const list = isObject(d) ? d[name] : null;
  return Array.isArray(list) ? list : [];
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
  return {
    findings,
    facts: listIn(details, 'unconfirmed').length,
    sections: listIn(details, 'emptySections').flatMap((s) =>
      isObject(s) && typeof s.title === 'string' ? [s.title] : [],
    ),
    score:
      isObject(details) && isObject(details.score)
        ? [...listIn(details.score, 'open'), ...listIn(details.score, 'issues')].filter((x) => typeof x === 'string')
        : null,
  };
}
