// What is mended in carried sentences, and what is left alone.
import { describe, expect, it } from 'vitest';
import { inOwnVoice, isOutsideVoice, isPurposeOfEvaluation, repaired } from '../../../src/core/draft/phrase-repairs.ts';
import { cpuTime } from '../../cpu-time.ts';

describe('a carried sentence', () => {
  it.each([
    ['按续效评价要求编制候效评价报告', '按绩效评价要求编制绩效评价报告'],
    ['后续效果明显，持续效应增强', '后续效果明显，持续效应增强'],
    ['对各项指示进行计算', '对各项指标进行计算'],
    ['传达上级各项指示精神', '传达上级各项指示精神'],
    ['施画停车位，铺设沥青1500平米', '施划停车位，铺设沥青1500平方米'],
    ['相关项目孕育而生', '相关项目应运而生'],
    ['截止2022年12月31日', '截至2022年12月31日'],
    ['截止到目前', '截至目前'],
    ['报名截止时间', '报名截止时间'],
    ['预计2023将新增', '预计2023年将新增'],
    ['支出预算总额为支出预算总额为7910万元', '支出预算总额为7910万元'],
    ['发放手册约200余份', '发放手册200余份'],
    ['约120人左右', '约120人'],
    ['发放手册约200份', '发放手册约200份'],
    ['7910万元,较上年增加;完成', '7910万元，较上年增加；完成'],
    ['新增就业 331人', '新增就业331人'],
    ['使用 APP 系统', '使用APP系统'],
    ['整理:分析资料', '整理、分析资料'],
    ['内设2个：1、综合部；2、业务部。', '内设2个：综合部、业务部。'],
    ['甲MERGEFIELD $\x7Bpage1.ds2}乙', '甲乙'],
    ['甲$\x7Ba}乙{{b}}丙', '甲乙丙'],
    ['聚力项目建设\n全年完成12个', '聚力项目建设，全年完成12个'],
    ['支出决算数为17847.\n37万元', '支出决算数为17847.37万元'],
    [
      '通过深入开展平安园区建设，形成平安园区创建工作长\n效机制',
      '通过深入开展平安园区建设，形成平安园区创建工作长效机制',
    ],
    ['金额1,234.5万元', '金额1,234.5万元'],
    ['时间10:30', '时间10:30'],
  ])('%s → %s', (before, after) => {
    expect(repaired(before)).toBe(after);
  });

  it('is mended in linear time, whatever it holds', () => {
    const cost = (n: number): number => {
      const text = '约1约1'.repeat(n) + '甲乙丙丁'.repeat(n) + 'MERGEFIELD $\x7B'.repeat(n) + ' '.repeat(n);
      const start = cpuTime();
      repaired(text);
      return cpuTime() - start;
    };
    cost(2000);
    expect(cost(40_000)).toBeLessThan(2000);
  });
});

describe('whose voice it is', () => {
  it.each([
    ['提请单位准备材料', '组织准备材料'],
    ['了解单位基本情况', '梳理本单位基本情况'],
    ['查阅单位2022年度预算', '查阅本单位2022年度预算'],
    ['收集和查阅单位履职资料', '收集和查阅本单位履职资料'],
    ['核查被评价单位账簿', '核对本单位账簿'],
    ['查阅本单位账簿', '查阅本单位账簿'],
  ])('%s → %s', (before, after) => {
    expect(inOwnVoice(before)).toBe(after);
    expect(isOutsideVoice(after)).toBe(false);
  });

  it.each(['被评价单位应予配合', '我公司受托开展评价', '项目组建议加强管理'])('%s stays an outsider’s', (s) => {
    expect(isOutsideVoice(s)).toBe(true);
  });
});

describe('the purpose of evaluating', () => {
  it.each([
    ['通过绩效自评，掌握部门全年资金管理使用情况和财政资金发挥的效益，分析存在的问题及原因', true],
    ['通过开展绩效评价，总结经验，改进管理措施', true],
    ['全年新增就业300人，服务对象满意度达到95%以上', false],
    ['绩效管理水平进一步提升，完成项目绩效自评全覆盖', false],
    ['通过招商引资，提高园区产业水平', false],
  ])('%s: %s', (sentence, is) => {
    expect(isPurposeOfEvaluation(sentence)).toBe(is);
  });
});
