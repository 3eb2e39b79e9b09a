// A revision of lines with slots, as a model is asked for it: the embedded engine's answer to the same brief. Slots come back as they
// came; what needs the facts themselves (a sentence about one) is not done here.
import type { FactBook } from '../book.ts';
import type { DraftLine } from '../draft/line.ts';
import { readInstruction } from './instruction.ts';
import { lineDesk, notUnderstood, onLines } from './revise.ts';
import type { Cannot } from './rework.ts';

export interface LinesBrief {
  instruction: string;
  target: readonly DraftLine[];
  slots: readonly { name: string; phrase: string; required: boolean }[];
  book: FactBook;
}

export type RevisedLines = { is: 'lines'; lines: DraftLine[] } | ({ is: 'cannot' } & Cannot);

export function reviseLines({ instruction, target, slots, book }: LinesBrief): RevisedLines {
  const { changes } = readInstruction(instruction);
  const byName = new Map(slots.map((s) => [s.name, s]));
  let lines: DraftLine[] = [...target];
  for (const change of changes) {
    const desk = lineDesk(lines, {
      phrase: (name) => byName.get(name)?.phrase ?? '',
      required: (name) => byName.get(name)?.required ?? true,
      stated: (line) => line.rests.length > 0,
      facts: book.all,
      unitName: book.get('unit_name')?.value ?? null,
    });
    const made = onLines(lines, change, desk);
    if ('cannot' in made) return { is: 'cannot', ...made.cannot };
    lines = made.lines;
  }
  return lines.length ? { is: 'lines', lines } : { is: 'cannot', ...notUnderstood };
}
