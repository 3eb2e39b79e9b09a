// Runs of the tree as Word runs: what is still missing is marked so that nobody overlooks it.
import { type IRunOptions, TextRun } from 'docx';
import type { Run } from '../core/draft/section.ts';
import { printable } from './printable.ts';

const TO_SUPPLY = /(【待补[^】]*】)/;
/** Signs that Word sets in the Latin font unless told that they belong to Chinese text. */
const AMBIGUOUS =
  /[\u00A7\u00A8\u00B0-\u00B7\u00D7\u00F7\u2010-\u2027\u2030-\u203B\u2103\u2160-\u217F\u2190-\u21FF\u2200-\u22FF\u2460-\u24FF\u2500-\u25FF]/;

export function textRuns(runs: readonly Run[], more: Partial<IRunOptions> = {}): TextRun[] {
  // What backs a run does not show in Word: neighbours become one run.
  const text = printable(runs.map((r) => r.t).join('')).replaceAll('\n', ' ');
  return text
    .split(TO_SUPPLY)
    .filter((t) => t !== '')
    .map(
      (t, i) =>
        new TextRun({
          text: t,
          ...(AMBIGUOUS.test(t) ? { font: { hint: 'eastAsia' } } : {}),
          ...(TO_SUPPLY.test(t) ? { highlight: 'yellow' as const } : {}),
          ...more,
          // A line break stands before the first piece only.
          ...(i ? { break: 0 } : {}),
        }),
    );
}
