// Which fact of the catalogue words of a message name. Ambiguous words name nothing: the person is asked, not guessed at.
import { CATALOGUE, definitionOf, OTHER_FIGURE } from '../catalogue/catalogue.ts';
import type { FactDefinition } from '../catalogue/definition.ts';
import { unitOf } from '../number/unit.ts';

/** Two quantity words that catalogue entries share would match anything; they only count with their own unit. */
const SHORT = 2;

const nameable = (d: FactDefinition): boolean =>
  d.supplier !== '程序' &&
  d.key !== 'passage_figure' &&
  d.key !== OTHER_FIGURE &&
  (d.scope === null || d.scope === 'sub_unit');

/** Label without its bracketed remark: 在职（在编）人数 -> 在职人数. */
const plainLabel = (label: string): string => label.replace(/（[^）]*）/g, '');

/** What people say in a chat beside the words of reports. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  三公经费: ['three_public_budget', 'three_public_actual'],
  接待费: ['three_public_reception_budget', 'three_public_reception_actual'],
  车辆运行费: ['three_public_car_running_budget', 'three_public_car_running_actual'],
  公车运行费: ['three_public_car_running_budget', 'three_public_car_running_actual'],
  出国费: ['three_public_abroad_budget', 'three_public_abroad_actual'],
  公车: ['vehicles_count'],
  预算收入: ['budget_income_total'],
  预算支出: ['budget_expenditure_total'],
  车子: ['vehicles_count'],
  小车: ['vehicles_count'],
  样本: ['satisfaction_sample'],
  发了: ['satisfaction_sample'],
  发出: ['satisfaction_sample'],
  发放: ['satisfaction_sample'],
  其他: ['budget_income_other', 'final_income_other'],
  其它: ['budget_income_other', 'final_income_other'],
  问卷: ['satisfaction_sample'],
};

const byWord = new Map<string, FactDefinition[]>();
for (const d of CATALOGUE.filter(nameable)) {
  const label = plainLabel(d.label);
  const full = [d.label, label, ...d.words];
  const stems = [...full, ...full.map((w) => w.replace(/(?:人数|总额|金额|数)$/, ''))];
  for (const word of new Set(stems)) {
    if (word.length < SHORT || word.includes('《')) continue;
    byWord.set(word, [...(byWord.get(word) ?? []), d]);
  }
}
for (const [word, keys] of Object.entries(SPOKEN))
  byWord.set(
    word,
    keys.map((key) => definitionOf(key)!),
  );
const LONGEST = Math.max(...[...byWord.keys()].map((w) => w.length));

export interface Named {
  start: number;
  end: number;
  word: string;
  keys: readonly FactDefinition[];
}

/** Longest names found from left to right, without overlap. Linear in the text: a bounded number of look-ups a character. */
export function namesIn(text: string): Named[] {
  const found: Named[] = [];
  for (let i = 0; i < text.length; ) {
    let n = Math.min(LONGEST, text.length - i);
    while (n >= SHORT && !byWord.has(text.slice(i, i + n))) n--;
    if (n < SHORT) {
      i++;
      continue;
    }
    const word = text.slice(i, i + n);
    found.push({ start: i, end: i + n, word, keys: byWord.get(word)! });
    i += n;
  }
  return found;
}

export const isNumeric = (d: Pick<FactDefinition, 'kind'>): boolean =>
  d.kind === 'money' || d.kind === 'count' || d.kind === 'percent' || d.kind === 'score';

const APART = new Set(['人', '人次', '平方米', '元', '%', '百分点', '分']);

/** Whether a number with this printed unit ('' when none was said) can be a value of the fact. */
export function fits(d: Pick<FactDefinition, 'kind' | 'unit'>, unit: string): boolean {
  if (!isNumeric(d)) return false;
  if (unit === '') return true;
  const [said, own] = [unitOf(unit).base, unitOf(d.unit).base];
  // 个, 项, 家, 件 are said for one another; people, areas and money are not.
  return said === own || (said === '个' && own === '人') || (d.kind === 'count' && !APART.has(said) && !APART.has(own));
}

const FINAL = /决算|实际|执行|花了|支出了|用了|已支/;
const PLANNED = /预算|年初|安排|批复|计划/;
/** Whether words speak of the budget alone, or of the final accounts alone. */
export const saysTheme = (words: string): boolean => FINAL.test(words) !== PLANNED.test(words);
export const themeOf = (key: string): string =>
  /^(?:final_|carryover_)|_actual$/.test(key) ? 'final' : /budget/.test(key) ? 'budget' : '';

/** The one fact that a name means, given the number's unit, the words around it and the question; null when several could be. */
export function meaning(named: Named, unit: string, around: string, asked: string | null): FactDefinition | null {
  return oneOf(fitting(named, unit), named, around, asked);
}

/** The keys that a name and a unit leave open. */
export const possible = (named: Named, unit: string): string[] => fitting(named, unit).map((d) => d.key);

/** 3台公车 are 3辆. */
export const CARS: ReadonlySet<string> = new Set(['台', '部']);

function fitting(named: Named, unit: string): readonly FactDefinition[] {
  const keys = named.keys.filter((d) => fits(d, unit));
  if (named.word.length > SHORT || unit === '') return keys;
  const said = CARS.has(unit) ? '辆' : unit;
  return keys.filter((d) => unitOf(d.unit).base === unitOf(said).base || (unit === '个' && d.unit === '人'));
}

function oneOf(
  all: readonly FactDefinition[],
  named: Named,
  around: string,
  asked: string | null,
): FactDefinition | null {
  const narrow = (from: readonly FactDefinition[], keep: (d: FactDefinition) => boolean): readonly FactDefinition[] => {
    const kept = from.filter(keep);
    return kept.length ? kept : from;
  };
  if (all.length <= 1) return all[0] ?? null;
  const [final, planned] = [FINAL.test(around), PLANNED.test(around)];
  let keys = all;
  if (final !== planned) keys = narrow(keys, (d) => themeOf(d.key) === (final ? 'final' : 'budget'));
  if (asked !== null) {
    if (keys.some((d) => d.key === asked)) return keys.find((d) => d.key === asked)!;
    if (final === planned) keys = narrow(keys, (d) => themeOf(d.key) !== '' && themeOf(d.key) === themeOf(asked));
  }
  keys = narrow(keys, (d) => plainLabel(d.label) === named.word || d.label === named.word);
  return keys.length === 1 ? keys[0]! : null;
}

/** All that the words name and nothing else, where they leave open which: 三公经费 is a budget and an account. */
export function severalNamed(words: string): string[] {
  const bare = words.replace(AROUND_NAME, '');
  const [only, second] = namesIn(bare);
  const keys = byWord.get(bare) ?? (only && !second && bare.length <= only.word.length + 2 ? only.keys : []);
  return keys.length > 1 ? keys.filter(isNumeric).map((d) => d.key) : [];
}

const AROUND_NAME =
  /^(?:我们|我单位|本单位|单位|全单位|今年|本年度?|当年|年度|部门|的|这一?项|这个|数据|情况|[（(]|[）)]|\s)+|(?:的|这一?项|这个|数据?|情况|是|为|\s|[：:，,])+$/g;

/** The fact that the words name and nothing else: 编制数, 公务接待费决算数. For skip, none and same-as-last-year. */
export function factNamed(words: string, asked: string | null): FactDefinition | null {
  const bare = words.replace(AROUND_NAME, '');
  const whole = byWord.get(bare) ?? byWord.get(words);
  if (whole) return oneOf(whole, { start: 0, end: bare.length, word: bare, keys: whole }, words, asked);
  const [first, second] = namesIn(bare);
  if (!first || second || bare.length > first.word.length + 2) return null;
  return oneOf(first.keys, first, words, asked);
}

export const askedDefinition = (key: string | null): FactDefinition | null =>
  key === null ? null : (definitionOf(key) ?? null);
