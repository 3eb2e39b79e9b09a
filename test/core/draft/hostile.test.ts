// A model that lies in every way we know, against every section of every report kind: nothing it made up comes out, everything that
// has to be there is there, and each replacement has its reason on record. Judged by what was planted, not by the verifier.
import { describe, expect, it } from 'vitest';
import { judgeLines, settle } from '../../../src/core/draft/gate.ts';
import { gateDesk } from '../../../src/core/draft/gate-desk.ts';
import { paragraphText, sectionText } from '../../../src/core/draft/section.ts';
import { PROFILES } from '../../profiles.ts';
import { exampleReport } from './example-brief.ts';
import { hostileLines, KINDS, type Scene } from './hostile-lines.ts';

const NUMBERS = /\p{N}+(?:[.,]\p{N}+)*/gu;
const numbersIn = (s: string): Set<string> => new Set(s.match(NUMBERS) ?? []);

describe.each(PROFILES.map((p) => [p.id, p] as const))(
  'drafts of a hostile model in the form of %s',
  (_id, profile) => {
    const example = exampleReport(profile);
    const scenes = example.briefs.map((brief) => {
      const desk = gateDesk(brief, example.evidence, example.sources);
      const own = sectionText(desk.embedded.paragraphs);
      const scene: Scene = {
        offers: desk.list,
        year: brief.book.period,
        unit: example.evidence.unitName!,
        truth: `${own}\n${desk.list.map((o) => o.phrase).join('\n')}\n${desk.known}`,
      };
      const allowed = numbersIn(`${own}\n${desk.list.map((o) => o.phrase).join('\n')}\n${profile.moneyUnit}`);
      for (const y of [scene.year, scene.year - 1]) allowed.add(String(y));
      for (let n = 1; n <= 40; n++) allowed.add(String(n));
      return { brief, desk, scene, own, allowed };
    });

    it('hold nothing that was made up, everything that is required, and a reason for each sentence that was replaced', () => {
      const escaped: string[] = [];
      const lost: string[] = [];
      const unrecorded: string[] = [];
      const tried = new Set<string>();
      let drafts = 0;
      let planted = 0;
      for (const [s, { brief, desk, scene, own, allowed }] of scenes.entries())
        for (const [k, kind] of KINDS.entries()) {
          if (kind !== 'digits' && scene.offers.length < 3 && k % 4) continue;
          const seed = 7919 * s + 104729 * k + profile.id.length;
          const hostile = hostileLines(scene, seed, kind);
          if (!hostile.kinds.length) continue;
          drafts++;
          planted += hostile.planted.length;
          for (const t of hostile.kinds) tried.add(t);
          const judged = judgeLines(hostile.lines, desk);
          const { draft, kept, dropped } = settle(judged, desk);
          const text = sectionText(draft.paragraphs);
          const where = `${brief.section.id} ${kind} ${seed}`;
          for (const token of hostile.planted)
            if (text.includes(token) && !own.includes(token)) escaped.push(`${where}: ${token}`);
          for (const n of numbersIn(text)) if (!allowed.has(n)) escaped.push(`${where}: number ${n}`);
          for (const o of desk.list) if (o.required && !text.includes(o.phrase)) lost.push(`${where}: ${o.name}`);
          const records = draft.paragraphs.flatMap((p) => p.sentences ?? []);
          if (kept + dropped.length !== hostile.lines.length) unrecorded.push(`${where}: ${kept} + ${dropped.length}`);
          for (const d of dropped) {
            if (!d.faults.length) unrecorded.push(`${where}: no reason`);
            if (!records.some((r) => d.faults.every((f) => r.why?.includes(f))))
              unrecorded.push(`${where}: ${d.faults}`);
          }
          for (const p of draft.paragraphs)
            for (const r of p.sentences ?? [])
              if (r.start > r.end || r.end > paragraphText(p).length) unrecorded.push(`${where}: offsets`);
        }
      expect(escaped.slice(0, 20), `${escaped.length} of ${planted}`).toEqual([]);
      expect(lost.slice(0, 20)).toEqual([]);
      expect(unrecorded.slice(0, 20)).toEqual([]);
      expect(drafts).toBeGreaterThanOrEqual(150);
      expect([...tried].sort()).toEqual([...KINDS].sort());
    }, 120_000);
  },
);
