// Words that turn a number into an interval (余 约 近 以上 …) and what each accepts.
export type Qualifier =
  | '余'
  | '多'
  | '约'
  | '左右'
  | '近'
  | '超过'
  | '逾'
  | '突破'
  | '不足'
  | '以上'
  | '不低于'
  | '以下'
  | '列举'
  | '无';
