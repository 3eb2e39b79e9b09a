// Internal departments and subordinate units: counts, their names, and counts of lists where a text only names them.
// Parts of a part (a squad's rooms, a centre's sections) are told apart by scope.
import type { Ledger } from './ledger.ts';
import type { Reading, Sentence } from './reading.ts';
import { type Subjects, subjectScope } from './scope.ts';

const ROOM =
  '(?:职能|内设|综合|行政|业务|正?副?[科股处]级)*(?:内设)?(?:机构|科室|股室|处室|部室|室站|[科股处室部][（、](?:[科股处室部中心]+）?)|科|股|室|部门|办公室|处|职能|大队|部)';
const PART_OF = '(?:下设|下属|下辖|所属|直属|归口管理|管辖|下级)';
const PART = '(?:单位|机构|站所|事业单位|预算单位|二级|基地|二级机构|站|所|学校|完全小学|中心)';
const ROOM_NAME =
  /(?:科|股|室|处|部|办|中心|大队|中队|组|所|站|委|党委|党总支|工会|团委|团总支|机关党支部|馆|院|队|厅|局)(?:（[^（）]{1,30}）)?$/;
const UNIT_NAME =
  /(?:中心|所|站|队|院|校|馆|局|园|处|社|场|总站|学校|医院|基地|公司|台|会|库|小学|中学|支队)(?:（[^（）]{1,30}）)?$/;
const COUNTED = new Set(['个', '家', '部', '室', '科', '股', '处', '所', '']);

export function mineOrganisation(r: Reading, who: Subjects, ledger: Ledger): void {
  for (const s of r.sentences) {
    if (!/设|属|辖|纳入|内室|下级|二级|单位/.test(s.text)) continue;
    internal(r, s, who, ledger);
    internalList(r, s, who, ledger);
    subordinate(r, s, ledger);
    subordinateList(r, s, ledger);
  }
}

const scopeBefore = (text: string, who: Subjects): string | null => {
  const subject = (text.split(/[，；。：、（）]/).at(-1) ?? '').replace(/内设机构(?:共|现)?$/, '');
  if (/机关$/.test(subject)) return null;
  return subjectScope(subject, who);
};

function internal(r: Reading, s: Sentence, who: Subjects, ledger: Ledger): void {
  const none = NO_ROOMS.exec(s.text);
  if (none)
    ledger.add({
      key: 'internal_departments',
      period: r.period,
      value: '0',
      unit: '个',
      qualifier: '无',
      start: s.start + none.index,
      end: s.start + none.index + none[0].length,
      rank: 2,
    });
  for (const a of s.amounts) {
    if (a.value === null || a.value.includes('.') || !COUNTED.has(a.unit)) continue;
    const lead = r.text.slice(s.start, a.start);
    const clause = /[^；。]*$/.exec(lead)![0];
    const after = r.text.slice(a.end, a.end + 16);
    const direct = DIRECT.test(clause) && /内设|内室/.test(clause.slice(-16));
    const counted =
      /(?:内设|内室|设有?|设立|设置)(?:职能)?$/.test(clause) &&
      ROOM_FIRST.test(after) &&
      !/^(?:派出|下属|事业|正厅级|二级)/.test(after);
    // 局机关设办公室、财务处…共25个内设机构: the list, then its count.
    const set = Math.max(clause.lastIndexOf('内设'), LISTED.exec(clause)?.index ?? -1);
    const listed =
      set >= 0 &&
      /、[^；。]*$/.test(clause.slice(set)) &&
      ROOM_FIRST.test(after) &&
      !PART_OF_ANY.test(clause.slice(set)) &&
      (clause.startsWith('内设', set) || /内设|科室|股室|处室|部室/.test(after));
    // 共有八个内设机构
    const owned = /(?:共有?|现有|有)$/.test(clause) && /^(?:职能)?内设(?:机构|科室|股室|处室|部室|部门)/.test(after);
    // 内设机构（20个处、室）
    const bracketed = /内设(?:机构|科室|股室|处室)（(?:共)?$/.test(clause);
    if (!direct && !counted && !listed && !bracketed && !owned) continue;
    if (/中队|小组/.test(after.slice(0, 4))) continue;
    const i = owned
      ? /[^，]*$/.exec(clause)!.index
      : listed && !direct
        ? set
        : clause.lastIndexOf(direct || bracketed ? (/内室[^设]*$/.test(clause) ? '内室' : '内设') : '设');
    const at = /内$/.test(clause.slice(0, i)) ? i - 1 : i;
    const tail = ROOM_FIRST.exec(after)?.[0].length ?? 0;
    ledger.add({
      key: 'internal_departments',
      period: r.period,
      scope: scopeBefore(clause.slice(0, at).replace(/(?:机关)?(?:共|下|现)$/, ''), who),
      value: a.value,
      unit: '个',
      qualifier: a.qualifier,
      start: a.start - clause.length + at,
      end: a.end + tail,
      rank: direct || counted || bracketed || owned ? 0 : 1,
    });
  }
}
const NO_ROOMS = /(?:无|没有|未设立?|不设)(?:内设|下设)(?:机构|科室|股室|处室|部门)/;
const ROOM_FIRST = new RegExp(`^${ROOM}`);
const DIRECT = new RegExp(`(?:内设|内室|设)(?:有|立|置)?${ROOM}(?:数量|总数|数)?(?:共有|共计|共|为|有|：)?$`);
const LISTED = /(?:(?<![内建开增创])设有?(?![施备计定想项])|下设|设立|设置)(?=[^，；。]{2,12}、)/;
const PART_OF_ANY = /(?:下属|下辖|所属|直属|归口管理|管辖)/;

/** 内设办公室、财务科…: counted as printed; the names are a fact of their own. */
function internalList(r: Reading, s: Sentence, who: Subjects, ledger: Ledger): void {
  for (const m of s.text.matchAll(INTERNAL_LIST)) {
    const body = m[1]!.replace(
      /(?:等)?(?:共|共计|合计)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?)?(?:内设|职能)?(?:机构|科室|股室|处室|部室)?$/,
      '',
    );
    const items = listNames(body, ROOM_NAME);
    if (!items) continue;
    const start = s.start + m.index + m[0].length - m[1]!.length;
    const scope = scopeBefore(s.text.slice(0, m.index), who);
    const place = { period: r.period, scope, start, end: start + body.length, confidence: 'medium' as const };
    ledger.add({ key: 'internal_department_names', ...place, value: body });
    if (/等$|等[\d一二三四五六七八九十]/.test(m[1]!) || /\d/.test(m[1]!)) continue;
    ledger.add({
      key: 'internal_departments',
      ...place,
      value: String(items.length),
      unit: '个',
      qualifier: '列举',
      rank: 3,
    });
  }
}
const INTERNAL_LIST =
  /(?:内设(?:机构|科室|股室|处室)?(?:有|为|包括|分别为|分别是)?：?|(?:(?<![内附下加建开增创])设有?(?![施备计定想项])|(?<!建)设立|设置|下设)(?:有|了)?(?:\d{1,2}个(?:内设机构|科室|股室|处室|部室|职能部门)[：，]?(?:分别为|分别是|包括|为|即)?)?)([^，。；：□]{4,400}?)(?=[。；，]|$)/g;

/** How many names a list has, when every one looks like a name. */
export const listItems = (list: string, name: RegExp): number | null => listNames(list, name)?.length ?? null;

/** The names of a list, when every one looks like a name; null otherwise. */
function listNames(list: string, name: RegExp): string[] | null {
  if (!list.includes('、')) return null;
  const items = topLevel(list)
    .flatMap((x) => {
      const halves = x.split(/(?<=\p{Script=Han}{2}|）)[和及与](?=\p{Script=Han}{3})/u);
      // 家庭和儿童工作部 is one name.
      return halves.every((h) => name.test(h.trim())) ? halves : [x];
    })
    .map((x) => x.trim())
    .filter(Boolean);
  return items.length >= 2 && items.every((x) => name.test(x) && x.length >= 2 && x.length <= 40) ? items : null;
}

/** Split at 、 outside brackets. */
function topLevel(list: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < list.length; i++) {
    const c = list[i];
    if (c === '（') depth++;
    else if (c === '）') depth = Math.max(0, depth - 1);
    else if (c === '、' && depth === 0) {
      out.push(list.slice(from, i));
      from = i + 1;
    }
  }
  out.push(list.slice(from));
  return out;
}

function subordinate(r: Reading, s: Sentence, ledger: Ledger): void {
  const put = (value: string, qualifier: '无' | null, start: number, end: number, rank: number) =>
    ledger.add({ key: 'subordinate_units', period: r.period, value, unit: '个', qualifier, start, end, rank });
  for (const a of s.amounts) {
    if (a.value === null || !(a.unit === '个' || a.unit === '家' || a.unit === '')) continue;
    const lead = r.text.slice(s.start, a.start);
    const clause = /[^；。]*$/.exec(lead)![0];
    const after = r.text.slice(a.end, a.end + 16);
    const near = /[^，]*$/.exec(clause)![0];
    if (
      /纳入.{0,20}(?:范围|编报|汇编|编制)[^，。；]{0,10}单位[^，。；\d]{0,6}$/.test(clause) ||
      (/纳入.{0,20}(?:范围|编报|汇编|编制)的?(?:只有|仅有|仅包括)[^，。；]{0,40}$/.test(clause) &&
        /^(?:预算|决算)?单位/.test(after))
    ) {
      ledger.add({
        key: 'units_in_scope',
        period: r.period,
        value: a.value,
        unit: '个',
        start: a.start - near.length,
        end: a.end,
      });
      continue;
    }
    if (
      /内设|派出|社区|基层|党支部|党组织|村/.test(near.slice(-14)) ||
      /^(?:内设|派出|村|社区|行政村|党|企业|子公司|乡镇|镇|街道|科|股|股室|处室|职能)/.test(after)
    )
      continue;
    const words = `${near}#${after.split(/[，。；：]/)[0]}`;
    const a1 = OF_NEAR.test(near) && HAS_PART.test(words);
    const a2 = OF_LIST.test(clause) && /^(?:，)?(?:共|合计|共计)?$/.test(near.trim());
    const a3 = OF_AFTER.test(after);
    const a4 = /(?:公益[一二]类)?事业单位$/.test(near) && HAS_OF.test(clause) && !/编制/.test(near);
    // 包括市局本级和未独立核算的9个事业单位
    const a5 =
      /(?:本级|机关)(?:和|及|以及|与)[^，。；]{0,14}$/.test(near) &&
      /^(?:所属|下属|二级|直属)?(?:事业|预算|二级)*单位/.test(after);
    if (!a1 && !a2 && !a3 && !a4 && !a5) continue;
    const i = near.search(HAS_OF);
    const tail = TAIL_PART.exec(after)?.[0].length ?? 0;
    put(a.value, null, a.start - (i >= 0 ? near.length - i : 0), a.end + tail, a2 ? 1 : 0);
  }
  const none = NONE.exec(s.text);
  if (none) put('0', '无', s.start + none.index, s.start + none.index + none[0].length, 2);
}
const HAS_OF = new RegExp(PART_OF);
const HAS_PART = /(?:单位|机构|站所|二级|基地)/;
const OF_NEAR = new RegExp(`${PART_OF}[^。；，]*$`);
const OF_LIST = new RegExp(`${PART_OF}[^。；]{0,6}${PART}[^。；]*，(?:共|合计|共计|总计)?$`);
const OF_AFTER = /^(?:二级|所属|下属|直属)[^，。；]{0,6}(?:单位|机构|站所|事业单位|预算单位|二级|基地)/;
const TAIL_PART = /^[^，。；：]{0,6}?(?:单位|机构|站所|事业单位|预算单位|二级|基地|二级机构)/;
const NONE =
  /(?:无|没有|未设立?|不设)(?:其他)?(?:独立核算的?)?(?:下属|所属|二级|下设|下级|直属|其他)(?:的)?(?:独立)?(?:核算)?(?:二级)?(?:预算|事业|决算)?(?:单位|机构)/;

function subordinateList(r: Reading, s: Sentence, ledger: Ledger): void {
  for (const m of s.text.matchAll(SUBORDINATE_LIST)) {
    const body = m[1]!.replace(
      /(?:等)?(?:共|共计|合计)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[个家所])?(?:公益[一二]类)?(?:二级|下属|直属|事业|预算)*(?:单位|机构)?$/,
      '',
    );
    const items = listNames(body, UNIT_NAME);
    if (!items) continue;
    const start = s.start + m.index + m[0].length - m[1]!.length;
    const place = { period: r.period, start, end: start + body.length, confidence: 'medium' as const };
    ledger.add({ key: 'subordinate_unit_names', ...place, value: body });
    if (/等$/.test(m[1]!) || /\d/.test(m[1]!)) continue;
    ledger.add({
      key: 'subordinate_units',
      ...place,
      value: String(items.length),
      unit: '个',
      qualifier: '列举',
      rank: 3,
    });
  }
}
const SUBORDINATE_LIST =
  /(?:所属|下属|下设|直属|下辖)(?:管理|下属|直属|正?副?[厅处科股]级|公益[一二]类|二级|事业|预算)*(?:单位|机构)?(?:\d{1,2}[个家所][^，。；：、\d]{0,8}[：，])?(?:分别为|分别是|为|有|含|包括|即)?[：即]?([^，。；：□]{4,300}?)(?=[。；，]|$)/g;
