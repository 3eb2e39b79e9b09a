import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, type StatedFigure, verifyText } from '../../../src/core/draft/verify.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { fromDecimal, fromText } from '../../../src/core/number/exact.ts';

type Extra = Partial<StatedFact>;
const fact = (key: string, value: string, unit: string, extra: Extra = {}): StatedFact => ({
  key,
  period: 2022,
  scope: null,
  item: null,
  label: null,
  qualifier: null,
  value,
  unit,
  ...extra,
});
const figure = (
  key: string,
  value: string,
  unit: string,
  label: string,
  extra: Partial<StatedFigure> = {},
): StatedFigure => ({
  key,
  value: fromText(value) ?? fromDecimal(value)!,
  unit,
  scope: null,
  period: 2022,
  base: null,
  label,
  ...extra,
});

describe('last year’s problems, dealt with this year', () => {
  const told = '对上年绩效评价指出的3个问题全部整改到位；对2个低效项目核减2023年预算45万元。';
  const evidence: Evidence = {
    unitName: null,
    period: 2022,
    facts: [fact('application_items', told, '', { item: '1' }), fact('self_score', '88', '分', { period: 2021 })],
    figures: [],
    terms: [],
  };
  const open = (text: string) => verifyText(text, evidence).flatMap((v) => (v.standing === 'unbacked' ? [v.text] : []));

  it.each(['', '自评结果拟应用情况：', '上年度绩效自评问题整改情况：', '一是'])('are the same after “%s”', (lead) => {
    expect(open(`${lead}${told}`)).toEqual([]);
    expect(open(`${lead}${told.replace('2个', '4个')}`)).toEqual(['4个']);
  });

  it('leave what else is said of last year with last year', () => {
    expect(open('上年度自评得分88分。')).toEqual([]);
    expect(open('2022年度自评得分88分。')).toEqual(['88分']);
  });
});

const EVIDENCE: Evidence = {
  unitName: '江西青云谱新经济产业集聚区管理委员会',
  period: 2022,
  facts: [
    fact('budget_income_total', '7910', '万元'),
    fact('budget_income_prior_delta', '4660', '万元'),
    fact('budget_income_fiscal', '3250', '万元'),
    fact('budget_expenditure_basic', '1128.6', '万元'),
    fact('budget_adjusted_total', '17850', '万元'),
    fact('final_expenditure_total', '17847.37', '万元'),
    fact('final_expenditure_total', '15000', '万元', { period: 2021 }),
    fact('final_income_total', '17847.37', '万元'),
    fact('staff_in_post', '14', '人', { scope: '管委会' }),
    fact('staff_in_post', '5', '人', { scope: '企业服务中心' }),
    fact('staff_contract', '8', '人', { scope: '企业服务中心' }),
    fact('staff_in_post', '2', '人', { scope: '人社所' }),
    fact('projects_total', '18', '个'),
    fact('projects_completed', '12', '个'),
    fact('projects_ongoing', '3', '个'),
    fact('passage_figure', '700', '家', { item: '2.1', label: '共排查门店', qualifier: '余' }),
    fact('passage_figure', '331', '人', { item: '4.1', label: '完成新增就业' }),
    fact('passage_figure', '55', '人次', { item: '4.2', label: '开展岗前培训' }),
    fact('passage_figure', '1512', '平方米', { item: '3.1', label: '拆除违章建筑' }),
    fact('passage_figure', '9.2', '%', { item: '5.1', label: '园区营业收入同比增长', quote: '营业收入同比增长9.2%' }),
    fact('achievements', '信访总量比上年下降两成，内涝点由5处减为1处，培训十几场。', '', { item: '6' }),
    fact('satisfaction_rate', '96.3', '%'),
    fact('indicator_target', '95%以上', '', { scope: '企业诉求办结率' }),
    fact('disclosure_date', '2023-09-30', ''),
    fact('three_public_abroad_actual', '0', '万元', { qualifier: '无' }),
  ],
  figures: [
    figure('project_completion_rate', '200/3', '%', '项目完工率', { base: '重点项目数' }),
    figure('execution_rate_full_year', '99.985', '%', '预算执行率', { base: '全年预算数' }),
    figure('execution_rate_initial', '225.63', '%', '预算执行率', { base: '年初预算数' }),
    figure('final_expenditure_change', '2847.37', '万元', '支出决算较上年增减额'),
    figure('final_expenditure_change_rate', '18.982', '%', '支出决算较上年增减率'),
    figure('satisfaction_change', '-1.2', '百分点', '满意度较上年变动'),
  ],
  terms: ['《预算绩效管理办法》', '洪财绩〔2023〕6号', '企业服务中心', '百企联姻', '第二实验小学'],
};

const verdicts = (text: string) => verifyText(text, EVIDENCE);
const unbacked = (text: string): string[] =>
  verdicts(text)
    .filter((v) => v.standing === 'unbacked')
    .map((v) => v.text);

/** Each is true by the facts above. */
const GOOD: Readonly<Record<string, readonly string[]>> = {
  'rounding and other money units': [
    '收入预算总额为7910万元。',
    '收入预算总额为79100000元。',
    '收入预算总额为0.79亿元。',
    '收入预算总额为0.791亿元。',
    '收入预算总额为７９１０．００万元。',
    '收入预算总额为7,910.00万元。',
    '收入预算总额为七千九百一十万元。',
    '2022年支出决算数为17847.4万元。',
    '2022年支出决算数为17847\n.37万元。',
  ],
  'qualifiers on an exact fact': [
    '支出决算数为1.78亿余元。',
    '支出决算数约1.8亿元。',
    '支出决算数近1.8亿元。',
    '支出决算数为1.8亿元左右。',
    '支出决算数突破1.7亿元。',
    '支出决算数不足1.8亿元。',
    '支出决算数在1.7亿元以上。',
    '拆除违章建筑1500余平方米。',
    '拆除违章建筑1500多平米。',
  ],
  'an approximate fact, in equivalent words': [
    '共排查700余家门店。',
    '排查门店700多家。',
    '共排查门店七百余家。',
    '排查门店超700家。',
  ],
  'people in either measure': ['企业服务中心在编人数5名。', '完成新增就业三百三十一人。', '开展岗前培训55人次。'],
  'ratios by their base': [
    '支出为全年预算数的99.99%。',
    '支出为年初预算数的225.63%。',
    '12个项目已完工，占66.67%。',
    '12个项目已完工，占67%。',
    '项目完工率近七成。',
    '12个项目已完工，占三分之二。',
    '项目完工率百分之六十六点七。',
  ],
  'changes in the right direction': [
    '收入预算总额7910万元，较上年预算安排增加4660万元。',
    '支出决算数17847.37万元，较上年增加2847.37万元，增长18.98%。',
    '支出决算数较2021年增加2847.37万元。',
    '收入预算总额较上年增加4660万元。',
    '园区营业收入同比增长9.2%。',
    '满意度较上年下降1.2个百分点。',
    '信访总量比上年下降两成。',
    '信访总量比上年下降20%。',
    '内涝点由5处减为1处。',
  ],
  'last year by its name': [
    '2021年支出决算数为15000万元。',
    '上年支出决算数15000万元。',
    '支出决算数17847.37万元，较上年的15000万元增加2847.37万元。',
  ],
  'scopes by their name': [
    '管委会在编人数14人。企业服务中心在编人数5人，聘用人员8人。人社所在编人数2人。',
    '其中：企业服务中心在编人数5人。',
    '企业诉求办结率目标95%以上。',
  ],
  'imprecise words of a passage': ['培训十几场。'],
  'dates of a fact, titles and numbers of the terms': [
    '于2023年9月30日前公开。',
    '于9月30日公开。',
    '根据《预算绩效管理办法》（洪财绩〔2023〕6号）。',
    '开展“百企联姻”活动。',
    '向第二实验小学宣传。',
  ],
  'what is no figure': [
    '2022年，2021年，2022年度。',
    '一、概况\n（一）机构\n1.职能\n（2）服务',
    '一是抓项目，二是抓招商，第三季度。',
    '进一步统一思想，一方面落实“三公”经费管理，推进“十四五”规划、一网通办，确保万无一失。',
    '【待补：2022年满意度抽样100份以上】',
  ],
};

/** Each says something the facts do not. */
const BAD: Readonly<Record<string, readonly string[]>> = {
  'a wrong digit': [
    '收入预算总额为7919万元。',
    '收入预算总额为七千九百一十一万元。',
    '支出决算数为17847.38万元。',
    '共排查701余家门店。',
    '完成新增就业332人。',
    '项目完工率66.66%。',
  ],
  'a wrong unit': [
    '收入预算总额为7910亿元。',
    '收入预算总额为7910元。',
    '开展岗前培训55人。',
    '完成新增就业331人次。',
    '共排查700余户门店。',
    '满意度较上年下降1.2%。',
    '园区营业收入同比增长9.2个百分点。',
  ],
  'no unit for money': ['收入预算总额为7910。'],
  'a qualifier that is not the fact’s': [
    '共排查700家门店。',
    '共排查约700家门店。',
    '共排查近700家门店。',
    '收入预算总额为7910余万元。',
    '收入预算总额近7910万元。',
    '收入预算总额不足7910万元。',
    '支出决算数突破1.8亿元。',
    '支出决算数在1.8亿元以上。',
  ],
  'a wrong year': [
    '2021年收入预算总额为7910万元。',
    '2021年支出决算数为17847.37万元。',
    '2022年支出决算数为15000万元。',
    '支出决算数15000万元。',
    '2019年，集聚区成立。',
    '支出决算数较2020年增加2847.37万元。',
  ],
  'a wrong scope': [
    '企业服务中心在编人数14人。',
    '人社所在编人数5人。',
    '在编人数5人。',
    '管委会聘用人员8人。',
    '城南街道财政所在编人数5人。',
    '青山湖区招商局收入预算总额为7910万元。',
  ],
  'a wrong key': [
    '收入决算数为7910万元。',
    '支出决算数为7910万元。',
    '收入预算总额为17847.37万元。',
    '财政拨款收入7910万元。',
    '18个项目已完工。',
    '聘用人员5人。',
    '企业服务中心聘用人员5人。',
  ],
  'a wrong base': ['支出为全年预算数的225.63%。', '支出为年初预算数的99.99%。'],
  'a wrong direction': [
    '收入预算总额7910万元，较上年预算安排减少4660万元。',
    '支出决算数较上年减少2847.37万元。',
    '支出决算数17847.37万元，较上年下降18.98%。',
    '园区营业收入同比下降9.2%。',
    '满意度较上年提高1.2个百分点。',
    '信访总量比上年增长两成。',
    '内涝点由5处增为1处。',
    '收入预算总额增加7910万元。',
  ],
  'a number from nowhere': [
    '支出决算数17847.37万元，涉及33个村。',
    '新建公厕12座。',
    '惠及群众约3000人。',
    '挽回损失数十万元。',
    '惠及上百家企业。',
    '占比８３．５％。',
    '新建公厕十二座。',
    '完成投资1\n2亿元。',
  ],
  'an unknown number, title, date or code': [
    '根据洪财绩〔2023〕8号文件。',
    '根据《关于开展2022年度自评的通知》。',
    '根据《园区管理办法》。',
    '于2023年6月30日前公开。',
    '2022年3月5日召开会议。',
    '二〇二二年三月五日召开会议。',
    '推进“三提三争”行动。',
    '咨询电话0791-88888888。',
  ],
};

describe('a quantity is backed', () => {
  for (const [why, texts] of Object.entries(GOOD))
    it.each(texts)(`${why}: %s`, (text) => expect(unbacked(text)).toEqual([]));
});

describe('a quantity is unbacked', () => {
  for (const [why, texts] of Object.entries(BAD))
    it.each(texts)(`${why}: %s`, (text) => expect(unbacked(text)).not.toEqual([]));
});

describe('verdicts', () => {
  it('name the fact or figure, its year and scope', () => {
    const [a, b, c, e] = verdicts('企业服务中心在编人数5人。\n2021年支出决算数15000万元。\n项目完工率66.67%。');
    expect(a).toMatchObject({
      text: '5人',
      standing: 'backed',
      by: 'staff_in_post',
      scope: '企业服务中心',
      period: 2022,
    });
    expect(b).toMatchObject({ text: '2021年', standing: 'exempt' });
    expect(c).toMatchObject({ text: '15000万元', standing: 'backed', by: 'final_expenditure_total', period: 2021 });
    expect(e).toMatchObject({ text: '66.67%', standing: 'backed', by: 'project_completion_rate' });
  });

  it('prefer the base that the clause names', () => {
    const evidence: Evidence = {
      ...EVIDENCE,
      figures: [
        figure('a_rate', '96.3', '%', '预算执行率', { base: '全年预算数' }),
        figure('b_rate', '96.3', '%', '预算执行率', { base: '年初预算数' }),
      ],
      facts: [],
    };
    expect(verifyText('支出为年初预算数的96.3%。', evidence)[0]?.by).toBe('b_rate');
    expect(verifyText('支出为全年预算数的96.3%。', evidence)[0]?.by).toBe('a_rate');
  });

  it('say in Chinese what is wrong with an unbacked quantity', () => {
    const why = (text: string): string => verdicts(text).find((v) => v.standing === 'unbacked')?.why ?? '';
    expect(why('收入预算总额为7911万元。')).toContain('没有事实');
    expect(why('2021年收入预算总额为7910万元。')).toContain('年份');
    expect(why('人社所在编人数5人。')).toContain('归属');
    expect(why('支出决算数为7910万元。')).toContain('事项');
    expect(why('支出决算数为7910万元。')).toMatch(/（[\u4e00-\u9fff]+）/);
    expect(why('支出决算数为7910万元。')).not.toMatch(/[a-z]_[a-z]/);
    expect(why('收入预算总额较上年减少4660万元。')).toContain('方向');
    expect(why('共排查700家门店。')).toContain('约数');
    expect(why('开展岗前培训55人。')).toContain('单位');
  });

  it('cover every quantity in text order, exempt ones too', () => {
    const text = '一是2022年收入预算总额为7910万元，进一步落实《园区办法》，12个项目已完工。';
    expect(verdicts(text).map((v) => [v.text, v.standing])).toEqual([
      ['一是', 'exempt'],
      ['2022年', 'exempt'],
      ['7910万元', 'backed'],
      ['进一步', 'exempt'],
      ['《园区办法》', 'unbacked'],
      ['12个', 'backed'],
    ]);
  });

  it('read a table by its rows, columns and unit line', () => {
    const table = (rows: string): string =>
      `单位：万元\n\n| 项目 | 年初预算数 | 全年预算数 | 决算数 | 执行率(%) |\n| --- | --- | --- | --- | --- |\n${rows}`;
    expect(
      unbacked(table('| 支出合计 | — | 17850.00 | 17847.37 | 99.99 |\n| 其中：基本支出 | 1128.60 | — | — | — |')),
    ).toEqual([]);
    expect(unbacked(table('| 支出合计 | — | 17847.37 | 17850.00 | 99.99 |'))).toEqual(['17847.37', '17850.00']);
    expect(unbacked(table('| 项目支出 | 1128.60 | — | — | — |'))).toEqual(['1128.60']);
    expect(unbacked(table('| 支出合计 | — | 17851.00 | 17847.37 | 95.00 |'))).toEqual(['17851.00', '95.00']);
    expect(unbacked(table('| 支出合计 | — | 1.785亿元 | 178473700元 | 99.99% |'))).toEqual([]);
    expect(
      unbacked('| 序号 | 单位 | 在编人数（人） |\n| --- | --- | --- |\n| 1 | 企业服务中心 | 5 |\n| 2 | 人社所 | 2 |'),
    ).toEqual([]);
    expect(unbacked('| 序号 | 单位 | 在编人数（人） |\n| --- | --- | --- |\n| 1 | 企业服务中心 | 2 |')).toEqual(['2']);
  });

  it('never throw, keep text order and true offsets on any text', () => {
    const pieces = fc.constantFrom(
      '收入预算总额',
      '7910万元',
      '较上年',
      '增加',
      '约',
      '5人',
      '企业服务中心',
      '，',
      '。',
      '\n',
      '|',
      '《',
      '》',
      '〔2023〕6号',
      '2021年',
      '12',
      '%',
      '【待补：',
      '】',
      '\t',
      '（',
      '）',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 80 }),
          fc.array(pieces, { maxLength: 30 }).map((p) => p.join('')),
        ),
        (text) => {
          let last = 0;
          for (const v of verdicts(text)) {
            expect(text.slice(v.start, v.end)).toBe(v.text);
            expect(v.start).toBeGreaterThanOrEqual(last);
            if (v.standing === 'unbacked') expect(v.why).toMatch(/[\u4e00-\u9fff]/);
            if (v.standing === 'backed') expect(v.by).not.toBeNull();
            last = v.start;
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
