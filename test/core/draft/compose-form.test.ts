// What a form adds to the sentences: headings numbered as they are printed, limits of length, indicators parted by outcome.
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import { composeSection } from '../../../src/core/draft/compose.ts';
import { paragraphText } from '../../../src/core/draft/section.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import type { Pattern, ProfileSection } from '../../../src/core/profile.ts';
import { profileNamed } from '../../profiles.ts';

const profile = profileNamed('hubei');
const fact = (key: string, value: string, unit = '', scope: string | null = null): StatedFact => ({
  key,
  period: 2023,
  scope,
  item: null,
  value,
  unit,
  qualifier: null,
  label: null,
});

function drafted(compose: Pattern[], facts: StatedFact[], more: Partial<ProfileSection> = {}) {
  const book = factBook(facts, 2023);
  const section: ProfileSection = { ...profile.outline[1]!, compose, ...more };
  return composeSection({ section, profile, book, figures: computeFigures(book, profile), prior: null });
}
const linesOf = (d: ReturnType<typeof drafted>): string[] => d.paragraphs.map(paragraphText);

describe('headings inside a section', () => {
  const compose: Pattern[] = ['1.人员', '2.车辆', '3.房屋'].flatMap((heading, i): Pattern[] => [
    { heading },
    { say: `{{${['staff_in_post', 'vehicles_count', 'house_area'][i]}}}。` },
  ]);

  it('close up where one has nothing under it', () => {
    const draft = drafted(compose, [fact('staff_in_post', '12', '人'), fact('house_area', '800', '平方米')]);
    expect(linesOf(draft)).toEqual(['1.人员', '12人。', '2.房屋', '800平方米。']);
  });
});

describe('a limit of length', () => {
  const say: Pattern[] = [{ say: '在编{{staff_in_post}}，按规定配备。' }];
  const facts = [fact('staff_in_post', '12', '人')];

  it.each([
    ['no limit', {}, undefined],
    ['within', { minCharacters: 5, maxCharacters: 20 }, undefined],
    ['too long', { maxCharacters: 8 }, ['本节12字，超过格式要求的8字，请删减。']],
    ['too short', { minCharacters: 50 }, ['本节12字，不足格式要求的50字，请补充。']],
  ])('%s is said in a note; the text stays as it is', (_, limits, notes) => {
    const draft = drafted(say, facts, limits);
    expect(linesOf(draft)).toEqual(['在编12人，按规定配备。']);
    expect(draft.notes).toEqual(notes);
  });
});

describe('indicators parted by outcome', () => {
  const each = (only: 'met' | 'unmet', none?: string): Pattern => ({
    each: 'indicator',
    of: 'indicator_actual',
    only,
    say: '{{scope}}：{{indicator_actual}}。',
    ...(none === undefined ? {} : { none }),
  });
  const row = (name: string, target: string, actual: string): StatedFact[] => [
    fact('indicator_target', target, '', name),
    fact('indicator_actual', actual, '', name),
  ];
  const facts = [
    ...row('培训场次', '≥7场', '8场'),
    ...row('新增就业', '≥300人', '280人'),
    ...row('事故起数', '≤0起', '0起'),
    ...row('工作成效', '明显提升', '有所提升'),
    fact('indicator_band', '达成年度指标', '', '制度建设'),
    fact('indicator_actual', '已建成', '', '制度建设'),
  ];

  it('each indicator stands on one side; what cannot be compared is in a note, once', () => {
    const draft = drafted([each('met'), each('unmet')], facts);
    expect(linesOf(draft)).toEqual(['培训场次：8场。', '事故起数：0起。', '制度建设：已建成。', '新增就业：280人。']);
    expect(draft.notes).toEqual(['指标“工作成效”的目标值和完成值无法直接比较，没有列为已完成或未完成，请核对后补充。']);
  });

  it('says that none is unmet only where every one is known to be met', () => {
    const none = '均已达到。';
    expect(linesOf(drafted([each('unmet', none)], row('培训场次', '≥7场', '8场')))).toEqual([none]);
    expect(linesOf(drafted([each('unmet', none)], row('工作成效', '明显提升', '有所提升')))).toEqual([]);
    expect(linesOf(drafted([each('unmet', none)], []))).toEqual([]);
  });
});
