// Broken PDFs: whatever was cut or changed, the answer is a text or a message, in time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../src/ingest/pdf.ts';
import { cpuTime } from '../cpu-time.ts';
import { gridRules, paperPdf, setLines } from './pdf-paper.ts';

const WHOLE = paperPdf({
  sheets: [
    {
      texts: [
        ...setLines(['一、部门概况', '  2023年收入决算数为17847.37万元，预算执行率100%。', '  年末在编在职23人。']),
        { text: '项目', x: 76, y: 316 },
        { text: '1,186.30', x: 200, y: 316 },
        { text: '— 1 —', x: 280, y: 800 },
      ],
      rules: gridRules([70, 190, 290], [300, 324, 348]),
    },
    { texts: setLines(['二、存在问题', '  无。']) },
  ],
});

async function answered(bytes: Uint8Array): Promise<void> {
  const result = await readPdf(bytes);
  if (result.ok) expect(result.value.form).toBe('pdf');
  else expect(result.problem.message).toMatch(/请/);
}

describe('a broken PDF', () => {
  it('cut anywhere is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: WHOLE.length }), (cut) => answered(WHOLE.slice(0, cut))),
      { numRuns: 60 },
    );
  });

  it('with bytes changed is answered', async () => {
    const change = fc.tuple(fc.nat(WHOLE.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 40 }), (changes) => {
        const bytes = WHOLE.slice();
        for (const [at, value] of changes) bytes[at] = value;
        return answered(bytes);
      }),
      { numRuns: 100 },
    );
  });

  it('with figures of its own making (sizes, places, lengths) changed is answered', async () => {
    const text = new TextDecoder('latin1').decode(WHOLE);
    const figures = [...text.matchAll(/\d+(?:\.\d+)?/g)];
    const value = fc.constantFrom('0', '-1', '65535', '0.0000001', '-32768', '2', '7');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(figures.length - 1), value), { minLength: 1, maxLength: 12 }),
        (list) => {
          let out = text;
          for (const [k, v] of [...list].sort((a, b) => b[0] - a[0])) {
            const f = figures[k]!;
            out = out.slice(0, f.index) + v + out.slice(f.index + f[0].length);
          }
          return answered(Uint8Array.from(out, (c) => c.charCodeAt(0)));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('made of arbitrary marks and lines on the page is read without losing a character', async () => {
    const place = fc.record({
      x: fc.integer({ min: 10, max: 500 }),
      y: fc.integer({ min: 20, max: 820 }),
      size: fc.integer({ min: 4, max: 40 }),
    });
    const at = fc.integer({ min: 0, max: 600 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 1, maxLength: 60 }),
        fc.array(fc.tuple(at, at, at), { maxLength: 24 }),
        async (places, lines) => {
          const texts = places.map((p, i) => ({ ...p, text: String.fromCharCode(0x4e00 + 3 * i, 0x5e00 + 3 * i) }));
          const rules = lines.map(([a, b, c], i): [number, number, number, number] =>
            i % 2 ? [a, b, a, c] : [a, b, c, b],
          );
          const result = await readPdf(paperPdf({ sheets: [{ texts, rules }] }));
          const text = result.ok ? result.value.text : '';
          for (const c of texts.flatMap((t) => [...t.text])) expect(text).toContain(c);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('with very many ruling lines is answered in time', async () => {
    const edges = Array.from({ length: 700 }, (_, i) => i * 0.8);
    const sheet = { texts: setLines(['一、部门概况', '  共有车辆2辆。']), rules: gridRules(edges, edges) };
    const from = cpuTime();
    await answered(paperPdf({ sheets: [sheet, sheet] }));
    expect(cpuTime() - from).toBeLessThan(8000);
  });
});
