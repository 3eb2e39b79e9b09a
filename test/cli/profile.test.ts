// The report kinds on the command line, as an office uses them: look, copy, edit, check, write with the file.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PROFILES, profileNamed } from '../profiles.ts';
import { ROOT, zhibi } from './run.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhibi-profile-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const PRIOR = join(ROOT, 'examples/prior-2022.txt');

describe('zhibi profile', () => {
  it('lists every kind, with what is to be verified', () => {
    const { status, out } = zhibi(['profile', 'list', '--json']);
    expect(status).toBe(0);
    const { profiles } = JSON.parse(out) as { profiles: { id: string; verify: unknown[] }[] };
    expect(profiles.map((p) => p.id)).toEqual(PROFILES.map((p) => p.id));
    expect(profiles.every((p) => p.verify.length > 0)).toBe(true);
  });

  it('shows outline, weights and notes in words, and the whole profile as JSON', () => {
    const shown = zhibi(['profile', 'show', 'sichuan']).out;
    for (const words of ['（三）结余分配和结转结余情况', '预算执行10、绩效指标90', '1—4月低于25%', '请核对'])
      expect(shown).toContain(words);
    expect(JSON.parse(zhibi(['profile', 'show', 'sichuan', '--json']).out)).toEqual(profileNamed('sichuan'));
  });

  it('copies a kind to a file that checks, is not written over, and writes a report', () => {
    const file = join(dir, 'county.json');
    const copy = ['profile', 'copy', 'national-generic', '--as', 'my-county', '--out', file, '--city-caps'];
    expect(zhibi(copy).status).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('"use": "money.execution"');
    expect(text).toContain('"total": 59');
    const again = zhibi(copy);
    expect([again.status, again.err]).toEqual([2, expect.stringContaining('没有覆盖')]);
    expect(zhibi(['profile', 'check', file]).status).toBe(0);

    writeFileSync(file, text.replace('{year}年度部门整体支出绩效自评报告', '{year}年度本县自评报告'));
    const out = join(dir, 'out');
    const made = zhibi(['report', '--prior', PRIOR, '--profile', file, '--out', out]);
    expect(made.status).toBe(0);
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toMatch(/^# .*2022年度本县自评报告\n/);
  });

  it('names every fault of a file in Chinese, with status 2', () => {
    const file = join(dir, 'bad.json');
    const bad = {
      ...profileNamed('hubei'),
      titlePattern: '报告',
      verify: [{ field: 'nowhere', check: '甲', against: '乙' }],
    };
    writeFileSync(file, JSON.stringify(bad));
    const { status, out, err } = zhibi(['profile', 'check', file, '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(out)).toEqual({
      file,
      ok: false,
      id: null,
      faults: ['titlePattern：标题里要有 {unit} 和 {year}', 'verify.0.field：格式里没有“nowhere”这一项'],
    });
    expect(err.trim().split('\n')).toHaveLength(1);
    const used = zhibi(['report', '--prior', PRIOR, '--profile', file, '--out', join(dir, 'never')]);
    expect([used.status, existsSync(join(dir, 'never'))]).toEqual([2, false]);
    expect(used.err).toContain('标题里要有');
  });

  it.each<[string, string[], string]>([
    ['no verb', ['profile'], 'list、show、check 或 copy'],
    [
      'caps that are not on offer',
      ['profile', 'copy', 'hunan', '--as', 'x2', '--out', join(dir, 'w.json'), '--city-caps'],
      '没有可带入',
    ],
    ['an unknown kind', ['profile', 'show', 'nowhere'], '可用的有：guangdong、hubei'],
    ['a file that is not there', ['profile', 'check', join(dir, 'none.json')], '文件不存在'],
    ['a copy without a place', ['profile', 'copy', 'hunan', '--as', 'x1'], '--out'],
    [
      'a copy under a name that is taken',
      ['profile', 'copy', 'hunan', '--as', 'hubei', '--out', join(dir, 'y.json')],
      '已有格式',
    ],
    ['a copy under a bad name', ['profile', 'copy', 'hunan', '--as', '湖南', '--out', join(dir, 'z.json')], '编号'],
    [
      'a report in an unknown form',
      ['report', '--prior', PRIOR, '--profile', 'nowhere', '--out', join(dir, 'o')],
      '可用的有',
    ],
  ])('%s gets one clear line and status 2', (_, args, words) => {
    const { status, err, out } = zhibi(args);
    expect([status, out]).toEqual([2, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(words);
  });
});
