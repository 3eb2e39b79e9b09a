// Plants errors one at a time in clean reports and asks the check for them: what was found with the right rule, what else was raised.
import { readFileSync } from 'node:fs';
import type { Finding } from '../../src/core/check/finding.ts';
import { checkReport } from '../../src/steps/check-report.ts';
import { PROFILES } from '../profiles.ts';
import { PLANTERS, type Planter, type Report, type Site } from './planters.ts';

export interface Planted {
  report: string;
  kind: string;
  rules: readonly string[];
  was: string;
  now: string;
  /** The words around it. */
  around: string;
  found: boolean;
  /** Findings that the clean report has not. */
  raised: string[];
  /** E findings among them of other rules than the right ones. */
  strange: string[];
}

export interface PlantRow {
  kind: string;
  planted: number;
  found: number;
  strange: number;
}

export interface PlantResult {
  planted: Planted[];
  rows: PlantRow[];
  /** Findings of the reports as they are. */
  clean: { report: string; characters: number; E: number; W: number; findings: Finding[] }[];
}

const FOLDER = new URL('../cases/clean/', import.meta.url);

/** One clean report per profile; its year is the first that its title names. */
export const CLEAN: readonly Report[] = PROFILES.map((profile) => {
  const text = readFileSync(new URL(`${profile.id}.txt`, FOLDER), 'utf8');
  return { name: profile.id, text, profile, period: Number(/20\d\d/.exec(text)![0]) };
});

export function findingsOf({ text, profile, period }: Report): Finding[] {
  const checked = checkReport(text, profile, period);
  if (!checked.ok) throw new Error(checked.problem.message);
  return checked.value.findings;
}

/** Up to `most` of them, evenly spread, the same ones every time. */
export function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.floor(((2 * i + 1) * items.length) / (2 * most))]!);
}

const nameOf = (f: Finding): string => `${f.rule} ${f.message}`;

function plant(report: Report, before: ReadonlySet<string>, { kind, rules }: Planter, site: Site): Planted {
  const { text } = report;
  const spoilt = text.slice(0, site.start) + site.now + text.slice(site.end);
  const raised = findingsOf({ ...report, text: spoilt }).filter((f) => !before.has(nameOf(f)));
  const flat = (s: string): string => s.replace(/\s+/g, ' ');
  return {
    report: report.name,
    kind,
    rules,
    was: flat(text.slice(site.start, site.end)).slice(0, 60),
    now: flat(site.now).slice(0, 60),
    around: flat(text.slice(Math.max(0, site.start - 24), site.end + 16)).slice(0, 100),
    found: raised.some((f) => rules.includes(f.rule)),
    raised: raised.map(nameOf),
    strange: raised.filter((f) => f.severity === 'E' && !rules.includes(f.rule)).map(nameOf),
  };
}

/** `share`: how much of what each planter plants at most is planted; one a report and kind at least. */
export function measurePlants(reports: readonly Report[] = CLEAN, share = 1): PlantResult {
  const planted: Planted[] = [];
  const clean = reports.map((report) => {
    const findings = findingsOf(report);
    const before = new Set(findings.map(nameOf));
    for (const planter of PLANTERS)
      for (const site of spread(planter.sites(report), Math.max(1, Math.floor(planter.most * share))))
        planted.push(plant(report, before, planter, site));
    const count = (s: Finding['severity']): number => findings.filter((f) => f.severity === s).length;
    return { report: report.name, characters: report.text.length, E: count('E'), W: count('W'), findings };
  });
  const rows = PLANTERS.map(({ kind }): PlantRow => {
    const own = planted.filter((p) => p.kind === kind);
    return {
      kind,
      planted: own.length,
      found: own.filter((p) => p.found).length,
      strange: own.filter((p) => p.strange.length).length,
    };
  });
  return { planted, rows, clean };
}
