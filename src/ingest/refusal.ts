// Why a file is not read, thrown from deep inside a reader and caught once where the file was handed in.
import { fail, type Problem, type ProblemKind } from '../core/problem.ts';

/** Not a mistake of ours: carries the problem that `readPackage` hands on as its result. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(kind: ProblemKind, code: string, message: string) {
    super(message);
    this.problem = fail(kind, code, message).problem;
  }
}

/** What is inside does not fit together: cut short, altered, or written by a program that breaks the format. */
export const damaged = (what: string): Refusal =>
  new Refusal(
    'unreadable',
    'damaged_file',
    `文件已损坏或不完整（${what}）。请用 Word、WPS 重新打开并另存一份再上传，或复制正文粘贴。`,
  );
