// The office itself: rooms and parts, staff, holdings, contacts. Words of reports as a table of cases.
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { readDocument } from '../../../src/core/text/read.ts';

/** `key[@period][#scope] value unit[ qualifier]` of every candidate but passages. */
function facts(body: string): string[] {
  const source = `清河县示例局2023年度部门整体支出绩效自评报告\n一、基本情况\n${body}`;
  const { candidates } = extractFacts(readDocument(source));
  for (const c of candidates) expect(c.quote).toBe(source.slice(c.start, c.end));
  return candidates
    .filter((c) => c.item === null && !/^(?:unit_name|report_year)$/.test(c.key))
    .map(
      (c) =>
        `${c.key}${c.period === 2023 ? '' : `@${c.period}`}${c.scope ? `#${c.scope}` : ''} ${c.value}${c.unit}${c.qualifier ? ` ${c.qualifier}` : ''}`,
    );
}
const of = (body: string, key: RegExp) => facts(body).filter((f) => key.test(f));

describe('rooms and parts', () => {
  it.each<[string, RegExp, string[]]>([
    ['内设股级机构12个。', /^internal_departments /, ['internal_departments 12个']],
    ['内室机构3个，领导职数3人。', /^internal_departments /, ['internal_departments 3个']],
    ['内设机构（20个处、室）：综合处、人事处。', /^internal_departments /, ['internal_departments 20个']],
    [
      '我局内设部室14个，所属二级预算单位1个。',
      /^(?:internal|subordinate)_[a-z]+ /,
      ['internal_departments 14个', 'subordinate_units 1个'],
    ],
    ['设置六个办公室，分别为党政办公室、财务办公室等。', /^internal_departments /, ['internal_departments 6个']],
    [
      '局机关设办公室、规划科、水土保持科（县水土保持办公室）、机关党委共4个内设机构。',
      /^internal_department/,
      [
        'internal_department_names 办公室、规划科、水土保持科（县水土保持办公室）、机关党委',
        'internal_departments 4个',
      ],
    ],
    [
      '下设办公室、联络科、党外人士工作科3个内设机构。',
      /^internal_department/,
      ['internal_department_names 办公室、联络科、党外人士工作科', 'internal_departments 3个'],
    ],
    [
      '内设办公室、财务科、保卫科和机关党委。',
      /^internal_department/,
      ['internal_department_names 办公室、财务科、保卫科和机关党委', 'internal_departments 4个 列举'],
    ],
    ['办公室内设2个中队，即文秘中队、通信中队。', /^internal_departments /, []],
    ['本单位为二级预算单位，无内设科室。', /^internal_departments /, ['internal_departments 0个 无']],
    ['单位无下属预算单位。', /^subordinate_units /, ['subordinate_units 0个 无']],
    ['本单位无下级预算单位。', /^subordinate_units /, ['subordinate_units 0个 无']],
    [
      '直属下属单位有：县种苗站、县森林保护中心和县林业服务中心。',
      /^subordinate/,
      ['subordinate_unit_names 县种苗站、县森林保护中心和县林业服务中心', 'subordinate_units 3个 列举'],
    ],
    [
      '下辖自来水公司、环境卫生管理处、路灯管理所3个二级单位。',
      /^subordinate/,
      ['subordinate_unit_names 自来水公司、环境卫生管理处、路灯管理所', 'subordinate_units 3个'],
    ],
    [
      '支出包括示例局本级和未独立核算的9个事业单位，分别是县建设项目事务中心、县粮食质量检测站等。',
      /^(?:subordinate_units|internal_departments) /,
      ['subordinate_units 9个'],
    ],
    ['示例局本级内设3个职能科室。', /^internal_departments/, ['internal_departments#示例局本级 3个']],
    [
      '纳入本部门2023年度决算编制的只有清河县示例局本级1个预算单位。',
      /^(?:units_in_scope|subordinate_units)/,
      ['units_in_scope 1个'],
    ],
    ['纳入2023年度部门决算编报范围的单位共4个。', /^units_in_scope/, ['units_in_scope 4个']],
    ['全镇下辖12个行政村、3个社区。', /^subordinate_units /, []],
  ])('%s', (body, key, wanted) => expect(of(body, key).sort()).toEqual([...wanted].sort()));
});

describe('staff', () => {
  it.each<[string, RegExp, string[]]>([
    [
      '我校现有在职教师48人，公办退休人员99人，其余临聘人员5人，现有小学生410余人。',
      /^staff/,
      ['staff_in_post 48人', 'staff_retired 99人', 'staff_contract 5人'],
    ],
    ['年初在编在岗教职工19人，当年退休3人，年末在编在岗教职工15人。', /^staff/, ['staff_in_post 15人']],
    ['清河县示例局机关行政编制39名，事业编制5名。', /^staff/, ['staff_quota_admin 39人', 'staff_quota_career 5人']],
    [
      '现有编制人员205人。其中，局机关在职113人、退休75人、财政事务中心10人，国库支付中心5人。',
      /^staff_in_post/,
      ['staff_in_post#局机关 113人', 'staff_in_post#财政事务中心 10人', 'staff_in_post#国库支付中心 5人'],
    ],
    [
      '示例局现有人员204人，其中局本级87人（在职在编39人、退休人员8人、协管员40人），环卫处117人（在职在编32人、临聘人员85人）。',
      /^staff/,
      [
        'staff_total 204人',
        'staff_total#局本级 87人',
        'staff_total#环卫处 117人',
        'staff_in_post#局本级 39人',
        'staff_retired#局本级 8人',
        'staff_contract#局本级 40人',
        'staff_in_post#环卫处 32人',
        'staff_contract#环卫处 85人',
      ],
    ],
    [
      '2022年末在职60人，退休25人；2023年末在职58人。',
      /^staff/,
      ['staff_in_post@2022 60人', 'staff_retired@2022 25人', 'staff_in_post 58人'],
    ],
    [
      '在职20人，无离休人员，聘用人员无。',
      /^staff/,
      ['staff_in_post 20人', 'staff_retired_cadre 0人 无', 'staff_contract 0人 无'],
    ],
    ['在职20人，后勤人员5人。', /^staff/, ['staff_in_post 20人', 'staff_logistics 5人', 'staff_contract 5人']],
    [
      '在职20人，聘用人员9人，后勤人员5人。',
      /^staff/,
      ['staff_in_post 20人', 'staff_contract 9人', 'staff_logistics 5人'],
    ],
    ['清河县示例局2023年单位编制数14人。', /^staff/, ['staff_quota 14人']],
    ['核定行政编制39名，在职35人。', /^staff/, ['staff_quota 39人', 'staff_quota_admin 39人', 'staff_in_post 35人']],
    ['核定行政编制38名。事业编制12名。', /^staff/, ['staff_quota_admin 38人', 'staff_quota_career 12人']],
    ['行政编制38人，另有事业编制若干。', /^staff/, ['staff_quota_admin 38人']],
    [
      '年末在编人员64人（其中行政编制人员38人、事业编制人员26人），编制总数70名。',
      /^staff_(?:quota|in_post)/,
      ['staff_in_post 64人', 'staff_quota 70人'],
    ],
    ['全年培训党员干部2619人，听讲群众5000余人次。', /^staff/, []],
  ])('%s', (body, key, wanted) => expect(of(body, key).sort()).toEqual([...wanted].sort()));
});

describe('holdings', () => {
  it.each<[string, RegExp, string[]]>([
    ['年末公务用车保有量5辆，其中执法执勤用车4辆。', /^vehicles/, ['vehicles_count 5辆']],
    ['核定公务用车编制6辆，实有车辆4辆。', /^vehicles/, ['vehicles_count 4辆']],
    ['我局共有车辆10辆，其中：机要通信用车0辆、执法执勤用车9辆。', /^vehicles/, ['vehicles_count 10辆']],
    ['本单位无公务用车。', /^vehicles/, ['vehicles_count 0辆 无']],
    ['全年查处违规车辆63辆。', /^vehicles/, []],
    ['房屋面积3,250.5平方米。', /^house/, ['house_area 3250.5平方米']],
    ['始建于1964年，占地面积36亩，建筑面积5000余平方米。', /^house/, ['house_area 5000平方米 余']],
    ['完成棚户区房屋改造面积12000平方米。', /^house/, []],
    [
      '单价50万元以上设备3台（套），单价100万元（含）以上设备1台（套）。',
      /^equipment/,
      ['equipment_over_1m 1台（套）'],
    ],
    [
      '国内公务接待88批次，903人次（不包括陪同人员）。外事接待0批次，0人。',
      /^three_public_reception/,
      ['three_public_reception_batches 88批次', 'three_public_reception_persons 903人次'],
    ],
    ['接待来访群众6218批次。', /^three_public/, []],
    [
      '因公出国（境）团组2个，累计5人次。',
      /^three_public_abroad/,
      ['three_public_abroad_groups 2个', 'three_public_abroad_persons 5人次'],
    ],
    ['全年购置公务用车1辆。', /^three_public_cars|^vehicles/, ['three_public_cars_bought 1辆']],
  ])('%s', (body, key, wanted) => expect(of(body, key).sort()).toEqual([...wanted].sort()));
});

describe('projects', () => {
  it.each<[string, RegExp, string[]]>([
    [
      '全局承担市级重点项目12个，已完工8个、在建3个、未开工1个。',
      /^projects/,
      ['projects_total 12个', 'projects_completed 8个', 'projects_ongoing 3个', 'projects_not_started 1个'],
    ],
    [
      '全年实施项目12个，其中局机关项目7个、水务所项目5个。',
      /^projects_total/,
      ['projects_total 12个', 'projects_total#局机关 7个', 'projects_total#水务所 5个'],
    ],
    ['全县签约项目260个，总投资515亿元。', /^projects/, []],
  ])('%s', (body, key, wanted) => expect(of(body, key).sort()).toEqual([...wanted].sort()));
});

describe('who the unit is', () => {
  it.each<[string, RegExp, string[]]>([
    ['我局属副科级事业单位。', /^unit_rank/, ['unit_rank 副科级']],
    ['示例局是县人民政府工作部门，为正科级，加挂知识产权局牌子。', /^unit_rank/, ['unit_rank 正科级']],
    ['本单位属公益一类事业单位（副处级）。', /^unit_rank/, ['unit_rank 副处级']],
    ['下设2个机构，一是正科级事业单位县信息中心。', /^unit_rank/, []],
    ['科级领导职数5名，副科级2名。', /^unit_rank/, []],
    ['示例局属参公管理事业单位。', /^unit_nature/, ['unit_nature 参公事业单位']],
    ['下属单位均为公益一类事业单位。', /^unit_nature/, []],
    [
      '示例站为清河县工业和信息化局的二级部门预算单位。',
      /^parent_department/,
      ['parent_department 清河县工业和信息化局'],
    ],
    ['联系人：陈一安 联系电话：0799-1234567', /^contact/, ['contact_name 陈一安', 'contact_phone 0799-1234567']],
    ['联系人\n\n陈一安\n\n联络电话\n\n8690022', /^contact/, ['contact_name 陈一安', 'contact_phone 8690022']],
    ['联系人：财务股', /^contact/, []],
    ['主办：清河县人民政府办公室 网站标识码3611230001 联系电话：0799-1234567', /^contact/, []],
  ])('%s', (body, key, wanted) => expect(of(body, key).sort()).toEqual([...wanted].sort()));
});

describe('totals said shortly', () => {
  it.each<[string, string[]]>([
    [
      '2023年部门决算收支完成情况。\n1、收入：792.22万元。同比增加189.25万元。\n2、支出：799.12万元。其中：人员经费支出434.89万元。',
      ['final_expenditure_total 799.12万元', 'final_income_total 792.22万元'],
    ],
    [
      '示例局2023年本年收入合计300万元，本年支出合计290万元。',
      ['final_expenditure_total 290万元', 'final_income_total 300万元'],
    ],
    ['全县经济运行情况。\n1、收入：792.22万元。', []],
  ])('%s', (body, wanted) => expect(of(body, /^final_(?:income|expenditure)_total/).sort()).toEqual(wanted));
});
