// What can be wrong with a model's sentence: machine codes, and what each means to the people who read the draft. Data only.

/** The code is for the model and the record; the words are those at fault, as they were written. */
export interface Fault {
  code: FaultCode;
  words: string;
}

export const FAULTS = {
  unknown_slot: '用了没有提供的占位符',
  broken_slot: '占位符残缺',
  doubled: '占位符前后重复了单位或词语',
  edited_slot: '给确切的数加了约数或范围用语',
  run_together: '两个数据连在一起',
  wrong_slot: '数据与前面的名称对不上',
  unbacked_number: '没有依据的数字',
  unbacked_date: '没有依据的日期',
  wrong_year: '年份不对',
  unbacked: '数据与所说的年份、单位或事项不符',
  unknown_name: '来源中没有的名称',
  unknown_title: '来源中没有的文件名称',
  unknown_term: '来源中没有的引用语',
  unknown_code: '来源中没有的文号或编号',
  unfounded_claim: '没有依据的评价或结论',
  wrong_direction: '增减方向与数据不符',
  markup: '有网页或排版标记',
  hidden_characters: '有看不见的字符',
  address: '有网址或邮箱',
  leak: '有提示词或程序用语',
  chatter: '是对话用语，不是正文',
  refusal: '是拒绝的答复，不是正文',
  order: '有命令用语',
  brackets: '有自己写的标记',
  heading: '标题由程序安排',
  repeated: '与前面的句子重复',
  unfinished: '句子没有写完',
  too_long: '句子过长',
  empty: '没有文字',
} as const satisfies Record<string, string>;

export type FaultCode = keyof typeof FAULTS;

/** Sentences with nothing but one of these say nothing of the report: asking again for them makes no sense. */
export const WORTHLESS: ReadonlySet<FaultCode> = new Set([
  'chatter',
  'refusal',
  'leak',
  'empty',
  'repeated',
  'order',
  'heading',
]);

const clip = (s: string): string => (s.length > 40 ? `${s.slice(0, 40)}……` : s);

/** unbacked_number "约300人": for the model and the record. */
export const faultCode = ({ code, words }: Fault): string => (words ? `${code} "${clip(words)}"` : code);

/** 有没有依据的数字“约300人”: for staff. */
export const faultWords = ({ code, words }: Fault): string =>
  words ? `${FAULTS[code]}“${clip(words)}”` : FAULTS[code];
