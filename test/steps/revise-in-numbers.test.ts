// More than a thousand revisions of drafts in the seven forms, by the embedded engine, by a model that only changes words and by models that
// would change facts. Held by other means than the product's own: a scan for numerals, and equality of strings outside the target.
import { beforeAll, describe, expect, it } from 'vitest';
import { sectionText } from '../../src/core/draft/section.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import type { Model } from '../../src/ports.ts';
import { localCall } from '../../src/steps/call-model.ts';
import type { OpenSection } from '../../src/steps/open-section.ts';
import type { StepParts } from '../../src/steps/parts.ts';
import { prepareRevision, type RevisionAsk } from '../../src/steps/revise-section.ts';
import { HOSTILE, honest, reviser } from './hostile-reviser.ts';
import { sevenDrafts } from './seven-drafts.ts';

let all: OpenSection[] = [];
beforeAll(async () => {
  all = await sevenDrafts();
}, 120_000);

/** Numerals of a text by a plain scan, marks at the start of lines left out: digits, and Chinese numerals before a measure word. */
function numerals(text: string): string[] {
  const bare = text.replace(/^\s*(?:（\d+）|\d+[.．](?!\d)|[一二三四五六七八九十]{1,3}是)/gm, '');
  const digits = bare.match(/\d+(?:[.,]\d+)*[万亿]?[元人个项家件次%％年月日]?/g) ?? [];
  const chinese =
    bare.match(/[零一二三四五六七八九十百千万亿两]{1,8}(?:余|多)?(?:万元|亿元|元|人|个|项|家|件|次|成|倍|%|分之)/g) ??
    [];
  return [...digits, ...chinese].sort();
}
const titles = (text: string): string[] => (text.match(/《[^》]+》/g) ?? []).sort();

const parts = (model: Model): StepParts =>
  ({ model, log: { info() {}, warn() {}, error() {} } }) as unknown as StepParts;

interface Tally {
  tried: number;
  changed: number;
  /** The writer left every word as it was. */
  same: number;
  byModel: number;
  refused: number;
}

/** Revises one paragraph, or the section, and holds the result; answers whether it changed and by whom. */
async function hold(
  open: OpenSection,
  instruction: string,
  paragraph: number | null,
  model: Model,
  tally: Tally,
): Promise<void> {
  const was = open.held!.paragraphs;
  const before = sectionText(was);
  const ask: RevisionAsk = { instruction, expectedVersion: 1, ...(paragraph === null ? {} : { paragraph }) };
  const done = await prepareRevision(parts(model), open, ask, localCall());
  tally.tried++;
  if (!done.ok || done.value.is !== 'revision') {
    if (!done.ok && done.problem.code === 'nothing_changed') tally.same++;
    else tally.refused++;
    return;
  }
  const { text, by } = done.value.revision;
  tally.changed++;
  if (by === 'model') tally.byModel++;
  expect(numerals(text)).toEqual(numerals(before));
  expect(titles(text)).toEqual(titles(before));
  if (paragraph === null) return;
  const lines = before.split('\n');
  const head = lines
    .slice(0, paragraph)
    .map((l) => `${l}\n`)
    .join('');
  const tail = lines
    .slice(paragraph + 1)
    .map((l) => `\n${l}`)
    .join('');
  expect(text.slice(0, head.length)).toBe(head);
  expect(tail === '' || text.endsWith(tail)).toBe(true);
  expect(text.length).toBeGreaterThanOrEqual(head.length + tail.length);
}

const STYLE = [
  '更简洁',
  '语气更正式',
  '去掉套话',
  '压缩一半',
  '改成分条',
  '拆成两段',
  '改成一段',
  '把最后一句移到最前面',
  '第一句和第二句对调',
];
const tallied = (): Tally => ({ tried: 0, changed: 0, same: 0, byModel: 0, refused: 0 });

describe('revisions in numbers', () => {
  it('the embedded engine changes no fact, and nothing outside the target', async () => {
    const tally = tallied();
    for (const open of all)
      for (const [k, instruction] of STYLE.entries()) {
        await hold(open, instruction, null, embeddedModel(), tally);
        await hold(open, instruction, k % open.held!.paragraphs.length, embeddedModel(), tally);
      }
    expect(tally.tried).toBeGreaterThan(1000);
    expect(tally.changed).toBeGreaterThan(200);
  }, 300_000);

  it('a model’s own words stand where it only changed words', async () => {
    const tally = tallied();
    for (const [k, open] of all.entries()) {
      await hold(open, '换一种说法', null, reviser(honest, k, false), tally);
      await hold(open, '换一种说法', k % open.held!.paragraphs.length, reviser(honest, k, false), tally);
    }
    expect(tally.refused).toBe(0);
    expect(tally.byModel).toBe(tally.changed);
    expect(tally.changed / tally.tried).toBeGreaterThan(0.7);
  }, 300_000);

  it.each(Object.entries(HOSTILE))(
    'a model that %s changes no fact',
    async (_, deed) => {
      const tally = tallied();
      for (const [k, open] of all.entries()) {
        const paragraph = k % 2 ? null : (k * 7) % open.held!.paragraphs.length;
        await hold(open, k % 3 ? '换一种说法' : '语气更正式', paragraph, reviser(deed, k + 1, k % 5 === 0), tally);
      }
      expect(tally.tried).toBe(all.length);
    },
    300_000,
  );
});
