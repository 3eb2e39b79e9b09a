// The whole job over HTTP with a model that lies: nothing it made up is stored or exported, everything required is there, and every
// sentence that was replaced says why in the stored version.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Offer } from '../../src/core/draft/offers.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import type { Model } from '../../src/ports.ts';
import { hostileLines, KINDS } from '../core/draft/hostile-lines.ts';
import { call, localApp } from './local-app.ts';
import { type MainJob, runMainJob } from './main-job.ts';

const TEXT = readFileSync(new URL('../../examples/prior-2022.txt', import.meta.url), 'utf8');

interface StoredSection {
  id: string;
  text: string;
  reason: string | null;
  paragraphs: { sentences?: { origin: string; verified: boolean; why?: string[]; start: number; end: number }[] }[];
}

const numbersIn = (s: string): Set<string> => new Set(s.match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? []);

describe('a report drafted by a model that lies', () => {
  const planted = new Set<string>();
  let job: MainJob;
  let honest: MainJob;
  let sections: StoredSection[];

  beforeAll(async () => {
    honest = await runMainJob(localApp().send, TEXT, 2022);
    let seed = 0;
    const lying: Model = {
      ...embeddedModel(),
      name: 'lying',
      write: async (brief) => {
        const truth = `${honest.markdown}\n${TEXT}\n${brief.slots.map((s) => s.phrase).join('\n')}`;
        const scene = { offers: brief.slots as Offer[], year: brief.book.period, unit: '', truth };
        const told = Array.from({ length: 5 }, () => {
          seed++;
          return hostileLines(scene, seed * 7919, KINDS[seed % KINDS.length]!);
        });
        for (const t of told.flatMap((h) => h.planted)) planted.add(t);
        const lines = told.flatMap((h) => h.lines);
        const repaired = (brief.repair ?? []).map((_, i) => lines[i % lines.length]!);
        return { ok: true, value: { is: 'lines', lines: brief.repair ? repaired : lines }, calls: [] };
      },
    };
    const { send } = localApp({ model: lying });
    job = await runMainJob(send, TEXT, 2022);
    sections = (await call<{ items: StoredSection[] }>(send, 'GET', `/api/reports/${job.report}/sections`)).body.items;
  }, 120_000);

  it('holds nothing that was made up, stored or exported', () => {
    expect(planted.size).toBeGreaterThan(150);
    const stored = sections.map((s) => s.text).join('\n');
    for (const token of planted)
      for (const text of [stored, job.markdown])
        if (!honest.markdown.includes(token)) expect(text.includes(token), token).toBe(false);
    const allowed = numbersIn(`${honest.markdown}\n${TEXT}`);
    for (const n of numbersIn(job.markdown)) expect(allowed.has(n) || Number(n) <= 40, n).toBe(true);
  });

  it('states every figure that the embedded engine states', () => {
    const figures = (s: string): Set<string> => new Set(s.match(/\d[\d,.]*(?:万元|%|人|个|项|平方米)/g));
    const there = figures(job.markdown);
    for (const f of figures(honest.markdown)) expect(there.has(f), f).toBe(true);
  });

  it('tells in the stored version what was replaced, and why', () => {
    const records = sections.flatMap((s) => s.paragraphs.flatMap((p) => p.sentences ?? []));
    expect(records.some((r) => r.origin === 'model' && r.verified)).toBe(true);
    expect(records.filter((r) => r.why?.length).length).toBeGreaterThan(20);
    for (const r of records) expect(r.verified || (r.start === r.end && r.why!.length > 0)).toBe(true);
    expect(sections.find((s) => s.reason?.startsWith('draft:lying'))).toBeDefined();
  });
});
