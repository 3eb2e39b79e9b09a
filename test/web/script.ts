// An invented office's short report and everything a service would say about it, for states of the page.
import type { WireFact, WireQuestion, WireSection } from '../../src/http/wire.ts';
import type { Script } from './fake-api.ts';

const TEXT = `清溪县青禾园区服务中心2022年度部门整体支出绩效自评报告

一、部门概况
（一）主要职责、组织架构、人员情况
1.主要职责：负责园区企业服务；负责园区安全生产。
3.人员情况：年末在职人员37人，聘用人员13人。

（五）预算及执行情况
2022年收入预算总额为7910万元，其中财政拨款3250万元。2022年支出决算数为7800万元，预算执行率100%。

二、绩效实现情况
一是聚力项目建设。列入重点项目18个，其中12个已完工，排查门店700余家。
`;

const place = (quote: string, from = 0) => {
  const start = TEXT.indexOf(quote, from);
  return { from: 'text' as const, sourceId: 's', quote, start, end: start + quote.length };
};

export function script(): Script {
  const fact = (
    id: string,
    title: string,
    theme: string,
    value: string,
    unit: string,
    quote: string,
    over: Partial<WireFact> = {},
  ): WireFact => ({
    id,
    key: id,
    title,
    theme,
    period: 2022,
    scope: null,
    item: null,
    value,
    unit,
    qualifier: null,
    label: null,
    origin: place(quote),
    also: [],
    confidence: 'high',
    reasons: [],
    raw: null,
    standing: { is: 'candidate' },
    version: 1,
    ...over,
  });
  const facts: WireFact[] = [
    fact('unit_full_name', '单位全称', 'unit', '清溪县青禾园区服务中心', '', '清溪县青禾园区服务中心'),
    fact('duties', '主要职责', 'unit', '负责园区企业服务', '', '负责园区企业服务', { item: '1' }),
    fact('staff_in_post', '在职人员', 'staff', '37', '人', '在职人员37人'),
    fact('staff_contract', '聘用人员', 'staff', '13', '人', '聘用人员13人', { confidence: 'medium' }),
    fact('budget_income_total', '收入预算总额', 'budget', '7910', '万元', '收入预算总额为7910万元'),
    fact('budget_income_fiscal', '财政拨款收入预算', 'budget', '3250', '万元', '财政拨款3250万元'),
    fact('final_a', '支出决算总额', 'final', '7800', '万元', '支出决算数为7800万元', {
      standing: { is: 'disputed', with: ['final_b'] },
    }),
    fact('final_b', '支出决算总额', 'final', '7910', '万元', '预算执行率100%', {
      standing: { is: 'disputed', with: ['final_a'] },
    }),
    fact('figure_1', '条目中的数量', 'results', '700', '家', '700余家', {
      key: 'passage_figure',
      label: '排查门店',
      qualifier: '余',
      confidence: 'low',
    }),
  ];
  const section = (
    id: string,
    number: string,
    title: string,
    level: number,
    over: Partial<WireSection> = {},
  ): WireSection => ({
    id,
    number,
    level,
    title,
    hint: '',
    required: true,
    state: 'empty',
    version: 0,
    locked: false,
    text: '',
    paragraphs: [],
    quantities: [],
    needs: [],
    by: null,
    at: null,
    reason: null,
    claims: [],
    stale: [],
    ...over,
  });
  const sections = [
    section('1', '一、', '部门概况', 1),
    section('1.1', '（一）', '主要职责、组织架构、人员及资产情况', 2, {
      needs: [
        { key: 'duties', title: '主要职责', has: true },
        { key: 'fixed_assets_value', title: '固定资产原值', has: false },
      ],
    }),
    section('1.5', '（五）', '预算及执行情况', 2, {
      needs: [{ key: 'budget_full_year', title: '全年预算数', has: false }],
    }),
    section('2', '二、', '绩效实现情况', 1),
    section('2.1', '（一）', '履职完成情况', 2),
  ];
  const question: WireQuestion = {
    key: 'budget_full_year',
    period: 2022,
    scope: null,
    title: '全年预算数',
    text: '请提供2022年全年预算数（万元），即年初预算加减年中调整后的数。',
    supplier: '财务',
    type: 'money',
    unit: '万元',
    choices: null,
    document: '调整预算批复',
    hint: null,
    reason: null,
  };
  return {
    text: TEXT,
    facts,
    sent: [],
    conflicts: [
      {
        key: 'final_expenditure_total',
        period: 2022,
        scope: null,
        item: null,
        title: '支出决算总额',
        ids: ['final_a', 'final_b'],
        suggested: 'final_a',
        because: '先出现',
        note: '两处数值不同，请按决算报表选定一个。',
      },
    ],
    figures: [
      {
        key: 'staff_total_calc',
        label: '人员合计',
        period: 2022,
        scope: null,
        state: { is: 'computed', value: '50', printed: '50' },
        unit: '人',
        decimals: 0,
        base: null,
        formula: '37 + 13 = 50',
        inputs: [],
        source: '部门决算报表',
      },
      {
        key: 'execution_rate_full_year',
        label: '预算执行率',
        period: 2022,
        scope: null,
        state: { is: 'waiting', for: [{ key: 'budget_full_year', title: '全年预算数' }] },
        unit: '%',
        decimals: 2,
        base: '全年预算数',
        formula: '',
        inputs: [],
        source: '财预〔2013〕53号',
      },
    ],
    findings: [
      {
        id: 'C031|1',
        rule: 'C031',
        severity: 'E',
        message: '“预算执行率100%”没有写明以哪个预算数为基数。请补充全年预算数，并在文中写明“为全年预算数的…%”。',
        facts: [],
        place: { quote: '预算执行率100%', start: 0, end: 9 },
        ask: ['budget_full_year'],
        excuse: null,
      },
      {
        id: 'C060|1',
        rule: 'C060',
        severity: 'W',
        message: '没有满意度调查结果。请补充调查方式、样本数和满意率，或说明未开展的原因。',
        facts: [],
        place: null,
        ask: ['satisfaction_rate'],
        excuse: null,
      },
    ],
    sections,
    document: {
      unitName: '清溪县青禾园区服务中心',
      period: 2022,
      nodes: [
        { type: 'title', text: '清溪县青禾园区服务中心2022年度部门整体支出绩效自评报告' },
        { type: 'heading', level: 1, text: '一、部门概况', section: '1' },
        { type: 'heading', level: 2, text: '（一）主要职责、组织架构、人员及资产情况', section: '1.1' },
        {
          type: 'paragraph',
          section: '1.1',
          style: 'body',
          origin: 'embedded',
          runs: [
            { t: '年末在职人员' },
            {
              t: '37人',
              by: { kind: 'fact', key: 'staff_in_post', period: 2022, scope: null, item: null },
              standing: 'backed',
            },
            { t: '，聘用人员13人，合计' },
            { t: '50人', by: { kind: 'figure', key: 'staff_total_calc', scope: null }, standing: 'backed' },
            { t: '。固定资产原值' },
            { t: '【待补：固定资产原值】', by: { kind: 'missing', key: 'fixed_assets_value' } },
            { t: '，公务用车' },
            { t: '5辆', standing: 'unbacked', why: '没有公务用车数量的数据。请补充，或删去这句话。' },
            { t: '。' },
          ],
        },
      ],
    },
    view: {
      id: 'r',
      profile: 'p',
      profileVersion: '1',
      period: 2022,
      unitName: '清溪县青禾园区服务中心',
      version: 1,
      createdAt: '2023-03-01T01:00:00Z',
      updatedAt: '2023-03-01T01:00:00Z',
      progress: sections.map((s) => ({
        id: s.id,
        number: s.number,
        level: s.level,
        title: s.title,
        required: true,
        state: s.state,
        version: s.version,
        needs: s.needs.length,
        has: s.needs.filter((n) => n.has).length,
      })),
      facts: { candidate: 0, confirmed: 0, disputed: 0, rejected: 0 },
      nextQuestion: question,
      runningTurn: null,
    },
    turn: [
      { n: 1, at: '', kind: 'accepted', payload: { text: '' } },
      { n: 2, at: '', kind: 'say', payload: { text: '已记下全年预算数。' } },
      {
        n: 3,
        at: '',
        kind: 'fact',
        payload: {
          change: 'stated',
          fact: fact('said', '全年预算数', 'budget', '8000', '万元', '7910万元', {
            standing: { is: 'confirmed', by: 'u' },
          }),
        },
      },
      {
        n: 4,
        at: '',
        kind: 'missing',
        payload: {
          items: [
            {
              key: 'a',
              period: 2022,
              scope: null,
              title: '固定资产原值',
              supplier: '资产',
              unit: '万元',
              document: '资产年报',
              hint: null,
              section: '1.1',
            },
            {
              key: 'b',
              period: 2022,
              scope: null,
              title: '满意率',
              supplier: '业务',
              unit: '%',
              document: '满意度调查',
              hint: null,
              section: '2.3',
            },
          ],
        },
      },
      {
        n: 5,
        at: '',
        kind: 'question',
        payload: {
          question: {
            ...question,
            key: 'fixed_assets_value',
            title: '固定资产原值',
            supplier: '资产',
            text: '请提供固定资产原值（万元）。',
          },
        },
      },
      { n: 6, at: '', kind: 'done', payload: { version: 2, asked: null, skipped: [], proposal: null, last: null } },
    ],
  };
}
