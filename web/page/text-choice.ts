// What is selected in the document, as a stretch of one section's text. Reads the page; changes nothing.
import type { WireSection } from '../../src/http/wire.ts';
import { type Spot, stretchOf, type Target } from '../state/revising.ts';

/** Marks such as 缺少依据 stand in a paragraph and are no part of its text. */
function wordsBefore(p: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(p, 0);
  range.setEnd(node, offset);
  const copy = range.cloneContents();
  for (const flag of Array.from(copy.querySelectorAll('.flag'))) flag.remove();
  return (copy.textContent ?? '').length;
}

function spotOf(node: Node | null, offset: number): { p: HTMLElement; spot: Spot } | null {
  const element = node instanceof Element ? node : node?.parentElement;
  const p = element?.closest<HTMLElement>('[data-paragraph]');
  if (!p || !node) return null;
  return { p, spot: { paragraph: Number(p.dataset.paragraph), offset: wordsBefore(p, node, offset) } };
}

/** Null where nothing is selected, or more than one section. */
export function chosen(sections: readonly WireSection[]): Target | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const from = spotOf(range.startContainer, range.startOffset);
  const to = spotOf(range.endContainer, range.endOffset);
  if (!from || !to || from.p.dataset.of !== to.p.dataset.of) return null;
  const s = sections.find((x) => x.id === from.p.dataset.of);
  return s && !s.locked ? stretchOf(s, from.spot, to.spot) : null;
}
