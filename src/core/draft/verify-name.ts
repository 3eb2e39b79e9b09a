// Which catalogue keys and which bearers (unit, sub-unit, project, indicator) a stretch of text names.
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { unitOf } from '../number/unit.ts';
import { ORGANISATION } from './claim-words.ts';
import { bigramsOf, type Evidence, knownText } from './verify-evidence.ts';

/** Words too general to name a key by themselves. */
const GENERAL = new Set(
  '项目 完成 实施 支出 执行 预算 服务 工程 公开 制度 年度 级 简称 货物 车辆 房屋 前期 编制 在用 净值 得分 分值 权重 目标值 退休 工作任务 绩效目标 总体目标 直属 工作部门 主要原因 财政拨款 问卷 公务接待 存在问题 下一步 财政收回 较上年预算安排'.split(
    ' ',
  ),
);

const NONE: ReadonlySet<string> = new Set();

interface Word {
  word: string;
  keys: Set<string>;
  general: boolean;
}
const BY_FIRST = new Map<string, Word[]>();
for (const d of CATALOGUE) {
  if (d.kind === 'passage' || d.kind === 'text' || d.kind === 'name' || d.many) continue;
  const label = d.label.replace(/[（(].*?[）)]/g, '');
  for (const word of new Set([...d.words, label].map((w) => w.replace(/[“”"（）()\s]/g, '')))) {
    if (word.length < 2) continue;
    const row = BY_FIRST.get(word[0]!) ?? [];
    BY_FIRST.set(word[0]!, row);
    let entry = row.find((w) => w.word === word);
    if (!entry) {
      entry = { word, keys: new Set(), general: GENERAL.has(word) };
      row.push(entry);
    }
    entry.keys.add(d.key);
  }
}
for (const row of BY_FIRST.values()) {
  row.sort((a, b) => b.word.length - a.word.length);
  for (const entry of row)
    for (const d of CATALOGUE) if (d.label.startsWith(entry.word) && d.kind !== 'passage') entry.keys.add(d.key);
}

/** Words that say which side of the budget, of a subject named before: “三公”经费预算32万元，实际支出27万元. */
const SIDES = new Set(
  '实际支出 决算支出 支出决算数 收入决算数 年初预算数 年初预算 全年预算数 全年预算 调整后预算数 调整后预算 调整预算数 全年执行数 执行 支出预算 收入预算 执行率 预算执行率 支出执行率'.split(
    ' ',
  ),
);
const DIMENSION = new Map(CATALOGUE.map((d) => [d.key, unitOf(d.unit).dimension]));

/**
 * Keys of one dimension named by the last catalogue word of `near`, else by the first of `tail`; empty where neither names any. Where that
 * word only names a side of the budget, the subject last named in `earlier` counts as well.
 */
export function namedKeys(
  near: string,
  tail: string,
  earlier: string,
  dimension: string | null | ((of: string) => boolean),
): ReadonlySet<string> {
  const fits = (w: Word): boolean =>
    dimension === null ||
    [...w.keys].some((k) => {
      const own = DIMENSION.get(k)!;
      return typeof dimension === 'string' ? own === dimension : dimension(own);
    });
  const words = wordsIn(near.replace(/[（(][^（）()]*[）)]/g, ''));
  const hit = words.findLast(fits) ?? wordsIn(tail.slice(0, 16)).find(fits);
  if (!hit) return NONE;
  if (!SIDES.has(hit.word)) return /预算|决算|实际|实有|目标/.test(hit.word) ? hit.keys : withSiblings(hit.keys);
  const subject = [...wordsIn(earlier), ...words].findLast((w) => !SIDES.has(w.word) && fits(w));
  return subject
    ? new Set([...hit.keys, ...subject.keys, ...[...subject.keys].flatMap((k) => SIBLINGS.get(stemOf(k)) ?? [])])
    : hit.keys;
}

/** A term without what tables and terms say differently: years, sides in words, 财政 before 拨款, 数 behind 预算. */
const bareTerm = (words: string): string =>
  words
    .replace(/[（(][^（）()]*[）)]/g, '')
    .replace(/^(?:其中|按[^：:]{1,6})[：:]/, '')
    .replace(/\d{4}年|上年|年初|收入|支出|资金|财政(?=拨款)|费用|数|[“”"：:、\s]/g, '');
const BY_TERM = new Map<string, Set<string>>();
for (const d of CATALOGUE) {
  if (d.many || d.kind === 'passage' || d.kind === 'text') continue;
  const term = bareTerm(d.label);
  BY_TERM.set(term, new Set([...(BY_TERM.get(term) ?? []), d.key]));
}

/** Keys whose term is what a cell's row and column make together: 财政拨款收入 and 全年预算数. */
export const composedKeys = (row: string, column: string): ReadonlySet<string> =>
  BY_TERM.get(bareTerm(`${row.slice(row.lastIndexOf(' ') + 1)}${column}`)) ?? NONE;

/** With the other sides of the same subjects: budget and final account. */
export const withSiblings = (keys: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...keys, ...[...keys].flatMap((k) => SIBLINGS.get(stemOf(k)) ?? [])]);

/** budget_income_total and final_income_total are two sides of one subject. */
const stemOf = (key: string): string => {
  const stem = key.replace(/^(?:budget_adjusted|budget|final)_/, '').replace(/_(?:budget|actual|executed)$/, '');
  return stem === 'total' ? 'expenditure_total' : stem;
};
const SIBLINGS = new Map<string, string[]>();
for (const d of CATALOGUE) SIBLINGS.set(stemOf(d.key), [...(SIBLINGS.get(stemOf(d.key)) ?? []), d.key]);
function wordsIn(text: string): Word[] {
  const out: Word[] = [];
  const plain = text.replace(/[\s“”"（）()]/g, '');
  let i = 0;
  while (i < plain.length) {
    const hit = BY_FIRST.get(plain[i]!)?.find((w) => plain.startsWith(w.word, i));
    if (hit && !hit.general) out.push(hit);
    i += hit ? hit.word.length : 1;
  }
  return out;
}

export interface Bearers {
  /** The scope that governs offset `at`: a scope's name, '' for the whole unit said so, null for none said. */
  scopeAt(text: string, from: number, at: number, until: number): { scope: string | null; fuzzy: string | null };
  isUnit(scope: string): boolean;
  /** An indicator that is called like a fact of the whole unit: 预算执行率. */
  isMeasure(scope: string, of: { key: string; words: string }): boolean;
  /** A name of an organisation that the evidence does not know, or knows but not as a scope. */
  stranger(text: string, from: number, at: number): string | null;
  known: string;
}

const WHOLE =
  /合计|总计|共计|总共|全部门|全系统|全局|全委|全区|我局|我委|我单位|我办|我中心|本单位|本部门|部门整体|以上[两三四五六七八九十\d]+家|[两三四五六七八九十\d]+家单位/g;
const BEFORE_ALIAS = '，。；：、,;:（）() \t\n“”|其中及和与由对为给是向的含';

const HAS_PARTS = /^(?:现|共|下)?(?:内设|下设|设有?)/;

const NOTHING = { scope: null, fuzzy: null } as const;

export function bearersOf(e: Evidence): Bearers {
  const scopes = [
    ...new Set([...e.facts.map((f) => f.scope), ...e.figures.map((f) => f.scope)].filter((s): s is string => !!s)),
  ];
  const shortNames = e.facts.filter((f) => f.key === 'unit_short_name').map((f) => f.value);
  const unit = [e.unitName ?? '', ...shortNames, ...(/管理委员会$/.test(e.unitName ?? '') ? ['管委会'] : [])].filter(
    (n) => n.length > 1,
  );
  const isUnit = (s: string): boolean => unit.some((u) => u === s || (s.length >= 3 && u.endsWith(s)));
  const measures = new Map(
    scopes.flatMap((s) => {
      const keys = namedKeys(s, '', '', null);
      return keys.size > 0 ? [[s, keys] as const] : [];
    }),
  );
  const names: { name: string; scope: string; whole: boolean }[] = [];
  for (const s of scopes) {
    names.push({ name: s, scope: s, whole: true });
    for (const alias of aliasesOf(s))
      if (
        !scopes.some((o) => o !== s && (o.endsWith(alias) || o.includes(alias))) &&
        !unit.some((u) => u.endsWith(alias))
      )
        names.push({ name: alias, scope: s, whole: false });
  }
  for (const u of unit) if (!scopes.includes(u)) names.push({ name: u, scope: '', whole: true });
  names.sort((a, b) => b.name.length - a.name.length);
  const known = knownText(e);
  const grams = scopes.map((s) => ({ scope: s, grams: bigramsOf(s) })).filter((s) => s.grams.size >= 3);

  interface Mention {
    scope: string;
    at: number;
    end: number;
  }
  // A text is asked about once per quantity, a table cell once.
  const read = new Map<string, Mention[]>();
  const mentionsOf = (text: string): Mention[] => {
    const held = read.get(text);
    if (held) return held;
    const found: Mention[] = [];
    if (read.size > 400) read.clear();
    read.set(text, found);
    for (const n of names)
      for (let at = text.indexOf(n.name); at >= 0; at = text.indexOf(n.name, at + 1))
        // 采购预算执行率 is not the indicator 预算执行率.
        if (
          (n.whole && !measures.has(n.scope)) ||
          at === 0 ||
          BEFORE_ALIAS.includes(text[at - 1]!) ||
          (n.whole && '年度的为'.includes(text[at - 1]!))
        )
          if (!(n.name.endsWith('机关') && text.startsWith('运行', at + n.name.length)))
            // 机关运行经费 is a kind of money, not the head office's.
            found.push({ scope: n.scope, at, end: at + n.name.length });
    found.sort((a, b) => a.end - b.end || b.at - a.at);
    return found;
  };
  /** The last mention within [from, to) that `open` lets count. */
  const lastMention = (text: string, from: number, to: number, open: (at: number) => boolean): Mention | null => {
    const all = mentionsOf(text);
    let [low, high] = [0, all.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      if (all[mid]!.end <= to) low = mid + 1;
      else high = mid;
    }
    for (let k = low - 1; k >= 0 && all[k]!.end > from; k--) {
      const m = all[k]!;
      if (m.at < from || !open(m.at)) continue;
      return m;
    }
    return null;
  };

  // 县市场监管局 for 岚溪县市场监督管理局: the same characters in order, the same ending.
  const shortened = (token: string): boolean =>
    unit.some((u) => {
      if (u.at(-1) !== token.at(-1)) return false;
      let k = 0;
      for (const c of u) if (c === token[k]) k++;
      return k === token.length;
    });

  return {
    known,
    isUnit,
    isMeasure(scope, { key, words }) {
      const keys = measures.get(scope);
      if (!keys) return false;
      const label = words.split(' ')[0]!;
      return keys.has(key) || (label.length > 2 && (scope.includes(label) || label.includes(scope)));
    },
    scopeAt(text, from, at, until) {
      if (names.length === 0) return NOTHING;
      // What a closed bracket names governs nothing after it: 年末在职79人（机关18人，二级单位61人），离退休64人.
      const raw = text.slice(from, at);
      const part = /[)）]/.test(raw) ? raw.replace(/（[^（）]*）|\([^()]*\)/g, (m) => ' '.repeat(m.length)) : raw;
      const behind = text.slice(at, until).search(/[（(]/);
      const mention =
        lastMention(text, from, at, (i) => part[i - from] !== ' ') ??
        lastMention(text, at, behind < 0 ? until : at + behind, () => true);
      let scope = mention ? mention.scope : null;
      let also: string | null = null;
      const after = mention && mention.end <= at ? part.slice(mention.end - from) : '';
      if (scope && /[；;]/.test(after)) {
        also = scope;
        scope = null;
      }
      // 局机关内设股室9个，下属单位5个: the head office has the structure of the whole unit.
      if (scope && /(?:机关|本级)$/.test(text.slice(mention!.at, mention!.end)) && HAS_PARTS.test(after)) {
        also = scope;
        scope = null;
      }
      for (const m of after.matchAll(WHOLE)) if (!/聘用|人员/.test(after.slice(0, m.index))) scope = '';
      let fuzzy: string | null = also;
      if (scope === null && fuzzy === null && grams.length > 0) {
        const here = bigramsOf(text.slice(from, until));
        let best = 0;
        for (const g of grams) {
          let hit = 0;
          for (const b of g.grams) if (here.has(b)) hit++;
          const share = hit / g.grams.size;
          if (share >= 0.7 && share > best) {
            best = share;
            fuzzy = g.scope;
          }
        }
      }
      return { scope, fuzzy };
    },
    stranger(text, from, at) {
      const part = text.slice(from, at);
      let found: string | null = null;
      for (const m of part.matchAll(ORG)) {
        const token = m[0].replace(LEAD, '');
        // Right before the number stands what is counted, not who has it: …执法大队3个二级机构.
        if (token.length < 3 || GENERIC.test(token) || m.index + m[0].length >= part.trimEnd().length) continue;
        const own =
          shortened(token) ||
          // 涵盖中心本级和2个所属训练基地: 本级 is the unit itself, whatever stands before.
          /^本级/.test(part.slice(m.index + m[0].length)) ||
          unit.some((u) => token.endsWith(u) || u.includes(token)) ||
          scopes.some((s) => token.endsWith(s) || s.endsWith(token));
        found = own ? null : token;
      }
      return found;
    },
  };
}

const ORG = new RegExp(
  `(?<=^|[，。；：、,;:（）()\\s|0-9年度末])[\\u4e00-\\u9fff]{2,24}?(?:${ORGANISATION})(?![\\u4e00-\\u9fff]{0,3}(?:建设|改革|职能|合作|制度|协作|要求|批复|下达|同意|审核|审批|印发))`,
  'g',
);
const LEAD =
  /^(?:年度?|末|其中|以下简称|下称|截至|截止|下设|下辖|所属|由|对|向|为|和|与|及|经|在|从|将|把|据|按照|根据|通过|组织|协助|支持|联合|会同)+/;
const GENERIC =
  /^(?:我|本|全|该|各|县|区|市|省|镇|乡|上级|主管|相关|有关|职能|财政|业务|直属|下属|二级|三级|党政|多个|部分|重点|全区|全市|全县|辖区|规上|入园|入驻|企业|社区|基层|高新技术|国有|民营|小微|中小)(?:各)?(?:局|委|办|中心|站|所|公司|集团|学校|小学|中学|医院|街道|企业|大队|支队|委员会|部门|单位|幼儿园|图书馆|学院|大学)$/;

/** Shorter names of a scope: without 项目 or 经费 at the end, or its last part from four characters on. */
function aliasesOf(scope: string): string[] {
  const out = new Set<string>();
  const bare = scope.replace(/(?:项目|工程|专项|经费|资金|数量|金额|情况|数|率)$/, '');
  if (bare !== scope && bare.length >= 4) out.add(bare);
  for (let k = 1; scope.length - k >= 4; k++) out.add(scope.slice(k));
  const quoted = scope.replace(/[“”"（）()]/g, '');
  if (quoted !== scope && quoted.length >= 2) out.add(quoted);
  return [...out];
}
