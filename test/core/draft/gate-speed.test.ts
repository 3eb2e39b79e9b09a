// A line may be anything a model goes on and on with: the gate's time stays bounded.
import { expect, it } from 'vitest';
import { judgeLines, settle } from '../../../src/core/draft/gate.ts';
import { gateDesk } from '../../../src/core/draft/gate-desk.ts';
import { readLines } from '../../../src/core/draft/read-lines.ts';
import { RUNS, runOf } from '../../evals/runs.ts';
import { profileNamed } from '../../profiles.ts';
import { exampleReport } from './example-brief.ts';

it('judges endless lines of anything without end of time, and keeps none of them', () => {
  const example = exampleReport(profileNamed('jiangxi-2022'));
  const brief = example.briefs.find((b) => b.section.id === '2.3')!;
  const desk = gateDesk(brief, example.evidence, example.sources);
  const pieces = [
    ...RUNS,
    '{{a',
    '{{satisfaction_rate}}',
    '⟦',
    '“',
    '《',
    '市局',
    '增长',
    '由张',
    'a.a@',
    '由市财政局和',
  ];
  const from = process.cpuUsage();
  for (const piece of pieces)
    for (const size of [2500, 100_000]) {
      const judged = judgeLines(readLines(runOf(piece, size)), desk);
      const { draft } = settle(judged, desk);
      expect(draft.paragraphs.length).toBeGreaterThan(0);
      expect(JSON.stringify(draft).length).toBeLessThan(80_000);
    }
  const used = process.cpuUsage(from);
  expect((used.user + used.system) / 1e6 / pieces.length).toBeLessThan(0.5);
}, 120_000);
