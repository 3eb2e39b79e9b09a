// What other facts would change: figures, findings and the score, before and after. Pure; nothing is written anywhere.
import type { FactBook } from './book.ts';
import { checkFacts } from './check/check.ts';
import type { Finding } from './check/finding.ts';
import { type FigureChange, figureChanges } from './figure/difference.ts';
import type { Figure } from './figure/figure.ts';
import { toFixed } from './number/exact.ts';
import type { Profile } from './profile.ts';
import { scoreTable } from './score/score.ts';

/** Facts as they are read, and the figures they give. */
export interface Side {
  book: FactBook;
  figures: readonly Figure[];
}

export interface Standing {
  /** Points as the report kind prints them; null while a row is open. */
  total: string | null;
  grade: string | null;
}

export interface Prospect {
  figures: FigureChange[];
  findings: { appear: Finding[]; vanish: Finding[]; change: { before: Finding; after: Finding }[] };
  /** null where the score stays, or the report kind has no scoring table. */
  score: { before: Standing; after: Standing } | null;
}

/** Only what differs between the two. */
export function prospect(before: Side, after: Side, profile: Profile): Prospect {
  const was = checkFacts(before.book, before.figures, profile);
  const is = checkFacts(after.book, after.figures, profile);
  const old = new Map(was.map((f) => [f.id, f]));
  const now = new Map(is.map((f) => [f.id, f]));
  const [a, b] = [standing(before, profile), standing(after, profile)];
  return {
    figures: figureChanges(before.figures, after.figures),
    findings: {
      appear: is.filter((f) => !old.has(f.id)),
      vanish: was.filter((f) => !now.has(f.id)),
      change: is.flatMap((f) => {
        const o = old.get(f.id);
        return o && o.message !== f.message ? [{ before: o, after: f }] : [];
      }),
    },
    score: a && b && (a.total !== b.total || a.grade !== b.grade) ? { before: a, after: b } : null,
  };
}

function standing({ book, figures }: Side, profile: Profile): Standing | null {
  const table = scoreTable(profile, book, figures);
  return table && { total: table.total && toFixed(table.total, profile.decimals.score), grade: table.grade };
}
