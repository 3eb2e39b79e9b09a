// The text on its way to being read: characters, each with its place in the source, rebuilt pass by pass. Decides nothing itself.

/** Stands in the read text where a value was left open or cannot be read. */
export const SLOT = '□';

export class Tape {
  chars: string[] = [];
  starts: number[] = [];
  ends: number[] = [];
  put(c: string, start: number, end: number): void {
    for (let k = 0; k < c.length; k++) {
      this.chars.push(c[k]!);
      this.starts.push(start);
      this.ends.push(end);
    }
  }
  get text(): string {
    return this.chars.join('');
  }
  /** Keeps characters where `keep` is not 0; a printable code replaces the character. */
  rebuilt(keep: (i: number) => string | null): Tape {
    const next = new Tape();
    for (let i = 0; i < this.chars.length; i++) {
      const c = keep(i);
      if (c !== null) {
        next.chars.push(c);
        next.starts.push(this.starts[i]!);
        next.ends.push(this.ends[i]!);
      }
    }
    return next;
  }
}

/** Marks on the tape: '' is kept, null dropped, anything else put instead. */
export type Marks = (string | null | undefined)[];

export function drop(marks: Marks, from: number, to: number): void {
  for (let i = from; i < to; i++) marks[i] = null;
}

export const applied = (tape: Tape, marks: Marks): Tape =>
  tape.rebuilt((i) => (marks[i] === undefined ? tape.chars[i]! : (marks[i] ?? null)));
