// The embedded engine's draft cut into sentences that can stand in a model's draft: by heading, each with the slots it covers.
import { sentenceSpans } from '../ripple.ts';
import { backingId, type Offer } from './offers.ts';
import { type Paragraph, paragraphText, type Run, type SectionDraft } from './section.ts';

/** A sentence, or several that may not be parted. */
export interface Unit {
  runs: Run[];
  text: string;
  style: 'body' | 'item';
  /** The list mark its paragraph began with (（1）, 一是), taken off. */
  mark: MarkStyle | null;
  /** Begins a paragraph in the embedded draft. */
  begins: boolean;
  /** Required slots it states. */
  covers: Offer[];
  /** Offset in the embedded draft's text. */
  rank: number;
  /** The sentence right before, which 其中：… takes apart. */
  lead: Unit | null;
}

export type MarkStyle = '（1）' | '1.' | '一是';

export interface Block {
  heading: Paragraph | null;
  /** Offsets of the embedded draft's text: slots of this rank belong here. */
  from: number;
  to: number;
  units: Unit[];
}

const MARK = /^(?:(（\d{1,3}）)|(\d{1,3}\.)(?!\d)|([一二三四五六七八九十]{1,3}是))/;

export function blocksOf(draft: SectionDraft, offers: readonly Offer[]): Block[] {
  const required = offers.filter((o) => o.required);
  const blocks: Block[] = [{ heading: null, from: 0, to: 0, units: [] }];
  let offset = 0;
  for (const p of draft.paragraphs) {
    const length = paragraphText(p).length;
    if (p.style === 'heading') blocks.push({ heading: p, from: offset, to: offset, units: [] });
    else blocks.at(-1)!.units.push(...unitsOf(p, offset, required));
    offset += length + 1;
    blocks.at(-1)!.to = offset;
  }
  return blocks.filter((b) => b.heading || b.units.length);
}

function unitsOf(p: Paragraph, offset: number, required: readonly Offer[]): Unit[] {
  const text = paragraphText(p);
  const mark = p.style === 'item' ? MARK.exec(text) : null;
  const style: MarkStyle | null = mark ? (mark[1] ? '（1）' : mark[2] ? '1.' : '一是') : null;
  const from = mark ? mark[0].length : 0;
  // Words that stand there as a whole are not cut.
  const whole = required.flatMap((o) => {
    const at = o.is === 'words' ? text.indexOf(o.phrase) : -1;
    return at < 0 ? [] : [{ start: at, end: at + o.phrase.length }];
  });
  const spans: { start: number; end: number }[] = [];
  for (const s of sentenceSpans(text)) {
    const last = spans.at(-1);
    const cut = last && whole.some((w) => w.start < last.end && w.end > last.end);
    if (last && cut) last.end = s.end;
    else spans.push({ ...s });
  }
  if (spans[0]) spans[0].start = from;
  let before: Unit | null = null;
  return spans
    .filter((s) => s.end > s.start)
    .map((s, i): Unit => {
      const runs = cut(p.runs, s.start, s.end);
      const ids = new Set(runs.flatMap((r) => (r.by ? [backingId(r.by)] : [])));
      const own = text.slice(s.start, s.end);
      const unit: Unit = {
        runs,
        text: own,
        style: p.style === 'item' ? 'item' : 'body',
        mark: style,
        begins: i === 0,
        covers: required.filter((o) => (o.is === 'words' ? own.includes(o.phrase) : covered(o, ids))),
        rank: offset + s.start,
        lead: /^其中[：:，]/.test(own) ? before : null,
      };
      before = unit;
      return unit;
    });
}

const covered = (o: Offer, ids: ReadonlySet<string>): boolean => o.runs.every((r) => !r.by || ids.has(backingId(r.by)));

/** The runs between two offsets of their text. */
export function cut(runs: readonly Run[], start: number, end: number): Run[] {
  const out: Run[] = [];
  let at = 0;
  for (const r of runs) {
    const [a, b] = [Math.max(start, at), Math.min(end, at + r.t.length)];
    if (a < b) out.push(a === at && b === at + r.t.length ? r : { ...r, t: r.t.slice(a - at, b - at) });
    at += r.t.length;
  }
  return out;
}
