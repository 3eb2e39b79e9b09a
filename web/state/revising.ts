// A revision on the page: what it is about, what was asked, what would change. Pure; asking and storing are in page/revise-panel.tsx.
import type { WireRevision, WireSection } from '../../src/http/wire.ts';

/** What the words are about: the whole section, or a stretch of its text. */
export interface Target {
  section: string;
  title: string;
  version: number;
  /** null: the whole section. */
  stretch: { start: number; text: string } | null;
}

export interface Revising {
  target: Target;
  instruction: string;
  /** What the service answered; null before it was asked, and after the words changed. */
  shown: WireRevision | null;
  /** stale sentences put anew: no instruction of the person's. */
  refreshing: boolean;
  busy: boolean;
  error: string | null;
}

export type RevisingAction =
  | { do: 'open'; target: Target; refreshing?: boolean }
  | { do: 'type'; instruction: string }
  | { do: 'ask' }
  | { do: 'shown'; shown: WireRevision }
  | { do: 'failed'; error: string }
  | { do: 'shut' };

export function revising(s: Revising | null, a: RevisingAction): Revising | null {
  if (a.do === 'open')
    return {
      target: a.target,
      instruction: '',
      shown: null,
      refreshing: a.refreshing ?? false,
      busy: false,
      error: null,
    };
  if (!s || a.do === 'shut') return null;
  switch (a.do) {
    case 'type':
      return { ...s, instruction: a.instruction, shown: null, error: null };
    case 'ask':
      return { ...s, busy: true, shown: null, error: null };
    case 'shown':
      return { ...s, busy: false, shown: a.shown };
    case 'failed':
      return { ...s, busy: false, error: a.error };
  }
}

export const wholeSection = (s: WireSection): Target => ({
  section: s.id,
  title: `${s.number}${s.title}`,
  version: s.version,
  stretch: null,
});

/** Where a paragraph begins in the section's text; -1 where it has none of that number. */
export function paragraphStart(s: WireSection, paragraph: number): number {
  const lines = s.text.split('\n');
  if (paragraph < 0 || paragraph >= lines.length) return -1;
  return lines.slice(0, paragraph).reduce((n, l) => n + l.length + 1, 0);
}

export interface Spot {
  paragraph: number;
  offset: number;
}

/** The stretch between two spots of a section; null where it holds no words. */
export function stretchOf(s: WireSection, from: Spot, to: Spot): Target | null {
  const [a, b] = [paragraphStart(s, from.paragraph) + from.offset, paragraphStart(s, to.paragraph) + to.offset];
  const start = Math.max(0, Math.min(a, b));
  const text = s.text.slice(start, Math.max(a, b));
  return text.trim() === '' ? null : { ...wholeSection(s), stretch: { start, text } };
}

export type Segment = Extract<WireRevision, { is: 'revision' }>['segments'][number];

/** Long stretches without a change by their ends, cut behind a stop: half a number would read as another one. */
export const around = (segments: readonly Segment[], most: number): Segment[] =>
  segments.map((s, i) => {
    if (s.is !== 'same' || s.t.length <= 2 * most + 20) return s;
    const head = i === 0 ? '' : (/^[\s\S]*[，。；：\n]/.exec(s.t.slice(0, most))?.[0] ?? '');
    const last = i === segments.length - 1;
    const tail = last ? '' : (/[，。；：\n][\s\S]*$/.exec(s.t.slice(-most))?.[0].slice(1) ?? '');
    return { ...s, t: `${head}……${tail}` };
  });
