// Reviews a finished report as a finance bureau would: its facts are extracted, its figures recomputed, its text read.
import { factBook } from '../core/book.ts';
import { attested, homeOf } from '../core/check/attest.ts';
import { checkFacts, checkText, coverageOf } from '../core/check/check.ts';
import type { Finding } from '../core/check/finding.ts';
import { withoutEchoes } from '../core/check/group.ts';
import { checkOutput } from '../core/check/output.ts';
import { unfilled } from '../core/check/residue.ts';
import { type TextScene, textScene } from '../core/check/text-rule.ts';
import { apartPlaces } from '../core/check/two-places.ts';
import { extractFacts } from '../core/extract/extract.ts';
import { type Candidate, slotKey } from '../core/fact.ts';
import { computeFigures } from '../core/figure/compute.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Profile } from '../core/profile.ts';
import { readDocument } from '../core/text/read.ts';

/** Where the text states the facts that a finding is about: the first of them that has a place. */
function placed(finding: Finding, byslot: ReadonlyMap<string, Candidate>): Finding {
  if (finding.place) return finding;
  const at = finding.facts.map((s) => byslot.get(slotKey(s))).find((c) => c !== undefined);
  return at ? { ...finding, place: { quote: at.quote, start: at.start, end: at.end } } : finding;
}

/** Rules that work a sentence's numbers out. */
const SUMS_AND_RATES = /^C0(?:0\d|1[0-6]|2[0-3]|3[05]|4[789]|5[345])$/;

export function checkReport(
  text: string,
  profile: Profile,
  given: number | null,
): Result<{ period: number; findings: Finding[]; checked: string[]; notApplicable: string[] }> {
  const doc = readDocument(text);
  const found = extractFacts(doc, { period: given });
  const period = given ?? found.period;
  if (period === null)
    return fail(
      'bad-input',
      'no_period',
      '报告里没有写明年度，无法审核。请用 --period 指定评价年度，例如 --period 2022。',
    );
  const book = factBook(found.candidates, period);
  const figures = computeFigures(book, profile);
  const byslot = new Map(found.candidates.map((c) => [slotKey(c), c]));
  const context = { profile, period, book, figures, reading: doc.normal };
  const scene = textScene(text, context);
  const onFacts = attested(checkFacts(book, figures, profile), scene);
  const stated = onFacts
    .map((f) => housed(placed(f, byslot), text, scene))
    .filter((f) => !(SUMS_AND_RATES.test(f.rule) && f.place && unfilled(scene, f.place)));
  const output = { period, twoPlaces: apartPlaces(found.apart.filter((a) => a.prose.period === period)) };
  const onText = [...stated, ...withoutEchoes(checkText(text, context), stated)];
  const findings = [...onText, ...checkOutput(output)];
  const order = { E: 0, W: 1, I: 2 };
  return ok({
    period,
    findings: findings.sort((a, b) => order[a.severity] - order[b.severity]),
    ...coverageOf({ book, figures, text: { text, context }, output }, findings),
  });
}

/** A finding about something missing stands at the heading under which it should be. */
function housed(finding: Finding, text: string, scene: TextScene): Finding {
  if (finding.place) return finding;
  const home = homeOf(finding.rule, scene);
  return home ? { ...finding, place: { quote: text.slice(home.start, home.end), ...home } } : finding;
}
