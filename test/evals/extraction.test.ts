// Extraction held against labels: a floor for F1 on the corpus and on our own invented texts, and the same facts from altered copies.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/core/extract/extract.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { TO_SIMPLIFIED } from '../../src/core/text/simplified.ts';
import { type Label, scoreText, tallyOf } from './score.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const OWN = resolve(import.meta.dirname, '../cases/extraction');

interface Case {
  id: string;
  source: string;
  label: Label;
}
const casesIn = (folder: string): Case[] =>
  readdirSync(folder)
    .filter((f) => f.endsWith('.json') && existsSync(join(folder, f.replace(/json$/, 'txt'))))
    .map((f) => ({
      id: f.slice(0, -5),
      source: readFileSync(join(folder, f.replace(/json$/, 'txt')), 'utf8'),
      label: JSON.parse(readFileSync(join(folder, f), 'utf8')) as Label,
    }));

function f1(cases: readonly Case[], change: (source: string) => string = (s) => s): number {
  const keys = new Set(cases.flatMap((c) => c.label.facts.map((f) => f.key)));
  const sum = tallyOf();
  for (const c of cases) {
    const source = change(c.source);
    const { candidates } = extractFacts(readDocument(source));
    for (const x of candidates) expect(x.quote).toBe(source.slice(x.start, x.end));
    const { total } = scoreText(candidates, c.label, keys);
    for (const k of ['tp', 'fp', 'fn'] as const) sum[k] += total[k];
  }
  return (2 * sum.tp) / (2 * sum.tp + sum.fp + sum.fn);
}

const TRADITIONAL = new Map([...TO_SIMPLIFIED].map(([t, s]) => [s, t]));
const ALTERED: readonly (readonly [string, number, (s: string) => string])[] = [
  [
    'full-width digits',
    0.98,
    (s) =>
      s.replace(/(?<=\p{Script=Han})\d+(?=\p{Script=Han})/gu, (d) =>
        [...d].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
      ),
  ],
  ['traditional characters', 0.95, (s) => [...s].map((c) => TRADITIONAL.get(c) ?? c).join('')],
  [
    'blanks between words and numbers',
    0.97,
    (s) => s.replace(/(?<=\p{Script=Han})(?=\d)|(?<=\d)(?=\p{Script=Han})/gu, ' '),
  ],
  ['Windows line ends', 0.99, (s) => s.replace(/\n/g, '\r\n')],
  [
    'a zero-width blank here and there',
    0.97,
    (s) => s.replace(/(?<=\p{Script=Han}{5})(?=\p{Script=Han}{5})/gu, '\u200b'),
  ],
  ['half-width punctuation', 0.98, (s) => s.replace(/，/g, ',').replace(/；/g, ';').replace(/：/g, ':')],
];

describe('on our own invented texts', () => {
  const cases = casesIn(OWN);
  it('scores at least 0.97', () => {
    expect(cases.length).toBeGreaterThanOrEqual(12);
    expect(f1(cases)).toBeGreaterThanOrEqual(0.97);
  });
  it.each(ALTERED)('stays readable with %s', (_name, _floor, change) => {
    expect(f1(cases, change)).toBeGreaterThanOrEqual(0.9);
  });
});

describe.skipIf(!existsSync(CORPUS))('on the labelled corpus', () => {
  const cases = existsSync(CORPUS) ? casesIn(CORPUS) : [];
  it('scores at least 0.98', () => {
    expect(f1(cases)).toBeGreaterThanOrEqual(0.98);
  });
  it.each(ALTERED)('gives the same facts with %s', (_name, floor, change) => {
    expect(f1(cases, change)).toBeGreaterThanOrEqual(floor);
  });
  it('gives the seed report’s passages whole: 12 duties, 4 achievements, 6 steps', () => {
    const { candidates } = extractFacts(readDocument(cases.find((c) => c.id.startsWith('00'))!.source));
    const count = (key: string) => candidates.filter((c) => c.key === key).length;
    expect([count('duties'), count('achievements'), count('self_evaluation_steps')]).toEqual([12, 4, 6]);
    for (const key of [
      'effect_social',
      'effect_economic',
      'effect_ecological',
      'problems',
      'measures',
      'application_items',
      'annual_goal_text',
      'performance_goal_text',
    ])
      expect(count(key), key).toBe(1);
    for (const c of candidates) if (c.item) expect(c.value).not.toMatch(/MERGEFIELD|\$\{|从数量、质量/);
  });
});
