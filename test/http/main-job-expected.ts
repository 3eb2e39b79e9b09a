// What the main job must have come to, whatever the runtime.
import { expect } from 'vitest';
import type { MainJob } from './main-job.ts';

/** `numbers` must all be printed in the report. */
export function expectMainJob(job: MainJob, unit: string, numbers: readonly string[]): void {
  expect(job.added.candidates.length).toBeGreaterThan(10);
  expect(job.view.unitName).toContain(unit);
  expect(job.facts.filter((f) => f.standing.is === 'candidate')).toEqual([]);
  expect(job.figures.some((f) => f.state.is === 'computed')).toBe(true);
  expect(job.drafting.at(-1)?.kind).toBe('done');

  const plain = job.markdown.replace(/\\(.)/g, '$1');
  expect(numbers.filter((n) => !plain.includes(n))).toEqual([]);
  expect(plain).not.toMatch(/MERGEFIELD|\$\{|PAGEREF|\{\{/);
  expect(plain).toContain(unit);

  const runs = job.document.flatMap((n) => (n.type === 'paragraph' ? n.runs : []));
  const backed = runs.filter((r) => r.standing === 'backed');
  expect(backed.length).toBeGreaterThan(10);
  for (const r of backed) expect(r.by, r.t).toBeDefined();
  expect(runs.filter((r) => r.standing === 'unbacked').map((r) => `${r.t}: ${r.why}`)).toEqual([]);
  expect(job.findings.items.filter((f) => f.rule === 'C140')).toEqual([]);

  expect(new TextDecoder().decode(job.docx.slice(0, 2))).toBe('PK');
  expect(job.finalRefusal.status).toBe(409);
  expect(job.finalRefusal.body.error.code).toBe('not_final');
  expect(job.finalRefusal.body.error.details).toHaveProperty('findings');
  expect(job.view.progress.filter((s) => s.state === 'drafted').length).toBeGreaterThan(5);
}
