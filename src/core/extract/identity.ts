// Who the unit is beyond its name: code, government, department, rank, nature, notice, contact, dates, and where results are
// disclosed. The first clear statement counts; posts and parts of the unit are not it.
import type { Ledger } from './ledger.ts';
import type { Reading } from './reading.ts';

interface Rule {
  key: string;
  at: RegExp;
  /** Characters read at most from the start of the text. */
  within: number;
  /** What may not stand in the clause before the value. */
  not?: RegExp;
}

const DATE = String.raw`(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}`;
const PART = /下设|下属|所属单位|内设|领导|职数|副职|干部|^均|分别|[一二三四五]是$/;
const RULES: readonly Rule[] = [
  { key: 'unit_code', at: /(?:预\s?算\s?(?:单位)?编\s?码|单位编码|单位代码|部门编码)[：:]\s*(\d{3,12})/, within: 3000 },
  { key: 'report_date', at: new RegExp(`(?:报告日期|填报日期|填表日期|报送日期)[：:]\\s*(${DATE})`), within: 1e9 },
  {
    key: 'finance_notice',
    at: /(?:根据|按照|依据)[^。《]{0,24}(《[^《》\n]{0,16}关于[^》\n]{0,60}(?:绩效|自评|评价)[^》\n]{0,40}通知》（[^（）\n]{2,16}〔\d{4}〕\s?\d{1,4}号）)/,
    within: 3000,
  },
  {
    key: 'parent_government',
    at: /(?:为|是|属)([\p{Script=Han}]{2,16}(?:人民政府|政府))(?:的)?(?:派出机构|派出机关|工作部门|组成部门|直属)/u,
    within: 4000,
  },
  {
    key: 'parent_department',
    at: /(?:隶属于?|是|为|属于?)([\p{Script=Han}]{2,20}(?:局|委员会|委|厅|部|办公室))(?:的)?(?:直属|下属|所属|管理的|二级)[^，。]{0,8}(?:单位|机构)/u,
    within: 4000,
  },
  {
    key: 'parent_department',
    at: /主管部门(?:名称)?[：:]\s*([\p{Script=Han}]{4,24}(?:局|委员会|委|厅|部|办公室|政府))/u,
    within: 3000,
  },
  {
    key: 'unit_rank',
    at: /(?:为|是|属于?|系|当于|局|委|办|会|院|校|馆|站|所|中心|政府)(?:[^，。；、\n]{0,14}(?<!领导))?((?:正|副)(?:厅|处|县|科|股)级)(?:规格|建制|行政|事业|单位|机构|的?公益|的?参|全额|财政|，|。)/,
    within: 6000,
    not: PART,
  },
  {
    key: 'unit_rank',
    at: /(?:部门|单位|机构|机关|，)，((?:正|副)(?:厅|处|县|科|股)级)(?:行政|事业|公益|参公|全额|单位|建制)/,
    within: 6000,
    not: PART,
  },
  {
    key: 'unit_rank',
    at: /(?:为|是|属|系)[^，。；\n]{0,20}(?:单位|机构|部门)（((?:正|副)(?:厅|处|县|科|股)级)）/,
    within: 6000,
    not: PART,
  },
  { key: 'unit_rank', at: /(?:规格|建制)为?((?:正|副)(?:厅|处|县|科|股)级)/, within: 6000, not: PART },
  {
    key: 'unit_nature',
    at: /(?:为|属|系|是)[^。；\n]{0,20}(公益[一二]类事业单位|参照公务员法管理的?(?:事业)?单位|参公(?:管理)?(?:的)?事业单位|派出机构|派出机关|行政单位)/,
    within: 4000,
    not: PART,
  },
  { key: 'budget_level', at: /([一二]级预算单位)/, within: 4000, not: /下属|下设|所属|辖|没有|无|其他|\d$/ },
  {
    key: 'contact_name',
    at: /(?:联\s?系\s?人|填\s?报\s?人|填\s?表\s?人)(?:姓名)?[：:|\t\n\s]{1,6}([\p{Script=Han}]{2,4})(?=[\s|，。；（\n]|联系|联络|电话|$)/u,
    within: 1e9,
  },
  {
    key: 'contact_phone',
    at: /(?:联\s?[系络]\s?电\s?话|咨询电话|电\s?话|联系方式)[：:|\t\n\s]{1,6}(\d{3,4}[-—－]?\d{7,8}|\d{7,8}|1\d{10})(?!\d)/,
    within: 1e9,
  },
];
const NOT_A_PERSON = /^(?:联系|联络|电话|单位|日期|部门|职务|签字|盖章|负责|填报|办公|财务)|[科股室处办组]$/;
const CHANNEL =
  /(?:在|通过|于)([\p{Script=Han}“”]{2,24}?(?:门户网站|网站|门户网(?!站)|公众号|公开平台|公开栏|官网|公开专栏))[^，。；\n]{0,16}?公[开布示]/u;
const URL = /(?:网址|链接|地址)[^，。；\n]{0,12}?[：:为]?\s*((?:https?:\/\/|www\.)[\w./?=&%#:-]{6,160})/;
const OPENED = new RegExp(
  `(${DATE})[^，。；\\n]{0,30}(?:公开|公示|公布)|(?:公开时间|公示时间|公开日期)[：:为]?\\s*(${DATE})`,
);
const EXEMPT = /[^，。；\n]{0,40}(?:不予公开|不宜公开|不对外公开|未予公开|不向社会公开)/;

export function mineIdentity(r: Reading, ledger: Ledger): void {
  const done = new Set<string>();
  for (const rule of RULES) {
    if (done.has(rule.key)) continue;
    const m = rule.at.exec(r.text.slice(0, Math.min(rule.within, 20_000)));
    if (!m) continue;
    const at = m.index + m[0].lastIndexOf(m[1]!);
    if (rule.not?.test(clauseBefore(r.text, at))) continue;
    if (rule.key === 'contact_name' && NOT_A_PERSON.test(m[1]!)) continue;
    if (rule.key.startsWith('contact') && FOOTER.test(lineOf(r.text, at))) continue;
    done.add(rule.key);
    ledger.add({
      key: rule.key,
      period: r.period,
      value: rule.key === 'unit_nature' ? natureOf(m[1]!) : m[1]!,
      start: at,
      end: at + m[1]!.length,
      rank: 1,
      confidence: 'medium',
    });
  }
  disclosure(r, ledger);
}

const natureOf = (printed: string): string =>
  /参照|参公/.test(printed) ? '参公事业单位' : printed === '派出机关' ? '派出机构' : printed;

/** The foot of a web page names whoever keeps the site. */
const FOOTER = /网站|标识码|备案|公网安备|ICP|主办|承办|版权/;
const lineOf = (text: string, at: number): string => {
  const end = text.indexOf('\n', at);
  return text.slice(
    Math.max(text.lastIndexOf('\n', at) + 1, at - 120),
    Math.min(end < 0 ? text.length : end, at + 120),
  );
};

const clauseBefore = (text: string, at: number): string =>
  /[^，。；\n]*$/.exec(text.slice(Math.max(0, at - 40), at))![0];

function disclosure(r: Reading, ledger: Ledger): void {
  const put = (key: string, value: string, start: number) =>
    ledger.add({ key, period: r.period, value, start, end: start + value.length, confidence: 'medium' });
  for (const s of r.sentences) {
    if (
      !/公开|公示|公布/.test(s.text) ||
      !(s.sections.includes('application') || /自评结果|绩效评价结果|自评报告/.test(s.text))
    )
      continue;
    const channel = CHANNEL.exec(s.text);
    if (channel) put('disclosure_channel', channel[1]!, s.start + channel.index + channel[0].indexOf(channel[1]!));
    const url = URL.exec(s.text);
    if (url) put('disclosure_url', url[1]!, s.start + url.index + url[0].indexOf(url[1]!));
    const opened = OPENED.exec(s.text);
    const date = opened?.[1] ?? opened?.[2];
    if (opened && date) put('disclosure_date', date, s.start + opened.index + opened[0].indexOf(date));
    const exempt = EXEMPT.exec(s.text);
    if (exempt && /涉密|保密|秘密|敏感/.test(s.text))
      put('disclosure_exempt_reason', exempt[0], s.start + exempt.index);
  }
}
