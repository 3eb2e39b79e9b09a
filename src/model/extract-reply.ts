// What a model says about the numbers no rule has read: the passages shown to it, and its answers brought back to places of the text.
// An answer counts only where its words stand; the number, its unit and its qualifier are read by our own scanner.
import { z } from 'zod';
import { CATALOGUE, definitionOf } from '../core/catalogue/catalogue.ts';
import { isNumericKind } from '../core/catalogue/definition.ts';
import { reasonsOf } from '../core/extract/confidence.ts';
import { coverageOf, type OpenNumber, type OpenParagraph } from '../core/extract/coverage.ts';
import { allSides, type Extraction } from '../core/extract/extract.ts';
import { type Candidate, slotKey } from '../core/fact.ts';
import { unitOf } from '../core/number/unit.ts';
import type { TextDocument } from '../core/text/document.ts';

export const extractShape = z.object({
  items: z
    .array(
      z.object({
        quote: z.string(),
        raw: z.string(),
        key: z.string(),
        subject: z.string().nullable(),
        year: z.string().nullable(),
      }),
    )
    .max(200),
});
export type ExtractReply = z.infer<typeof extractShape>;

/** A part of the text as one question. Never a part of a sentence or of a table's row. */
export interface Passage {
  path: readonly string[];
  paragraphs: readonly OpenParagraph[];
}

const LONGEST = 1200;
const OFFERED = CATALOGUE.filter((d) => isNumericKind(d.kind) && d.supplier !== '程序' && d.kind !== 'year');

/** Paragraphs with numbers that no fact covers, under one heading, up to a length. */
export function passagesOf(doc: TextDocument, found: Extraction): Passage[] {
  const places = allSides(found).flatMap((c) => [c, ...c.also]);
  const slots = new Set(allSides(found).map((c) => `${c.key}|${c.period}`));
  const { paragraphs } = coverageOf(doc, { places, has: (k, p) => slots.has(`${k}|${p}`) }, found.period);
  const out: { path: readonly string[]; paragraphs: OpenParagraph[]; length: number }[] = [];
  for (const p of paragraphs) {
    if (!p.numbers.some((n) => n.value !== null)) continue;
    const last = out.at(-1);
    if (last && last.path.join('/') === p.path.join('/') && last.length + p.text.length <= LONGEST) {
      last.paragraphs.push(p);
      last.length += p.text.length;
    } else out.push({ path: p.path, paragraphs: [p], length: p.text.length });
  }
  return out;
}

export const passageText = (p: Passage): string => p.paragraphs.map((x) => x.text).join('\n');

const dimensionsOf = (p: Passage): ReadonlySet<string> =>
  new Set(p.paragraphs.flatMap((x) => x.numbers.map((n) => unitOf(n.unit).dimension)));

/** Catalogue entries whose unit some number of the passage could have: key｜label｜unit. */
export const keysFor = (p: Passage): string[] => {
  const dimensions = dimensionsOf(p);
  return OFFERED.filter((d) => dimensions.has(unitOf(d.unit).dimension)).map((d) => `${d.key}｜${d.label}｜${d.unit}`);
};

/** What the rules hold of this passage already. */
export const heldIn = (p: Passage, found: Extraction): string[] =>
  allSides(found)
    .filter((c) => p.paragraphs.some((x) => c.start >= x.start && c.end <= x.end))
    .map((c) => `${c.key}｜${c.value}${c.unit}`);

/** Answers at their places. Whatever does not stand in the text, or does not fit its entry of the catalogue, is left out. */
export function candidatesIn(reply: ExtractReply, p: Passage, doc: TextDocument, found: Extraction): Candidate[] {
  const taken = new Set(allSides(found).map(slotKey));
  const used = new Set<OpenNumber>();
  const out: Candidate[] = [];
  for (const item of reply.items) {
    const definition = definitionOf(item.key);
    const number = numberAt(item, p, doc, used);
    if (!number || number.value === null || !definition || !OFFERED.includes(definition)) continue;
    if (unitOf(number.unit).dimension !== unitOf(definition.unit).dimension || isChange(number, doc)) continue;
    const scope = scopeOf(item.subject, doc, found);
    if (scope === undefined || (scope !== null && definition.scope === null)) continue;
    const claim = {
      key: item.key,
      period: yearOf(item.year, doc) ?? found.period,
      scope,
      item: null,
      value: number.value,
      unit: number.unit,
      qualifier: number.qualifier,
      label: null,
    };
    // A list's entries are told apart by rules; what the rules hold is not said again.
    if (definition.many || taken.has(slotKey(claim))) continue;
    taken.add(slotKey(claim));
    used.add(number);
    const place = { quote: doc.source.slice(number.start, number.end), start: number.start, end: number.end };
    const reasons = reasonsOf(claim, {
      wording: 'medium',
      quote: place.quote,
      cell: false,
      tableUnit: null,
      places: 1,
      contradicted: false,
      adds: null,
    });
    out.push({ ...claim, ...place, also: [], confidence: scope === null ? 'medium' : 'low', reasons });
  }
  return out;
}

/** 比上年多, 增加, 占: what follows is no amount of its own. */
const CHANGE = /(?:比|较|同比|增加|减少|增长|下降|上升|降低|提高|新增|超出|相差|占|人均|平均)[^，。；：！？]{0,10}$/;
const isChange = (n: OpenNumber, doc: TextDocument): boolean =>
  CHANGE.test(doc.source.slice(Math.max(0, n.start - 16), n.start));

/** Characters without blanks, each with its place. */
function tight(text: string): { text: string; at: number[] } {
  const at: number[] = [];
  let out = '';
  for (let i = 0; i < text.length; i++)
    if (!/[\s\u200b-\u200f\ufeff]/.test(text[i]!)) {
      out += text[i]!.normalize('NFKC').slice(0, 1);
      at.push(i);
    }
  return { text: out, at };
}

/** The open number that `raw` is, inside `quote`, inside the passage. */
function numberAt(
  item: ExtractReply['items'][number],
  p: Passage,
  doc: TextDocument,
  used: ReadonlySet<OpenNumber>,
): OpenNumber | null {
  const [quote, raw] = [tight(item.quote).text, tight(item.raw).text];
  if (!raw || !quote.includes(raw)) return null;
  for (const paragraph of p.paragraphs) {
    const source = tight(doc.source.slice(paragraph.start, paragraph.end));
    for (let from = source.text.indexOf(quote); from >= 0; from = source.text.indexOf(quote, from + 1)) {
      const first = from + quote.indexOf(raw);
      const start = paragraph.start + source.at[first]!;
      const end = paragraph.start + source.at[first + raw.length - 1]! + 1;
      const number = paragraph.numbers.find((n) => n.start < end && start < n.end && !used.has(n));
      // Every digit of the number stands in what was quoted of it.
      if (number && number.start >= start - 3 && digits(number.text) === digits(item.raw)) return number;
    }
  }
  return null;
}

const digits = (text: string): string =>
  (text.normalize('NFKC').match(/[\d.零〇一二两三四五六七八九十百千万亿%‰成半]/g) ?? []).join('');

/** null: the whole unit; undefined: a name that does not stand in the text. */
function scopeOf(subject: string | null, doc: TextDocument, found: Extraction): string | null | undefined {
  const name = subject?.trim() ?? '';
  if (!name || name === found.unitName || /^(?:整个?|本|全)(?:单位|部门|局)$|^null$|^无$/.test(name)) return null;
  return doc.normal.text.includes(name) ? name : undefined;
}

function yearOf(given: string | null, doc: TextDocument): number | null {
  const year = /(?:19|20)\d{2}/.exec(given ?? '')?.[0];
  return year && doc.normal.text.includes(year) ? Number(year) : null;
}
