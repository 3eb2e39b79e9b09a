// What a good model wrote, as it was recorded: nearly all of its sentences stand as written.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultCode } from '../../../src/core/draft/fault.ts';
import { judgeLines, settle } from '../../../src/core/draft/gate.ts';
import { gateDesk } from '../../../src/core/draft/gate-desk.ts';
import { readLines } from '../../../src/core/draft/read-lines.ts';
import { sectionText } from '../../../src/core/draft/section.ts';
import { profileNamed } from '../../profiles.ts';
import { exampleReport, reportOf } from './example-brief.ts';
import { honestLines } from './hostile-lines.ts';

const FOLDER = new URL('../../cases/replies/', import.meta.url);
const REPLIES = readdirSync(FOLDER).flatMap(
  (n) => JSON.parse(readFileSync(new URL(n, FOLDER), 'utf8')) as { profile: string; section: string; reply: string }[],
);

describe('a good model’s replies', () => {
  it('stand as they were written, at least 95 sentences of 100, and nothing required is missing', () => {
    let kept = 0;
    let all = 0;
    const refused: string[] = [];
    for (const { profile, section, reply } of REPLIES) {
      const example = exampleReport(profileNamed(profile));
      const brief = example.briefs.find((b) => b.section.id === section)!;
      const desk = gateDesk(brief, example.evidence, example.sources);
      const judged = judgeLines(readLines(reply), desk);
      const { draft, ...settled } = settle(judged, desk);
      all += judged.length;
      kept += settled.kept;
      for (const j of judged)
        if (j.faults.length) refused.push(`${profile} ${section}: ${j.filled.text} ${j.faults.map(faultCode)}`);
      const text = sectionText(draft.paragraphs);
      for (const o of desk.list) if (o.required) expect(text, `${profile} ${section} ${o.name}`).toContain(o.phrase);
      for (const j of judged)
        if (!j.faults.length) expect(text).toContain(j.filled.text.replace(/^[一二三四]是|^（\d）/, ''));
    }
    expect(all).toBeGreaterThan(120);
    expect(kept / all, refused.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});

const CORPUS = '../shared/corpus';

describe.skipIf(!existsSync(CORPUS))('plain sentences over the facts of the corpus’ own reports', () => {
  it('stand, at least 99 of 100, and nothing required is lost', () => {
    let all = 0;
    const refused: string[] = [];
    const lost: string[] = [];
    for (const name of readdirSync(CORPUS).filter((n) => /^\d\d-.*\.txt$/.test(n))) {
      const report = reportOf(readFileSync(`${CORPUS}/${name}`, 'utf8'), profileNamed('national-generic'));
      for (const brief of report?.briefs ?? []) {
        const desk = gateDesk(brief, report!.evidence, report!.sources);
        const lines = honestLines({ offers: desk.list, year: report!.evidence.period, unit: '', truth: '' });
        const judged = judgeLines(lines, desk);
        all += judged.length;
        for (const j of judged)
          if (j.faults.length) refused.push(`${name} ${brief.section.id}: ${j.filled.text} ${j.faults.map(faultCode)}`);
        const text = sectionText(settle(judged, desk).draft.paragraphs);
        for (const o of desk.list)
          if (o.required && !text.includes(o.phrase)) lost.push(`${name} ${brief.section.id} ${o.name}`);
      }
    }
    expect(lost).toEqual([]);
    expect(all).toBeGreaterThan(1000);
    expect(refused.length / all, refused.join('\n')).toBeLessThanOrEqual(0.01);
  }, 60_000);
});
