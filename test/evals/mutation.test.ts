// Changed copies of a text give the text's facts, and no figure that is not in their quote. The full run is
// `npm run eval -- mutation FOLDER`; this is a smaller one of the same seed and kinds.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/core/text/read.ts';
import { KINDS, MUTATIONS, randomOf, variantOf } from './mutate.ts';
import { comesFrom, measureStability } from './stability.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const OWN = resolve(import.meta.dirname, '../cases/extraction');

const held = (folder: string, copies: number): void => {
  const { rows, broken } = measureStability(folder, copies, 3);
  expect(broken).toEqual([]);
  for (const r of rows) expect(r.same / r.cases, r.kind).toBeGreaterThanOrEqual(r.kind === 'all' ? 0.97 : 0.92);
};

describe('changed copies', () => {
  it('of our own invented texts give the same facts', { timeout: 60_000 }, () => held(OWN, 1000));
  it.skipIf(!existsSync(CORPUS))('of the labelled corpus give the same facts', { timeout: 60_000 }, () =>
    held(CORPUS, 1000),
  );
});

describe('the changes themselves', () => {
  it('are the same for the same seed and differ for another', () => {
    const text =
      '某某县林业局2023年收入决算数为2,745.19万元，支出决算数为2,700.10万元。\n“三公”经费支出12万元。\n'.repeat(8);
    for (let n = 0; n < KINDS.length; n++) expect(variantOf(text, n, 5)).toEqual(variantOf(text, n, 5));
    expect(randomOf(1)()).not.toBe(randomOf(2)());
  });
  it('each change something', () => {
    const text =
      `某某县林业局绩效报告\n二○二三年度，某某县林业局 收入2745.19万元(其中:财政拨款２,700.10万元)，执行率98.5%——~“三公”经费支出1,200万元。\n国家机关支出，办公设备购置，无“三公”经费，项目全部按期完成，资金按进度拨付到位，未发现截留挪用；\n第二段，说明其他情况，包括人员与资产的变动，以及下一年度的安排，全部情况详见附件。 另有说明。\n`.repeat(
        4,
      );
    for (const kind of KINDS) {
      let changed = false;
      for (let seed = 1; seed <= 12 && !changed; seed++) changed = MUTATIONS[kind](text, randomOf(seed)) !== text;
      expect(changed, kind).toBe(true);
    }
  });
  it('a figure that is not in its quote would be seen', () => {
    const fact = { key: 'k', period: 2023, scope: null, item: null, unit: '万元', qualifier: null, start: 0, end: 0 };
    expect(comesFrom({ ...fact, value: '1910', quote: '收入7910万元' })).toBe(false);
    expect(comesFrom({ ...fact, value: '7910', quote: '收入7,910万元' })).toBe(true);
    expect(comesFrom({ ...fact, value: '120', quote: '一百零二人' })).toBe(false);
    expect(comesFrom({ ...fact, value: '102', quote: '一百零二人' })).toBe(true);
  });
});

describe('reading folds characters and never a digit into another', () => {
  it('keeps the digits of a text, whatever their width, in order', () => {
    const text = '０１２３４５６７８９ 0123456789 ７，９１０万元';
    expect(readDocument(text).normal.text.replace(/\D/g, '')).toBe('012345678901234567897910');
  });
});
