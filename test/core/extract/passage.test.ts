// Passages entry by entry, and the quantities inside them with words that say what they count.
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { passageFigures } from '../../../src/core/extract/passage.ts';
import type { Claim } from '../../../src/core/fact.ts';
import { readDocument } from '../../../src/core/text/read.ts';

const passage = (value: string): Claim => ({
  key: 'achievements',
  period: 2023,
  scope: null,
  item: '2',
  value,
  unit: '',
  qualifier: null,
  label: null,
});

describe('passages', () => {
  const source = [
    '示例园区管理委员会2023年度部门整体支出绩效自评报告',
    '一、部门概况',
    '1.主要职能',
    '（1）落实优惠政策。',
    '（2）负责园区招商；',
    '当年部门预算绩效管理开展情况。',
    '1.成立工作组。',
    '2.收集资料。',
    '履职完成情况：从数量、质量、时效等方面归纳反映年度主要计划任务完成情况。',
    '一是聚力项目建设。共排查700余家门店。二是建设平安园区，完成完成率考核完成率考核5场。',
    '履职效果情况。',
    '社会效益：群众安全感提升。',
    '主要问题及原因分析。',
    '从自评情况看，仍有差距。一是预算编制偏粗。二是台账不全。',
  ].join('\n');
  const { candidates } = extractFacts(readDocument(source));
  const list = (key: string) => candidates.filter((c) => c.key === key).map((c) => [c.item, c.value]);

  it('come one entry each, without ordinal, hint or residue', () => {
    expect(list('duties')).toEqual([
      ['1', '落实优惠政策。'],
      ['2', '负责园区招商。'],
    ]);
    expect(list('self_evaluation_steps')).toEqual([
      ['1', '成立工作组。'],
      ['2', '收集资料。'],
    ]);
    expect(list('effect_social')).toEqual([['1', '群众安全感提升。']]);
    expect(list('problems')).toEqual([
      ['1', '预算编制偏粗。'],
      ['2', '台账不全。'],
    ]);
  });
  it('are cut at 一是 and 二是 inside a paragraph, a doubled phrase once', () => {
    expect(list('achievements').map(([, v]) => v)).toEqual([
      '聚力项目建设。共排查700余家门店。',
      '建设平安园区，完成完成率考核5场。',
    ]);
  });
  it('quote the source', () => {
    for (const c of candidates) expect(c.quote).toBe(source.slice(c.start, c.end));
  });
});

describe('the figures of a passage', () => {
  it.each<[string, [string, string, string | null, string][]]>([
    [
      '共排查700余家门店，张贴海报30余张。',
      [
        ['700', '家', '余', '排查门店'],
        ['30', '张', '余', '张贴海报'],
      ],
    ],
    [
      '其中12个项目已完工投产，完工率67%。',
      [
        ['12', '个', null, '项目已完工投产'],
        ['67', '%', null, '完工率'],
      ],
    ],
    ['受理审批350万元创业担保贷款业务。', [['350', '万元', null, '受理审批创业担保贷款业务']]],
    ['大学生完成签约790人。', [['790', '人', null, '大学生完成签约']]],
    ['与商户签订门前“三包”责任书320户。', [['320', '户', null, '与商户签订门前“三包”责任书']]],
  ])('%s', (text, wanted) => {
    expect(passageFigures(passage(text)).map((f) => [f.value, f.unit, f.qualifier, f.label])).toEqual(wanted);
  });
  it('are numbered after their passage; years and idioms are none', () => {
    const figures = passageFigures(passage('2023年一方面新建3座桥，另一方面修路5公里。'));
    expect(figures.map((f) => f.item)).toEqual(['achievements.2.1', 'achievements.2.2']);
    expect(figures.every((f) => f.key === 'passage_figure' && f.period === 2023)).toBe(true);
  });
});
