// The reporting unit's full name and the short names it declares, from title, cover fields and first mention.
import type { Reading } from './reading.ts';

export interface UnitName {
  name: string;
  start: number;
  end: number;
  short: string[];
  shortAt: { text: string; start: number; end: number } | null;
}

const TAIL =
  '委员会|管委会|人民政府|办事处|事务局|管理局|监督局|联合会|联合社|服务中心|管理中心|事务中心|指挥部|委办公室|办公室|红十字会|学会|协会|商会|总队|支队|大队|中心|学校|学院|大学|中学|小学|幼儿园|医院|图书馆|文化馆|博物馆|纪念馆|党校|法院|检察院|总工会|工会|委员会|共青团|妇联|残联|科协|供销社|管理处|管理所|管理站|分局|总站|研究院|研究所|监测站|站|局|委|厅|部|社|办|所|会|处|院|馆|队|园|团';
const YEARS = '(?:（|\\()?(?:(?:19|20)\\d{2}\\s?年?度?|[一二][〇零○]\\S{2}年度?)';
const ABOUT = '(?:部门|单位|整体|绩效|“?三公|预算|决算|收入支出|项目支出|财政|机关|年度)';

const clean = (s: string): string =>
  s
    .replace(/^(?:关于|对|我|本|附件\d*|的|第[一二三四]部分)+/, '')
    .replace(/[的关于]+$/, '')
    .replace(/\s/g, '');
const isName = (s: string): boolean =>
  s.length >= 4 &&
  s.length <= 40 &&
  new RegExp(`(?:${TAIL})$`, 'u').test(s) &&
  !/(?:财政局|通知|办法|本部门|各部门|参考|提纲|单位名称|以下|目录|附件|自评|绩效|^区?县?市?级?部门$)/.test(
    s.replace(/^.{2,8}财政局$/, (x) => (x === s ? '某局' : x)),
  ) &&
  !/app|888|下载/.test(s);

export function findUnitName(r: Reading): UnitName | null {
  const { text } = r;
  const head = text.slice(0, 4000);
  const found: { name: string; start: number; weight: number }[] = [];
  const put = (name: string, start: number, weight: number) => {
    const lead = name.length - name.trimStart().length;
    let s = name.trim();
    let at = start + lead;
    const cleaned = clean(s);
    const shift = s.replace(/\s/g, '').indexOf(cleaned);
    if (shift > 0 && !/\s/.test(s)) at += shift;
    s = cleaned;
    if (isName(s) && !/[a-z\d]/i.test(s)) found.push({ name: s, start: at, weight });
  };
  // Cover fields: 部门（单位）名称：…, 填报单位：…, or the same as neighbouring cells.
  for (const m of head.matchAll(
    /(?:部门（单位）名称|单位（部门）名称|部门\/单位名称|部门名称|单位名称|填报单位|填报部门|编报单位|公开单位|项目单位|(?<=[\s\t|])部门|(?<=[\s\t|])单位)(?:（盖章）)?[：:]\s*([\p{Script=Han}（）]{4,40})/gu,
  ))
    put(m[1]!.replace(/(?:单位|金额单位|年度)$/, ''), m.index + m[0].length - m[1]!.length, 9);
  for (const t of r.tables)
    for (const row of t.rows.slice(0, 12))
      for (let i = 0; i + 1 < row.length; i++)
        if (
          /^(?:部门（单位）名称|单位名称|部门名称|填报单位|主管部门|预算单位|项目单位|部门（单位）|单位（部门）名称)$/.test(
            row[i]!.text,
          )
        )
          put(row[i + 1]!.text, row[i + 1]!.start, row[i]!.text === '主管部门' ? 4 : 8);
  // Titles: X2022年度部门整体支出…, 2023年度X部门整体绩效…, （X 2023年度）.
  let at = 0;
  for (const line of head.slice(0, 1600).split('\n')) {
    const start = at;
    at += line.length + 1;
    const t = line.slice(0, 160);
    if (/《/.test(t.slice(0, 24)) || /通知|办法/.test(t.slice(0, 40))) continue;
    let m = new RegExp(
      `^(?:名称：?[|\\s]*)?(?:第[一二三四]部分)?[（(]?([\\p{Script=Han}（）]{4,40}?)\\s?${YEARS}`,
      'u',
    ).exec(t);
    if (m && (new RegExp(`${ABOUT}`).test(t.slice(m[0].length)) || /^[（(]/.test(t)))
      put(m[1]!.replace(/^[（(]/, ''), start + m[0].indexOf(m[1]!), /^第[一二三四]部分/.test(t) ? 5 : 8);
    m = new RegExp(
      `^${YEARS}([\\p{Script=Han}（）]{3,40}?(?:${TAIL}))(?=(?:部门)?(?:整体|绩效|单位|预算|决算|“?三公|部门))`,
      'u',
    ).exec(t);
    if (m) put(m[1]!, start + m[0].length - m[1]!.length, 7);
    m = /名称：[|\s]*([\p{Script=Han}]{4,36}?)(?:19|20)\d{2}年/u.exec(t);
    if (m) put(m[1]!, start + m.index + m[0].indexOf(m[1]!), 8);
    m = /^第一部分\s*([\p{Script=Han}]{4,36})概况/u.exec(t);
    if (m) put(m[1]!, start + m[0].indexOf(m[1]!), 7);
    m = /^(?:关于)?([\p{Script=Han}]{4,36})(?:关于)?(?:部门|单位)?(?:整体支出)?(?:绩效自评|部门整体|整体支出)/u.exec(t);
    if (m && t.length < 60) put(m[1]!, start + m[0].indexOf(m[1]!), 6);
    if (new RegExp(`^[\\p{Script=Han}]{4,30}(?:${TAIL})$`, 'u').test(t.trim()) && start < 400) put(t.trim(), start, 5);
    // A name broken over two lines of the title.
    const next = head.slice(at, head.indexOf('\n', at) < 0 ? undefined : head.indexOf('\n', at));
    if (start < 200 && t.length < 24 && /^\p{Script=Han}+$/u.test(t)) {
      const joined = new RegExp(`^([\\p{Script=Han}]{4,40})\\s?${YEARS}`, 'u').exec(t + next);
      if (joined && joined[1]!.length > t.length) put(joined[1]!, start, 4);
    }
  }
  // 青石镇2021年… is written by 青石镇人民政府, where the text says so.
  const town = /^([\p{Script=Han}]{2,10}?(?:镇|乡|街道))(?=\s?(?:19|20)\d{2})/mu.exec(head.slice(0, 300));
  if (town)
    for (const tail of ['人民政府', '办事处']) {
      const i = text.slice(0, 6000).indexOf(town[1]! + tail);
      if (i >= 0) put(town[1]! + tail, i, 7);
    }
  // First mention: X（以下简称Y）, X属…单位, X是…工作部门.
  let shortAt: UnitName['shortAt'] = null;
  const short: string[] = [];
  for (const m of head.matchAll(
    /([\p{Script=Han}]{4,40}?)（(?:以下)?简称[：:]?[“"]?([\p{Script=Han}]{2,16})[”"]?）/gu,
  )) {
    const whole = m[1]!;
    const name = /(?:中共)?[\p{Script=Han}]{2,36}$/u.exec(whole)?.[0] ?? whole;
    if (/条例|办法|通知|规定|意见/.test(name)) continue;
    put(name.replace(/^.*(?:要求|由|以及|和|是|为)(?=\p{Script=Han}{6})/u, ''), m.index + m[0].indexOf(name), 6);
    if (short.length === 0) {
      const i = m.index + m[0].indexOf(m[2]!, m[1]!.length);
      shortAt = { text: m[2]!, start: i, end: i + m[2]!.length };
      short.push(m[2]!);
    }
  }
  for (const m of head.matchAll(
    /(?:^|[\n。])([\p{Script=Han}]{4,36}?(?:局|委员会|中心|政府|办事处|学校|院|馆|会|处|所|站|社|队))(?:属|隶属|是|系|为)[^。\n]{0,30}(?:单位|部门|机构|机关)/gu,
  ))
    put(m[1]!, m.index + m[0].indexOf(m[1]!), 4);
  // In running text: X2017年度“三公”经费财政拨款支出决算为 …
  for (const m of text
    .slice(0, 6000)
    .matchAll(
      /(?:^|[\n。；])([\p{Script=Han}]{5,30}?)(?:19|20)\d{2}年度?(?=[^\n]{0,20}(?:三公|收入|支出|预算|决算))/gu,
    ))
    put(m[1]!, m.index + m[0].indexOf(m[1]!), 3);
  if (!found.length) return null;
  const count = (n: string) => {
    let k = 0;
    for (let i = text.indexOf(n); i >= 0 && k < 20; i = text.indexOf(n, i + n.length)) k++;
    return k;
  };
  const total = new Map<string, number>();
  for (const f of found) total.set(f.name, Math.max(total.get(f.name) ?? 0, f.weight) + 0.5);
  let name = [...total].sort(
    (a, b) => b[1] + Math.min(3, count(b[0])) * 0.3 - (a[1] + Math.min(3, count(a[0])) * 0.3),
  )[0]![0];
  // The longer form of the same name (with city or county) is the full one, where it stands in title, cover or first mention.
  for (const f of found)
    if (f.name !== name && f.name.endsWith(name) && f.weight >= 5 && f.name.length - name.length <= 6) name = f.name;
  const first = found.filter((f) => f.name === name).sort((a, b) => b.weight - a.weight || a.start - b.start)[0]!;
  return { name, start: first.start, end: first.start + name.length, short, shortAt };
}
