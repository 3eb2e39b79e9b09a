// How the unit worked and was judged: survey, rules, monitoring, counts of work, reasons, disclosure; and entries of lists.
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { readDocument } from '../../../src/core/text/read.ts';

function found(body: string, key: string): string[] {
  const source = `清河县示例局2023年度部门整体支出绩效自评报告\n${body}`;
  const { candidates } = extractFacts(readDocument(source));
  for (const c of candidates) expect(c.quote).toBe(source.slice(c.start, c.end));
  return candidates.filter((c) => c.key === key).map((c) => `${c.value}${c.unit}`);
}

describe('conduct', () => {
  it.each<[string, string, string[]]>([
    [
      '一、满意度情况\n采取问卷调查的方式，向服务企业发放问卷500份，收回有效问卷482份，满意度为93%。',
      'satisfaction_sample',
      ['500份'],
    ],
    [
      '一、满意度情况\n采取问卷调查的方式，向服务企业发放问卷500份，收回有效问卷482份，满意度为93%。',
      'satisfaction_valid',
      ['482份'],
    ],
    [
      '一、满意度情况\n采取问卷调查的方式，向服务企业发放问卷500份，收回有效问卷482份，满意度为93%。',
      'satisfaction_method',
      ['问卷调查'],
    ],
    [
      '一、满意度情况\n采取问卷调查的方式，向服务企业发放问卷500份，收回有效问卷482份，满意度为93%。',
      'satisfaction_object',
      ['服务企业'],
    ],
    ['一、满意度情况\n2023年11月，通过电话回访群众200人，满意度96%。', 'satisfaction_date', ['2023年11月']],
    ['一、满意度情况\n下一步拟开展问卷调查，计划发放问卷300份。', 'satisfaction_sample', []],
    [
      '一、管理情况\n制定《财务管理制度》《公务接待管理办法》等5项制度，严格执行《中华人民共和国政府采购法实施办法》。',
      'management_rules',
      ['《财务管理制度》', '《公务接待管理办法》'],
    ],
    ['一、管理情况\n根据《清河县预算绩效管理办法》要求，我局修订了内部制度。', 'management_rules', []],
    [
      '一、组织过程\n成立由局长任组长的绩效自评工作领导小组，下设办公室。',
      'performance_group',
      ['成立由局长任组长的绩效自评工作领导小组'],
    ],
    [
      '一、组织过程\n对整体支出和18个项目开展绩效自评，涉及资金2400.50万元。',
      'projects_self_evaluated_count',
      ['18个'],
    ],
    [
      '一、组织过程\n对整体支出和18个项目开展绩效自评，涉及资金2400.50万元。',
      'projects_self_evaluated_amount',
      ['2400.50万元'],
    ],
    [
      '一、管理情况\n全年按季度开展绩效运行监控，对进度慢的科室发函提醒。',
      'monitoring_done',
      ['全年按季度开展绩效运行监控，对进度慢的科室发函提醒。'],
    ],
    [
      '一、管理情况\n绩效监控发现2个项目进度滞后，已督促整改。',
      'monitoring_findings',
      ['绩效监控发现2个项目进度滞后，已督促整改。'],
    ],
    [
      '一、整改情况\n上年绩效自评指出的3个问题已全部整改到位。',
      'last_year_issues',
      ['上年绩效自评指出的3个问题已全部整改到位。'],
    ],
    ['一、工作情况\n年度重点工作任务共26项，已完成25项。', 'tasks_planned', ['26项']],
    ['一、工作情况\n年度重点工作任务共26项，已完成25项。', 'tasks_completed', ['25项']],
    [
      '一、“三公”经费\n“三公”经费决算3万元，比上年减少1万元，主要原因是压减公务接待、报废车辆1辆。',
      'three_public_change_reason',
      ['压减公务接待、报废车辆1辆'],
    ],
    [
      '一、预算执行\n支出预算执行率为76%，执行率偏低，主要原因是工程验收推迟，尾款结转下年。',
      'low_execution_reason',
      ['工程验收推迟，尾款结转下年'],
    ],
    ['一、预算调整\n年中追加预算120万元，主要原因是新增专项资金。', 'budget_adjustment_reason', ['新增专项资金']],
    [
      '一、结果公开\n自评结果于2024年9月20日在县政府门户网站公开，网址：https://www.example.gov.cn/a/1.html。',
      'disclosure_channel',
      ['县政府门户网站'],
    ],
    [
      '一、结果公开\n自评结果于2024年9月20日在县政府门户网站公开，网址：https://www.example.gov.cn/a/1.html。',
      'disclosure_date',
      ['2024年9月20日'],
    ],
    [
      '一、结果公开\n自评结果于2024年9月20日在县政府门户网站公开，网址：https://www.example.gov.cn/a/1.html。',
      'disclosure_url',
      ['https://www.example.gov.cn/a/1.html'],
    ],
    ['一、结果公开\n因涉及国家秘密，自评结果按规定不予公开。', 'disclosure_exempt_reason', ['自评结果按规定不予公开']],
  ])('%s → %s', (body, key, wanted) => expect(found(body, key)).toEqual(wanted));
});

describe('entries of lists', () => {
  it.each<[string, string, string, string[]]>([
    [
      'problems in one paragraph, then measures',
      '四、存在的问题及改进措施\n存在的主要问题：一是预算编制不够精细；二是绩效指标偏少。下一步改进措施：一是提前谋划项目；二是完善指标库。',
      'problems',
      ['预算编制不够精细。', '绩效指标偏少。'],
    ],
    [
      'measures after problems in one paragraph',
      '四、存在的问题及改进措施\n存在的主要问题：一是预算编制不够精细；二是绩效指标偏少。下一步改进措施：一是提前谋划项目；二是完善指标库。',
      'measures',
      ['提前谋划项目。', '完善指标库。'],
    ],
    [
      'problems said in passing under another heading',
      '一、预算绩效情况\n我局自评得分90分，发现的主要问题：一是年初摸底不够准确；二是资金申报不够及时。改进措施：一是准确摸底；二是按进度申报资金。',
      'problems',
      ['年初摸底不够准确。', '资金申报不够及时。'],
    ],
    [
      'problems that are headings with nothing under them',
      '三、存在的问题\n（一）预算执行进度前慢后快\n（二）绩效指标不够细化\n四、改进措施\n（一）加快支付进度\n（二）细化指标',
      'problems',
      ['预算执行进度前慢后快', '绩效指标不够细化'],
    ],
    [
      'a heading and the paragraph under it as one entry',
      '三、存在的问题\n（一）预算执行进度偏慢\n第四季度支出占全年的四成。\n（二）绩效指标不够细化\n定性指标过多。',
      'problems',
      ['预算执行进度偏慢。第四季度支出占全年的四成。', '绩效指标不够细化。定性指标过多。'],
    ],
    [
      'duties without the sentence that introduces the unit',
      '一、主要职责\n清河县示例局（以下简称县示例局）是县政府工作部门。\n（一）拟订发展规划。\n（二）组织实施监督检查。',
      'duties',
      ['拟订发展规划。', '组织实施监督检查。'],
    ],
    ['no duty that is kept secret', '一、主要职责\n本部门职责文件涉密，按规定不予公开。', 'duties', []],
    [
      'evidence under its own heading',
      '五、佐证材料\n1.绩效目标申报表\n2.资金支付凭证和验收报告',
      'evidence',
      ['绩效目标申报表', '资金支付凭证和验收报告'],
    ],
    [
      'no note as a problem',
      '三、存在的问题\n注：本表数据以决算为准。\n人员力量不足，业务骨干偏少。',
      'problems',
      ['人员力量不足，业务骨干偏少。'],
    ],
  ])('%s', (_what, body, key, wanted) => expect(found(body, key)).toEqual(wanted));
});

describe('scored tables', () => {
  const table = [
    '一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施',
    '产出指标\t数量指标\t培训场次\t≥10场\t12场\t10\t10\t',
    '\t时效指标\t按期完成率\t100%\t92%\t10\t9.2\t汛期停工，工期顺延',
    '总分\t\t\t\t\t100\t95.5\t',
  ].join('\n');
  it.each<[string, string, string[]]>([
    ['full marks', 'indicator_weight', ['10分', '10分']],
    ['scores', 'indicator_score', ['10分', '9.2分']],
    ['where an indicator stands, also in merged cells', 'indicator_level1', ['产出指标', '产出指标']],
    ['why it fell short', 'indicator_deviation_reason', ['汛期停工，工期顺延']],
    ['targets', 'indicator_target', ['≥10场', '100%']],
  ])('%s', (_what, key, wanted) => expect(found(`二、自评表\n${table}`, key)).toEqual(wanted));
});
