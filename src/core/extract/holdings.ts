// What the unit holds and counts beside money: vehicles, floor area, large equipment, receptions, trips abroad, cars bought.
// Quotas for cars, cars sold or scrapped and floor space of projects are not holdings.
import type { Amount } from './amount.ts';
import type { Ledger } from './ledger.ts';
import { yearNamed } from './period.ts';
import type { Reading, Sentence } from './reading.ts';

interface Rule {
  key: string;
  unit: string;
  counted: RegExp;
  /** The words right before the number. */
  at: RegExp;
  not?: RegExp;
  rank?: number;
}

const RULES: readonly Rule[] = [
  {
    key: 'three_public_cars_bought',
    unit: '辆',
    counted: /^[辆台]$/,
    at: /(?:购置|更新|新购)[^，。；]{0,6}(?:公务用车|公车|车辆)(?:数|数量)?(?:共|为|数为)?$/,
  },
  {
    key: 'vehicles_count',
    unit: '辆',
    counted: /^[辆台]$/,
    at: /(?:公务用车|公车)(?:实际)?保有量?(?:数)?(?:共|为|是|有|共计)?$/,
  },
  {
    key: 'vehicles_count',
    unit: '辆',
    counted: /^[辆台]$/,
    at: /(?:公务用车|公务车|机动车|车辆|公车)(?:保有(?:量)?|数量|总数)?(?:合计|共计|共有|实有|共|为|有|：)*$|(?:实有|现有|共有|拥有|保留)(?:公务用车|公务车|公车|车辆)?$|开支[^，。；]{0,16}(?:保有|公务用车)[^，。；]{0,4}$/,
    not: /编制|购置|减少|报废|新|拍卖|处置|封存|租|社会|查处|检查|执法检查|移交|调拨|其中/,
    rank: 1,
  },
  {
    key: 'house_area',
    unit: '平方米',
    counted: /^(?:平方?米|㎡|m2|m²)$/,
    at: /(?:房屋|办公用房|办公楼|业务用房|校舍|用房|房产)(?:总)?(?:建筑)?(?:使用)?(?:面积)?(?:合计|共计|共有|共|为|有|达|：)*$|占地[^。；]{0,16}，(?:总)?建筑面积(?:为|共|达)?$/,
    not: /维修|改造|新建|项目|拆除|出租|群众|棚户|农村|小区|居民|安置/,
  },
  {
    key: 'equipment_over_1m',
    unit: '台（套）',
    counted: /^(?:台|套|台（套）|台\(套\)|台套|件)$/,
    at: /100万元(?:（含）|\(含\)|及)?以上(?:的)?(?:专用|大型|通用)?(?:设备|仪器)?(?:（不含车辆）)?(?:共|为|有|：)?$/,
  },
  {
    key: 'three_public_reception_batches',
    unit: '批次',
    counted: /^(?:批次|批|批（次）|批\(次\))$/,
    at: /(?:公务接待|接待|国内公务接待|来访)(?:费)?[^，。；]{0,10}$/,
    not: /外事|国（境）外|外宾|信访|群众|客商|来访(?!人员)|考察|参观|游客|学生/,
  },
  {
    key: 'three_public_reception_persons',
    unit: '人次',
    counted: /^(?:人次|人（次）|人\(次\)|人)$/,
    at: /(?:公务接待|接待|批次?|批（次）)(?:费)?[，、]?(?:共|累计|合计|共计|计|接待)?(?:来访人员|来宾|人数)?[^，。；\d]{0,8}$/,
    not: /外事|国（境）外|外宾|信访|群众|游客|患者|咨询|办事|服务|学生|参观|读者/,
  },
  {
    key: 'three_public_abroad_groups',
    unit: '个',
    counted: /^(?:个|批次|批|次)?$/,
    at: /(?:因公出国（境）|出国（境）|出国)[^，。；]{0,6}(?:团组|组团)(?:数)?(?:共|为|累计)?$/,
  },
  {
    key: 'three_public_abroad_persons',
    unit: '人次',
    counted: /^(?:人次|人)$/,
    at: /(?:出国（境）|出国|团组)[^。；]{0,20}(?:累计|人次数?|共)(?:为)?$/,
    not: /接待/,
  },
];
const NO_CAR = /(?:无|没有|未配备|不保有)(?:公务用车|公务车辆|公车|车辆)(?=[，。；、]|$)/g;

export function mineHoldings(r: Reading, ledger: Ledger): void {
  for (const s of r.sentences) {
    if (!/车|面积|用房|校舍|房屋|设备|接待|出国/.test(s.text)) continue;
    for (const a of s.amounts) count(r, s, a, ledger);
    for (const m of s.text.matchAll(NO_CAR))
      ledger.add({
        key: 'vehicles_count',
        period: r.period,
        value: '0',
        unit: '辆',
        qualifier: '无',
        start: s.start + m.index,
        end: s.start + m.index + m[0].length,
        rank: 2,
      });
  }
}

/** 与2016年度决算相比减少1.1万元，…公务接待86批次: the year compared with is not the year of what follows. */
const WAS_COMPARED =
  /(?:较|比|与|同|和)(?:(?:19|20)\d{2}\s?年度?|上一?年度?|去年)(?:同期)?(?:决算|预算)?数?(?:相比)?，?(?:增|减|下降|上升|持平)[^年]*$/;

function count(r: Reading, s: Sentence, a: Amount, ledger: Ledger): void {
  if (a.value === null || a.unit === '') return;
  const lead = r.text.slice(Math.max(s.start, a.start - 60), a.start);
  const clause = /[^，。；：]*$/.exec(lead)![0];
  const near = lead.slice(-34);
  for (const rule of RULES) {
    if (!rule.counted.test(a.unit) || !rule.at.test(near) || rule.not?.test(clause)) continue;
    const named = WAS_COMPARED.test(lead) ? null : yearNamed(lead, r.period);
    // 88批次、903人次: a bare count of persons belongs to receptions only in a sentence about them.
    if (rule.key === 'three_public_reception_persons' && !/接待/.test(s.text.slice(0, a.start - s.start))) continue;
    ledger.add({
      key: rule.key,
      // The year a house was founded in is not the year it is counted in.
      period: named?.year && r.period && Math.abs(named.year - r.period) <= 1 ? named.year : r.period,
      value: a.value,
      unit: rule.unit,
      qualifier: a.qualifier,
      start: a.start - (/[^，。；：、（]*$/.exec(lead)?.[0].length ?? 0),
      end: a.end,
      rank: rule.rank ?? 0,
      confidence: 'medium',
    });
    return;
  }
}
