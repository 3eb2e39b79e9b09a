// Staff: quota, people in post, contract staff, retired, all; for the whole unit and for the parts a text names.
import type { Ledger } from './ledger.ts';
import type { Reading, Sentence } from './reading.ts';
import { type Subjects, subjectScope } from './scope.ts';

const KIND = '行政|事业|工勤|参公|政法专项|机关工勤|消防文员|全额|差额|自收自支|参照公务员法管理|工人|管理|专业技术';
const CONTRACT =
  /(?:聘用|临聘|外聘|另聘|招聘|雇佣|劳务派遣|派遣|编外|协管员|辅警|公益性?岗位?|购买服务|临时工|临时人员|合同制|雇员|网格员|聘任|后勤人员|护林员|外包).*$/;
const RULES: readonly { key: string; at: RegExp }[] = [
  // 在职全额编制23人: people, by the kind of their posts.
  { key: 'staff_in_post', at: /在职(?:全额|差额|全供)(?:拨款)?编制(?:人员)?$/ },
  { key: 'kind-quota', at: new RegExp(`(?:${KIND})(?:单位|人员|管理)?编(?:制(?:人员|人?数)?)?$`) },
  { key: 'staff_quota', at: /编制(?:人员|人数|总数|数|总计)?$|(?:核定|核编)(?:人数|名额)$|定编(?:人员|人数|数)?$/ },
  { key: 'staff_retired_cadre', at: /(?<!退)离休(?:人员|人数|干部|数)?$/ },
  {
    key: 'staff_total',
    at: /(?:不含|含|除)?(?:离退休)?.*年末(?:实有|实际)(?:在册)?(?:人员|人数|在职人员总数)?$|^(?:人员)?实有(?:人员|人数|数)?$|(?<![在编职岗])人员实有数$|(?:教职员?工|干部职工|人员|总人数|工作人员)(?:总数)?(?:共|合计|总计|共计)$|年末实有.*合计$/,
  },
  { key: 'staff_retired', at: /(?:离退休|退休)(?:及退职)?(?:人员|人数|教师|教职工|民警|干部|职工|干警|数)*$/ },
  { key: 'staff_logistics', at: /^(?:后勤)(?:人员|服务人员)$/ },
  {
    key: 'staff_contract',
    at: CONTRACT,
  },
  {
    key: 'staff_in_post',
    at: /(?:在编|在职|在岗)(?:在编|在职|在岗|实有)?(?:人员|人数|教职员?工|教师|干部职工|干部|职工|民警|实有|总数|干警|数|公务员)*$|现有(?:干部)?(?:职工|人员|教职工|干部)$|正式(?:在编)?(?:教职员?工|干部职工|职工|教师|人员)$/,
  },
];
const QUOTA_KIND: readonly [RegExp, string][] = [
  [/行政|政法专项/, 'staff_quota_admin'],
  [/事业|参公/, 'staff_quota_career'],
  [/工勤|工人/, 'staff_quota_worker'],
];
const NAMED_KIND = /(?:行政|政法专项|事业|参公|工勤|工人)(?:单位|人员|管理)?编/g;
const kindOf = (words: string): string => QUOTA_KIND.find(([w]) => w.test(words))?.[1] ?? words;
/** 无聘用人员, 聘用人员无: a statement, so zero. */
const NONE: readonly (readonly [string, RegExp])[] = [
  [
    'staff_contract',
    /(?:无|没有)(?:编外|临时)?(?:聘用|临聘|劳务派遣)(?:人员)?(?=[，。；]|$)|(?:编外|临时)?(?:聘用|临聘|劳务派遣)人员(?:为)?无(?=[，。；、]|$)/g,
  ],
  [
    'staff_retired',
    /(?:无|没有)(?:离退休|退休)人员(?=[，。；、]|$)|(?:离退休|(?<!离)退休)人员(?:为)?无(?=[，。；、]|$)/g,
  ],
  ['staff_retired_cadre', /(?:无|没有)离休人员(?=[，。；、]|$)|离休人员(?:为)?无(?=[，。；、]|$)/g],
];
const BY_KIND = new RegExp(
  `(?:${KIND})(?:单位|人员|管理)?编制(?:人?数)?\\d{1,5}[人名个]?，(?:年末)?(?:实有|实际|在编|在职)[^，；。\\d]{0,8}\\d`,
  'g',
);
const FILLER = /(?:共有|共计|合计为|总数为|总人数|共|合计|总数|约为|约|为|达到|达|(?<!实)有|是|：|近|\s|“|”)+$/;
const COUNTED = new Set(['人', '名', '位', '个', '']);

/** An authorised number of one kind of posts. `sole`: its sentence names no other kind. */
interface KindQuota {
  value: string;
  unit: string;
  scope: string | null;
  start: number;
  end: number;
  kind: string;
  sole: boolean;
}

export function mineStaff(r: Reading, who: Subjects, ledger: Ledger): void {
  const kinds: KindQuota[] = [];
  for (const s of r.sentences) {
    if (!/编制|在职|在编|在岗|聘|退休|离休|实有|职工|辅警|协管|派遣|编外|人员/.test(s.text)) continue;
    kinds.push(...mineSentence(r, s, who, ledger));
  }
  // One kind of posts is all there are only where the whole text names no other.
  const [only, ...others] = kinds;
  if (!only?.sole || others.some((k) => k.kind !== only.kind || !k.sole) || ledger.has('staff_quota', r.period)) return;
  const { kind: _, sole: __, ...entry } = only;
  ledger.add({ key: 'staff_quota', period: r.period, qualifier: null, ...entry, rank: 1 });
}

/** The authorised numbers by kind that its words give beside no whole. */
function mineSentence(r: Reading, s: Sentence, who: Subjects, ledger: Ledger): KindQuota[] {
  let from = s.start;
  let scope: string | null = null;
  let scopeDepth = 0;
  let year: number | null = null;
  let last: string | null = null;
  // What a bare 某中心10人 after it would be a share of.
  let main: string | null = null;
  let parts = false;
  let depth = 0;
  // 行政编制16人，实有人数15人；事业编制4人，实有人数3人: each count is of one kind of post only.
  const byKind = (s.text.match(BY_KIND)?.length ?? 0) > 1;
  const kinds: KindQuota[] = [];
  const sole = new Set(Array.from(s.text.matchAll(NAMED_KIND), ([words]) => kindOf(words))).size < 2;
  let quota = false;
  let grouped = false;
  for (const a of s.amounts) {
    const lead = r.text.slice(from, a.start);
    depth = Math.max(0, depth + (lead.match(/（/g)?.length ?? 0) - (lead.match(/）/g)?.length ?? 0));
    from = a.end;
    if (!COUNTED.has(a.unit) || a.value === null || (a.value.includes('.') && a.unit === '')) {
      if (/。|；/.test(lead)) scope = null;
      continue;
    }
    if (a.unit === '' && /^(?:年|月|日|[\d./-])/.test(r.text.slice(a.end, a.end + 1))) continue;
    if (/^(?:次|均|民|才|以上的?项目)/.test(r.text.slice(a.end, a.end + 2)) && !/^以上/.test(r.text.slice(a.end)))
      continue;
    if (/。/.test(lead)) [scope, last, main, parts] = [null, null, null, false];
    if (depth < scopeDepth) scope = null;
    const raw = lead.slice(-70);
    const label = labelOf(raw);
    const bracket = /（([^（）]{2,12})）\s*$/.exec(raw.replace(FILLER, ''))?.[1] ?? '';
    const bare = label.replace(FILLER, '');
    const whole = /(?:共|合计|总计|共计)$/.test(label) ? label : bare;
    const hired = CONTRACT.test(bare) && !/年末|实有|共$/.test(bare);
    const rule =
      RULES.find(
        (x) =>
          !(hired && x.key === 'staff_total') && (x.at.test(bare) || (x.key === 'staff_total' && x.at.test(whole))),
      ) ?? (bracket ? RULES.find((x) => x.key === 'staff_contract' && x.at.test(bracket)) : undefined);
    // 聘用生活老师、保安等12人: the word that decides stands before the list.
    const listed = !rule && /等[^，；。]{0,8}$/.test(bare) ? /[^，；。：（）]*$/.exec(raw)![0] : '';
    if (!rule && kinds.length >= 2 && /(?:合计|共计|总计|共)$/.test(raw.trimEnd())) {
      ledger.add({
        key: 'staff_quota',
        period: r.period,
        scope,
        value: a.value,
        unit: '人',
        qualifier: a.qualifier,
        start: a.start - 2,
        end: a.end,
      });
      quota = true;
      continue;
    }
    // 当年退休3人, 新招聘5人: who came or went in the year is not who is there.
    if (/(?:当年|本年|年内|新增|新招|新进|今年)[^，；。]{0,4}$/.test(bare.replace(rule?.at ?? /$^/, ''))) continue;
    const found = rule ?? (CONTRACT.test(listed) ? RULES.find((x) => x.key === 'staff_contract') : undefined);
    const prior = /^(?:（)?上一?年(?:度|末)?$/.test(bare) || /^(?:（)?(?:19|20)\d{2}年末?$/.test(bare);
    const at = a.start - (lead.length - lead.lastIndexOf(label));
    const place = { start: lead.includes(label) && label ? Math.max(s.start, at) : a.start, end: a.end };
    if (/其中/.test(raw.slice(-14)) || depth > 0) parts = true;
    if (prior && last && r.period !== null) {
      const named = /(\d{4})/.exec(bare);
      ledger.add({
        key: last,
        period: named ? Number(named[1]) : r.period - 1,
        scope,
        value: a.value,
        unit: '人',
        qualifier: a.qualifier,
        ...place,
        rank: 1,
      });
      continue;
    }
    if (/(?:增加|减少|净增|增长|下降|新增|调入|调出|招录)$/.test(bare)) continue;
    if (!found) {
      // 在职79人（局机关18人，二级单位61人）: parts of the count before.
      const org = subjectScope(bare.replace(/^其中[：:]?/, ''), who);
      // 局本级187人（在职139人、退休8人）: the bracket says who they are.
      const opened = r.text[a.end] === '（' && /^（[^）]{0,8}(?:在职|在编|在岗)/.test(r.text.slice(a.end, a.end + 12));
      if (org && opened) {
        [scope, scopeDepth] = [org, depth + 1];
        // 现有人员200人，其中局本级80人（在职60人…）: all the people of that part.
        if (last === 'staff_total' || grouped) {
          grouped = true;
          ledger.add({
            key: 'staff_total',
            period: r.period,
            scope: org,
            value: a.value,
            unit: '人',
            qualifier: a.qualifier,
            ...place,
          });
        }
      } else if (org && parts && main && (a.unit === '人' || a.unit === '名'))
        ledger.add({
          key: main,
          period: r.period,
          scope: org,
          value: a.value,
          unit: '人',
          qualifier: a.qualifier,
          ...place,
        });
      continue;
    }
    if (byKind && last === null && kinds.length > 0 && (found.key === 'staff_total' || found.key === 'staff_in_post'))
      continue;
    if (a.unit === '个' && found.key !== 'staff_quota' && found.key !== 'kind-quota') continue;
    if (a.unit === '' && !/^\s?[，。；（）、]|^$/.test(r.text.slice(a.end, a.end + 1))) continue;
    const matched = found.at.exec(found.at.test(bare) ? bare : whole);
    const before = bare.slice(0, matched?.index ?? 0);
    // 机关行政编制 after the unit's full name is its own quota, not a part's.
    const subject = found.key === 'kind-quota' && before.length >= 8 ? before.replace(/机关$/, '') : before;
    const own = subjectScope(subject, who, found.key === 'staff_contract');
    if (own) [scope, scopeDepth] = [own, depth];
    else if (who.isWhole(before) || /三家|各单位|全(?:局|系统|镇|乡|校|院|委|市|县|区)|合计|以上/.test(before))
      scope = null;
    // 2021年末实有在职60人，退休25人: the year said holds for what is listed after it.
    const named = /((?:19|20)\d{2})年/.exec(lead.slice(-40))?.[1];
    if (/[。；]/.test(lead)) year = null;
    if (named) year = Number(named);
    const period = year ?? r.period;
    if (found.key === 'kind-quota') {
      // 在编人员64人（其中行政编制人员38人）: people in such posts, not posts.
      if (/编制人员$/.test(bare) && (depth > 0 || parts)) continue;
      const key = QUOTA_KIND.find(([w]) => w.test(bare))?.[1];
      kinds.push({ value: a.value, unit: '人', scope, kind: kindOf(bare), sole, ...place });
      if (key && !scope) ledger.add({ key, period, value: a.value, unit: '人', qualifier: a.qualifier, ...place });
      last = null;
      continue;
    }
    if (found.key === 'staff_quota') quota = true;
    const loose = found.key === 'staff_in_post' && !/在编|在职|在岗|正式/.test(bare);
    // 现有人员43人，其中在职23人、离退休20人: all of them, not those in post.
    const mixed =
      loose && /^，?[（]?其中[^。；]{0,60}(?:退休|离休|临聘|聘用|协管|（在职)/.test(r.text.slice(a.end, a.end + 80));
    const total = found.key === 'staff_total' || mixed;
    const alone = total && /^实有(?:人员|人数)?$/.test(bare) ? '实有人数' : null;
    const rank = /年初/.test(bare)
      ? 4
      : loose
        ? 1
        : found.key === 'staff_retired' && /发放|不含|养老/.test(raw.slice(-30))
          ? 3
          : found.key === 'staff_contract' && last === 'staff_contract'
            ? 2
            : 0;
    const slice = total && /合计|共|总/.test(whole) ? null : scope;
    ledger.add({
      key: mixed ? 'staff_total' : found.key,
      period,
      scope:
        total && /以上|三家|全部|总计/.test(s.text.slice(0, Math.max(0, a.start - s.start)).slice(-24))
          ? null
          : (slice ?? scope),
      value: a.value,
      unit: '人',
      qualifier: a.qualifier,
      label: alone,
      ...place,
      rank,
    });
    // 后勤 are hired people: where nobody else is named as such, they are the contract staff.
    if (found.key === 'staff_logistics')
      ledger.add({
        key: 'staff_contract',
        period,
        scope,
        value: a.value,
        unit: '人',
        qualifier: a.qualifier,
        ...place,
        rank: 2,
      });
    last = mixed ? 'staff_total' : found.key;
    if (last === 'staff_in_post' || last === 'staff_quota') main = last;
    else if (!scope) main = null;
    parts = (parts && scope !== null) || /其中/.test(r.text.slice(a.end, a.end + 4)) || r.text[a.end] === '（';
  }
  for (const [key, at] of NONE)
    for (const m of s.text.matchAll(at))
      ledger.add({
        key,
        period: r.period,
        value: '0',
        unit: '人',
        qualifier: '无',
        start: s.start + m.index,
        end: s.start + m.index + m[0].length,
        rank: 1,
      });
  return quota ? [] : kinds;
}

/** The words right before a number, from the last clause mark; brackets that close there are looked through. */
function labelOf(lead: string): string {
  const open = lead.replace(/（[^（）]{0,40}）/g, '');
  const parts = open.split(/[，；。、：（）]/);
  for (let i = parts.length - 1; i >= 0; i--) {
    const p = parts[i]!.trim().replace(/^(?:其中|另有|另|以及|和|及|与)+/, '');
    if (p && !/^(?:其中|共|合计|约)$/.test(p))
      return i === parts.length - 1 ||
        parts.slice(i + 1).every((x) => !x.trim() || /^(?:其中|共|合计|约)$/.test(x.trim()))
        ? p
        : '';
  }
  return '';
}
