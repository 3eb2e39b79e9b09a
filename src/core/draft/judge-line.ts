// One model's line against everything that can be told of it alone: slots, numerals of its own, names, claims, what is no report's.
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { scanQuantities } from '../number/scan.ts';
import type { Fault } from './fault.ts';
import { type FilledLine, fillLine, HOLE } from './fill-line.ts';
import type { DraftLine } from './line.ts';
import { claimFaults } from './line-claims.ts';
import { hygieneFaults } from './line-hygiene.ts';
import { type Labels, labelFaults } from './line-labels.ts';
import { nameFaults } from './line-names.ts';
import type { Offer } from './offers.ts';
import type { Evidence } from './verify.ts';

const LONGEST = 3000;

export interface LineDesk {
  offers: ReadonlyMap<string, Offer>;
  evidence: Evidence;
  /** All words of facts, sources and the form, blanks removed: where a name must be found. */
  known: string;
  labels: Labels;
}

/** The line with its faults, worst first. The sentence as a whole is read again in its section (gate.ts). */
export function judgeLine(line: DraftLine, desk: LineDesk): FilledLine {
  // No sentence: it is not looked at any further, whatever it is made of.
  if (line.text.length > LONGEST) {
    const rests = line.rests.flatMap((r) => desk.offers.get(r.toLowerCase()) ?? []);
    const faults: Fault[] = [{ code: 'too_long', words: line.text.trim().slice(0, 20) }];
    return { runs: [], text: '', own: '', used: [], cited: [...new Set(rests)], spans: [], faults };
  }
  const filled = fillLine(line, desk.offers);
  const faults: Fault[] = [
    ...(line.style === 'heading' ? [{ code: 'heading' as const, words: line.text.slice(0, 20) }] : []),
    ...hygieneFaults(filled.own),
    ...filled.faults,
    ...numeralFaults(filled.own, desk),
    ...labelFaults(filled, desk.labels, desk.evidence),
    ...nameFaults(filled.own, desk.known),
    ...claimFaults(filled, desk.evidence),
  ];
  return { ...filled, faults: distinct(faults) };
}

/** More, half, several: quantities that the scanner leaves to the reader. */
const ROUGH =
  /(?<!时间|任务|进度)过半|近半|半数|大半|对半|一半|减半|翻番|翻[一两三]番|成倍|数[十百千万]|上[百千万]|[十百千]余|成百上千|若干|十几|几十|好几|多[家个项户名人次件处场批](?![\u4e00-\u9fff]*(?:方|元|样|部门联))/;

/** Names of the field that have a number in them: 单价100万元以上设备. */
const NUMBERED_LABELS = [...new Set(CATALOGUE.flatMap((d) => [d.label, ...d.words]))].filter(
  (l) => l.length > 5 && /\d/.test(l),
);

/** Numerals of the model's own. It writes none: not even a right one. */
function numeralFaults(own: string, { evidence, known }: LineDesk): Fault[] {
  const out: Fault[] = [];
  const plain = NUMBERED_LABELS.reduce((s, l) => s.replaceAll(l, '　'.repeat(l.length)), own.replaceAll(HOLE, '，'));
  const spans: { start: number; end: number }[] = [];
  for (const q of scanQuantities(plain)) {
    if (q.class !== 'idiom') spans.push(q);
    if (q.class === 'figure') out.push({ code: 'unbacked_number', words: q.text });
    else if (q.class === 'date') out.push({ code: 'unbacked_date', words: q.text });
    else if ((q.class === 'document-number' || q.class === 'code') && !known.includes(q.text))
      out.push({ code: 'unknown_code', words: q.text });
    else if (q.class === 'year' && q.year !== evidence.period && q.year !== evidence.period - 1)
      out.push({ code: 'wrong_year', words: q.text });
    else if (
      q.class === 'ordinal' &&
      !/^[一二三四五六七八九十]{1,3}是$|^[（(]|^第[一二三四]季度|^[一二三]级$/.test(q.text)
    )
      out.push({ code: 'unbacked_number', words: q.text });
    else if (q.class === 'term' && /\d/.test(q.text) && !/^[《“]/.test(q.text) && !known.includes(q.text))
      out.push({ code: 'unknown_code', words: q.text });
  }
  // A digit that no reading covers, in whatever script it is written.
  for (const m of plain.matchAll(/[\p{Nd}\p{No}\p{Nl}〇]+/gu))
    if (!spans.some((s) => m.index >= s.start && m.index < s.end)) out.push({ code: 'unbacked_number', words: m[0] });
  const rough = ROUGH.exec(plain);
  if (rough && !spans.some((s) => rough.index >= s.start && rough.index < s.end))
    out.push({ code: 'unbacked_number', words: rough[0] });
  return out;
}

function distinct(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter((f) => {
    const id = `${f.code} ${f.words}`;
    return seen.has(id) ? false : seen.add(id);
  });
}
