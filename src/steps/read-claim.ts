// A value as staff type it to a claim the figures can use, or a problem that says how to write it. Numbers may be full-width,
// grouped or Chinese numerals; nothing else is guessed.
import { definitionOf } from '../core/catalogue/catalogue.ts';
import { type FactDefinition, isNumericKind } from '../core/catalogue/definition.ts';
import type { Claim } from '../core/fact.ts';
import { fromDecimal, toText } from '../core/number/exact.ts';
import { parseChineseNumeral } from '../core/number/numeral.ts';
import type { Qualifier } from '../core/number/qualifier.ts';
import { amountOf } from '../core/number/quantity.ts';
import { unitOf } from '../core/number/unit.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { choicesOf, isChoice, type Naming } from '../core/profile-choices.ts';

export interface Typed {
  key: string;
  period: number | null;
  scope: string | null;
  item: string | null;
  value: string;
  /** undefined: the catalogue's unit. */
  unit: string | undefined;
  qualifier: Qualifier | null;
  label: string | null;
}

export const isNumeric = (d: FactDefinition): boolean => isNumericKind(d.kind);

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const fold = (s: string): string =>
  s
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .trim();

/** A number as typed, and the unit typed behind it: "1,128.6万元" is 1128.6 and 万元. */
function numberOf(typed: string): { value: string; unit: string | null } | null {
  const text = fold(typed);
  const m = /^([+-]?\d[\d, ]{0,40}(?:\.\d{1,20})?)\s*([^\d\s.,+-][^\d.,+-]{0,9})?$/.exec(text);
  if (m) {
    const digits = m[1]!.replace(/[, ]/g, '');
    return fromDecimal(digits) ? { value: digits.replace(/^\+/, ''), unit: m[2]?.trim() || null } : null;
  }
  if (text.length > 40) return null;
  const numeral = parseChineseNumeral(text);
  return numeral ? { value: toText(numeral), unit: null } : null;
}

/** `profile`: the report's kind, where it names choices of its own. Fails as bad-input: unknown_key, bad_value, bad_unit, bad_choice, item_needed. */
export function readClaim(typed: Typed, profile: Naming | null = null): Result<Claim> {
  const d = definitionOf(typed.key);
  if (!d)
    return fail('bad-input', 'unknown_key', `没有名为“${typed.key}”的数据项。请从列表中选择要登记的数据项。`, {
      field: 'key',
    });
  const claim: Claim = {
    key: typed.key,
    period: typed.period,
    scope: typed.scope,
    item: typed.item,
    value: typed.value.trim(),
    unit: typed.unit ?? d.unit,
    qualifier: typed.qualifier,
    label: typed.label,
  };
  if (!isChoice(claim.value, d.key, profile))
    return fail(
      'bad-input',
      'bad_choice',
      `${d.label}应为：${choicesOf(d.key, profile)?.join('、')}。请从中选择一项。`,
      {
        field: 'value',
      },
    );
  // A target such as 300万元 is words with a number in them: the unit given beside it belongs to it.
  if (!isNumeric(d))
    return ok({ ...claim, unit: !d.choices && numberOf(claim.value)?.unit === null ? claim.unit : '' });
  const number = numberOf(claim.value);
  if (!number)
    return fail(
      'bad-input',
      'bad_value',
      `“${claim.value.slice(0, 40)}”不是可用的数。请只填数字（如 7910 或 1128.6），${d.unit ? `单位为${d.unit}` : '不带单位'}。`,
      { field: 'value' },
    );
  if (d.kind === 'year')
    return /^(19|20)\d\d$/.test(number.value)
      ? ok({ ...claim, value: number.value, unit: '' })
      : fail('bad-input', 'bad_value', `${d.label}应为四位年份，例如 2022。`, { field: 'value' });
  const unit = number.unit ?? claim.unit;
  if (typed.unit !== undefined && number.unit !== null && typed.unit !== number.unit)
    return fail(
      'bad-input',
      'bad_unit',
      `数值里写的单位“${number.unit}”与所选单位“${typed.unit}”不同，请只保留一个。`,
      {
        field: 'unit',
      },
    );
  if (
    (d.unit !== '' && unitOf(unit).dimension !== unitOf(d.unit).dimension) ||
    !amountOf({ value: number.value, unit })
  )
    return fail(
      'bad-input',
      'bad_unit',
      `单位“${unit}”与${d.label}不符，应为“${d.unit || '原来的单位'}”或可换算的单位。`,
      {
        field: 'unit',
      },
    );
  return ok({ ...claim, value: number.value, unit });
}
