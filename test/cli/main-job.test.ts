// The main job on the command line: the real report re-drafted, and the next year's report from the example answers.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CORPUS, ROOT, zhibi } from './run.ts';

const REAL = join(CORPUS, '00-qingyunpu-2022.txt');
const EXAMPLE = join(ROOT, 'examples/prior-2022.txt');
const ANSWERS = join(ROOT, 'examples/answers-2023.json');

const RESIDUE = /MERGEFIELD|\$\{|PAGEREF|_Toc\d|V_BGT|续效|候效|支出预算总额为支出预算总额为|归纳反映/;

interface Out {
  md: string;
  facts: {
    facts: { key: string; value: string; period: number | null }[];
    figures: { key: string; value: string | null; exact?: string }[];
  };
  findings: { rule: string; severity: string; message: string }[];
  trace: { text: string; start: number; end: number; standing: string; by: string | null }[];
}

const dir = mkdtempSync(join(tmpdir(), 'zhibi-job-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function job(name: string, args: string[]): Out {
  const out = join(dir, name);
  const ran = zhibi(['report', ...args, '--out', out]);
  expect(ran.err).toBe('');
  expect(ran.status).toBe(0);
  const json = (file: string) => JSON.parse(readFileSync(join(out, file), 'utf8'));
  for (const file of ['report.docx', 'report.xlsx', 'figures.json']) expect(existsSync(join(out, file))).toBe(true);
  expect(readFileSync(join(out, 'report.docx')).subarray(0, 2).toString()).toBe('PK');
  return {
    md: readFileSync(join(out, 'report.md'), 'utf8'),
    facts: json('facts.json'),
    findings: json('findings.json').findings,
    trace: json('trace.json').quantities,
  };
}

const plain = (md: string): string => md.replace(/\\/g, '');

for (const [name, prior] of [
  ['the real report', REAL],
  ['the example report', EXAMPLE],
] as const)
  describe.skipIf(!existsSync(prior))(`re-drafting ${name}`, () => {
    let out: Out;
    beforeAll(() => {
      out = job(`redraft-${name}`, ['--prior', prior]);
    });

    it.each([
      '7910',
      '3250',
      '4660',
      '1128.6',
      '6781.4',
      '17847.37',
      '37人',
      '13人',
      '7人',
      '18个',
      '66.67%',
      '2022年',
    ])('prints %s', (figure) => {
      expect(plain(out.md)).toContain(figure);
    });

    it('says how many projects are done and never the stated 67% or the unbased 100%', () => {
      expect(plain(out.md)).toMatch(/12个/);
      expect(out.md).not.toMatch(/67%(?<!66\.67%)/);
      expect(out.md).not.toMatch(/执行率(为|是)?100(\.00)?%/);
    });

    it('has no residue of the template or of bad copies', () => {
      expect(out.md).not.toMatch(RESIDUE);
    });

    it('backs every quantity, at its offsets', () => {
      expect(out.trace.length).toBeGreaterThan(40);
      for (const q of out.trace) expect(out.md.slice(q.start, q.end)).toBe(q.text);
      expect(out.trace.filter((q) => q.standing === 'unbacked')).toEqual([]);
      expect(out.trace.filter((q) => q.standing === 'backed').every((q) => q.by !== null)).toBe(true);
    });

    it('is told to state the base of the 100%, the targets, the satisfaction result and the disclosure', () => {
      const rules = out.findings.map((f) => f.rule);
      for (const rule of ['C031', 'C060', 'C078', 'C128']) expect(rules).toContain(rule);
    });

    it('prints what is missing in place and lists it', () => {
      expect(out.md).toContain('【待补：');
      expect(out.findings.some((f) => f.message.includes('待补'))).toBe(true);
    });

    it('passes the verifier of the command line against its own facts file', () => {
      const at = join(dir, `redraft-${name}`);
      const ran = zhibi(['verify', join(at, 'report.md'), '--facts', join(at, 'facts.json'), '--json']);
      expect(JSON.parse(ran.out).quantities.filter((q: { standing: string }) => q.standing === 'unbacked')).toEqual([]);
      expect(ran.status).toBe(0);
    });
  });

for (const [name, prior] of [
  ['the real report', REAL],
  ['the example report', EXAMPLE],
] as const)
  describe.skipIf(!existsSync(prior))(`the next year's report after ${name}`, () => {
    let out: Out;
    beforeAll(() => {
      out = job(`next-${name}`, ['--prior', prior, '--answers', ANSWERS, '--period', '2023']);
    });

    it('is the 2023 report: title, budget and results of 2023', () => {
      expect(out.md).toMatch(/^# .*2023年度/);
      expect(out.md).toContain('2023年');
    });

    it('names 2022 only to compare, never where 2023 belongs', () => {
      for (const m of plain(out.md).matchAll(/2022年/g)) {
        const clause = plain(out.md).slice(Math.max(0, m.index - 14), m.index + 14);
        expect(clause).toMatch(/较2022|比2022|与2022|2022年(度)?(决算|预算|末)|〔2022〕|上年/);
      }
    });

    it('computes the change against last year from two facts', () => {
      const change = out.facts.figures.find((f) => f.key === 'budget_income_change');
      const total = out.facts.facts.find((f) => f.key === 'budget_income_total' && f.period === 2023);
      expect(Number(change!.value)).toBeCloseTo(Number(total!.value) - 7910, 6);
    });

    it('backs every quantity', () => {
      expect(out.trace.filter((q) => q.standing === 'unbacked')).toEqual([]);
    });

    it('has nothing of last year that was not asked for again', () => {
      let head: string[] = [];
      const cells = (line: string): string[] => line.split('|').map((c) => c.trim());
      for (const line of plain(out.md).split('\n')) {
        if (line.includes('上年决算数')) head = cells(line);
        for (const stale of ['17847.37', '700余家', '600余家', '67%']) {
          const i = line.indexOf(stale);
          if (i < 0) continue;
          if (line.startsWith('|')) expect(head[cells(line).findIndex((c) => c.startsWith(stale))]).toBe('上年决算数');
          else expect(line.slice(Math.max(0, i - 30), i)).toMatch(/上年|2022年/);
        }
      }
    });

    it('leaves no error to mend: the example is consistent and complete', () => {
      expect(out.findings.filter((f) => f.severity === 'E')).toEqual([]);
    });
  });
