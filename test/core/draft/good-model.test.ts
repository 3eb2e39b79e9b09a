// What a good model wrote, as it was recorded: nearly all of its sentences stand as written.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultCode } from '../../../src/core/draft/fault.ts';
import { judgeLines, settle } from '../../../src/core/draft/gate.ts';
import { gateDesk } from '../../../src/core/draft/gate-desk.ts';
import { readLines } from '../../../src/core/draft/read-lines.ts';
import { sectionText } from '../../../src/core/draft/section.ts';
import { profileNamed } from '../../profiles.ts';
import { exampleReport } from './example-brief.ts';

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
