// Who writes: the unit's name from title, overview, first mention and signature, never a publisher or another office.
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { readDocument } from '../../../src/core/text/read.ts';

const nameIn = (source: string): string | null => {
  const { candidates, unitName } = extractFacts(readDocument(source));
  const found = candidates.find((c) => c.key === 'unit_name');
  if (found) expect(found.quote).toBe(source.slice(found.start, found.end));
  expect(found?.value ?? null).toBe(unitName);
  return unitName;
};

describe('the unit’s name', () => {
  it.each([
    ['a title', '澄江市示例局2023年度部门整体支出绩效自评报告\n一、概况\n在职12人。', '澄江市示例局'],
    ['a title with the year first', '2023年度澄江市柳溪镇人民政府部门决算\n在职12人。', '澄江市柳溪镇人民政府'],
    ['a title on two lines', '澄江市人民政府办公室\n2023年度部门决算情况说明\n在职12人。', '澄江市人民政府办公室'],
    [
      'a title that names the whole office’s own level',
      '澄江市残疾人联合会（本级）2023年度部门决算\n在职12人。',
      '澄江市残疾人联合会',
    ],
    [
      'a title with another name in brackets',
      '澄江市综合行政执法局（澄江市城市管理局）2023年度部门决算\n在职12人。',
      '澄江市综合行政执法局',
    ],
    ['a notice', '公告：澄江市档案馆本级2023年度部门决算\n在职12人。', '澄江市档案馆'],
    [
      'an overview heading where the title is missing',
      '第一部分\n澄江市示例小学概况\n一、部门职责\n2023年度收入合计20万元。',
      '澄江市示例小学',
    ],
    [
      'the first mention',
      '第一部分 单位概况\n一、职能简介\n澄江市慈湖镇小学校是一所公办小学校。\n2023年末在职12人。',
      '澄江市慈湖镇小学校',
    ],
    [
      'the scope of the accounts',
      '一、决算单位构成\n纳入澄江市水务局2023年度部门决算编报的单位共3个。',
      '澄江市水务局',
    ],
    [
      'the signature',
      '一、机构及人员情况\n2023年安排项目支出20万元。\n澄江市人大常委会办公室\n2024年3月23日',
      '澄江市人大常委会办公室',
    ],
    ['a cover field', '绩效自评报告\n单位名称：澄江市第二幼儿园\n2023年度\n在职12人。', '澄江市第二幼儿园'],
    [
      'the unit, not the publisher',
      '发布机构澄江市教育体育局\n发布日期2024-06-25\n澄江市乐湖中心校2023年度部门整体支出绩效自评报告\n在职12人。',
      '澄江市乐湖中心校',
    ],
    [
      'the unit, not the bureau that ordered the report',
      '根据《澄江市财政局关于开展2023年度绩效自评工作的通知》要求，报告如下。\n澄江市气象局是市政府直属单位。2023年末在职12人。',
      '澄江市气象局',
    ],
  ])('is read from %s', (_what, source, name) => expect(nameIn(source)).toBe(name));

  it('of the own level alone, the whole is that level', () => {
    const source = '澄江市总工会本级2023年度部门决算公开说明\n一、机构设置\n澄江市总工会本级内设3个职能科室，在职6人。';
    const { candidates } = extractFacts(readDocument(source));
    expect(candidates.filter((c) => /^(?:internal|staff)/.test(c.key)).map((c) => [c.key, c.scope, c.value])).toEqual([
      ['internal_departments', null, '3'],
      ['staff_in_post', null, '6'],
    ]);
  });

  it('is known by its short form when its rooms are counted', () => {
    const source = '澄江市发展和改革委员会2023年度部门整体支出绩效自评报告\n一、基本情况\n发改委内设12个科室。';
    const { candidates } = extractFacts(readDocument(source));
    expect(candidates.find((c) => c.key === 'internal_departments')).toMatchObject({ scope: null, value: '12' });
  });

  it.each([
    ['of laws and notices', '一、依据\n《澄江市预算绩效管理办法》及有关通知。\n2023年收入合计20万元。'],
    ['of nobody', '本部门2023年收入合计20万元。'],
  ])('is not made up from names %s', (_what, source) => expect(nameIn(source)).toBeNull());
});
