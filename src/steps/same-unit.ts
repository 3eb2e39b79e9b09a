// Whether two printed names can be one office: one may be the other's short form (区科技局 within 汀桥区科技局).
const plain = (s: string): string => s.replace(/\s/g, '');

export function sameUnit(a: string, b: string): boolean {
  const [x, y] = [plain(a), plain(b)];
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  let i = 0;
  for (const c of long) if (c === short[i]) i++;
  return i === short.length;
}
