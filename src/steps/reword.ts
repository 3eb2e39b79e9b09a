// A change of wording by the model: it gets lines in which all that must stay is a slot, and what it answers is checked and, where a line
// fails, asked for again. Answers null when nothing usable came of it: the caller has the embedded engine then.
import type { DraftLine, RepairAsk, SlotOffer } from '../core/draft/line.ts';
import { type Paragraph, type Run, sectionText } from '../core/draft/section.ts';
import { countOf, isClean, masked, type Offered, replyFaults } from '../core/revise/reply-lines.ts';
import type { ReviseScene } from '../core/revise/revise.ts';
import { factFaults } from '../core/revise/same-facts.ts';
import { type NewLine, newLines, paragraphsOf, type Sheet, type SheetSlot, sheetOf } from '../core/revise/sheet.ts';
import type { KeptSlot, ModelCall, ReviseBrief } from '../ports.ts';
import type { StepParts } from './parts.ts';

/** Rounds of asking again for the lines that failed. */
const REPAIRS = 2;

export interface Reword {
  instruction: string;
  scene: ReviseScene;
  target: readonly Paragraph[];
  /** The section's text around the target. */
  before: string;
  after: string;
  /** Facts it may add, each with its runs. */
  more: readonly (SlotOffer & { runs: Run[] })[];
  /** All words of facts, sources and the section, blanks removed. */
  known: string;
  /** The instruction asks for something to be left out. */
  drops: boolean;
  /** Whether the section with this target in it holds: every quantity backed, as far as it was before. */
  holds(target: readonly Paragraph[]): boolean;
}

export type Reworded =
  | { is: 'done'; paragraphs: Paragraph[]; repairs: number }
  | { is: 'cannot'; why: string; offers: string[] }
  | { is: 'failed'; why: string };

export async function reword(parts: StepParts, ask: Reword, call: ModelCall): Promise<Reworded> {
  const { scene, target } = ask;
  const sheet = withMore(sheetOf(target, scene.names), ask.more);
  const lines = newLines(sheet).map(({ ready: _, ...l }) => l);
  const required = new Set(scene.brief.section.requires);
  const slots = [...sheet.slots.values()].slice(0, sheet.slots.size - ask.more.length).map(
    (s): KeptSlot => ({
      name: s.name,
      label: LABELS[s.is],
      phrase: s.text,
      by: s.by,
      required: !s.by || (s.by.kind !== 'missing' && required.has(s.by.key)),
    }),
  );
  const brief: ReviseBrief = {
    ...scene.brief,
    instruction: ask.instruction,
    target: lines,
    before: masked(ask.before.slice(-600)),
    after: masked(ask.after.slice(0, 600)),
    slots,
    more: ask.more.map(({ runs: _, ...offer }) => offer),
  };
  const optional = new Set(slots.filter((s) => !s.required).map((s) => s.name));
  const offered: Offered = {
    more: new Set(ask.more.map((m) => m.name)),
    names: scene.names,
    known: ask.known,
    mayGo: (slot) => ask.drops && optional.has(slot),
  };
  const reply = await parts.model.revise(brief, call);
  if (!reply.ok) return { is: 'failed', why: reply.failure.why };
  if (reply.value.is === 'cannot') return reply.value;
  let answer = reply.value.lines;
  for (let round = 0; ; round++) {
    const faults = replyFaults(lines, answer, offered);
    if (isClean(faults)) {
      const done = finished(sheet, answer, ask);
      if (Array.isArray(done)) return { is: 'done', paragraphs: done, repairs: round };
      return { is: 'failed', why: done.why };
    }
    if (round === REPAIRS) return { is: 'failed', why: [...faults.lines.values()].flat().join('；') || 'slots_lost' };
    const asks = asksFor(lines, answer, faults);
    const again = await parts.model.revise({ ...brief, repair: asks.map((a) => a.ask) }, { ...call, text: () => {} });
    if (!again.ok || again.value.is === 'cannot' || again.value.lines.length !== asks.length)
      return { is: 'failed', why: again.ok ? 'repair_does_not_fit' : again.failure.why };
    const mended = mend(answer, asks, again.value.lines);
    if (countOf(replyFaults(lines, mended, offered)) >= countOf(faults))
      return { is: 'failed', why: 'repair_no_better' };
    answer = mended;
  }
}

const LABELS: Readonly<Record<SheetSlot['is'], string>> = {
  phrase: '数据',
  quantity: '数据',
  year: '年份或日期',
  'document-number': '文号',
  title: '文件名',
  quoted: '引号里的原文',
  name: '名称',
  gap: '待补内容',
  sign: '符号',
};

/** Slots for facts that may be added, beside those of the text. */
function withMore(sheet: Sheet, more: Reword['more']): Sheet {
  const slots = new Map(sheet.slots);
  for (const m of more) slots.set(m.name, { name: m.name, text: m.phrase, runs: m.runs, is: 'phrase', by: m.by });
  return { ...sheet, slots };
}

interface Ask {
  ask: RepairAsk;
  /** The line it replaces; `instead` false: it is put in before that one. */
  at: number;
  instead: boolean;
}

function asksFor(
  target: readonly DraftLine[],
  answer: readonly DraftLine[],
  faults: ReturnType<typeof replyFaults>,
): Ask[] {
  const asks: Ask[] = [...faults.lines].map(([at, all]) => ({
    ask: { line: answer[at]!, faults: all },
    at,
    instead: true,
  }));
  for (const { target: i, slots } of faults.gone) {
    const line = target[i]!;
    // The line that says the rest of its sentence is the one to mend; a sentence that is gone comes back where it stood.
    const rest = line.rests.filter((n) => !slots.includes(n));
    const home = answer.findIndex((l) => rest.some((n) => l.text.includes(`{{${n}}}`)));
    const open = asks.find((a) => a.instead && a.at === home);
    const missing = slots.map((s) => `missing {{${s}}}`);
    if (home >= 0 && open) open.ask.faults.push(...missing);
    else if (home >= 0) asks.push({ ask: { line: answer[home]!, faults: missing }, at: home, instead: true });
    else asks.push({ ask: { line, faults: missing }, at: Math.min(i, answer.length), instead: false });
  }
  return asks.sort((a, b) => a.at - b.at || Number(a.instead) - Number(b.instead));
}

function mend(answer: readonly DraftLine[], asks: readonly Ask[], mended: readonly DraftLine[]): DraftLine[] {
  const out: DraftLine[] = [];
  for (let i = 0; i <= answer.length; i++) {
    for (const [k, a] of asks.entries())
      if (a.at === i && !a.instead) out.push({ ...mended[k]!, begins: a.ask.line.begins });
    const own = asks.findIndex((a) => a.at === i && a.instead);
    const old = answer[i];
    if (old) out.push(own < 0 ? old : { ...mended[own]!, begins: old.begins, style: old.style });
  }
  return out;
}

/** The lines as paragraphs when they say the same facts, else what is wrong with them. */
function finished(sheet: Sheet, answer: readonly DraftLine[], ask: Reword): Paragraph[] | { why: string } {
  const first = sheet.lines[0];
  const lines: NewLine[] = answer.map((l, i) => ({
    ...l,
    // A reply knows no headings of ours: a line that came back unchanged keeps its style.
    style: sheet.lines.find((s) => s.text === l.text)?.style ?? (l.style === 'heading' ? 'body' : l.style),
    text: i === 0 && first ? l.text.trimStart() : l.text,
  }));
  const paragraphs = paragraphsOf(sheet, lines, 'model');
  if (!paragraphs?.length) return { why: 'broken_slot' };
  const used = new Set(answer.flatMap((l) => [...l.text.matchAll(/\{\{(\w{1,40})\}\}/g)].map((m) => m[1]!)));
  const gone = [...sheet.slots.values()].filter((s) => !used.has(s.name) && !ask.more.some((m) => m.name === s.name));
  const put = ask.more.filter((m) => used.has(m.name)).map((m) => m.phrase);
  const faults = factFaults([sectionText(ask.target), ...put].join('\n'), sectionText(paragraphs), {
    gone: gone.map((s) => s.text).join('\n'),
    names: ask.scene.names,
  }).filter((f) => !(put.length && (f.code === 'moved' || f.code === 'claim')));
  if (faults.length) return { why: faults.map((f) => `${f.code} ${f.words}`).join('；') };
  return ask.holds(paragraphs) ? paragraphs : { why: 'unbacked' };
}
