// Internal departments and subordinate units: counts, and counts of lists where a text only names them.
import type { Ledger } from './ledger.ts';
import type { Reading, Sentence } from './reading.ts';
import { type Subjects, subjectScope } from './scope.ts';

const ROOM = '(?:职能|内设|综合|行政|业务)?(?:内设)?(?:机构|科室|股室|处室|部室|科|股|室|部门|办公室|处|职能)';
const PART_OF = '(?:下设|下属|下辖|所属|直属|归口管理|管辖)';
const PART = '(?:单位|机构|站所|事业单位|预算单位|二级|基地|二级机构)';

export function mineOrganisation(r: Reading, who: Subjects, ledger: Ledger): void {
  for (const s of r.sentences) {
    if (/设|属|辖|纳入/.test(s.text)) {
      internal(r, s, who, ledger);
      subordinate(r, s, who, ledger);
    }
  }
}

const scopeBefore = (text: string, who: Subjects): string | null => {
  const subject = text.split(/[，；。：、（）]/).at(-1) ?? '';
  if (/机关$/.test(subject)) return null;
  return subjectScope(subject, who);
};

function internal(r: Reading, s: Sentence, who: Subjects, ledger: Ledger): void {
  for (const a of s.amounts) {
    if (
      a.value === null ||
      !(a.unit === '个' || a.unit === '' || a.unit === '家' || a.unit === '部' || a.unit === '室' || a.unit === '科')
    )
      continue;
    const lead = r.text.slice(s.start, a.start);
    const clause = /[^；。]*$/.exec(lead)![0];
    const after = r.text.slice(a.end, a.end + 12);
    const direct =
      new RegExp(`(?:内设|设)(?:有|立|置)?${ROOM}(?:共|为|有)?$`).test(clause) && /内设/.test(clause.slice(-12));
    const counted =
      /(?:内设|设有?|设立|设置)(?:职能)?$/.test(clause) &&
      new RegExp(`^${ROOM}`).test(after) &&
      !/^(?:派出|下属|事业)/.test(after);
    const listed =
      /内设[^；。]*、[^；。]*$/.test(clause) &&
      new RegExp(`^${ROOM}`).test(after) &&
      !new RegExp(PART_OF).test(clause.slice(clause.lastIndexOf('内设')));
    if (!direct && !counted && !listed) continue;
    const i = clause.lastIndexOf(direct || listed ? '内设' : '设');
    const at = /内$/.test(clause.slice(0, i)) ? i - 1 : i;
    const scope = scopeBefore(clause.slice(0, at), who);
    const tail = new RegExp(`^${ROOM}`).exec(after)?.[0].length ?? 0;
    ledger.add({
      key: 'internal_departments',
      period: r.period,
      scope,
      value: a.value,
      unit: '个',
      qualifier: a.qualifier,
      start: a.start - clause.length + at,
      end: a.end + tail,
      rank: direct || counted ? 0 : 1,
    });
  }
  for (const m of s.text.matchAll(/内设(?:机构|科室|股室)?(?:有|为|包括|：)?([^，。；：\d□]{2,160}?)(?=[。；，]|$)/g)) {
    const items = listItems(m[1]!, /(?:科|股|室|处|部|办|中心|大队|组|所|站)$/);
    if (!items || /等$/.test(m[1]!)) continue;
    const start = s.start + m.index + m[0].length - m[1]!.length;
    const scope = scopeBefore(s.text.slice(0, m.index), who);
    ledger.add({
      key: 'internal_departments',
      period: r.period,
      scope,
      value: String(items),
      unit: '个',
      qualifier: '列举',
      start,
      end: start + m[1]!.length,
      rank: 3,
      confidence: 'medium',
    });
  }
}

/** How many names a list has, when every one looks like a name. */
export function listItems(list: string, name: RegExp): number | null {
  if (!list.includes('、')) return null;
  const items = list
    .split(/、|(?<=\p{Script=Han}{2})[和及与](?=\p{Script=Han}{3})/u)
    .map((x) => x.trim())
    .filter(Boolean);
  return items.length >= 2 && items.every((x) => name.test(x) && x.length <= 24) ? items.length : null;
}

function subordinate(r: Reading, s: Sentence, who: Subjects, ledger: Ledger): void {
  const put = (value: string, qualifier: '列举' | '无' | null, start: number, end: number, rank: number) =>
    ledger.add({ key: 'subordinate_units', period: r.period, value, unit: '个', qualifier, start, end, rank });
  for (const a of s.amounts) {
    if (a.value === null || !(a.unit === '个' || a.unit === '家' || a.unit === '')) continue;
    const lead = r.text.slice(s.start, a.start);
    const clause = /[^；。]*$/.exec(lead)![0];
    const after = r.text.slice(a.end, a.end + 16);
    const near = /[^，]*$/.exec(clause)![0];
    const scopeCount = /纳入.{0,20}(?:范围|编报|汇编|编制)[^，。；]{0,10}单位[^，。；\d]{0,6}$/.test(clause);
    if (scopeCount) {
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
      /内设|派出|社区|基层|党支部|党组织/.test(near.slice(-14)) ||
      /^(?:内设|派出|村|社区|行政村|党|企业|子公司|乡镇|镇|街道|科|股)/.test(after)
    )
      continue;
    const words = `${near}#${after.split(/[，。；：]/)[0]}`;
    const a1 = new RegExp(`${PART_OF}[^。；，]*$`).test(near) && new RegExp(PART).test(words);
    const a2 =
      new RegExp(`${PART_OF}[^。；]{0,6}${PART}[^。；]*，(?:共|合计|共计|总计)?$`).test(clause) &&
      /^(?:，)?(?:共|合计|共计)?$/.test(near.trim());
    const a3 = new RegExp(`^(?:二级|所属|下属|直属)[^，。；]{0,6}${PART}`).test(after);
    const a4 = /(?:公益[一二]类)?事业单位$/.test(near) && new RegExp(`${PART_OF}`).test(clause) && !/编制/.test(near);
    if (!a1 && !a2 && !a3 && !a4) continue;
    const i = near.search(new RegExp(PART_OF));
    const tail = new RegExp(`^[^，。；：]{0,6}?${PART}`).exec(after)?.[0].length ?? 0;
    put(a.value, null, a.start - (i >= 0 ? near.length - i : 0), a.end + tail, a2 ? 1 : 0);
  }
  const none = /(?:无|没有)(?:下属|所属|二级|下设)(?:预算|事业)?(?:单位|机构)/.exec(s.text);
  if (none) put('0', '无', s.start + none.index, s.start + none.index + none[0].length, 2);
  for (const m of s.text.matchAll(
    /(?:所属|下属|下设|直属)(?:事业|预算|二级)?(?:单位|机构)?(?:分别为|分别是|为|有|包括|：)([^。；\d□]{4,200}?)(?=[。；]|，(?!共)|$)/g,
  )) {
    const items = listItems(m[1]!, /(?:中心|所|站|队|院|校|馆|局|园|处|社|场|总站|学校|医院|基地)$/);
    if (!items || /等$/.test(m[1]!)) continue;
    const start = s.start + m.index + m[0].length - m[1]!.length;
    put(String(items), '列举', start, start + m[1]!.length, 3);
  }
  void who;
}
