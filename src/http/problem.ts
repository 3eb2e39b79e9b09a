// Problems to HTTP answers: one table of statuses, one shape of body. What went wrong inside stays in the log.
import type { Problem, ProblemKind } from '../core/problem.ts';

export const STATUS = {
  'bad-input': 400,
  unreadable: 422,
  mismatch: 422,
  'too-large': 413,
  'not-found': 404,
  stale: 409,
  conflict: 409,
  locked: 409,
  blocked: 409,
  unavailable: 503,
} as const satisfies Record<ProblemKind, number>;

export type ErrorDetails = { code: string; message: string; details?: unknown; id?: string };

export const errorResponse = (status: number, error: ErrorDetails): Response =>
  Response.json({ error }, { status, headers: { 'Cache-Control': 'no-store' } });

export const problemResponse = ({ kind, code, message, details }: Problem): Response =>
  errorResponse(STATUS[kind], { code, message, ...(details === undefined ? {} : { details }) });

/** An error of ours: the caller gets a number to quote, the log gets the rest under the same number. */
export const mistakeResponse = (id: string): Response =>
  errorResponse(500, {
    code: 'internal',
    message: `程序出错，这次操作没有完成，已保存的内容不受影响。请再试一次；如果还不行，请把编号 ${id} 告诉管理员。`,
    id,
  });
