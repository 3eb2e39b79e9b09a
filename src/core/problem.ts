// What can go wrong in a working day, as values. Faces turn kinds into statuses; `message` is Chinese and fit to show.
export type ProblemKind =
  | 'bad-input'
  | 'unreadable'
  | 'too-large'
  | 'not-found'
  | 'stale'
  | 'conflict'
  /** The same id came again with other content. */
  | 'mismatch'
  | 'locked'
  | 'blocked'
  | 'unavailable';

export interface Problem {
  kind: ProblemKind;
  /** A stable machine word: `empty_file`, `unknown_key` … */
  code: string;
  /** Chinese: what is wrong and what to do next. */
  message: string;
  details?: unknown;
}

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (
  kind: ProblemKind,
  code: string,
  message: string,
  details?: unknown,
): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { kind, code, message, ...(details === undefined ? {} : { details }) },
});
