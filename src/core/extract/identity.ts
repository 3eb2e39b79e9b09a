// Who the unit is beyond its name: code, government, rank, nature, notice, dates, and where results are disclosed.
import type { Ledger } from './ledger.ts';
import type { Reading } from './reading.ts';

interface Rule {
  key: string;
  at: RegExp;
  /** Characters read at most from the start of the text. */
  within: number;
}

const RULES: readonly Rule[] = [
  { key: 'unit_code', at: /(?:预算(?:单位)?编码|单位编码|单位代码)[：:]\s*(\d{3,12})/, within: 3000 },
  {
    key: 'report_date',
    at: /(?:报告日期|填报日期|填表日期)[：:]\s*((?:19|20)\d{2}年\d{1,2}月\d{1,2}日|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})/,
    within: 1e9,
  },
  {
    key: 'finance_notice',
    at: /(?:根据|按照|依据)[^。《]{0,24}(《关于[^》\n]{4,60}通知》（[^（）\n]{2,16}〔\d{4}〕\d{1,4}号）)/,
    within: 3000,
  },
  {
    key: 'parent_government',
    at: /(?:为|是|属)([\p{Script=Han}]{2,16}(?:人民政府|政府))(?:的)?(?:派出机构|派出机关|工作部门|直属)/u,
    within: 4000,
  },
  { key: 'unit_rank', at: /((?:正|副)(?:厅|处|县|科|股)级)(?:规格|建制|单位|，|,|。|机构|公益)/, within: 4000 },
  {
    key: 'unit_nature',
    at: /(?:为|属|系|是)[^。；\n]{0,20}((?:公益[一二]类事业单位|参照公务员法管理的事业单位|派出机构|行政单位))/,
    within: 4000,
  },
  { key: 'budget_level', at: /([一二]级预算单位)/, within: 4000 },
];
const CHANNEL =
  /(?:在|通过)([\p{Script=Han}“”]{2,18}?(?:网站|门户网|公众号|公开平台|公开栏|官网))[^，。；\n]{0,16}?公开/u;

export function mineIdentity(r: Reading, ledger: Ledger): void {
  for (const rule of RULES) {
    const m = rule.at.exec(r.text.slice(0, Math.min(rule.within, 20000)));
    if (!m) continue;
    const at = m.index + m[0].lastIndexOf(m[1]!);
    if (rule.key === 'unit_nature' && /下设|下属|所属/.test(m[0])) continue;
    const value = rule.key === 'unit_nature' && /参照/.test(m[1]!) ? '参公事业单位' : m[1]!;
    ledger.add({
      key: rule.key,
      period: r.period,
      value,
      start: at,
      end: at + m[1]!.length,
      rank: 1,
      confidence: 'medium',
    });
  }
  for (const s of r.sentences) {
    if (!s.text.includes('公开') || !(s.sections.includes('application') || /自评结果/.test(s.text))) continue;
    const m = CHANNEL.exec(s.text);
    if (!m) continue;
    const at = s.start + m.index + m[0].indexOf(m[1]!);
    ledger.add({
      key: 'disclosure_channel',
      period: r.period,
      value: m[1]!,
      start: at,
      end: at + m[1]!.length,
      confidence: 'medium',
    });
  }
  for (const s of r.sentences)
    for (const a of s.amounts) {
      const lead = r.text.slice(Math.max(s.start, a.start - 16), a.start);
      if (a.value === null) continue;
      const put = (key: string, unit: string) =>
        ledger.add({
          key,
          period: r.period,
          value: a.value!,
          unit,
          qualifier: a.qualifier,
          start: a.start - (/[^，。；：、（]*$/.exec(lead)?.[0].length ?? 0),
          end: a.end,
          confidence: 'medium',
        });
      if (
        a.unit === '辆' &&
        /(?:公务用车|车辆|公车)(?:保有(?:量)?)?(?:共|为|有)?$/.test(lead) &&
        !/购置|减少|报废|新/.test(lead)
      )
        put('vehicles_count', '辆');
      else if (/^平方?米|^㎡/.test(a.unit) && /(?:房屋|办公用房)(?:建筑)?面积(?:为|共)?$|房屋$/.test(lead))
        put('house_area', '平方米');
      else if (/批/.test(a.unit) && /公务接待(?:费)?[^，。；]{0,8}$/.test(lead))
        put('three_public_reception_batches', '批次');
    }
}
