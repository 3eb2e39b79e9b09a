// How a stated value is shown: 约200份, 300家以上, 无. Wording only; no arithmetic.
const BEFORE = ['约', '近', '超过', '逾', '突破', '不足', '不低于'];

/** Value, unit and qualifier as staff would write them. */
export function amount(c: { value: string; unit: string; qualifier?: string | null }): string {
  const q = c.qualifier;
  if (q === '无') return '无';
  if (!q || q === '列举') return `${c.value}${c.unit}`;
  if (BEFORE.includes(q)) return `${q}${c.value}${c.unit}`;
  // 余 and 多 stand before the unit (700余家), 左右 and 以上 after it.
  return q === '余' || q === '多' ? `${c.value}${q}${c.unit}` : `${c.value}${c.unit}${q}`;
}
