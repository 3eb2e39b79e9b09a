// The evaluation itself: malformed labels are told and left out, the kinds of noise are told from a text, floors decide.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelledTexts } from './labels.ts';
import { noiseOf } from './noise.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TEXT = '望岭县林业局2023年度部门整体支出绩效自评报告\n2023年末在职人员46人。自评得分95分。\n';
const fact = (key: string, value: string, unit: string, more: object = {}) => ({
  key,
  period: 2023,
  value,
  unit,
  ...more,
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhibi-labels-'));
  const put = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  for (const id of ['good', 'broken', 'shapeless', 'unlabelled', 'slice']) put(`${id}.txt`, TEXT);
  put('good.json', {
    id: 'good',
    period: 2023,
    noise: 'typed',
    facts: [fact('staff_in_post', '46', '人'), fact('self_score', '95', '分'), fact('staff_retired', '9', '人')],
  });
  put('broken.json', '{ "facts": [');
  put('shapeless.json', { id: 'shapeless', facts: [{ key: 'self_score' }] });
  put('slice.json', {
    id: 'slice',
    period: 2023,
    facts: [fact('self_score', '95', '分', { quote: '95分', start: 0, end: 3 })],
  });
  put('lost.json', { facts: [] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'scripts/eval.ts'), 'extraction', folder, ...args], { encoding: 'utf8' });

describe('labels', () => {
  it('are read, and what is wrong with the others is said by file', () => {
    const { texts, faults } = labelledTexts(folder);
    expect(texts.map((t) => t.id)).toEqual(['good', 'slice']);
    for (const word of [
      /broken\.json：不是有效的 JSON/,
      /shapeless\.json：/,
      /unlabelled\.txt：没有同名/,
      /lost\.json：没有同名/,
      /slice\.json：.*不同/,
    ])
      expect(
        faults.some((f) => word.test(f)),
        String(word),
      ).toBe(true);
  });
});

describe('npm run eval', () => {
  it('prints a table per key and per kind of noise, and says which labels are malformed', () => {
    const { stdout, stderr, status } = run();
    expect(status).toBe(0);
    expect(stdout).toMatch(/staff_retired\s+–\s+0\.000/);
    expect(stdout).toMatch(/typed\s+1\.000\s+0\.667/);
    expect(stdout).toMatch(/2 texts/);
    expect(stderr).toContain('broken.json');
  });
  it('gives the same as JSON', () => {
    const { overall, keys, noise } = JSON.parse(run('--json').stdout);
    expect(overall).toMatchObject({ tp: 3, fp: 1, fn: 1, precision: 0.75, recall: 0.75 });
    expect(keys.self_score.recall).toBe(1);
    expect(noise.typed.labels).toBe(3);
  });
  it('ends with 1 below a floor and with 2 on bad arguments', () => {
    expect(run('--min-recall', '0.9').status).toBe(1);
    expect(run('--min-recall', '0.7').status).toBe(0);
    expect(run('--min-recall', 'much').status).toBe(2);
    expect(run('--unknown').status).toBe(2);
  });
});

describe('kinds of noise', () => {
  it.each([
    ['plain', TEXT],
    ['traditional', '財政撥款收入決算數，調整後預算數，較上年增加，主要原因為項目經費增長。'],
    ['tables', '项目\t预算\t决算\n甲\t1\t2\n乙\t3\t4\n丙\t5\t6'],
    ['html', '<p>收入</p><table><tr><td>1</td></tr></table>'],
    ['ocr', '基本支岀12.5O万元'],
    ['placeholders', '收入{{x}}万元'],
    ['hard-wrapped', `${'本单位全年收入情况较好并且各项支出均按照预算执行没有超\n'.repeat(8)}`],
  ])('%s', (kind, text) => {
    expect(noiseOf('x', text)).toContain(kind);
  });
  it('are those of the label where it has some', () => {
    expect(noiseOf('13-tab-x', TEXT, ['scan'])).toEqual(['scan']);
    expect(noiseOf('13-tab-x', TEXT)).toContain('tables');
  });
});
