// The reporting unit's full name and the short names it declares, from title, cover fields, first mention and signature.
// Names of publishers, of the bureau that gave the order and of parts are not it.
import type { Reading } from './reading.ts';

export interface UnitName {
  name: string;
  start: number;
  end: number;
  short: string[];
  shortAt: { text: string; start: number; end: number } | null;
  /** How telling the place is: a title or a cover has 5 and more, a mention in the text less. */
  weight: number;
  /** The report is of the office's own level (X本级) alone. */
  ownLevel: boolean;
}

interface Found {
  name: string;
  start: number;
  weight: number;
}
type Put = (name: string, start: number, weight: number) => void;

const TAIL =
  '委员会|管委会|人民政府|镇政府|乡政府|区政府|县政府|市政府|办事处|事务局|管理局|监督局|联合会|联合社|服务中心|管理中心|事务中心|指挥部|委办公室|办公室|红十字会|学会|协会|商会|总队|支队|大队|中心|学校|学院|大学|中学|小学|幼儿园|医院|卫生院|图书馆|文化馆|博物馆|纪念馆|党校|法院|检察院|总工会|工会|委员会|共青团|团委|妇联|残联|科协|文联|工商联|供销社|管理处|管理所|管理站|分局|总站|研究院|研究所|监测站|电视台|气象台|报社|基地|林场|农场|茶场|公园|校|站|(?:人大|政协|党委|[县市区]委)机关|局|委|厅|部|社|办|所|会|处|院|馆|队|园|团|台|场|库|署|室';
const YEARS = '(?:（|\\()?(?:(?:19|20)\\d{2}\\s?年?度?|[一二][〇零○]\\S{2}年度?)';
const ABOUT = '(?:部门|单位|整体|绩效|“?三公|预算|决算|收入支出|项目支出|财政|机关|年度)';
const HAN_NAME = '[\\p{Script=Han}（）、]';
/** Words a name never holds: they belong to documents, forms and web pages. */
const NOT_NAME =
  /(?:通知|办法|本部门|各部门|参考|提纲|单位名称|以下|目录|附件|自评|绩效|发布|来源|作者|索引|公开|标题|位置|首页|栏目|信息|打印|主题|浏览|根据|按照|依据|关于|成立|情况|报告|预算|决算|收入|支出|^区?县?市?级?部门$|^(?:我|本|各|全|该|其|由|与|和|及|经|在|对|为|的|纳入)|^(?:市|县|区|省|州)?(?:委|政府|人大|政协|党委)$)/;
/** Names that legitimately hold a word from the list above. */
const STILL_NAME = /信息(?:化|中心|服务|技术)|(?:预算|绩效|公开)(?:评审|评价|服务|管理)?中心|报社/;

const clean = (s: string): string =>
  s
    .replace(/^(?:[一二三四五六七八九十]{1,2}、|欢迎(?:来到|访问|光临))/, '')
    .replace(/^(?:关于|公告|附件\d*|对|我|本|的|第[一二三四]部分|[：:—\-、])+/, '')
    .replace(/\s?（\p{Script=Han}{4,24}(?:局|委员会|委|办公室|学院|学校|中心|院|馆|站)）$/u, '')
    .replace(/^(?:纳入|根据|由|经|按照|截至|其中)(?=\p{Script=Han}{5})/u, '')
    .replace(/(?:（本级）|本级|（部门）|（单位）|（汇总）|部门|单位|的|关于)+$/, '')
    .replace(/\s/g, '');
const NAME_END = new RegExp(`(?:${TAIL}|镇|乡|街道)$`, 'u');
const isName = (s: string): boolean =>
  s.length >= 4 &&
  s.length <= 40 &&
  NAME_END.test(s) &&
  !(NOT_NAME.test(s) && !STILL_NAME.test(s)) &&
  !(/财政局/.test(s) && !/^.{2,8}财政局$/.test(s)) &&
  !/、$|^、/.test(s);

export function findUnitName(r: Reading): UnitName | null {
  const { text } = r;
  const head = text.slice(0, 4000);
  const found: Found[] = [];
  const put: Put = (name, start, weight) => {
    const lead = name.length - name.trimStart().length;
    let s = name.trim();
    let at = start + lead;
    const cleaned = clean(s);
    const shift = s.replace(/\s/g, '').indexOf(cleaned);
    if (shift > 0 && !/\s/.test(s)) at += shift;
    s = cleaned;
    // 市政府办公厅: a short form without its place.
    const bare = /^[省市县区州旗](?![南北中]区)/.test(s);
    if (isName(s) && !/[a-z\d]/i.test(s)) found.push({ name: s, start: at, weight: bare ? weight / 3 : weight });
  };
  coverFields(r, head, put);
  titles(head, put);
  townTitle(text, put);
  const declared = shortNames(head, put);
  mentions(r, head, put);
  signature(text, put);
  if (!found.length) return null;
  const best = chosen(text, found);
  const opening = head.slice(0, 600);
  const ownLevel = [`${best.name}本级`, `${best.name}（本级`].some((x) => opening.includes(x));
  return { ...best, ...declared, ownLevel };
}

/** 部门（单位）名称：…, 填报单位：…, or the same as neighbouring cells. */
function coverFields(r: Reading, head: string, put: Put): void {
  for (const m of head.matchAll(
    /(?:部门（单位）名称|单位（部门）名称|部门\/单位名称|部门名称|单位名称|填报单位|填报部门|填表单位|编报单位|报送单位|自评单位|(?:被)?评价单位|公开单位|项目单位|项目实施单位|(?<=[\s\t|])部门|(?<=[\s\t|])单位)(?:（盖章）|（公章）|（签章）)?[：:]\s*([\p{Script=Han}（）]{4,40})/gu,
  ))
    put(m[1]!.replace(/(?:单位|金额单位|年度|（盖章）|（公章）)$/, ''), m.index + m[0].length - m[1]!.length, 9);
  for (const t of r.tables)
    for (const row of t.rows.slice(0, 12))
      for (let i = 0; i + 1 < row.length; i++)
        if (
          /^(?:部门（单位）名称|单位名称|部门名称|填报单位|主管部门|预算单位|项目单位|部门（单位）|单位（部门）名称)(?:（盖章）)?：?$/.test(
            row[i]!.text,
          )
        )
          put(row[i + 1]!.text, row[i + 1]!.start, row[i]!.text === '主管部门' ? 4 : 8);
}

/** X2022年度部门整体支出…, 2023年度X部门整体绩效…, （X 2023年度）, X概况, and lines that are a name and nothing else. */
function titles(head: string, put: Put): void {
  const yearFirst = new RegExp(
    `^${YEARS}(?!度)(${HAN_NAME}{2,40}?(?:${TAIL})(?:（本级）|（部门）|本级)?)(?=$|(?:部门)?(?:整体|绩效|单位|预算|决算|“?三公|部门|项目|（))`,
    'u',
  );
  const yearAfter = new RegExp(
    `^(?:名称：?[|\\s]*)?(?:公告：|关于|【[^】\\n]{1,12}】)?(?:第[一二三四]部分)?[（(]?(${HAN_NAME}{4,40}?(?:\\s?（[\\p{Script=Han}]{2,24}）)?)\\s?${YEARS}`,
    'u',
  );
  const bare = new RegExp(`^[\\p{Script=Han}]{4,30}(?:${TAIL})(?:\\s?（[\\p{Script=Han}]{2,24}）)?$`, 'u');
  let at = 0;
  for (const line of head.slice(0, 2400).split('\n')) {
    let start = at;
    at += line.length + 1;
    const blank = /^(?:[XxＸ×*]{2,}|□)(?:部门|单位)?(?=\p{Script=Han}{4})/u.exec(line)?.[0].length ?? 0;
    const t = line.slice(blank, 160).trimEnd();
    start += blank;
    if (/《/.test(t.slice(0, 24)) || /通知|办法/.test(t.slice(0, 40))) continue;
    let m = yearAfter.exec(t);
    if (m && (new RegExp(`${ABOUT}`).test(t.slice(m[0].length)) || /^[（(]/.test(t)))
      put(m[1]!.replace(/^[（(]/, ''), start + m[0].indexOf(m[1]!), /^第[一二三四]部分/.test(t) ? 5 : 8);
    m = yearFirst.exec(t.replace(/\|.*$/, '').trimEnd());
    if (m) put(m[1]!, start + m[0].length - m[1]!.length, 7);
    m = /名称：[|\s]*([\p{Script=Han}]{4,36}?)(?:19|20)\d{2}年/u.exec(t);
    if (m) put(m[1]!, start + m.index + m[0].indexOf(m[1]!), 8);
    m =
      /^(?:第一部分[：、\s]*|一、)?([\p{Script=Han}（）]{4,36}?)(?:部门|单位)?(?:（单位）|（部门）)?(?:基本)?(?:概况|情况)$/u.exec(
        t,
      );
    if (m && !/部门$|单位$/.test(m[1]!)) put(m[1]!, start + m[0].indexOf(m[1]!), 7);
    m =
      /^(?:关于)?([\p{Script=Han}]{4,36}?)(?:关于)?(?:部门|单位)?(?:年度)?(?:整体支出|专项资金|项目支出)?(?:绩效自评|部门整体|整体支出|(?:部门|单位)(?:预算|决算))/u.exec(
        t,
      );
    if (m && (t.length < 60 || /自评价?报告/.test(t.slice(0, m[0].length + 8))))
      put(m[1]!, start + m[0].indexOf(m[1]!), 6);
    if (bare.test(t.trim()) && start < 400) put(t.trim(), start + t.indexOf(t.trim()), 5);
    // A name broken over two lines of the title.
    const next = head.slice(at, head.indexOf('\n', at) < 0 ? undefined : head.indexOf('\n', at));
    if (start < 200 && t.length < 24 && /^\p{Script=Han}+$/u.test(t)) {
      const joined = new RegExp(`^([\\p{Script=Han}]{4,40})\\s?${YEARS}`, 'u').exec(t + next);
      if (joined && joined[1]!.length > t.length) put(joined[1]!, start, 4);
    }
  }
}

/** 青石镇2021年… is written by 青石镇人民政府, where the text says so. */
function townTitle(text: string, put: Put): void {
  const town = /^([\p{Script=Han}]{2,14}?(?:镇|乡|街道))(?=\s{0,4}(?:19|20)\d{2})/mu.exec(text.slice(0, 300));
  if (!town) return;
  const body = text.slice(0, 6000);
  // 某市某县某街道 in the title is 某县某街道办事处 in the text.
  for (let from = 0; from + 3 <= town[1]!.length; from++)
    for (const tail of ['人民政府', '办事处']) {
      const name = town[1]!.slice(from) + tail;
      const i = body.indexOf(name);
      if (i < 0) continue;
      put(name, i, 9);
      return;
    }
}

/** X（以下简称Y）: X is a name worth weighing; the first Y is the declared short name. */
function shortNames(head: string, put: Put): Pick<UnitName, 'short' | 'shortAt'> {
  let shortAt: UnitName['shortAt'] = null;
  const short: string[] = [];
  for (const m of head.matchAll(
    /([\p{Script=Han}]{4,40}?)（(?:以下)?简称[：:]?[“"]?([\p{Script=Han}]{2,16})[”"]?）/gu,
  )) {
    const whole = m[1]!;
    const name = /(?:中共)?[\p{Script=Han}]{2,36}$/u.exec(whole)?.[0] ?? whole;
    if (/条例|办法|通知|规定|意见|规划|方案/.test(name)) continue;
    put(name.replace(/^.*(?:要求|由|以及|和|是|为|对)(?=\p{Script=Han}{6})/u, ''), m.index + m[0].indexOf(name), 6);
    if (short.length === 0) {
      const i = m.index + m[0].indexOf(m[2]!, m[1]!.length);
      shortAt = { text: m[2]!, start: i, end: i + m[2]!.length };
      short.push(m[2]!);
    }
  }
  return { short, shortAt };
}

/** X属…单位, X是一所…, X内设…, X（本级）2020年末…, X2017年度“三公”经费…, 2019年，X机关运行经费…. */
function mentions(r: Reading, head: string, put: Put): void {
  for (const m of head.matchAll(
    /(?:^|[\n。])(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.]\s?)?(?:根据[^，。\n]{0,80}，)?([\p{Script=Han}]{4,36}?(?:局|委员会|中心|政府|办事处|学校|中学|小学|小学校|中心校|幼儿园|院|馆|会|处|所|站|社|队|部|办公室))(?:（[^）\n]{2,30}）)?(?:属|隶属|是|系|为|成立于)[^。\n]{0,36}(?:单位|部门|机构|机关|学校|级)/gu,
  ))
    put(m[1]!, m.index + m[0].indexOf(m[1]!), 4);
  for (const m of head.matchAll(
    /(?:^|[\n。；])(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.]\s?)?(?:单位构成|机构设置|机构情况|机构人员情况)?[。：]?(?:根据[^，。\n]{0,80}，)?([\p{Script=Han}]{4,30}?)(?:（本级）|本级)?(?:内设|下设|(?:共)?设有|共?设[置立](?=\d)|设立办公室|核定编制|现有编制|(?:人员|单位|总)编制|(?:19|20)\d{2}年末(?:实有|实际|在职))/gu,
  ))
    put(m[1]!, m.index + m[0].indexOf(m[1]!), 3);
  // X财政拨款“三公”经费预算2014年情况如下.
  for (const m of head.matchAll(
    /(?:^|[\n。；])([\p{Script=Han}]{5,30}?)(?=(?:财政拨款|一般公共预算)[^，。\n]{0,8}“?三公)/gu,
  ))
    put(m[1]!, m.index + m[0].indexOf(m[1]!), 3);
  // X贯彻落实…, X主要负责…: the first sentence of its duties, with its place before the name.
  for (const m of head.matchAll(
    /(?:^|\n)([\p{Script=Han}]{2,12}[省市县区州旗镇乡][\p{Script=Han}]{2,16}?(?:局|委员会|中心|政府|办事处|学校|馆|会|处|所|站|大队|办公[室厅]|厅))(?:的)?(?:主要)?(?:负责|贯彻|承担|履行|职[能责])/gu,
  ))
    put(m[1]!, m.index + m[0].indexOf(m[1]!), 2.8);
  // 根据…号文件设立X，内设13个部门.
  for (const m of head.matchAll(
    /(?:批准|文件)?(?:设立|成立|组建)(?:的)?([\p{Script=Han}]{4,30})[，（](?=[^。\n]{0,16}(?:内设|下设|为|是|系|属))/gu,
  ))
    put(m[1]!, m.index + m[0].indexOf(m[1]!), 3.5);
  for (const m of r.text
    .slice(0, 6000)
    .matchAll(
      /(?:^|[\n。；])([\p{Script=Han}]{5,30}?)(?:19|20)\d{2}年度?(?=[^\n]{0,20}(?:三公|收入|支出|预算|决算))/gu,
    ))
    put(m[1]!, m.index + m[0].indexOf(m[1]!), 3);
  // 某院2023年收支总预算 after the year, 某会本年度预算总收入.
  for (const m of r.text
    .slice(0, 6000)
    .matchAll(
      /(?<=^|[\n。；，：])(?:(?:19|20)\d{2}年度?([\p{Script=Han}]{4,30}?)(?=收支总?预算|收入预算|支出预算|收、支)|([\p{Script=Han}]{5,30}?)(?=本年度?预算))/gu,
    ))
    put((m[1] ?? m[2])!, m.index + m[0].indexOf((m[1] ?? m[2])!), 2.4);
  for (const m of r.text
    .slice(0, 12000)
    .matchAll(
      /(?:19|20)\d{2}年度?，([\p{Script=Han}]{4,30}?)(?=(?:机关运行经费|部门决算|财政拨款|政府采购|“三公”|一般公共预算))/gu,
    ))
    put(m[1]!, m.index + m[0].indexOf(m[1]!), 2.5);
}

/** The signature: a line that is a name, followed by a line that is a date (or standing right before it). */
function signature(text: string, put: Put): void {
  const from = Math.max(0, text.length - 1500);
  for (const m of text
    .slice(from)
    .matchAll(
      /(?<=^|\n)[ \t]*([\p{Script=Han}（） ]{4,40}?)(?:（盖章）|（公章）)?[ \t]*\n+[ \t]*(?:(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|[二一][〇○零]\S{2}年\S{1,2}月\S{1,3}日)/gu,
    ))
    put(m[1]!, from + m.index + m[0].indexOf(m[1]!), 5);
}

function chosen(text: string, found: readonly Found[]): Pick<UnitName, 'name' | 'start' | 'end' | 'weight'> {
  const sample = text.slice(0, 60_000);
  const count = (n: string) => {
    let k = 0;
    for (let i = sample.indexOf(n); i >= 0 && k < 20; i = sample.indexOf(n, i + n.length)) k++;
    return k;
  };
  const total = new Map<string, number>();
  for (const f of found) total.set(f.name, Math.max(total.get(f.name) ?? 0, f.weight) + 0.5);
  const weighed = [...total].map(([name, w]) => ({ name, w: w + Math.min(3, count(name)) * 0.3 }));
  let name = weighed.reduce((a, b) => (b.w > a.w ? b : a)).name;
  // The longer form of the same name (with city or county) is the full one, where it stands in title, cover or first mention.
  for (const f of found)
    if (
      f.name !== name &&
      f.name.endsWith(name) &&
      f.weight >= (name.length <= 5 ? 3 : 5) &&
      f.name.length - name.length <= 6
    )
      name = f.name;
  const first = found.filter((f) => f.name === name).sort((a, b) => b.weight - a.weight || a.start - b.start)[0]!;
  return { name, start: first.start, end: first.start + name.length, weight: first.weight };
}
