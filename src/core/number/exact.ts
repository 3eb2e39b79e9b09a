// Exact rational arithmetic on bigint. Nothing in the product computes a figure with floats.
export interface Exact {
  readonly num: bigint;
  readonly den: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y) [x, y] = [y, x % y];
  return x || 1n;
};

/** num/den in lowest terms with a positive denominator. Throws on den = 0: callers decide about zero bases first. */
export function exact(num: bigint, den = 1n): Exact {
  if (den === 0n) throw new RangeError('exact: zero denominator');
  if (den === 1n) return { num, den };
  const g = gcd(num, den) * (den < 0n ? -1n : 1n);
  return { num: num / g, den: den / g };
}

export const ZERO = exact(0n);
export const HUNDRED = exact(100n);

/** Reads a plain decimal string ("-12.30"); null when it is not one. */
export function fromDecimal(text: string): Exact | null {
  const m = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!m) return null;
  const frac = m[3] ?? '';
  const n = BigInt((m[2] ?? '') + frac);
  return exact(m[1] === '-' ? -n : n, 10n ** BigInt(frac.length));
}

export const add = (a: Exact, b: Exact): Exact => exact(a.num * b.den + b.num * a.den, a.den * b.den);
export const sub = (a: Exact, b: Exact): Exact => exact(a.num * b.den - b.num * a.den, a.den * b.den);
export const mul = (a: Exact, b: Exact): Exact => exact(a.num * b.num, a.den * b.den);
/** a ÷ b, null when b is zero. */
export const div = (a: Exact, b: Exact): Exact | null => (b.num === 0n ? null : exact(a.num * b.den, a.den * b.num));
export const neg = (a: Exact): Exact => ({ num: -a.num, den: a.den });
export const abs = (a: Exact): Exact => (a.num < 0n ? neg(a) : a);
export const sign = (a: Exact): -1 | 0 | 1 => (a.num < 0n ? -1 : a.num > 0n ? 1 : 0);
export const compare = (a: Exact, b: Exact): -1 | 0 | 1 => sign(sub(a, b));
export const equals = (a: Exact, b: Exact): boolean => a.num === b.num && a.den === b.den;
export const isZero = (a: Exact): boolean => a.num === 0n;
export const sum = (xs: readonly Exact[]): Exact => xs.reduce(add, ZERO);

/** 四舍五入 to `places` decimals, half away from zero, as a plain decimal string with exactly that many decimals. */
export function toFixed(a: Exact, places: number): string {
  const scale = 10n ** BigInt(places);
  const n = (a.num < 0n ? -a.num : a.num) * scale;
  const q = (n * 2n + a.den) / (a.den * 2n);
  const digits = q.toString().padStart(places + 1, '0');
  const body = places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
  return a.num < 0n && q !== 0n ? `-${body}` : body;
}

/** The shortest decimal string when it is finite, else `num/den`. */
export function toText(a: Exact): string {
  let den = a.den;
  let places = 0;
  while (den % 10n === 0n) {
    den /= 10n;
    places++;
  }
  for (const p of [2n, 5n])
    while (den % p === 0n) {
      den /= p;
      places++;
    }
  if (den !== 1n) return `${a.num}/${a.den}`;
  const text = toFixed(a, places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Reads back what toText wrote: a decimal or `num/den`. */
export function fromText(text: string): Exact | null {
  const m = /^(-?\d+)\/(\d+)$/.exec(text);
  if (!m) return fromDecimal(text);
  return BigInt(m[2]!) === 0n ? null : exact(BigInt(m[1]!), BigInt(m[2]!));
}
