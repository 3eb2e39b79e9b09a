import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asked, Intent } from '../../../src/core/interview/intent.ts';
import { understandMessage } from '../../../src/core/interview/understand.ts';
import type { Naming } from '../../../src/core/profile-choices.ts';
import { cpuTime } from '../../cpu-time.ts';

const PERIOD = 2023;
const about = (key: string | null, scope: string | null = null): Asked | null =>
  key === null ? null : { key, period: PERIOD, scope };

/** An intent as one line: give key[@period][/scope]=value unit[qualifier][?]; ? stands for a value that needs confirming. */
function line(i: Intent): string {
  switch (i.is) {
    case 'give':
      return `give ${i.claims
        .map((c) => {
          const period = c.period === PERIOD ? '' : `@${c.period}`;
          const scope = c.scope ? `/${c.scope}` : '';
          const item = c.item ? `#${c.item}` : '';
          const sure = c.confidence === 'high' ? '' : '?';
          return `${c.key}${period}${scope}${item}=${c.value}${c.unit}${c.qualifier ? `[${c.qualifier}]` : ''}${sure}`;
        })
        .join(' ')}`;
    case 'correct':
      return `correct ${i.was ? `${i.was.value}${i.was.unit}` : '-'} -> ${i.claim.value}${i.claim.unit}${i.claim.confidence === 'high' ? '' : '?'}`;
    case 'none':
    case 'same-as-last-year':
    case 'skip':
      return `${i.is} ${i.key}`;
    case 'draft':
      return `draft ${i.section}`;
    case 'export':
      return `export ${i.format}`;
    case 'explain':
      return `explain ${i.about} ${i.key}`;
    case 'recall':
      return `recall ${i.key}`;
    case 'turn-to':
      return `turn-to ${i.topic ? Object.values(i.topic)[0] : null}`;
    case 'ask-list':
      return `ask-list ${i.supplier}`;
    case 'social':
      return `social ${i.kind}`;
    case 'revise':
      return `revise ${i.section} ${i.paragraph} ${i.instruction}`;
    default:
      return i.is;
  }
}

const INCOME = 'budget_income_total';
const STAFF = 'staff_in_post';

const PASSAGE = `2023年，在区委、区政府的坚强领导下，我单位紧紧围绕年度目标任务，扎实做好各项工作，${'努力提升服务质量和工作水平，'.repeat(6)}较好完成了任务。2023年收入预算总额7910万元。年末在编人数14人。`;

/** [message, key asked, intents] */
const CASES: [string, string | null, string][] = [
  // Bare answers
  ['7910万元', INCOME, 'give budget_income_total=7910万元'],
  ['7910', INCOME, 'give budget_income_total=7910万元?'],
  ['７９１０万元', INCOME, 'give budget_income_total=7910万元'],
  ['7,910.50万元。', INCOME, 'give budget_income_total=7910.50万元'],
  ['7910万', INCOME, 'give budget_income_total=7910万元'],
  ['79100000元', INCOME, 'give budget_income_total=79100000元'],
  ['0.79亿元', INCOME, 'give budget_income_total=0.79亿元'],
  ['七千九百一十万元', INCOME, 'give budget_income_total=7910万元'],
  ['七千九百一十万', INCOME, 'give budget_income_total=7910万元'],
  ['是7910万元', INCOME, 'give budget_income_total=7910万元'],
  ['一共7910万元吧', INCOME, 'give budget_income_total=7910万元'],
  ['37', STAFF, 'give staff_in_post=37人'],
  ['37人', STAFF, 'give staff_in_post=37人'],
  ['二十三人', STAFF, 'give staff_in_post=23人'],
  ['二十三', STAFF, 'give staff_in_post=23人'],
  ['十二名', STAFF, 'give staff_in_post=12名'],
  ['约七百家', 'internal_departments', 'give internal_departments=700家[约]'],
  ['700余个', 'projects_total', 'give projects_total=700个[余]'],
  ['18个', 'projects_total', 'give projects_total=18个'],
  ['18', 'projects_total', 'give projects_total=18个'],
  ['98.5%', 'satisfaction_rate', 'give satisfaction_rate=98.5%'],
  ['98.5', 'satisfaction_rate', 'give satisfaction_rate=98.5%'],
  ['百分之九十五', 'satisfaction_rate', 'give satisfaction_rate=95%'],
  ['0', 'three_public_actual', 'give three_public_actual=0万元?'],
  ['0万元', 'three_public_actual', 'give three_public_actual=0万元'],
  ['96分', 'self_score', 'give self_score=96分'],
  ['2022年是7910万元', INCOME, 'give budget_income_total@2022=7910万元'],
  ['去年7910万元', INCOME, 'give budget_income_total@2022=7910万元'],
  ['一亿四千四百六十三万', INCOME, 'give budget_income_total=14463万元'],
  ['¥144,630,000.00', INCOME, 'give budget_income_total=144630000.00元'],
  ['在职15个', null, 'give staff_in_post=15人'],
  ['刚才收入预算说错了，是14463万元', STAFF, 'give budget_income_total=14463万元'],
  ['公开渠道就是区政府网站', 'problems', 'give disclosure_channel=区政府网站'],
  ['没有问题', 'problems', 'none problems'],
  ['暂无问题', 'problems', 'none problems'],
  ['没有问题', INCOME, 'unclear'],
  ['都按去年的来', 'staff_quota', 'same-as-last-year staff_quota'],
  ['不清楚，问财务吧', INCOME, 'skip budget_income_total'],
  ['这个先空着，下一个', INCOME, 'skip budget_income_total'],
  ['把报告发我', null, 'export docx'],
  ['能不能先写个初稿看看', null, 'draft all'],
  // Never guessed
  ['37人', INCOME, 'unclear'],
  ['7910万元', STAFF, 'unclear'],
  ['79100000', INCOME, 'unclear'],
  ['0.95', 'satisfaction_rate', 'unclear'],
  ['十几个', 'projects_total', 'unclear'],
  ['30到35人', STAFF, 'unclear'],
  ['比去年多460万元', INCOME, 'unclear'],
  ['较上年增加460万元', INCOME, 'unclear'],
  ['7910万元', null, 'unclear'],
  ['5', null, 'unclear'],
  ['14人、5人、2人', STAFF, 'unclear'],
  ['我看看', INCOME, 'unclear'],
  ['基本支出1128.6万元', null, 'unclear'],
  ['', INCOME, 'unclear'],
  // Values with their name
  ['收入预算7910万元', null, 'give budget_income_total=7910万元'],
  ['收入预算是7910', null, 'give budget_income_total=7910万元?'],
  ['收入预算总额：7910万元', STAFF, 'give budget_income_total=7910万元'],
  [
    '支出预算总额7910万元，收入预算总额7910万元',
    null,
    'give budget_expenditure_total=7910万元 budget_income_total=7910万元',
  ],
  ['编制20人，在职14人，聘用人员23人', null, 'give staff_quota=20人 staff_in_post=14人 staff_contract=23人'],
  ['37人，其中在编14人', 'staff_total', 'give staff_total=37人 staff_in_post=14人'],
  ['本年支出合计17847.37万元', null, 'give final_expenditure_total=17847.37万元'],
  [
    '决算的基本支出1128.6万元，项目支出6781.4万元',
    null,
    'give final_expenditure_basic=1128.6万元 final_expenditure_project=6781.4万元',
  ],
  ['年初预算基本支出1128.6万元', null, 'give budget_expenditure_basic=1128.6万元'],
  ['基本支出1128.6万元', 'budget_expenditure_project', 'give budget_expenditure_basic=1128.6万元'],
  ['基本支出1128.6万元', 'final_expenditure_basic', 'give final_expenditure_basic=1128.6万元'],
  ['企业服务中心在编5人，聘用人员8人', null, 'give staff_in_post/企业服务中心=5人 staff_contract/企业服务中心=8人'],
  [
    '去年收入预算3250万元，今年收入预算7910万元',
    null,
    'give budget_income_total@2022=3250万元 budget_income_total=7910万元',
  ],
  ['2022年收入预算3250万元', null, 'give budget_income_total@2022=3250万元'],
  ['满意度达98%', 'satisfaction_rate', 'give satisfaction_rate=98%'],
  [
    '收入预算7910万元。编制数20人。还缺什么？',
    null,
    'give budget_income_total=7910万元 staff_quota=20人; what-is-missing',
  ],
  ['18个项目，其中12个已完工，3个在建', null, 'give projects_total=18个 projects_completed=12个 projects_ongoing=3个'],
  ['18个，其中12个已完工', 'projects_total', 'give projects_total=18个 projects_completed=12个'],
  ['收入预算总额，7910万元', null, 'give budget_income_total=7910万元'],
  ['编制14在职37', null, 'give staff_quota=14人 staff_in_post=37人'],
  ['收入预算执行中发现的违规资金5万元', null, 'unclear'],
  ['14人是党员', STAFF, 'unclear'],
  ['差不多200份', 'satisfaction_sample', 'give satisfaction_sample=200份[约]'],
  [
    '三公经费12万，其中接待费2万',
    'three_public_actual',
    'give three_public_actual=12万元 three_public_reception_actual=2万元',
  ],
  ['三公经费12万', null, 'unclear'],
  ['样本200份', null, 'give satisfaction_sample=200份'],
  ['14个人', STAFF, 'give staff_in_post=14人'],
  ['比去年多了5人，现在14人', STAFF, 'give staff_in_post=14人'],
  ['-5万元', 'carryover_end', 'give carryover_end=-5万元'],
  ['负5万元', 'carryover_end', 'give carryover_end=-5万元'],
  ['年末结转结余-5万元', null, 'give carryover_end=-5万元'],
  // Left to the miners that read reports: to be confirmed
  ['2022年总收入7910万元', null, 'give final_income_total@2022=7910万元?'],
  [
    '2022年总收入7910万元，其中财政拨款6781.4万元',
    null,
    'give final_income_total@2022=7910万元? final_income_fiscal@2022=6781.4万元?',
  ],
  ['预算执行率95.2%', null, 'give execution_rate=95.2%?'],
  [PASSAGE, null, 'give budget_income_total=7910万元 staff_in_post=14人'],
  [`${PASSAGE}还缺什么？`, 'staff_quota', 'give budget_income_total=7910万元 staff_in_post=14人; what-is-missing'],
  // Words
  ['公益一类事业单位', 'unit_nature', 'give unit_nature=公益一类事业单位'],
  ['不含', 'budget_adjusted_includes_carryover', 'give budget_adjusted_includes_carryover=不含'],
  ['含上年结转', 'budget_adjusted_includes_carryover', 'give budget_adjusted_includes_carryover=含'],
  ['我们是二级预算单位', 'budget_level', 'give budget_level=二级预算单位'],
  ['2024年3月20日', 'report_date', 'give report_date=2024-03-20'],
  ['单位全称：某某区水利局。', 'unit_name', 'give unit_name=某某区水利局'],
  ['叫某某区水利局', 'unit_name', 'give unit_name=某某区水利局'],
  ['区政府门户网站', 'disclosure_channel', 'give disclosure_channel=区政府门户网站'],
  [
    '一是项目前期工作不足；二是绩效目标不够细化。',
    'problems',
    'give problems#1=项目前期工作不足 problems#2=绩效目标不够细化。',
  ],
  ['1.加强培训\n2.细化目标\n', 'measures', 'give measures#1=加强培训 measures#2=细化目标'],
  [
    '（1）新增企业12家；（2）完成税收3亿元',
    'achievements',
    'give achievements#1=新增企业12家 achievements#2=完成税收3亿元',
  ],
  [
    '全年新增就业人口1.2万人，完成了12个项目',
    'achievements',
    'give achievements#1=全年新增就业人口1.2万人，完成了12个项目',
  ],
  ['收入预算7910万元', 'achievements', 'give budget_income_total=7910万元'],
  ['什么是全年预算数？', 'disclosure_channel', 'explain meaning budget_adjusted_total'],
  // None, as last year
  ['无', 'three_public_actual', 'none three_public_actual'],
  ['没有。', 'three_public_abroad_actual', 'none three_public_abroad_actual'],
  ['今年没有', 'procurement_actual', 'none procurement_actual'],
  ['未发生', 'three_public_abroad_actual', 'none three_public_abroad_actual'],
  ['没有', null, 'unclear'],
  ['今年没有会议费', null, 'none meeting_actual'],
  ['会议费无', null, 'none meeting_actual'],
  ['和去年一样', 'staff_quota', 'same-as-last-year staff_quota'],
  ['跟上年相同', 'staff_quota', 'same-as-last-year staff_quota'],
  ['没有变化', 'duties', 'same-as-last-year duties'],
  ['不变', 'duties', 'same-as-last-year duties'],
  ['编制数和去年一样', null, 'same-as-last-year staff_quota'],
  ['今年无变化', 'duties', 'same-as-last-year duties'],
  ['有变化', 'duties', 'unclear'],
  ['好的', 'problems', 'unclear'],
  ['主要职责没有变化', INCOME, 'same-as-last-year duties'],
  // Corrections
  ['不是7910，是7190', STAFF, 'correct 7910 -> 7190?'],
  ['不是7910万元，是7190万元', null, 'correct 7910万元 -> 7190万元'],
  ['不是7910万元，是7190', null, 'correct 7910万元 -> 7190万元'],
  ['收入预算不是7910万元，是7190万元', null, 'give budget_income_total=7190万元'],
  ['收入预算改为7190万元', null, 'give budget_income_total=7190万元'],
  ['把收入预算改成7190万元', INCOME, 'give budget_income_total=7190万元'],
  ['收入预算从7910万元改为7190万元', null, 'give budget_income_total=7190万元'],
  ['更正：收入预算总额7190万元', null, 'give budget_income_total=7190万元'],
  ['更正：收入预算应为7190万元', null, 'give budget_income_total=7190万元'],
  ['说错了，应该是7190万元', null, 'correct - -> 7190万元'],
  ['前面那个不对，是38人', null, 'correct - -> 38人'],
  ['应为7190万元', null, 'correct - -> 7190万元'],
  ['应为7190万元', INCOME, 'give budget_income_total=7190万元'],
  ['改为7190万元', INCOME, 'correct - -> 7190万元'],
  // Skip
  ['跳过', INCOME, 'skip budget_income_total'],
  ['先跳过这个问题吧', INCOME, 'skip budget_income_total'],
  ['下一个', INCOME, 'skip budget_income_total'],
  ['以后再说', INCOME, 'skip budget_income_total'],
  ['这个我不知道', INCOME, 'skip budget_income_total'],
  ['不清楚', INCOME, 'skip budget_income_total'],
  ['暂时不填', 'problems', 'skip problems'],
  ['跳过', null, 'skip null'],
  ['这个数我要问一下财务', INCOME, 'skip budget_income_total'],
  ['等财务给我', INCOME, 'skip budget_income_total'],
  ['暂无', 'problems', 'skip problems'],
  ['编制数先跳过', INCOME, 'skip staff_quota'],
  // What is missing
  ['还缺什么', INCOME, 'what-is-missing'],
  ['还差哪些数据？', null, 'what-is-missing'],
  ['现在进度怎么样了', null, 'what-is-missing'],
  ['请问还要提供哪些资料', null, 'what-is-missing'],
  ['哪些还没填', 'problems', 'what-is-missing'],
  ['进度', null, 'what-is-missing'],
  // Draft
  ['起草第一部分', null, 'draft 1'],
  ['帮我起草1.5', null, 'draft 1.5'],
  ['生成1.5部分', null, 'draft 1.5'],
  ['写第二部分第（三）节', null, 'draft 2.3'],
  ['写一下预算执行情况', null, 'draft 预算执行情况'],
  ['把预算执行情况写出来', INCOME, 'draft 预算执行情况'],
  ['重新生成主要问题及原因分析', null, 'draft 主要问题及原因分析'],
  ['起草全文', null, 'draft all'],
  ['开始起草吧', null, 'draft all'],
  ['生成报告', 'problems', 'draft all'],
  ['请生成自评报告初稿', null, 'draft all'],
  // Export
  ['导出', null, 'export docx'],
  ['导出word', null, 'export docx'],
  ['下载Word文档', null, 'export docx'],
  ['导出 Markdown', null, 'export md'],
  ['下载 md', null, 'export md'],
  ['导出excel', null, 'export xlsx'],
  ['给我一份自评表', null, 'export xlsx'],
  ['导出json', null, 'export json'],
  ['下载报告', null, 'export docx'],
  ['把报告导出成word给我', null, 'export docx'],
  // Help
  ['帮助', null, 'help'],
  ['怎么填？', null, 'help'],
  ['你能做什么', null, 'help'],
];

describe('understandMessage', () => {
  test.each(CASES)('%j asked %s reads as %s', (message, key, expected) => {
    expect(understandMessage(message, about(key), PERIOD).map(line).join('; ')).toBe(expected);
  });

  test('a bare answer belongs to the scope and the year that was asked about', () => {
    const asked: Asked = { key: STAFF, period: 2022, scope: '企业服务中心' };
    const [intent] = understandMessage('5人', asked, PERIOD);
    expect(intent).toEqual({
      is: 'give',
      claims: [
        {
          key: STAFF,
          period: 2022,
          scope: '企业服务中心',
          item: null,
          value: '5',
          unit: '人',
          qualifier: null,
          label: null,
          quote: '5人',
          start: 0,
          end: 2,
          confidence: 'high',
          reasons: [],
          also: [],
        },
      ],
    });
  });

  test.each<[string, string | null, [string, string[]][]]>([
    ['基本支出1128.6万元', null, [['1128.6万元', ['budget_expenditure_basic', 'final_expenditure_basic']]]],
    ['收入预算7910万元，完成情况很好，涉及15户', null, [['15户', []]]],
    [
      '14人、5人、2人',
      STAFF,
      [
        ['14人', []],
        ['5人', []],
        ['2人', []],
      ],
    ],
    ['37人', INCOME, [['37人', []]]],
    ['收入预算7910万元', null, []],
  ])('a number that was given to no fact is named: %s', (message, key, expected) => {
    const unread = understandMessage(message, about(key), PERIOD).flatMap((i) =>
      i.is === 'give' || i.is === 'unclear' ? (i.unread ?? []) : [],
    );
    expect(unread.map((u) => [u.quote, u.between])).toEqual(expected);
    for (const u of unread) expect(message.slice(u.start, u.end)).toBe(u.quote);
  });

  test('every word people say for a fact names a fact of the catalogue', () => {
    for (const key of ['three_public_actual', 'satisfaction_sample', 'vehicles_count'])
      expect(understandMessage('公车3辆，样本200份，三公经费12万元', about(key), PERIOD)).toMatchObject([
        { is: 'give' },
      ]);
  });

  test('every quote is the slice of the message it names', () => {
    const keys = [...new Set(CASES.map(([, key]) => key))];
    for (const [message] of CASES)
      for (const key of keys)
        for (const intent of understandMessage(message, about(key), PERIOD)) {
          const claims = intent.is === 'give' ? intent.claims : intent.is === 'correct' ? [intent.claim] : [];
          for (const c of claims) expect(message.slice(c.start, c.end)).toBe(c.quote);
        }
  });

  test('any text at all is read without an error, with true quotes and an answer', () => {
    const word = fc.constantFrom(
      ...'收入预算 编制 改为 不是 是 7910 万元 人 ， 。 ； 一是 跳过 无 和去年一样 起草 导出 还缺什么 1.5 约 % 二十三 \n 𠮷 企业服务中心 在编 | 项目“甲” 执行 指标 目标 项目名称 数据项 2023年（请填写） 公开时间 ： 12月15日 第三段 精简 不对 w ¥'.split(
        ' ',
      ),
      '\t',
    );
    const message = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word, { maxLength: 12 }).map((w) => w.join('')),
    );
    const key = fc.constantFrom(
      null,
      INCOME,
      STAFF,
      'problems',
      'unit_name',
      'unit_nature',
      'report_date',
      'report_year',
      'satisfaction_rate',
    );
    fc.assert(
      fc.property(message, key, (m, k) => {
        const intents = understandMessage(m, about(k), PERIOD);
        expect(intents.length).toBeGreaterThan(0);
        for (const intent of intents) {
          const claims = intent.is === 'give' ? intent.claims : intent.is === 'correct' ? [intent.claim] : [];
          for (const c of claims) {
            expect(m.slice(c.start, c.end)).toBe(c.quote);
            expect(c.value).not.toBe('');
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['one long line', '收入预算不是'.repeat(20_000)],
    ['many marks', '；一是（1）'.repeat(20_000)],
    ['many numbers', '编制14人，'.repeat(20_000)],
    ['nothing but blanks and digits', ' 1'.repeat(50_000)],
    ['a run of blanks', `一${' '.repeat(100_000)}二`],
    ['a run of stops', `收入${'。'.repeat(5_000)}人`],
    ['a table without end', `项目名称\t预算数\t执行数\n${'甲\t5320\t5216.35\n'.repeat(7_000)}`],
    ['a row without end', `收入预算总额${'|1'.repeat(50_000)}\n${'|1'.repeat(20)}`],
    ['the empty rows of a pasted sheet', `单位\t金额\n${'\t\n'.repeat(45_000)}合计\t1`],
    ['the empty cells of a table', `${'|||||||||\n'.repeat(9_000)}合计|1`],
    ['labels without values', '收入预算总额：\n'.repeat(10_000)],
    ['a run of one word', `${'的'.repeat(100_000)}编制14人`],
  ])('a message of a hundred thousand characters is read in time: %s', (_, message) => {
    for (const key of [null, INCOME, 'problems', 'unit_name', 'report_date', 'report_year']) {
      const start = cpuTime();
      understandMessage(message, about(key), PERIOD);
      expect(cpuTime() - start).toBeLessThan(5_000);
    }
  });
});

describe('choices that a report kind names itself', () => {
  const kind = {
    scoring: undefined,
    grades: [
      { from: 90, grade: '优秀' },
      { from: 60, grade: '合格' },
      { from: 0, grade: '不合格' },
    ],
  } as unknown as Naming;
  const asked: Asked = { key: 'self_grade', period: 2023, scope: null };
  test.each([
    ['自评等级为不合格。', null, '不合格'],
    ['自评等级评为优秀。', null, '优秀'],
    ['合格', asked, '合格'],
    ['2', asked, '合格'],
  ])('%s', (message, open, value) => {
    const [intent] = understandMessage(message, open, 2023, undefined, kind);
    expect(intent).toMatchObject({ is: 'give', claims: [{ key: 'self_grade', value }] });
  });
});
