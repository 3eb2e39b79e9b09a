// What the prompts for writing, repairing and revising are filled with. Words only; no rule of drafting lives here.
import type { DraftLine, RepairAsk, SlotOffer } from '../core/draft/line.ts';
import type { ReviseBrief, WriteBrief } from '../ports.ts';
import type { Inputs } from './client.ts';
import { marked } from './marked.ts';

const NONE = '（无）';

/** What a model is shown of a slot. */
type Shown = Pick<SlotOffer, 'name' | 'label' | 'phrase'>;

const slotLine = (s: Shown): string => `{{${s.name}}}｜${s.label}｜${s.phrase}`;
const slotList = (slots: readonly Shown[]): string => slots.map(slotLine).join('\n') || NONE;
export const lineOf = (l: DraftLine): string => `${l.text} ⟦${l.rests.join(',')}⟧`;

const targetOf = (lines: readonly DraftLine[]): string =>
  lines.map((l, i) => (l.begins && i > 0 ? `\n${lineOf(l)}` : lineOf(l))).join('\n');

const sectionOf = (b: Pick<WriteBrief, 'section'>): string => `${b.section.number}${b.section.title}`;

export const writeInputs = (brief: WriteBrief, boundary: string, excerpts = brief.excerpts): Inputs => ({
  year: `${brief.book.period}年`,
  section: sectionOf(brief),
  purpose: brief.section.hint || NONE,
  required: slotList(brief.slots.filter((s) => s.required)),
  optional: slotList(brief.slots.filter((s) => !s.required)),
  excerpts: excerpts.length ? marked(excerpts.join('\n\n'), boundary) : NONE,
});

export const repairInputs = (
  brief: Pick<WriteBrief | ReviseBrief, 'section' | 'slots'> & Partial<Pick<ReviseBrief, 'more'>>,
  asks: readonly RepairAsk[],
): Inputs => ({
  section: sectionOf(brief),
  slots: slotList([...brief.slots, ...(brief.more ?? [])]),
  lines: asks.map((a, i) => `${i + 1}. ${lineOf(a.line)}\n   问题：${a.faults.join('；')}`).join('\n'),
});

export const reviseInputs = (brief: ReviseBrief, boundary: string): Inputs => ({
  section: sectionOf(brief),
  instruction: marked(brief.instruction, boundary),
  target: targetOf(brief.target),
  before: brief.before ? marked(brief.before, boundary) : NONE,
  after: brief.after ? marked(brief.after, boundary) : NONE,
  slots: slotList(brief.slots),
  more: slotList(brief.more),
});
