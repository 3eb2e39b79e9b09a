// A real report and the defects that people found in it: which of them the check finds, each at its place, and which it misses, by name.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding, Place } from '../../src/core/check/finding.ts';
import { checkReport } from '../../src/steps/check-report.ts';
import { profileNamed } from '../profiles.ts';

interface Defect {
  id: string;
  what: string;
  /** Rules that count; with several places each place wants one of them. */
  rules: string[];
  quote?: string;
  quotes?: string[];
  /** How many findings of the rule must stand on such a quote; one unless told. */
  places?: number;
  /** Words of the message, where one place has several findings. */
  says?: string;
  /** Why the check cannot find it. */
  missed?: string;
}
interface Known {
  file: string;
  profile: string;
  defects: Defect[];
  /** Sums that hold. */
  reconciles: string[];
}

const KNOWN = JSON.parse(readFileSync(new URL('../cases/check/known-defects.json', import.meta.url), 'utf8')) as Known;
const FILE = new URL(`../../../shared/corpus/${KNOWN.file}`, import.meta.url);
/** Rules over sums, rates and changes: an E of theirs on figures that reconcile would be a false alarm. */
const ARITHMETIC = /^C0(?:0\d|1\d|2[0-3]|3[05]|4[789]|5[25])$/;

describe.skipIf(!existsSync(FILE))('the defects of a real report', () => {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const checked = text ? checkReport(text, profileNamed(KNOWN.profile), null) : null;
  const findings: readonly Finding[] = checked?.ok ? checked.value.findings : [];
  const placesOf = (f: Finding): Place[] => [...(f.place ? [f.place] : []), ...(f.more ?? [])];

  /** Findings of the defect's rules on one of the places where the quote stands. */
  function hits(d: Defect, quote: string): Finding[] {
    const spots: number[] = [];
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) spots.push(at);
    const on = (p: Place): boolean => spots.some((at) => p.start < at + quote.trimEnd().length && at < p.end);
    return findings.filter(
      (f) => d.rules.includes(f.rule) && (!d.says || f.message.includes(d.says)) && placesOf(f).some(on),
    );
  }
  const isFound = (d: Defect): boolean =>
    (d.quotes ?? [d.quote!]).every((q) => text.includes(q) && hits(d, q).length >= (d.places ?? 1));

  it.each(KNOWN.defects.filter((d) => !d.missed).map((d) => [d.id, d.what, d] as const))(
    '%s is found: %s',
    (_, __, d) => {
      expect(isFound(d)).toBe(true);
    },
  );

  it('are found but for those that the table names as missed', () => {
    const missed = KNOWN.defects.filter((d) => !isFound(d)).map((d) => d.id);
    expect(missed).toEqual(KNOWN.defects.filter((d) => d.missed).map((d) => d.id));
    expect(KNOWN.defects.length - missed.length).toBeGreaterThanOrEqual(24);
  });

  it('are shown where they stand: every quote is the text at its place', () => {
    expect(findings.length).toBeGreaterThan(0);
    for (const p of findings.flatMap(placesOf)) expect(text.slice(p.start, p.end)).toBe(p.quote);
  });

  it('come without a fault on a sum that holds', () => {
    expect(findings.filter((f) => f.severity === 'E' && ARITHMETIC.test(f.rule))).toEqual([]);
    for (const quote of KNOWN.reconciles) {
      const at = text.indexOf(quote);
      expect(at, quote).toBeGreaterThanOrEqual(0);
      const severe = findings.filter(
        (f) => f.severity === 'E' && placesOf(f).some((p) => p.start >= at && p.end <= at + quote.length),
      );
      expect(severe, quote).toEqual([]);
    }
  });
});
