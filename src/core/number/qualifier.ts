// Words that turn a number into an interval (余 约 近 以上 …) and what each accepts.
export const QUALIFIERS = [
  '余',
  '多',
  '约',
  '左右',
  '近',
  '超过',
  '逾',
  '突破',
  '不足',
  '以上',
  '不低于',
  '以下',
  '列举',
  '无',
] as const;

export type Qualifier = (typeof QUALIFIERS)[number];

export const isQualifier = (word: string): word is Qualifier => (QUALIFIERS as readonly string[]).includes(word);
