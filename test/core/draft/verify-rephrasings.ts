// Other ways to say the same number: in another measure, rounded, in Chinese numerals, with 约 余 超过 近 不足, in tenths. Worked out here
// with whole numbers, apart from the code that reads them.
import { toChineseNumeral } from '../../../src/core/number/numeral.ts';
import { type Quantity, scanQuantities } from '../../../src/core/number/scan.ts';

export interface Rephrasing {
  kind: 'measure' | 'rounded' | 'chinese' | 'about' | 'more' | 'over' | 'nearly' | 'tenths';
  text: string;
  what: string;
}

/** Digits and the power of ten they are over: 14236.08 is 1423608 over 2. */
interface Decimal {
  n: bigint;
  over: number;
}
const decimal = (s: string): Decimal => ({
  n: BigInt(s.replace('.', '')),
  over: s.includes('.') ? s.split('.')[1]!.length : 0,
});
const written = ({ n, over }: Decimal): string => {
  const s = String(n).padStart(over + 1, '0');
  return over === 0 ? s : `${s.slice(0, -over)}.${s.slice(-over)}`.replace(/\.?0+$/, '');
};
const whole = ({ n, over }: Decimal): bigint => {
  const scale = 10n ** BigInt(over);
  return (n * 2n + scale) / (scale * 2n);
};

function sayings(q: Quantity): [Rephrasing['kind'], string][] {
  const m = /^(\d+(?:\.\d+)?)(万元|元|人|个|项|%)$/.exec(q.text);
  if (!m || q.qualifier !== null || /^0+(?:\.0+)?$/.test(m[1]!)) return [];
  const v = decimal(m[1]!);
  const unit = m[2]!;
  const out: [Rephrasing['kind'], string][] = [];
  if (unit === '万元') {
    out.push(['measure', `${written({ n: v.n * 10000n, over: v.over })}元`]);
    out.push(['measure', `${written({ n: v.n, over: v.over + 4 })}亿元`]);
  }
  if (unit === '元') out.push(['measure', `${written({ n: v.n, over: v.over + 4 })}万元`]);
  if (unit !== '%' && v.over > 0 && whole(v) > 0n) out.push(['rounded', `${whole(v)}${unit}`]);
  if (unit !== '%' && whole(v) > 99n) out.push(['about', `约${whole(v)}${unit}`]);
  const digits = String(v.n / 10n ** BigInt(v.over));
  if (digits.length >= 3 && unit !== '%') {
    const place = 10n ** BigInt(digits.length - 2);
    const floor = (BigInt(digits) / place) * place;
    if (floor * 10n ** BigInt(v.over) < v.n) {
      out.push(['over', `超过${floor}${unit}`]);
      out.push(['more', `${floor}余${unit}`]);
    }
    out.push(['nearly', `近${floor + place}${unit}`]);
  }
  if (v.over === 0 && unit !== '%' && unit !== '万元' && unit !== '元' && v.n > 2n && v.n < 10000n)
    out.push(['chinese', `${toChineseNumeral(v.n)}${unit}`]);
  if (unit === '%' && v.n > 0n) {
    const tenths = v.n / 10n ** BigInt(v.over) / 10n + 1n;
    const near = v.n * 100n >= tenths * 10n * 90n * 10n ** BigInt(v.over);
    if (tenths >= 2n && tenths <= 9n && near) out.push(['tenths', `近${toChineseNumeral(tenths)}成`]);
  }
  return out;
}

/** One change each. */
export function rephrasingsOf(text: string): Rephrasing[] {
  return scanQuantities(text).flatMap((q) =>
    q.class !== 'figure'
      ? []
      : sayings(q).map(([kind, words]) => ({
          kind,
          text: text.slice(0, q.start) + words + text.slice(q.end),
          what: `${text.slice(Math.max(0, q.start - 14), q.start)}[${q.text} -> ${words}]`,
        })),
  );
}
