// Undo and redo over versions that are only ever added: which version each would bring back, read off why each version was written.

export interface Step {
  version: number;
  /** undo:3 and redo:3 brought version 3 back; anything else is a change of its own. */
  reason: string;
}

export interface Reachable {
  /** The version whose text comes back; null: there is nothing to undo, or to redo. */
  undo: number | null;
  redo: number | null;
}

const BACK = /^(undo|redo):(\d{1,9})$/;

/** `steps` oldest first. A change after an undo ends what could be redone; no version is ever lost. */
export function reachable(steps: readonly Step[]): Reachable {
  let line: number[] = [];
  let at = -1;
  for (const { version, reason } of steps) {
    const back = BACK.exec(reason);
    const to = back ? line.indexOf(Number(back[2])) : -1;
    if (to >= 0) at = to;
    else {
      line = [...line.slice(0, at + 1), version];
      at = line.length - 1;
    }
  }
  return { undo: line[at - 1] ?? null, redo: line[at + 1] ?? null };
}
