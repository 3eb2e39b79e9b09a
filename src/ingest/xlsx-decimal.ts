// A number as a workbook stores it (a double printed to 17 digits) as decimal digits, rounded the way Excel shows it. No floats.

/** digits ÷ 10^scale; zero has no digits. `scale` may be negative. */
export interface Decimal {
  negative: boolean;
  digits: string;
  scale: number;
}

// Excel keeps and shows 15 significant digits; what follows is noise of the binary double.
const SIGNIFICANT = 15;
const FORM = /^([+-]?)(\d{0,400})(?:\.(\d{0,400}))?(?:[eE]([+-]?\d{1,3}))?$/;

const grown = (digits: string): string => {
  let i = digits.length - 1;
  while (i >= 0 && digits[i] === '9') i--;
  const zeros = '0'.repeat(digits.length - 1 - i);
  return i < 0 ? `1${zeros}` : `${digits.slice(0, i)}${Number(digits[i]) + 1}${zeros}`;
};

/** The last `drop` digits rounded away, half up. */
function shortened(d: Decimal, drop: number): Decimal {
  if (drop <= 0) return d;
  const scale = d.scale - drop;
  if (drop > d.digits.length) return { ...d, digits: '', scale };
  const kept = d.digits.slice(0, d.digits.length - drop);
  const up = d.digits[d.digits.length - drop]! >= '5';
  const digits = up ? (kept === '' ? '1' : grown(kept)) : kept;
  return { ...d, digits, scale };
}

/** Null when the text is no number. Binary noise beyond 15 significant digits is already gone. */
export function readDecimal(text: string): Decimal | null {
  const m = FORM.exec(text.trim());
  if (!m || (m[2] === '' && !m[3])) return null;
  const all = `${m[2]}${m[3] ?? ''}`.replace(/^0+/, '');
  const exponent = Number(m[4] ?? 0);
  if (Math.abs(exponent) > 400) return null;
  const read: Decimal = { negative: m[1] === '-', digits: all, scale: (m[3]?.length ?? 0) - exponent };
  return all === '' ? { negative: false, digits: '', scale: 0 } : shortened(read, all.length - SIGNIFICANT);
}

/** Times ten to the power of `places`. */
export const shifted = (d: Decimal, places: number): Decimal => ({ ...d, scale: d.scale - places });

/** Whole and fraction digits of the absolute value with `places` decimals, half up; the whole part of 0.5 is empty. */
export function fixed(d: Decimal, places: number): { whole: string; fraction: string } {
  const r = shortened(d, d.scale - places);
  const digits = r.digits === '' ? '' : r.digits + '0'.repeat(places - r.scale);
  const padded = digits.padStart(places, '0');
  const cut = padded.length - places;
  return { whole: padded.slice(0, cut).replace(/^0+/, ''), fraction: padded.slice(cut) };
}

/** All digits, without trailing zeros and never with an exponent: 17847.37, -0.5, 110101199001011230. */
export function plain(d: Decimal): string {
  if (d.digits === '') return '0';
  const { whole, fraction } = fixed(d, Math.max(0, d.scale));
  const kept = fraction.replace(/0+$/, '');
  return `${d.negative ? '-' : ''}${whole || '0'}${kept ? `.${kept}` : ''}`;
}
