// Words by which a clause says which quantity it means: direction, aspect, year, measure of comparison. Data only.

/** Direction words. A change states by how much; an arrival states where it ended. */
export const UP = '增加|增长|上升|提高|提升|上涨|扩大|增多|攀升|递增|多支出|多收入|超支|高出|超出|调增|净增|增幅|增';
export const DOWN =
  '减少|下降|降低|下滑|回落|缩减|压减|缩小|减低|递减|少支出|少收入|节约|节省|节余|调减|净减|核减|压缩|精简|降幅|减幅|减|降';
export const ARRIVES = '到|至|为';

/**
 * Groups of mutually exclusive aspects: a clause that says 收入 is not about 支出. Each aspect is a pattern; a clause and a fact that
 * both speak in a group must share an aspect there.
 */
export const ASPECTS: readonly (readonly RegExp[])[] = [
  [/收入|到账|来源/, /支出|开支|花费/],
  [
    /(?<!公共|基金|资本经营)预算(?!执行|绩效|完成|单位|编码|管理)|批复|年初安排/,
    /决算|实际(?:支出|收入|完成|采购|金额)|执行|已支付|支付|实现收入|完成(?:全年|年初|调整|预算)|为(?:全年|年初|调整)/,
  ],
  [/年初/, /全年预算|调整后|调整预算|年末|期末/],
  [/基本支出/, /项目支出|项目经费/, /人员经费|工资福利/, /公用经费|商品和服务/, /经营支出/, /上缴上级/, /资本性支出/],
  [
    /财政拨款|一般公共预算/,
    /其他收入/,
    /事业收入/,
    /经营收入/,
    /上级补助/,
    /附属单位上缴/,
    /政府性基金/,
    /国有资本经营/,
    /财政专户/,
  ],
  [
    /在职|在编|在岗/,
    /编制(?!决算|预算|部门|范围|科学|的|质量|精细)/,
    /聘用|临聘|编外|派遣|后勤|辅警|合同制/,
    /退休|离休/,
    /实有|总人数/,
  ],
  [/行政编制|行政人员/, /事业编制|事业人员/, /工勤/],
  [/原值|总值|总额/, /净值|净额/, /在用/, /闲置/],
  [/目标|计划(?!内|生育)/, /实际|实有/],
  [
    /已?完工|已?完成|建成|竣工|办结|结案/,
    /在建|推进|正在实施|实施中|按进度|按节点/,
    /前期|报建|准备/,
    /未开工|尚未|未启动/,
    /(?:项目|任务)总数/,
  ],
  [/追加/, /追减|收回/],
  [/年初结转|上年结转/, /年末结转|年末结余|结转下年/],
  [/发放|发出/, /收回|回收|有效/],
  [/因公出国|出国/, /车辆?购置|购置公务用车|用车购置/, /运行维护|用车运行/, /接待/],
  [/购置/, /运行|维护/],
  [/货物/, /工程(?:支出|采购)/, /服务(?:支出|采购)/],
  [/资产/, /负债/],
  [
    /占(?!用|地|道)|比重|占比|完工率|完成率/,
    /执行率|完成率|完工率|支付率|支出率|完成预算|为(?:全年|年初|调整)/,
    /增长|下降|增减|增幅|降幅|变动|上升|降低|提高/,
    /满意/,
    /控制率/,
  ],
  [/得分|自评/, /分值|满分|权重/],
];

/** Tokens of fact and figure keys, for keys that come without a label. */
export const KEY_WORDS: Readonly<Record<string, string>> = {
  income: '收入',
  expenditure: '支出',
  budget: '预算',
  final: '决算',
  execution: '执行',
  executed: '执行',
  rate: '率',
  ratio: '率',
  change: '增减',
  growth: '增长',
  delta: '增减',
  share: '占比',
  fiscal: '财政拨款',
  other: '其他收入',
  basic: '基本支出',
  project: '项目',
  projects: '项目',
  completion: '完工',
  completed: '完成',
  satisfaction: '满意度',
  initial: '年初',
  adjusted: '全年预算调整后',
  adjustment: '调整',
  public: '公用经费',
  personnel: '人员经费',
  reception: '公务接待',
  staff: '人员人数',
  assets: '资产',
  fixed: '固定',
  idle: '闲置',
  score: '得分',
  procurement: '政府采购',
  carryover: '结转结余',
  tasks: '任务',
  capita: '人均',
};

/** Bigrams that say nothing about which quantity is meant. */
export const EMPTY_WORDS = new Set(
  '万元 其中 增加 减少 增长 下降 较上 上年 比上 同比 全年 本年 年度 共有 共计 合计 分别 达到 以上 以下 左右 实现 完成 开展 进行 累计 单位 我局 我单 部门 个项 元， 为全 的百 情况 工作 有关 相关 以及 及其 通过'.split(
    ' ',
  ),
);

/** Endings of organisations and other bearers of figures. */
export const ORGANISATION =
  '管理委员会|管委会|委员会|办事处|领导小组办公室|服务中心|管理中心|事务中心|监测中心|促进中心|中心|事务所|服务所|监察所|管理所|派出所|财政所|研究所|检测所|管理局|分局|局|大队|支队|总队|集团|公司|管理站|服务站|工作站|街道|学校|小学|中学|大学|学院|医院|图书馆|博物馆|文化馆|幼儿园|合作社|联合社|管理处|管护处';
