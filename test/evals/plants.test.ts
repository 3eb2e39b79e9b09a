// The clean reports are clean, and of the errors planted in them, one at a time, hardly one gets past the check.
import { describe, expect, it } from 'vitest';
import { checkText } from '../../src/core/check/check.ts';
import { PLANTERS } from './planters.ts';
import { CLEAN, findingsOf, measurePlants } from './plants.ts';

describe('clean reports of full length', () => {
  it('stand for every shipped report kind', () => {
    expect(CLEAN.map((r) => r.name).sort()).toEqual(CLEAN.map((r) => r.profile.id).sort());
    expect(CLEAN.length).toBeGreaterThanOrEqual(7);
  });
  describe.each(CLEAN.map((r) => [r.name, r] as const))('%s', (_, report) => {
    it('is as long as a real one, with tables', () => {
      expect(report.text.length).toBeGreaterThanOrEqual(4000);
      expect(report.text.split('\n').filter((l) => l.includes('\t')).length).toBeGreaterThanOrEqual(8);
    });
    it('has no error and at most three warnings, read as a report of its kind', () => {
      const found = findingsOf(report);
      expect(found.filter((f) => f.severity === 'E').map((f) => f.message)).toEqual([]);
      expect(found.filter((f) => f.severity === 'W').length).toBeLessThanOrEqual(3);
    });
    it('has every section of its outline in its place', () => {
      expect(findingsOf(report).filter((f) => f.rule === 'C107' || f.rule === 'C106')).toEqual([]);
      const tops = report.profile.outline.filter((s) => s.required && !s.id.includes('.'));
      const at = tops.map((s) => {
        const names = [s.title, ...(s.names ?? [])].map((n) => n.replace(/（[^）]*）/g, ''));
        return report.text
          .split('\n')
          .findIndex(
            (l) => /^[一二三四五六七八九十]+、/.test(l) && names.some((n) => l.replace(/（[^）]*）/g, '').includes(n)),
          );
      });
      expect(at.every((i) => i > 0)).toBe(true);
      expect(at).toEqual([...at].sort((a, b) => a - b));
    });
    it('has no error when only its text is read, whatever the report kind', () => {
      for (const { profile } of CLEAN) {
        const found = checkText(report.text, { profile, period: report.period });
        expect(found.filter((f) => f.severity === 'E').map((f) => f.message)).toEqual([]);
      }
    });
  });
});

describe('errors planted one at a time', () => {
  // Half of what the evaluation plants; it prints all of them by name.
  const result = measurePlants(CLEAN, 0.5);
  const missed = result.planted.filter((p) => !p.found);
  const strange = result.planted.filter((p) => p.strange.length);

  it('are of every kind and at least 200', () => {
    expect(result.planted.length).toBeGreaterThanOrEqual(200);
    expect(result.rows.filter((r) => r.planted === 0).map((r) => r.kind)).toEqual([]);
    expect(PLANTERS.length).toBeGreaterThanOrEqual(40);
    for (const p of result.planted) expect(p.was).not.toBe(p.now);
  });
  it('are found by the right rule, at least 95 in 100', () => {
    const names = missed.map((p) => `${p.kind} ${p.report}：${p.was} → ${p.now}`);
    expect(missed.length / result.planted.length, names.join('\n')).toBeLessThanOrEqual(0.05);
  });
  it('of no kind get past by more than a third', () => {
    expect(result.rows.filter((r) => r.found * 3 < r.planted * 2).map((r) => r.kind)).toEqual([]);
  });
  it('raise hardly an error beside their own', () => {
    const names = strange.map((p) => `${p.kind} ${p.report}：${p.strange.join('；')}`);
    expect(strange.length / result.planted.length, names.join('\n')).toBeLessThanOrEqual(0.01);
  });
});
