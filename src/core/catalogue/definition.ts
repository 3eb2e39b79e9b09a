// The shape of one catalogue entry. Entries are tables, one file per theme; catalogue.ts joins and indexes them.
export type FactKind =
  | 'money'
  | 'count'
  | 'percent'
  | 'score'
  | 'year'
  | 'date'
  | 'name'
  | 'choice'
  | 'text'
  | 'passage';

const NUMERIC: ReadonlySet<FactKind> = new Set(['money', 'count', 'percent', 'score', 'year'] as const);
/** Its value is a number. */
export const isNumericKind = (kind: FactKind): boolean => NUMERIC.has(kind);

/** Who can supply it. 程序: computed or read from the text itself. */
export type Supplier = '办公室' | '财务' | '人事' | '资产' | '业务' | '领导' | '程序';
/** Those who can be asked. */
export const SUPPLIERS = ['办公室', '财务', '人事', '资产', '业务', '领导'] as const satisfies readonly Supplier[];

export interface FactDefinition {
  key: string;
  /** Chinese standard term. */
  label: string;
  kind: FactKind;
  /** Default unit: 万元, 人, 个, %, 分 …; '' for words. */
  unit: string;
  supplier: Supplier;
  /** The document the value is found in. */
  document: string;
  /** carried: stable from year to year (ask 是否有变化); yearly: new each year. */
  renewal: 'carried' | 'yearly';
  question: string;
  /** Words that announce it in reports, most specific first. */
  words: readonly string[];
  /** A list key: several facts, told apart by `item`. */
  many: boolean;
  /** What `scope` names where the key is not (only) the whole unit's. */
  scope: 'sub_unit' | 'project' | 'indicator' | 'function' | null;
  choices?: readonly string[];
}

type Extra = Partial<Pick<FactDefinition, 'many' | 'scope' | 'choices' | 'question'>>;

const ASK: Record<FactKind, (label: string, unit: string) => string> = {
  money: (l, u) => `请提供${l}（${u}）。`,
  count: (l, u) => `请提供${l}（${u}）。`,
  percent: (l) => `请提供${l}（%）。`,
  score: (l) => `请提供${l}（分）。`,
  year: (l) => `请确认${l}。`,
  date: (l) => `请提供${l}（年月日）。`,
  name: (l) => `请提供${l}。`,
  choice: (l) => `请选择${l}。`,
  text: (l) => `请写明${l}。`,
  passage: (l) => `请逐条提供${l}。`,
};

/** One row of a catalogue table. */
export function row(
  key: string,
  label: string,
  kind: FactKind,
  unit: string,
  supplier: Supplier,
  document: string,
  renewal: 'carried' | 'yearly',
  words: readonly string[],
  extra: Extra = {},
): FactDefinition {
  return {
    key,
    label,
    kind,
    unit,
    supplier,
    document,
    renewal,
    words,
    question: extra.question ?? ASK[kind](label, unit),
    many: extra.many ?? false,
    scope: extra.scope ?? null,
    ...(extra.choices ? { choices: extra.choices } : {}),
  };
}
