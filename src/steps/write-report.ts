// The whole job without a conversation: prior report and this year's material to every file of a finished report.
// It only connects the rooms; the rules are in core, the typesetting in render.
import { factBook } from '../core/book.ts';
import { carryForward } from '../core/carry.ts';
import { labelOf } from '../core/catalogue/catalogue.ts';
import { checkFacts, checkText } from '../core/check/check.ts';
import type { Finding } from '../core/check/finding.ts';
import { checkOutput } from '../core/check/output.ts';
import { twoPlaces } from '../core/check/two-places.ts';
import { composeSection } from '../core/draft/compose.ts';
import { type SectionDraft, sectionText } from '../core/draft/section.ts';
import { termsOf } from '../core/draft/terms.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import { type Evidence, verifyText } from '../core/draft/verify.ts';
import { extractFacts } from '../core/extract/extract.ts';
import type { Conflict } from '../core/extract/ledger.ts';
import { type Candidate, type Claim, type Confidence, type StatedFact, slotKey } from '../core/fact.ts';
import { computeFigures } from '../core/figure/compute.ts';
import type { Figure } from '../core/figure/figure.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Profile } from '../core/profile.ts';
import { agreement, mixedUp } from '../core/same-value.ts';
import type { Residue, TextDocument } from '../core/text/document.ts';
import { readDocument } from '../core/text/read.ts';
import type { DocumentTree } from '../core/tree.ts';
import type { Model, ModelCall, ModelFailure } from '../ports.ts';
import { toDocx } from '../render/docx.ts';
import { toMarkdown } from '../render/markdown.ts';
import { scoringTable } from '../render/scoring-table.ts';
import { buildTree } from '../render/tree.ts';
import { toXlsx } from '../render/xlsx.ts';
import { factJson, figureJson, statedFigures } from './facts-file.ts';
import { type GateRecord, gateDraft } from './gate-draft.ts';
import { printed } from './name-slot.ts';
import { sameUnit } from './same-unit.ts';

export interface NamedText {
  name: string;
  text: string;
}

export interface ReportJob {
  prior: readonly NamedText[];
  material: readonly NamedText[];
  answers: { file: string; claims: readonly Claim[] } | null;
  /** null: the year of the prior report. */
  period: number | null;
  profile: Profile;
  /** ISO time for the document's own properties. */
  createdAt: string;
}

export type HeldFact = StatedFact & { source: string; start?: number; end?: number; confidence?: Confidence };

export interface FinishedReport {
  unitName: string;
  period: number;
  facts: HeldFact[];
  figures: Figure[];
  findings: Finding[];
  drafts: SectionDraft[];
  tree: DocumentTree;
  markdown: string;
  trace: Verdict[];
  terms: string[];
  residue: (Residue & { file: string })[];
  /** What was left out of a section and why, in Chinese: nothing is dropped silently. */
  notes: { section: string; note: string }[];
  /** How a model's sentences fared, section by section; empty where the embedded engine wrote the report. */
  gates: { section: string; gate: GateRecord | null; failure: ModelFailure | null }[];
  docx: Uint8Array;
  xlsx: Uint8Array;
}

interface ReadText {
  name: string;
  doc: TextDocument;
  unitName: string | null;
  period: number | null;
  candidates: Candidate[];
  /** Slots the text itself contradicts, the value taken first. */
  conflicts: Conflict[];
}

async function readAll(texts: readonly NamedText[], model: Model, call: ModelCall): Promise<ReadText[]> {
  return Promise.all(
    texts.map(async ({ name, text }) => {
      const doc = readDocument(text);
      const found = extractFacts(doc);
      const more = await model.extract(doc, found, call);
      const candidates = [...found.candidates, ...(more.ok ? more.value : [])];
      const one = (key: string) => candidates.find((c) => c.key === key && c.scope === null)?.value ?? null;
      const year = one('report_year');
      return {
        name,
        doc,
        unitName: one('unit_name'),
        period: year === null ? null : Number(year),
        candidates,
        conflicts: found.conflicts,
      };
    }),
  );
}

/** Words, not figures, make a report of another kind: at least these must be found for a text to be usable. */
const CORE = /^(budget|final|staff|carryover|projects_total|satisfaction|self_score|duties|achievements)/;

function refuse(read: readonly ReadText[], job: ReportJob): Result<number> {
  for (const r of read)
    if (!r.candidates.some((c) => CORE.test(c.key)))
      return fail(
        'bad-input',
        'not_a_report',
        `“${r.name}”里没有找到部门整体支出绩效自评报告或决算、预算说明的内容（收支、人员、职责、绩效）。请确认选对了文件，再粘贴上年自评报告正文。`,
      );
  const named = read.filter((r) => r.unitName !== null);
  for (const r of named.slice(1))
    if (!sameUnit(r.unitName!, named[0]!.unitName!))
      return fail(
        'conflict',
        'different_units',
        `两份材料属于不同单位：“${named[0]!.name}”是${named[0]!.unitName}，“${r.name}”是${r.unitName}。一份报告只能用同一单位的材料，请去掉其中一份。`,
      );
  const priorYears = read.slice(0, job.prior.length).flatMap((r) => (r.period === null ? [] : [r.period]));
  const priorYear = priorYears.length ? Math.max(...priorYears) : null;
  const period = job.period ?? priorYear;
  if (period === null)
    return fail('bad-input', 'no_period', '上年报告里没有写明年度。请用 --period 指定评价年度，例如 --period 2022。');
  const fresh = job.answers !== null || job.material.length > 0;
  if (priorYear !== null) {
    if (!fresh && period !== priorYear)
      return fail(
        'bad-input',
        'wrong_period',
        `这份报告是${priorYear}年度的，而评价年度写的是${period}年。要写${period}年度报告，请用 --answers 或 --material 提供${period}年的数据；只想重写原报告，请把 --period 改为${priorYear}。`,
      );
    if (period < priorYear || period > priorYear + 1)
      return fail(
        'bad-input',
        'wrong_period',
        `上年报告是${priorYear}年度的，评价年度应为${priorYear}或${priorYear + 1}，不能是${period}。请检查 --period，或换成${period - 1}年度的报告。`,
      );
  }
  return ok(period);
}

const slipNote = (a: Claim, b: Claim): string => {
  const slip = mixedUp(a, b);
  return slip ? `（${slip}）` : '';
};

function gather(read: readonly ReadText[], job: ReportJob): { facts: HeldFact[]; conflicts: Finding[] } {
  const bySlot = new Map<string, HeldFact>();
  const conflicts: Finding[] = [];
  const contradicts = (f: HeldFact, said: string): void => {
    conflicts.push({
      id: `C145:${slotKey(f)}`,
      rule: 'C145',
      severity: 'W',
      message: `${labelOf(f.key)}${f.scope ? `（${f.scope}）` : ''}${said}，请核对。`,
      facts: [{ key: f.key, period: f.period, scope: f.scope, item: f.item }],
      place: null,
      ask: [f.key],
    });
  };
  const take = (f: HeldFact, wins: boolean): void => {
    const id = slotKey(f);
    const old = bySlot.get(id);
    // Entries of two prior reports' lists have no identity across them.
    const comparable = wins || f.item === null;
    if (old && comparable && agreement(old, f) === 'differ' && !/^(unit_name|report_year|passage_figure)$/.test(f.key))
      contradicts(
        f,
        `在两份材料中不一致：${old.source}为${printed(old)}，${f.source}为${printed(f)}${slipNote(old, f)}。已采用${wins ? '后者' : '前者'}`,
      );
    if (!old || wins) bySlot.set(id, f);
  };
  const answered = job.answers;
  const answeredSlots = new Set(answered?.claims.map(slotKey));
  read.forEach((r, i) => {
    for (const c of r.candidates) take({ ...c, source: r.name }, i >= job.prior.length);
    // Nobody is there to decide: the surer value is used, and that it is contradicted is never silent.
    for (const { candidates } of r.conflicts) {
      const [kept, ...rivals] = candidates;
      if (kept && !answeredSlots.has(slotKey(kept)) && bySlot.get(slotKey(kept))?.source === r.name)
        contradicts(
          { ...kept, source: r.name },
          `在${r.name}里前后不一：${[kept, ...rivals].map((c) => `“${c.quote.replace(/\s+/g, '').slice(0, 30)}”为${printed(c)}`).join('，')}${slipNote(kept, rivals[0]!)}。已采用${printed(kept)}`,
        );
    }
  });
  if (answered) {
    const lists = new Set(answered.claims.filter((c) => c.item !== null).map((c) => `${c.key}|${c.period}`));
    // A list in the answers replaces the material's list of that year as a whole: entries have no identity across sources.
    for (const [id, f] of bySlot) {
      const owner = f.key === 'passage_figure' ? (f.item ?? '').split('.')[0]! : f.key;
      if (f.item !== null && lists.has(`${owner}|${f.period}`)) bySlot.delete(id);
    }
    for (const c of answered.claims) take({ ...c, source: answered.file }, true);
  }
  return { facts: [...bySlot.values()], conflicts };
}

/** Every file's content in one value. Fails as a Problem on input a clerk must mend; nothing is written here. */
export async function writeReport(job: ReportJob, model: Model, call: ModelCall): Promise<Result<FinishedReport>> {
  const read = await readAll([...job.prior, ...job.material], model, call);
  const checked = refuse(read, job);
  if (!checked.ok) return checked;
  const period = checked.value;
  const { profile } = job;

  const gathered = gather(read, job);
  const facts = carryForward(gathered.facts, period);
  const unitName =
    facts.find((f) => f.key === 'unit_name' && f.scope === null && f.period === period)?.value ??
    read.find((r) => r.unitName)?.unitName ??
    null;
  if (unitName === null)
    return fail(
      'bad-input',
      'no_unit',
      '材料里没有找到单位全称。请在答复文件中补充 unit_name，或粘贴写明单位名称的报告。',
    );

  const book = factBook(facts, period);
  const figures = computeFigures(book, profile);
  const prior = read[0]?.doc ?? null;
  const sources = read.map((r) => r.doc.source);
  const terms = termsOf(sources, facts);
  const evidence: Evidence = { unitName, period, facts, figures: statedFigures(figures), terms };
  const drafts: SectionDraft[] = [];
  const own = new Map<string, SectionDraft>();
  const gates: FinishedReport['gates'] = [];
  for (const section of profile.outline)
    if (section.compose.length) {
      const brief = { section, profile, book, figures, prior };
      const embedded = composeSection(brief);
      // What is replaced and why is told in the notes, what an endpoint failed at in `gates`.
      const { draft, gate, failure } = await gateDraft(
        { model, log: { warn: () => {} } },
        brief,
        { embedded, evidence, sources },
        call,
      );
      drafts.push(draft);
      if (gate) own.set(section.id, embedded);
      if (gate || failure) gates.push({ section: section.id, gate, failure });
    }

  const laidOut = (sections: readonly SectionDraft[]) => {
    const tree = buildTree({ profile, unitName, period, sections, book, figures });
    const markdown = toMarkdown(tree);
    return { sections, tree, markdown, trace: verifyText(markdown.text, evidence) };
  };
  let report = laidOut(drafts);
  // Read once more among the other sections: where a number no longer holds there, the engine's own section stands.
  const open = report.trace.filter((v) => v.standing === 'unbacked').map((v) => v.text);
  const safer = drafts.map((d) => (open.some((t) => sectionText(d.paragraphs).includes(t)) && own.get(d.section)) || d);
  if (safer.some((d, i) => d !== drafts[i])) report = laidOut(safer);
  const { tree, markdown, trace } = report;
  const leaving = checkOutput({
    period,
    verdicts: trace,
    facts: facts.map((f) => ({ ...f, source: null })),
    twoPlaces: twoPlaces(markdown.text, markdown.spans),
  });
  const findings = [
    ...checkFacts(book, figures, profile),
    ...gathered.conflicts,
    ...checkText(markdown.text, { profile, period, book, figures }),
    ...leaving,
  ];
  return ok({
    unitName,
    period,
    facts,
    figures,
    findings,
    drafts: [...report.sections],
    gates,
    tree,
    markdown: markdown.text,
    trace,
    terms,
    notes: report.sections.flatMap((d) => (d.notes ?? []).map((note) => ({ section: d.section, note }))),
    residue: read.flatMap((r) => r.doc.residue.map((x) => ({ ...x, file: r.name }))),
    docx: await toDocx(
      tree,
      { createdAt: job.createdAt, label: true },
      profile.scoring ? scoringTable({ profile, unitName, period, book, figures }) : null,
    ),
    xlsx: await toXlsx({ profile, unitName, period, book, figures }),
  });
}

/** The folder's files by name; text files end with a line end. */
export function reportFiles(r: FinishedReport): Map<string, string | Uint8Array> {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const figures = r.figures.map(figureJson);
  return new Map<string, string | Uint8Array>([
    ['report.md', r.markdown],
    ['report.docx', r.docx],
    ['report.xlsx', r.xlsx],
    [
      'facts.json',
      json({ unit_name: r.unitName, period: r.period, facts: r.facts.map(factJson), figures, terms: r.terms }),
    ],
    ['figures.json', json({ figures })],
    [
      'findings.json',
      json({
        findings: r.findings.map(findingJson),
        residue: r.residue,
        notes: r.notes,
        ...(r.gates.length ? { drafting: r.gates } : {}),
      }),
    ],
    ['trace.json', json({ quantities: r.trace })],
  ]);
}

/** A finding as findings.json and `check --json` print it. */
export function findingJson(f: Finding) {
  return {
    rule: f.rule,
    severity: f.severity,
    message: f.message,
    quote: f.place?.quote ?? null,
    start: f.place?.start ?? null,
    end: f.place?.end ?? null,
    facts: f.facts,
    ...(f.ask.length ? { ask: f.ask } : {}),
  };
}
