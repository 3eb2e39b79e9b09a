// A stored text for reading: its values marked in place, its tables as tables. What stands in the page is the text itself,
// character for character, so that a selection has an offset. Decides nothing.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { WireFact, WireResidue } from '../../src/http/wire.ts';
import { edgesOf, layout } from '../state/layout.ts';
import { type Piece, pieces } from '../state/pieces.ts';
import { placesOf } from '../state/review.ts';
import { fill } from '../words/fill.ts';
import { review as reviewWords } from '../words/zh-review.ts';
import { factTitle } from './fact-row.tsx';

export interface Spot {
  start: number;
  end: number;
  /** Named beside it in the text. */
  label: string;
}

interface TextProps {
  source: string;
  text: string;
  facts: readonly WireFact[];
  residue: readonly WireResidue[];
  /** Facts of the row at hand. */
  at: ReadonlySet<string>;
  /** A place that is no fact's: an open number, a suspicious sentence. */
  spot: Spot | null;
  onPick(fact: string): void;
  onSelect(selected: { start: number; end: number; text: string } | null): void;
}

const SPOT = '·spot';
const ORDER = '·order';

export function SourceText(p: TextProps) {
  const pane = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => layout(p.text), [p.text]);
  const { cut, byId } = useMemo(() => {
    const byId = new Map<string, WireFact>();
    const spans = p.facts.flatMap((f) =>
      placesOf(f).flatMap((o) => {
        if (o.sourceId !== p.source) return [];
        byId.set(f.id, f);
        return [{ id: f.id, start: o.start, end: o.end }];
      }),
    );
    for (const r of p.residue) if (r.kind === 'instruction') spans.push({ id: ORDER, start: r.start, end: r.end });
    if (p.spot) spans.push({ id: SPOT, start: p.spot.start, end: p.spot.end });
    return { byId, cut: pieces(p.text, spans, edgesOf(parts)) };
  }, [p.text, p.facts, p.source, p.residue, p.spot, parts]);

  const target = p.spot ? `${p.spot.start}` : [...p.at].join();
  useEffect(() => {
    const box = pane.current;
    const mark = box?.querySelector<HTMLElement>('.m.on');
    if (!box || !mark) return;
    const top = mark.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    box.scrollTop = Math.max(0, top - box.clientHeight / 3);
    for (const m of Array.from(box.querySelectorAll('.m.on'))) {
      m.classList.remove('flash');
      // Reading a size restarts the animation.
      void (m as HTMLElement).offsetWidth;
      m.classList.add('flash');
    }
  }, [target, p.text, p.source]);

  const selected = (): void => {
    const s = window.getSelection();
    const range = s && s.rangeCount > 0 && !s.isCollapsed ? s.getRangeAt(0) : null;
    if (!range || !pane.current?.contains(range.commonAncestorContainer)) {
      p.onSelect(null);
      return;
    }
    let start = offsetOf(pane.current, range.startContainer, range.startOffset);
    let end = offsetOf(pane.current, range.endContainer, range.endOffset);
    while (start < end && /[\s|]/.test(p.text[start]!)) start++;
    while (end > start && /[\s|]/.test(p.text[end - 1]!)) end--;
    p.onSelect(end > start ? { start, end, text: p.text.slice(start, end) } : null);
  };

  const shown = new Set<string>();
  let next = 0;
  const upTo = (end: number): preact.ComponentChildren[] => {
    const out: preact.ComponentChildren[] = [];
    while (next < cut.length && cut[next]!.start < end) out.push(one(cut[next++]!));
    return out;
  };
  const one = (c: Piece): preact.ComponentChildren => {
    const spot = c.ids.includes(SPOT);
    const ids = c.ids.filter((id) => byId.has(id));
    const f = byId.get(ids.find((id) => p.at.has(id)) ?? ids[0] ?? '');
    if (!f && !spot && !c.ids.includes(ORDER)) return c.text;
    const on = spot || (!p.spot && f !== undefined && p.at.has(f.id));
    const label = spot ? p.spot!.label : f ? factTitle(f) : reviewWords.order;
    const first = on && !shown.has(label);
    if (on) shown.add(label);
    const kind = f ? `${f.standing.is}${f.unit === '' ? ' words' : ''}` : spot ? 'open' : 'order';
    return (
      <mark
        key={c.start}
        class={`m ${kind}${on ? ' on' : ''}${first ? ' named' : ''}`}
        data-fact={f?.id}
        data-label={label}
        title={f ? fill(reviewWords.mark, { title: label }) : label}
      >
        {c.text}
      </mark>
    );
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a mouse shortcut; the list beside it is the keyboard's way
    <div
      class="source-text"
      ref={pane}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onClick={(e) => {
        const fact = (e.target as HTMLElement).closest<HTMLElement>('[data-fact]')?.dataset.fact;
        if (fact && !window.getSelection()?.toString()) p.onPick(fact);
      }}
      onMouseUp={selected}
      onKeyUp={selected}
    >
      {parts.map((part) =>
        part.is === 'text' ? (
          <span key={part.start}>{upTo(part.end)}</span>
        ) : (
          <div key={part.start} class="source-table">
            <table>
              <tbody>
                {part.rows.map((cells) => (
                  <tr key={cells[0]!.from}>
                    {cells.map((c, i) => (
                      <td key={c.from} colSpan={cells.length === 1 ? widest(part.rows) : undefined}>
                        <Gap>{upTo(c.start)}</Gap>
                        {upTo(c.end)}
                        <Gap>{upTo(i === cells.length - 1 ? cells[i]!.until : c.until)}</Gap>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ),
      )}
    </div>
  );
}

const widest = (rows: readonly { length: number }[]): number => Math.max(...rows.map((r) => r.length));

/** Separators are part of the text and not shown. */
const Gap = ({ children }: { children: preact.ComponentChildren[] }) =>
  children.length ? <span class="gap">{children}</span> : null;

/** UTF-16 offset of a place in the page: what stands before it in the pane is the text before it. */
function offsetOf(pane: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(pane, 0);
  before.setEnd(node, offset);
  return before.cloneContents().textContent!.length;
}
