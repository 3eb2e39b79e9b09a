// Names, 《titles》 and “terms” that a model wrote itself: each must stand word for word in the facts, the sources or the form.
import { isFixedTerm } from '../number/mark.ts';
import type { Fault } from './fault.ts';
import { titlesIn } from './terms.ts';

/** What names of offices, places, rules, works and honours end in. Longest first. */
const ENDS =
  '领导小组办公室|管理委员会|居民委员会|村民委员会|人民政府|委员会|管委会|居委会|村委会|办事处|指挥部|领导小组|事务所|研究院|研究所|基金会|联合会|派出所|卫生院|医院|学校|小学|中学|大学|学院|幼儿园|图书馆|博物馆|文化馆|检察院|法院|银行|集团|公司|企业联盟|合作社|中心|街道|协会|学会|商会|社区|大队|支队|总队|办法|方案|规划|条例|通知|细则|纲要|公告|行动计划|大赛|论坛|博览会|品牌|基地|工程|专项行动|行动|称号|先进集体|先进单位|示范单位|局|厅|委|办|省|市|县|镇|乡|村|州|奖';
const NAME = new RegExp(`[\\u4e00-\\u9fff]{0,16}?(?:${ENDS})`, 'g');

/** Ordinary words that have such an ending in them, or begin with it. */
const ORDINARY =
  /办理|办公|办结|办案|办事|督办|承办|主办|举办|开办|创办|交办|经办|协办|催办|代办|查办|兴办|领办|帮办|一网通办|委托|委派|委任|布局|格局|全局|结局|当局|大局|开局|局面|局部|市场|城市|都市|市域|市容|市民|市政|超市|全市|各市|省内|全省|节省|省级|市级|县级|镇级|乡级|村级|市区|县区|县域|全县|各县|乡村|农村|村民|村居|村容|村镇|全村|各村|行政村|城镇|集镇|乡镇|全镇|各镇|镇街|全乡|城乡|下乡|家乡|全办|我办|本办|我局|本局|全局|我委|本委|全委|各办|以奖代补|奖励|奖补|奖惩|州县|办学|办好|办实事|办件|办会|办班|通知书/g;

/** What may stand right before a known name or a general word: verbs, prepositions, pronouns, adjectives of office. */
const LEADS =
  /(?:^|[由向报送经对与和及或在从将把按据为给是的了同到以于用等该本各其每某并又再使因即则而且也就之内间时]|其中|通过|实施|落实|执行|贯彻|制定|制订|印发|出台|完善|修订|开展|推进|编制|提交|根据|依据|依照|遵照|参照|对照|围绕|聚焦|会同|联合|协调|配合|组织|审核|审批|批准|同意|配套|建立|健全|细化|优化|形成|实行|推动|加快|完成|启动|参与|参加|承担|负责|支持|服务|指导|督促|检查|公开|公布|通报|反馈|申报|下达|拨付|相关|有关|主管|分管|上级|下级|同级|行业|专项|具体|总体|统一|财务|财政|预算|绩效|内部|年度|部门|单位|整体|自评|评价|管理|工作|重点|民生|建设|改造|治理|整治|发展|惠民|基础设施|安全|环境|纳入|列入|超过|涉及|覆盖|面向|依托|牵头|报经|提请|提报|严格|认真|全面|扎实|深入|积极|统筹|委托|接受|争取|利用|运用|按照|围绕|做好|抓好|抓实|保障|年|月)$/;

/** Bodies have names of their own: 鼎盛建设有限公司 is not a known 有限公司 that something is said of. */
const BODIES =
  /(?:公司|集团|事务所|银行|学校|小学|中学|大学|学院|医院|协会|学会|商会|合作社|研究院|研究所|基金会|联合会)$/;
const LEADS_BODY =
  /(?:^|[由向报送经对与和及或在从将把按据为给是的了同到以于用等该本各其每某]|其中|会同|联合|协调|配合|组织|通过|支持|服务|指导|督促|走访|委托|邀请|依托|接受|下属|所属|包括|辖区|相关|有关)$/;

/** General words by themselves: 实施方案, 工作方案, 管理办法 name nothing. */
const GENERAL =
  /^(?:(?:绩效|自评|评价|工作|实施|管理|年度|部门|整体|支出|具体|相关|有关|总体|专项|内部|财务|预算|资金|项目|资产|采购|考核|分配|整改|改进|调查|监控|运行|培训|建设|发展|重点|配套|民生|惠民|基础设施|本|各|该|我|全|其|上级|下级|同级|主管|所属|下属|直属|二级|基层|事业|服务|保障|配套|综合|统筹|推进|落实|行动|应急|处置|年初|调整|批复|下达|细化|优化|三年|中长期|长期|近期|制度|规章|政策|文件|会议|评审|评选|分解|分工)+)(?:办法|方案|规划|条例|通知|细则|公告|工程|行动|中心|公司|社区|街道|学校|医院|银行|集团|协会|委员会|领导小组|办公室|品牌|基地|行动计划|局|委|办|省|市|县|镇|乡|村)$/;

const SURNAME =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于傅皮卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄米贝明臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾路江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房缪解应宗丁宣邓郁单杭洪包左石崔吉龚程嵇邢裴陆荣翁荀甄曲封靳松井段富巫乌焦巴弓牧隗谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公';
const PERSON = [
  new RegExp(
    `[${SURNAME}][\\u4e00-\\u9fff]{1,2}(?=同志|先生|女士|主任|局长|书记|县长|区长|市长|镇长|乡长|科长|处长|所长|站长|院长|校长|会计|经理|教授)`,
    'g',
  ),
  new RegExp(`(?<=由|聘请|邀请|委派|任命)[${SURNAME}][\\u4e00-\\u9fff]{1,2}(?=负责|牵头|主持|担任|任|带队|主讲)`, 'g'),
];
/** 副主任, 办公室主任 … are no persons. */
const NO_PERSON =
  /[副各正任职责部门单位室领导班子主要分管党组支部相关有关组成员兼人事务党委和与及理行政中心局委办处科组员首席]/;

/** `known`: all words of facts, sources and the form, blanks removed. */
export function nameFaults(own: string, known: string): Fault[] {
  const out: Fault[] = [];
  const titles = titlesIn(own);
  for (const t of titles) if (!known.includes(t.text.slice(1, -1))) out.push({ code: 'unknown_title', words: t.text });
  for (const m of own.matchAll(/[《》]/g))
    if (!titles.some((t) => m.index >= t.start && m.index < t.end)) out.push({ code: 'unknown_title', words: m[0] });
  for (const m of own.matchAll(/[“"「『‘']([^“”"「」『』‘’'\uFFFC]{1,60})[”"」』’']/g))
    if (!known.includes(m[1]!) && !isFixedTerm(m[1]!)) out.push({ code: 'unknown_term', words: m[0] });
  for (const m of own.matchAll(/[A-Za-z][A-Za-z0-9.+-]*/g))
    if (!known.includes(m[0])) out.push({ code: 'unknown_name', words: m[0].slice(0, 30) });
  const plain = own
    .replace(/《[^》]*》|“[^”]*”/g, (s) => '　'.repeat(s.length))
    .replace(ORDINARY, (s) => '　'.repeat(s.length));
  for (const run of plain.match(/[\u4e00-\u9fff]+/g) ?? [])
    for (const m of run.matchAll(NAME)) {
      const before = run.slice(Math.max(0, m.index - 12), m.index);
      const words = (before + m[0]).replace(/^[年月日度末初]+/, '');
      const name = words.length < 2 ? null : strange(words, known);
      if (name && !continues(run, m.index + m[0].length)) out.push({ code: 'unknown_name', words: name });
    }
  for (const pattern of PERSON)
    for (const m of plain.matchAll(pattern))
      if (!known.includes(m[0]) && !NO_PERSON.test(m[0])) out.push({ code: 'unknown_name', words: m[0] });
  return out;
}

/** The ending goes on into another word: 中心城区, 工程量, 方案设计 stay names' endings; 市 and 办 and 委 before a verb do not matter. */
const continues = (run: string, end: number): boolean =>
  /^(?:化|性|级|型|量|款|价|师|员|类|域|貌|情|风)/.test(run.slice(end));

/** The words that are no known name; null where the longest known end of them is set off by an ordinary word. */
function strange(words: string, known: string): string | null {
  for (let k = 0; k < words.length - 1; k++) {
    const tail = words.slice(k);
    if (tail.length < 2) break;
    if (!known.includes(tail) && !GENERAL.test(tail)) continue;
    const before = words.slice(0, k);
    return k === 0 || (BODIES.test(words) ? LEADS_BODY : LEADS).test(before) ? null : words.slice(Math.max(0, k - 6));
  }
  return words.slice(-14);
}
