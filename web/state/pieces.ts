// Cuts a source text into pieces at the edges of the marked spans, so that overlapping spans all show. Pure.
export interface Span {
  id: string;
  start: number;
  end: number;
}

export interface Piece {
  text: string;
  start: number;
  /** Spans that cover this piece, the innermost (shortest) first. */
  ids: string[];
}

/** Pieces in text order; joined they are the text. Spans outside the text are clipped, empty ones ignored. `cutAt`: further edges. */
export function pieces(text: string, spans: readonly Span[], cutAt: readonly number[] = []): Piece[] {
  const inside = spans
    .map((s) => ({ id: s.id, start: Math.max(0, s.start), end: Math.min(text.length, s.end) }))
    .filter((s) => s.start < s.end)
    .sort((a, b) => a.start - b.start);
  const edges = new Set([0, text.length, ...cutAt]);
  for (const s of inside) edges.add(s.start).add(s.end);
  const cuts = [...edges].sort((a, b) => a - b);
  const out: Piece[] = [];
  let active: typeof inside = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const start = cuts[i]!;
    const end = cuts[i + 1]!;
    active = active.filter((s) => s.end > start);
    while (next < inside.length && inside[next]!.start <= start) active.push(inside[next++]!);
    const ids = [...active].sort((a, b) => a.end - a.start - (b.end - b.start)).map((s) => s.id);
    out.push({ text: text.slice(start, end), start, ids });
  }
  return out;
}
