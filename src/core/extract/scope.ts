// Whose figure it is: the whole unit's, or that of a part the clause names (a sub-unit, 机关, 本级).
export interface Subjects {
  /** Full and short names of the reporting unit. */
  names: readonly string[];
  isWhole(subject: string): boolean;
}

const WHOLE =
  /^(?:我|本|全)?(?:部门|单位|系统|局|委|办|会|院|校|馆|镇|乡|县|区|市|街道|中心|站|所|处|园区|学校)?$|^(?:全|我|本).{1,4}$|^(?:部门|单位)?(?:机构)?$/;
const LEADING =
  /^(?:截[至止]?)?(?:(?:19|20)\d{2}年?(?:度)?(?:末|底|初)?|\d{1,2}月\d{1,2}日|年末|年底|目前|现在|现有|现|核定|实有|总|经.{0,10}核定|编委|其中|另有|部门|人员|共有|共|，|、|：|的)+/;
const TRAILING = /(?:核定|现有|实有|共有|年末|总|现|共|的|有|人员|编委|批准|经|2?0?\d{2}年?末?)+$/;
const ORG = /(?:机关|本级|中心|所|站|队|院|校|馆|局|单位|机构|园|处|委|办|会|社|分局|大队|基地|总站|镇|乡|街道)$/;
const CONTRACT_ORG = /(?:机关|本级|中心|所|站|单位|机构|局|院|馆)$/;

export function subjectsOf(names: readonly string[]): Subjects {
  const isWhole = (subject: string): boolean => {
    const s = strip(subject);
    if (s === '') return false;
    return (
      WHOLE.test(s) ||
      /(?:及|和|与|、)(?:所属|下属|直属|各)/.test(s) ||
      names.some(
        (n) =>
          n === s ||
          // X现在全校: the unit's name before words for all of it.
          (s.startsWith(n) && WHOLE.test(strip(s.slice(n.length)))) ||
          (n.endsWith(s) && s.length >= 2) ||
          (s.endsWith(n) && s.length <= n.length + 8) ||
          abbreviates(s, n),
      )
    );
  };
  return { names, isWhole };
}

/** Short forms that the text itself uses before a year (机管局2013年…): the unit's names in its own words. */
export function spokenNames(text: string, who: Subjects): string[] {
  const found = new Set<string>();
  for (const m of text.slice(0, 20_000).matchAll(SPOKEN)) if (who.isWhole(m[1]!)) found.add(m[1]!);
  return [...found].filter((n) => !who.names.includes(n));
}
const SPOKEN = /(?<=^|[\n，。；：])(\p{Script=Han}{2,6}[局委办会院校馆站所社心处队联协厅署园])(?=(?:19|20)\d{2}年)/gu;

/** 区住建局 of 蓉溪区住房和城乡建设局: the same last character, the others in order. */
function abbreviates(short: string, full: string): boolean {
  // 发改委 of …发展和改革委员会
  const name = short.endsWith('委')
    ? full.replace(/委员会$/, '委')
    : full.replace(/(联|协)(?:合会|会)$/, (all, head: string) => (short.endsWith(head) ? head : all));
  if (short.length < 3 || short.at(-1) !== name.at(-1) || /机关|本级/.test(short)) return false;
  let i = 0;
  for (const c of name) if (c === short[i]) i++;
  return i === short.length;
}

function strip(subject: string): string {
  let s = subject.trim();
  for (let k = 0; k < 3; k++) s = s.replace(LEADING, '').replace(TRAILING, '');
  // X站2023年单位: the year and what follows it say when, not who.
  return s.replace(/(?:19|20)\d{2}年?(?:度|末|底)?(?:单位|部门|本单位|本部门)?$/, '');
}

/** The part a label names, or null when it names none or the whole unit. */
export function subjectScope(label: string, who: Subjects, contract = false): string | null {
  const s = strip(label);
  if (s.length < 2 || s.length > 24 || who.isWhole(s)) return null;
  if (!(contract ? CONTRACT_ORG : ORG).test(s)) return null;
  if (
    /^(?:财政(?!.{2,}中心|.{2,}所|.{2,}站)|编办|编委|县委编办|市委编办|政府购买|专职|行政|事业|参公|工勤|公办|民办|其余|全额|差额|除|享受|经市|经县|经区|经省)/.test(
      s,
    ) ||
    /编办$|编委/.test(s)
  )
    return null;
  return s;
}
