// What every step is handed: the ports, the report kinds already read, and the texts already parsed. No behaviour of its own.
import { fail, type Problem, type Result } from '../core/problem.ts';
import type { Profile } from '../core/profile.ts';
import type { Library } from '../core/sentence-library.ts';
import type { After, Clock, Committed, Log, MineText, Model, NewId, ReadBytes, Store } from '../ports.ts';
import type { PreviewShelf } from './preview-shelf.ts';
import type { DocumentCache } from './source-documents.ts';
import type { TurnBus } from './turn-bus.ts';
import type { TurnWorks } from './turn-works.ts';

export interface StepParts {
  store: Store;
  model: Model;
  profiles: readonly Profile[];
  /** The passages that report kinds share. */
  library: Library;
  clock: Clock;
  newId: NewId;
  log: Log;
  readBytes: ReadBytes;
  mine: MineText;
  documents: DocumentCache;
  /** Revisions shown and not yet accepted. */
  previews: PreviewShelf;
  bus: TurnBus;
  works: TurnWorks;
  after: After;
  /** Sections of one draft that are written side by side. */
  atOnce: number;
}

const REFUSED: Record<'stale' | 'locked' | 'not-found' | 'exists', Omit<Problem, 'details'>> = {
  stale: {
    kind: 'stale',
    code: 'stale_version',
    message: '内容已被他人或另一个窗口改动，本次修改没有保存。请刷新后在最新内容上重做。',
  },
  locked: { kind: 'locked', code: 'section_locked', message: '这一节已锁定，不能改动。请先解锁，再修改。' },
  'not-found': {
    kind: 'not-found',
    code: 'not_found',
    message: '要改动的内容不存在或已被删除。请刷新页面后再试。',
  },
  exists: {
    kind: 'conflict',
    code: 'already_exists',
    message: '同样编号的内容已经存在，没有重复保存。请刷新页面查看。',
  },
};

/** A refused list of writes as a problem; nothing of it was stored. */
export function refusal(done: Extract<Committed, { ok: false }>): { ok: false; problem: Problem } {
  const p = REFUSED[done.why];
  return fail(p.kind, p.code, p.message, { what: done.what, currentVersion: done.current });
}

export const committed = <T>(done: Committed, value: T): Result<T> => (done.ok ? { ok: true, value } : refusal(done));
