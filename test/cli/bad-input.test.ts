// Bad input on the command line: each kind gets one clear line in Chinese and English and the exit status, and writes nothing.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, zhibi } from './run.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhibi-bad-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const PRIOR = join(ROOT, 'examples/prior-2022.txt');
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
};
let made = 0;
const answers = (value: unknown): string => file(`answers-${++made}.json`, JSON.stringify(value));
const fact = (over: Record<string, unknown>) => ({
  facts: [{ key: 'staff_in_post', period: 2023, value: '20', unit: '人', ...over }],
});

const RECIPE = '红烧肉的做法：先把五花肉切块焯水，炒糖色，加酱油和料酒，小火炖一小时，收汁出锅即可食用。';
const OTHER_UNIT =
  '望山县水利局2022年度部门整体支出绩效自评报告\n一、部门基本情况\n望山县水利局内设5个股室。核定编制26名，年末在职24人。2022年收入预算总额为820万元。';

const REPORT = (...more: string[]): string[] => ['report', '--out', join(dir, 'out'), ...more];

const CASES: [string, string[], string][] = [
  ['an empty file', ['extract', file('empty.txt', ''), '--json'], '空的'],
  [
    'a binary file',
    ['extract', file('picture.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0xff, 0xfe, 0, 0])), '--json'],
    '不是文本',
  ],
  ['a 9 MB text', ['extract', file('large.txt', '预算执行情况。'.repeat(450_000)), '--json'], '超过'],
  ['a missing file', ['extract', join(dir, 'nowhere.txt')], '不存在'],
  ['a folder', ['extract', dir], '文件夹'],
  ['a report of another kind', REPORT('--prior', file('recipe.txt', RECIPE)), '没有找到'],
  ['a year that is no year', REPORT('--prior', PRIOR, '--period', '二三'), '四位年份'],
  ['a year without data', REPORT('--prior', PRIOR, '--period', '2023'), '2022年度'],
  [
    'a year far from the prior report',
    REPORT('--prior', PRIOR, '--answers', answers({ facts: [] }), '--period', '2030'),
    '2022',
  ],
  ['two reports of different units', REPORT('--prior', PRIOR, file('other.txt', OTHER_UNIT)), '不同单位'],
  [
    'answers that are no JSON',
    REPORT('--prior', PRIOR, '--period', '2023', '--answers', file('broken.json', '{"facts":[')),
    'JSON',
  ],
  [
    'an unknown fact key',
    REPORT('--prior', PRIOR, '--period', '2023', '--answers', answers(fact({ key: 'staff_in_posts' }))),
    'staff_in_posts',
  ],
  [
    'a malformed value',
    REPORT('--prior', PRIOR, '--period', '2023', '--answers', answers(fact({ value: '二十多' }))),
    '不是数字',
  ],
  [
    'a value with separators',
    REPORT('--prior', PRIOR, '--period', '2023', '--answers', answers(fact({ value: '1,234' }))),
    '千分位',
  ],
  [
    'a unit of another measure',
    REPORT('--prior', PRIOR, '--period', '2023', '--answers', answers(fact({ unit: '万元' }))),
    '万元',
  ],
  [
    'a fact of a year that has no place here',
    REPORT('--prior', PRIOR, '--period', '2023', '--answers', answers(fact({ period: 2019 }))),
    '2019',
  ],
  [
    'an unknown list',
    REPORT('--prior', PRIOR, '--period', '2023', '--answers', answers({ lists: { wishes: ['x'] } })),
    'wishes',
  ],
  ['an unknown profile', REPORT('--prior', PRIOR, '--profile', 'mars'), 'mars'],
  ['an unknown option', ['extract', '--fast'], '--help'],
  ['an unknown command', ['draft'], '--help'],
  ['a facts file that is none', ['verify', PRIOR, '--facts', PRIOR], 'JSON'],
];

describe('bad input on the command line', () => {
  it.each(CASES)('%s: one line that says what to do, status 2, nothing written', (_name, args, words) => {
    const ran = zhibi(args);
    expect(ran.status).toBe(2);
    expect(ran.out).toBe('');
    expect(ran.err).toContain(words);
    expect(ran.err).toMatch(/\[error: [a-z ]+\]\n$/);
    expect(ran.err.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });

  it('leaves an earlier result as it was', () => {
    const out = join(dir, 'kept');
    expect(zhibi(['report', '--prior', PRIOR, '--out', out]).status).toBe(0);
    const before = readFileSync(join(out, 'report.md'), 'utf8');
    expect(zhibi(['report', '--prior', PRIOR, '--period', '2031', '--out', out]).status).toBe(2);
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toBe(before);
  });

  it('reads GB18030 like UTF-8: the same facts from the same report', () => {
    // 部门在职人员14人 with its bytes in GB18030, written out by hand.
    const gb = new Uint8Array([
      0xc4, 0xea, 0xc4, 0xa9, 0xd4, 0xda, 0xd6, 0xb0, 0xc8, 0xcb, 0xd4, 0xb1, 0x31, 0x34, 0xc8, 0xcb, 0xa1, 0xa3,
    ]);
    const facts = (input: string | Uint8Array) =>
      JSON.parse(zhibi(['extract', '-', '--period', '2022', '--json'], input).out).files[0].facts;
    const [a, b] = [facts(gb), facts('年末在职人员14人。')];
    expect(a).toEqual(b);
    expect(a).toEqual([
      expect.objectContaining({
        key: 'staff_in_post',
        value: '14',
        unit: '人',
        quote: expect.stringContaining('14人'),
      }),
    ]);
  });
});
