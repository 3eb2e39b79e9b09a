// The vocabulary of money clauses: what a sum is of (concept), which stage it is at (aspect), and words that change nothing.

export type Concept =
  | 'income'
  | 'expenditure'
  | 'both'
  | 'income-grand'
  | 'expenditure-grand'
  | 'fiscal'
  | 'general-budget'
  | 'fund'
  | 'state-capital'
  | 'special-account'
  | 'undertaking'
  | 'operating-income'
  | 'superior'
  | 'affiliated'
  | 'other-income'
  | 'nonfiscal-surplus'
  | 'basic'
  | 'project'
  | 'personnel'
  | 'public'
  | 'operating-expenditure'
  | 'to-superior'
  | 'to-affiliated'
  | 'allocation'
  | 'fiscal-expenditure'
  | 'function'
  | 'carry-begin'
  | 'carry-end'
  | 'three-public'
  | 'abroad'
  | 'car'
  | 'car-purchase'
  | 'car-running'
  | 'reception'
  | 'procurement'
  | 'procurement-goods'
  | 'procurement-works'
  | 'procurement-services'
  | 'small-business'
  | 'fixed-assets'
  | 'assets-net'
  | 'assets-in-use'
  | 'assets-idle'
  | 'total-assets'
  | 'liabilities'
  | 'running-cost'
  | 'meeting'
  | 'training'
  | 'recovered'
  | 'adjust'
  | 'add'
  | 'reduce'
  | 'total'
  | 'foreign';

export type Aspect = 'budget' | 'adjusted' | 'final' | 'available';

export type Token =
  | { is: 'concept'; concept: Concept; aspect?: Aspect }
  | { is: 'aspect'; aspect: Aspect }
  | { is: 'delta'; sign: 1 | -1 }
  | { is: 'same' }
  | { is: 'compare' }
  | { is: 'share' }
  | { is: 'year' }
  | { is: 'named' }
  | { is: 'plain' };

const c = (concept: Concept, aspect?: Aspect): Token => ({ is: 'concept', concept, ...(aspect ? { aspect } : {}) });
const a = (aspect: Aspect): Token => ({ is: 'aspect', aspect });
const plain: Token = { is: 'plain' };

const FUNCTIONS =
  '一般公共服务|外交|国防|公共安全|教育|科学技术|文化旅游体育与传媒|文化体育与传媒|社会保障和就业|卫生健康|医疗卫生与计划生育|节能环保|城乡社区|农林水|交通运输|资源勘探(?:工业)?信息等|资源勘探|商业服务业等?|金融|援助其他地区|自然资源海洋气象等|住房保障|粮油物资储备|灾害防治及应急管理|债务付息|其他|工资福利|商品和服务|对个人和家庭(?:的)?(?:补助)?|资本性|债务利息|对企业补助';

/** In order: an earlier row wins over a later one at the same place. */
const ROWS: readonly (readonly [source: string, token: Token])[] = [
  ['(?:19|20)\\d{2}\\s?年?度?(?:[末底初](?!结))?|\\d{1,2}月(?:\\d{1,2}日)?', { is: 'year' }],
  [
    '上一?年度?(?:末|底)?(?=预算|决算|收入|支出|的|实际|执行|调整|年初|全年|累计|同期|公开|为|“|三公|$)|去年',
    { is: 'year' },
  ],
  [
    '(?:上年|以前年度|上年度|年初|期初|初)(?:末)?(?:财政拨款)?(?:项目)?结[转余](?:和|及|与|、)?(?:结余)?(?:资金|收入|数)?',
    c('carry-begin'),
  ],
  [
    '(?:年末|年终|期末|累计|末|年底)(?:财政拨款|滚存)?结[转余](?:和|及|与|、)?(?:结余)?(?:下年)?(?:资金|数)?|结转(?:下年|结余|和结余|及结余)(?:资金|数)?|当年结余|本年结余|结余结转(?:资金)?|(?:年末)?滚存结[转余]|资金结[转余](?:结余)?|结转资金',
    c('carry-end'),
  ],
  ['结余分配', c('allocation')],
  ['使用非财政拨款结余(?:（含专用结余）)?', c('nonfiscal-surplus')],
  ['(?:基本|项目)支出结[转余]', c('foreign')],
  [
    '(?:地方)?(?:财政|税收|营业|主营业务|可支配|非税|罚没|旅游(?:综合|总)?|综合|一般公共预算|集体经济|经营性|销售)(?:总|纯|净)?收入(?!预算|决算|支出)',
    c('foreign'),
  ],
  ['收入(?:决算)?总计|收入总额合计', c('income-grand')],
  ['支出(?:决算)?总计', c('expenditure-grand')],
  ['财政拨款(?:收、?支|收入支出|收支)(?:总)?(?:预算|决算)?(?:总额|总计|合计)?', c('foreign')],
  ['(?:收、?支|收入支出|收入、支出|收支)(?:总)?(?:预算)(?:总额|总计|合计)?|预算收支', c('both', 'budget')],
  ['(?:收、?支|收入支出|收入、支出|收支)(?:决算)?(?:各)?(?:总计|总额|合计)(?:各)?', c('both')],
  ['[“"]?三公[”"]?\\s?经费|[“"]?三公[”"]?支出', c('three-public')],
  ['因公出国(?:（境）|境)?(?:费用?|支出)*|出国(?:（境）)?(?:费用?|经费)', c('abroad')],
  ['(?:公务用车|公务车辆?|公车)购置(?:及|和)(?:运行)?(?:维护)?(?:费用?|经费)?|公务用车费', c('car')],
  ['(?:公务用车|公务车|公车)购置(?:费用?|支出)?', c('car-purchase')],
  ['(?:公务用车|公务车辆?|公车|车辆)(?:运行维护|运行|运维)(?:费用?|支出)?', c('car-running')],
  ['(?:人均|每人|平均)[^，；。\\d]{0,12}', c('foreign')],
  ['公务接待(?:费用?|支出)*|接待费', c('reception')],
  ['会议费(?:支出)?', c('meeting')],
  ['培训费(?:支出)?', c('training')],
  ['(?:政府)?采购货物(?:支出|金额)?|货物(?:类)?(?:采购)?(?:支出|金额|类|采购)', c('procurement-goods')],
  ['(?:政府)?采购工程(?:支出|金额)?|工程(?:类)?(?:采购)?(?:支出|金额|类|采购)', c('procurement-works')],
  ['(?:政府)?采购服务(?:支出|金额)?|服务(?:类)?(?:采购)?(?:支出|金额|类|采购)', c('procurement-services')],
  ['(?:政府|部门)?(?:集中|分散|自行)采购', c('foreign')],
  [
    '(?:授予|由|面向)?(?:中小微?企业|小微企业)(?:供应商中标或成交的采购金额|合同金额|合同额|采购金额|预留(?:金额)?)',
    c('small-business'),
  ],
  ['(?:政府)?采购计划', c('procurement', 'budget')],
  ['政府采购(?:支出)?|采购(?=预算|金额|额|合同|支出|总额|执行|实际|$)', c('procurement')],
  ['(?:采购)?合同(?:签订)?(?:总)?(?:金额|额)', a('final')],
  ['涉及(?:一般公共预算)?(?:当年)?(?:财政)?拨款|固定资产投资|涉及(?:预算)?(?:金额|资金)', c('foreign')],
  ['固定资产(?:账面)?(?:原值|总额|总值|价值)?', c('fixed-assets')],
  ['(?:固定资产)?(?:账面)?净值', c('assets-net')],
  ['累计折旧', c('foreign')],
  ['在用(?:固定资产)?', c('assets-in-use')],
  ['(?:出租|出借|待处置)(?:固定资产)?', c('foreign')],
  ['闲置(?:固定资产|资产)?', c('assets-idle')],
  ['资产(?:总额|总计|合计)', c('total-assets')],
  ['负债(?:总额|总计|合计)', c('liabilities')],
  ['机关运行经费(?:支出)?(?:财政拨款)?', c('running-cost')],
  ['财政收回(?:资金|指标)?|收回(?:指标|资金|预算)', c('recovered')],
  ['(?:净追加|净增加|净调整)', c('foreign')],
  ['(?:年中|全年|当年|年度|预算)?(?:中)?(?:追加|调增|调整增加|增加预算)(?:预算|资金|指标)?', c('add')],
  ['(?:年中|全年|当年|年度|预算)?(?:中)?(?:追减|调减|调整减少|核减)(?:预算|资金|指标)?', c('reduce')],
  ['可用资金|资金到位|到位资金|到位', c('foreign')],
  ['(?:一般公共(?:预算|财政)(?:财政)?拨款|公共财政(?:预算)?拨款|财政拨款)(?:本年)?(?:基本)支出', c('basic')],
  ['(?:一般公共(?:预算|财政)(?:财政)?拨款|公共财政(?:预算)?拨款|财政拨款)(?:本年)?(?:项目)支出', c('project')],
  [
    '(?:一般公共(?:预算|财政)(?:财政)?拨款|公共财政(?:预算)?拨款|财政拨款|一般公共预算)(?:当年|本年)?支出',
    c('fiscal-expenditure'),
  ],
  ['财政拨款收入支出', c('foreign')],
  ['一般公共(?:预算|财政)(?:财政)?拨款(?:收入)?|公共财政(?:预算)?拨款(?:收入)?', c('general-budget')],
  ['政府(?:性)?基金(?:预算)?(?:财政)?(?:拨款)?(?:收入)?', c('fund')],
  ['国有资本经营(?:预算)?(?:财政)?(?:拨款)?(?:收入)?', c('state-capital')],
  ['一般公共预算(?=$|[^财拨收支安])', c('general-budget')],
  ['财政拨款预算(?:收入)?', c('fiscal', 'budget')],
  ['财政预算内拨款(?:收入)?|财政拨款(?:收入)?|财政(?:补助|安排)收入|财政拨款补助', c('fiscal')],
  ['(?:纳入)?财政?专户管理(?:的)?(?:非税收入|资金)(?:拨款)?(?:收入)?', c('special-account')],
  ['事业(?:单位)?经营收入|经营收入', c('operating-income')],
  ['事业收入', c('undertaking')],
  ['上级补助收入|上级补助', c('superior')],
  ['附属单位上缴收入', c('affiliated')],
  ['其他(?:资金)?收入|其他资金(?!来源)', c('other-income')],
  ['基本支出?(?=支|\\d|预|决|执|完|年|全|为|约|数|安|总|合|共|$|实|（|达|是)', c('basic')],
  ['基本支出', c('basic')],
  ['项目(?:支出|预算支出)|专项支出', c('project')],
  ['人员(?:经费|支出|类支出)(?:支出)?', c('personnel')],
  ['(?:日常)?公用(?:经费|支出)(?:支出)?|运转类支出', c('public')],
  ['经营支出', c('operating-expenditure')],
  ['上缴上级支出', c('to-superior')],
  ['对附属单位补助支出', c('to-affiliated')],
  [`(?:${FUNCTIONS})支出|（类）|（款）|（项）|〔[类款项]〕`, c('function')],
  [
    '(?:年末|最终)预算|调整后(?:的)?(?:全年)?(?:部门)?(?:收支)?(?:收入|支出)?(?:总)?预算|调整后预?|(?:年中)?调整(?:后)?(?:部门)?预算|全年(?:（?调整）?)?(?:后)?(?:收入|支出|部门)?(?:总)?预算|预算调整(?:后)?',
    a('adjusted'),
  ],
  ['预算批复|年初(?:批复|批准|下达|核定)|批复|年初', a('budget')],
  ['(?:本年|年度|全年|当年|部门)?收入(?:合计|决算|决算合计)|决算(?:总)?收入', c('income', 'final')],
  [
    '(?:本年|年度|全年|当年)?支出(?:合计|决算|决算合计)|(?:本年|全年|当年)?支合计|决算(?:总)?支出',
    c('expenditure', 'final'),
  ],
  ['收入预算|预算(?:总)?收入', c('income', 'budget')],
  ['支出预算|预算(?:总)?支出', c('expenditure', 'budget')],
  ['预算', a('budget')],
  ['决算|实际完成|实际执行|实际|执行|已支付|已支出|已使用|支付|使用', a('final')],
  ['总收入|收入', c('income')],
  ['总支出|支出|开支|花费', c('expenditure')],
  ['(?:较|比|同比|与)(?=.{0,30}(?:增|减|降|升|相比|持平|一致|节|长|多|少|对比))', { is: 'compare' }],
  ['(?:较|比|与)(?=上一?年|去年|(?:19|20)\\d{2})', plain],
  ['占', { is: 'share' }],
  ['(?:净)?(?:增加|增长|增支|提高|上升|超支|超出|多支|多)(?:了|额)?', { is: 'delta', sign: 1 }],
  ['(?:净)?(?:减少|下降|减支|降低|节约|节省|结余|压减|压缩|少支|少)(?:了|额)?', { is: 'delta', sign: -1 }],
  ['持平|一致', { is: 'same' }],
  ['项目(?!预算|资金|总|数|支出|经费)', { is: 'named' }],
  ['项目|专项|工程', { is: 'named' }],
  ['总额|总计|合计|总数|总量', c('total')],
  [
    '人民币|其中|另有|另|累计|主要(?:是|包括)?|包括|具体|分别|加上|以及|和|及|与|并|即|约合|折合|计入|列入|按|由|全部|均|全额|共计|共|总|达到|达|为|是|计|数额|金额|数|额|款|资金|了|的|有|约|分|：|:|—|-|\\s|“|”|"|、|，|；|。|）|（|/|=',
    plain,
  ],
  ['本年度?|全年度?|当年|年度|今年|年|年末|年初|年中|期末|截至|截止|末|底|度|日', plain],
  [
    '(?:我|本)(?:局|单位|部门|级|委|办|中心|校|院|馆|站|会|镇|乡|县|街道|处|所|社|联|司|厅|队|园|库|场|公司|学校|机关|系统|分局|大队|支队|总队|集团)|系统|部门|单位|全(?:局|委|系统|镇|乡|校|院|市|区|县|办|会|馆|站|中心)|机关|本级|镇|乡|县|区|市|局|财政|相应|人代会|人大|经|批准|安排|下达|拨入|编制|整体|总体|规模|公开|公布|初|口径|控制|限额|指标|统计|实现|完成|报|申请|核定|上级|省级|中央|数据|情况|方面|账面|汇总|合并|公共|财力',
    plain,
  ],
  ['[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\\d]{1,2}）|\\d{1,2}[.、．]', plain],
];

const SCANNER = new RegExp(ROWS.map(([s]) => `(${s})`).join('|'), 'y');

export interface Read {
  tokens: readonly (Token & { text: string })[];
  /** Characters the vocabulary does not know, joined. */
  unknown: string;
  /** Unknown characters before the last concept or aspect. */
  name: string;
}

/** What was read last: headings, labels and turns of phrase come back again and again. */
const known = new Map<string, Read>();
const MOST = 4000;

/** Reads a clause tail of at most some dozens of characters. The result is shared: it is not to be changed. */
export function readWords(tail: string): Read {
  const before = known.get(tail);
  if (before) return before;
  const read = scanWords(tail);
  if (known.size >= MOST) known.clear();
  known.set(tail, read);
  return read;
}

function scanWords(tail: string): Read {
  const tokens: (Token & { text: string })[] = [];
  let unknown = '';
  let name = '';
  for (let i = 0; i < tail.length; ) {
    SCANNER.lastIndex = i;
    const m = SCANNER.exec(tail);
    if (m && m[0].length > 0) {
      let row = 1;
      while (m[row] === undefined) row++;
      const token = ROWS[row - 1]![1];
      if (token.is === 'concept' || token.is === 'aspect' || token.is === 'named') name = unknown;
      tokens.push({ ...token, text: m[0] });
      i += m[0].length;
    } else unknown += tail[i++];
  }
  return { tokens, unknown, name };
}

type Named = Extract<Token, { is: 'concept' }> & { text: string };

const NARROW = new Set<Concept>([
  'three-public',
  'abroad',
  'car',
  'car-purchase',
  'car-running',
  'reception',
  'procurement',
]);

/** 财政拨款“三公”经费支出 is of 三公: who pays and that it was spent are said besides. */
export const narrowest = (concepts: readonly Named[]): Named | undefined =>
  concepts.find((t) => t.concept === 'small-business') ?? concepts.filter((t) => NARROW.has(t.concept)).at(-1);
