import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, editOf } from '../../src/steps/revise-section.ts';

describe('an instruction that is an exact edit', () => {
  it.each([
    ['删去“成效显著”', undefined, { find: '成效显著', put: '' }],
    ['请删除成效显著。', undefined, { find: '成效显著', put: '' }],
    ['把“本中心”改为“中心”', undefined, { find: '本中心', put: '中心' }],
    ['将本中心改成中心。', undefined, { find: '本中心', put: '中心' }],
    ['把这句改为“中心已完成任务。”', '任务完成了。', { find: '任务完成了。', put: '中心已完成任务。' }],
    ['删去这句话', '任务完成了。', { find: '任务完成了。', put: '' }],
    ['删去这句话', undefined, null],
    ['写得更正式一些', undefined, null],
    ['压缩一半', '任务完成了。', null],
  ])('%s (%s)', (instruction, selection, expected) => {
    expect(editOf(instruction, selection)).toEqual(expected);
  });

  it('changes the one place and nothing else', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('甲', '乙', '丙') }),
        fc.string({ unit: fc.constantFrom('甲', '乙', '丙') }),
        (a, b) => {
          const done = applyEdit(`${a}目标${b}`, { find: '目标', put: '任务' }, undefined);
          expect(done).toEqual({ ok: true, value: `${a}任务${b}` });
        },
      ),
    );
  });

  it.each([
    ['words that are not there', '甲乙丙', { find: '丁', put: '' }, undefined, 'words_not_found'],
    ['words that are there twice', '甲乙甲', { find: '甲', put: '' }, undefined, 'words_not_unique'],
    ['a selection that is gone', '甲乙丙', { find: '甲', put: '' }, '戊己', 'selection_not_found'],
  ])('refuses %s', (_, text, edit, selection, code) => {
    expect(applyEdit(text, edit, selection)).toMatchObject({ ok: false, problem: { kind: 'bad-input', code } });
  });

  it('takes the place within the selection when the words are there twice', () => {
    expect(applyEdit('甲一。甲二。', { find: '甲', put: '乙' }, '甲二。')).toEqual({ ok: true, value: '甲一。乙二。' });
  });

  it('leaves no empty line where a whole paragraph went', () => {
    expect(applyEdit('第一段。\n第二段。\n第三段。', { find: '第二段。', put: '' }, undefined)).toEqual({
      ok: true,
      value: '第一段。\n第三段。',
    });
  });
});
