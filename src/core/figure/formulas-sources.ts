// The official definitions that formulas name as their source: words only.
export const NO53 = '财预〔2013〕53号附件2';
export const NO10 = '财预〔2020〕10号';
export const TABLE = '财决01表（年初预算数、全年预算数、决算数三栏）';
export const COMPARE = '两年同口径数据比较';
export const PARTS = '同一张预算或决算表内的构成';
export const COST = '成本控制常用口径';
