// A document cut for the miners: sentences with their figures, their section and whether they may state facts at all.
import type { Block, TextDocument } from '../text/document.ts';
import { type SectionKind, sectionOf } from '../text/sections.ts';
import { unitNote } from '../text/structure.ts';
import { type Amount, amountsOf, isMoney } from './amount.ts';
import { yearsIn } from './period.ts';

export interface Sentence {
  start: number;
  end: number;
  text: string;
  amounts: Amount[];
  /** Headings above it, outermost first, and what they are. */
  under: string[];
  sections: SectionKind[];
  /** Number of the paragraph it stands in, and the number of the heading above. */
  paragraph: number;
  heading: number;
}

export type ReportKind = 'self-evaluation' | 'final-accounts' | 'budget' | 'form' | 'other';

export interface Reading {
  doc: TextDocument;
  text: string;
  period: number | null;
  periodAt: { start: number; end: number } | null;
  kind: ReportKind;
  /** A report about projects only: its totals are project expenditure. */
  projectsOnly: boolean;
  /** About a region's public purse: its sums are nobody's office budget. */
  region: boolean;
  sentences: Sentence[];
  tables: (Extract<Block, { kind: 'table' }> & { heading: number })[];
  /** Printed money unit that holds where a table names none. */
  unit: string | null;
  /** The first money unit that a sum is printed in. */
  moneyUnit: string | null;
}

const DEFINITION = /^[^，。]{0,24}(?:[：:]|是|，)?(?<=^|[：:，是）”])指(?!标|导|定|挥|派|数|引|南|出)/;
const RULES = /(?:应当|填写|填列)[^。]{0,40}(?:为准|填写|计算|乘以)|÷|得分在\d+分/;

const PURSE =
  /债务转贷收入|上解(?:上级)?支出|预算稳定调节基金|转移性(?:收入|支出)|地方一般公共预算收入|税收收入|非税收入|(?:全|本)[省市区县州旗](?:本?级)?(?:（[^）]*）)?一般公共预算(?:总)?(?:收入|支出)/g;

const CUT_AFTER = /^\d[\d,]{0,14}(?:\.\d+)?\s?(?:万元|亿元|元|分|%)/;
const CUT_BEFORE = /(?:得分|评分|总分|为|达到?|共?计|支出|收入|经费|资金|金额|预算数?|决算数?|安排|率|满意度|结余)$/;

/** At least three different items of a treasury's accounts near the start, and no office that speaks of itself. */
function isRegional(text: string): boolean {
  const head = text.slice(0, 3000);
  const items = new Set([...head.matchAll(PURSE)].map((m) => m[0]));
  const gathered =
    /经[^，。\n]{0,10}(?:财政[局厅]|财政部门)[^，。\n]{0,4}汇总|经汇总，|各(?:乡（?镇）?|部门)、[^，。]{0,4}[省市县区旗州]本级/.test(
      head,
    );
  const items3 = items.size >= 3 || (gathered && /三公|转移支付/.test(head));
  // 某区2016年“三公”经费决算数: said of a region by name, or of all that is at its level.
  if (
    REGION_NAMED.test(text.slice(0, 500)) &&
    !/我[局镇乡委办院校]|本(?:部门|单位)|(?:局|委|办|中心|院|校|会|处|所|站)(?:19|20)\d{2}/.test(head)
  )
    return true;
  return items3 && !/部门整体支出|部门决算|单位决算|部门预算|我[局镇乡委办院校]|本(?:部门|单位)/.test(head);
}

// A zone, park, campus or reserve (开发区, 景区, 校区) is an office with its own budget, not a region.
const REGION_NAMED =
  /(?<!\p{Script=Han})\p{Script=Han}{1,6}(?:[县市州旗盟省]|(?<!景|园|校|院|社|保护|开发|经开|高新|灌|矿)区)(?:19|20)\d{2}[年度—-]{0,3}[^，。\n]{0,20}[“"]?三公|(?:19|20)\d{2}年(?:度)?\p{Script=Han}{1,4}[县区市州旗盟省](?:[“"]?三公)|(?:中央|全国|[省市县区旗州盟])本级[“"]三公/u;

const PART_MARK = /^第[一二三](?:部分|章)(?:$|\s)|^[^，。：]{2,30}概况$/;
const OFFICE = /主要职[能责]|部门职责|单位职责|机构设置|机构构成|单位构成|人员(?:情况|构成)/;

/** Tables of contents, glossaries and filling rules state no facts of the office. */
function isExcluded(sections: SectionKind[]): boolean {
  return sections.includes('glossary') || sections.at(-1) === 'contents';
}

export function readingOf(doc: TextDocument, hint: number | null): Reading {
  const text = doc.normal.text;
  const { period, at, kind, projectsOnly } = yearsIn(doc, hint);
  const all = amountsOf(text);
  const sentences: Sentence[] = [];
  const tables: Reading['tables'] = [];
  let heading = 0;
  let glossary = 0;
  let unit: string | null = null;
  const path: { level: number; title: string; kind: SectionKind }[] = [];
  doc.blocks.forEach((block, paragraph) => {
    if (block.kind === 'heading') {
      heading++;
      const definition = /：?指/.test(block.title);
      if (glossary && (definition || (block.level > glossary && !OFFICE.test(block.title)))) return;
      glossary = 0;
      while (path.length && path.at(-1)!.level >= block.level) path.pop();
      const found = sectionOf(block.title)?.kind ?? 'other';
      path.push({ level: block.level, title: block.title, kind: found });
      if (found === 'glossary') glossary = path.length === 1 || block.level === 1 ? block.level : block.level;
      // A heading may itself state facts (3.“三公”经费实际支出8万元), so it is read as a sentence too.
      if (!/\d|[无没]有?(?:其他)?(?:下[级属设]|内设|所属|二级|公务|预算)/.test(block.title)) return;
    }
    // A table of contents ends with 名词解释; the first part begins after it.
    if (
      glossary &&
      block.kind === 'paragraph' &&
      PART_MARK.test(text.slice(block.start, Math.min(block.end, block.start + 40)))
    )
      [glossary, path.length] = [0, 0];
    const sections = path.map((p) => p.kind);
    const under = path.map((p) => p.title);
    if (block.kind === 'table') {
      unit ??= block.unit;
      if (glossary || isExcluded(sections)) return;
      tables.push({ ...block, heading });
      // A cell may hold sentences; they are read as such.
      for (const cell of block.rows.flat())
        if (cell.text.length > 12 && /[，。；]/.test(cell.text) && /\d/.test(cell.text))
          for (const [from, to] of sentenceSpans(text.slice(cell.start, cell.end))) {
            const [start, end] = [cell.start + from, cell.start + to];
            const amounts = within(all, start, end);
            sentences.push({ start, end, text: text.slice(start, end), amounts, under, sections, paragraph, heading });
          }
      return;
    }
    if (glossary || isExcluded(sections)) return;
    const body = text.slice(block.start, block.end);
    for (const [from, to] of sentenceSpans(body)) {
      const s = body.slice(from, to);
      unit ??= unitNote(s);
      if (DEFINITION.test(s.replace(/^[（(]?[一二三四五六七八九十\d]+[）)、.]\s*/, '')) || RULES.test(s)) continue;
      const [start, end] = [block.start + from, block.start + to];
      // 自评得分 at the end of a line, 90分 at the start of the next: one sentence that a page break cut.
      const cut = from === 0 && CUT_AFTER.test(s) ? sentences.at(-1) : undefined;
      if (cut && cut.paragraph === paragraph - 1 && cut.heading === heading && CUT_BEFORE.test(cut.text)) {
        cut.end = end;
        cut.text = text.slice(cut.start, end);
        cut.amounts = within(all, cut.start, end);
        continue;
      }
      const amounts = within(all, start, end);
      sentences.push({ start, end, text: s, amounts, under, sections, paragraph, heading });
    }
  });
  const moneyUnit = all.find((x) => isMoney(x.unit))?.unit ?? null;
  return {
    doc,
    text,
    period,
    periodAt: at,
    kind,
    projectsOnly,
    region: isRegional(text),
    sentences,
    tables,
    unit,
    moneyUnit,
  };
}

/** The amounts that lie in a span; `all` is in order. */
function within(all: readonly Amount[], start: number, end: number): Amount[] {
  let [low, high] = [0, all.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (all[mid]!.start < start) low = mid + 1;
    else high = mid;
  }
  const found: Amount[] = [];
  for (let i = low; i < all.length && all[i]!.start < end; i++) if (all[i]!.end <= end) found.push(all[i]!);
  return found;
}

const LONGEST = 700;

/** Ends at 。！？ outside brackets (a bracket still open after 200 characters does not count). */
function sentenceSpans(body: string): [number, number][] {
  const spans: [number, number][] = [];
  let from = 0;
  let open = -1;
  for (let i = 0; i < body.length; i++) {
    const c = body[i];
    // A run without an end is cut, so that reading stays linear.
    if (i - from > LONGEST && (c === '；' || c === '，' || c === '、' || i - from > 2 * LONGEST)) {
      spans.push([from, i + 1]);
      from = i + 1;
      open = -1;
    } else if (c === '（') open = i;
    else if (c === '）') open = -1;
    else if ((c === '。' || c === '！' || c === '？') && (open < 0 || i - open > 200)) {
      spans.push([from, i + 1]);
      from = i + 1;
    }
  }
  if (from < body.length) spans.push([from, body.length]);
  return spans;
}
