// The text on its way to being read: characters, each with its place in the source, rebuilt pass by pass. Decides nothing itself.

/** Stands in the read text where a value was left open or cannot be read. */
export const SLOT = '□';

/** What a pass wants of each character: 0 it stays, DROP it goes, else the code of the character put in its place. */
export type Marks = Uint16Array;
const DROP = 1;

export function drop(marks: Marks, from: number, to: number): void {
  marks.fill(DROP, from, to);
}
export const put = (marks: Marks, at: number, c: string): void => {
  marks[at] = c.charCodeAt(0);
};
export const isMarked = (marks: Marks, at: number): boolean => marks[at] !== 0;

export class Tape {
  private codes: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  length = 0;
  private read: string | null = null;

  constructor(capacity: number) {
    this.codes = new Uint16Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
  }

  /** Adds characters that were read from source.slice(start, end). */
  put(c: string, start: number, end: number): void {
    for (let k = 0; k < c.length; k++) this.push(c.charCodeAt(k), start, end);
  }

  push(code: number, start: number, end: number): void {
    if (this.length === this.codes.length) this.grow();
    this.codes[this.length] = code;
    this.starts[this.length] = start;
    this.ends[this.length++] = end;
    this.read = null;
  }

  private grow(): void {
    const size = this.codes.length * 2 + 16;
    const larger = <T extends Uint16Array | Int32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.codes = larger(new Uint16Array(size), this.codes);
    this.starts = larger(new Int32Array(size), this.starts);
    this.ends = larger(new Int32Array(size), this.ends);
  }

  get last(): string {
    return this.length === 0 ? '' : String.fromCharCode(this.codes[this.length - 1]!);
  }

  get text(): string {
    if (this.read !== null) return this.read;
    const pieces: string[] = [];
    for (let i = 0; i < this.length; i += 4096)
      pieces.push(String.fromCharCode(...this.codes.subarray(i, Math.min(i + 4096, this.length))));
    this.read = pieces.join('');
    return this.read;
  }

  /** The tape with the marks carried out. */
  marked(marks: Marks): Tape {
    if (marks.every((m) => m === 0)) return this;
    const next = new Tape(this.length);
    for (let i = 0; i < this.length; i++) {
      const m = marks[i]!;
      if (m !== DROP) next.push(m === 0 ? this.codes[i]! : m, this.starts[i]!, this.ends[i]!);
    }
    return next;
  }
}
