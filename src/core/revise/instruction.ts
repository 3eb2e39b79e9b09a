// What an instruction asks for: 更简洁, 合并第一段和第二段, 把“甲”改为“乙” …, and combinations. Reads words only; the text is not seen here.
import { readCount } from './count.ts';

/** A piece of the text, as an instruction points at it. Counts from 1; -1 is the last. */
export type Piece =
  | { is: 'target' }
  | { is: 'words'; words: string }
  | { is: 'paragraph'; n: number; to?: number }
  | { is: 'sentence'; n: number; paragraph: number | null }
  | { is: 'about'; words: string };

export type Change =
  | { do: 'delete'; what: Piece }
  | { do: 'replace'; find: Piece; put: string }
  | { do: 'merge'; from: number; to: number }
  | { do: 'split'; into: number; at: Piece | null }
  | { do: 'move'; what: Piece; where: 'before' | 'after' | 'first' | 'last'; other: Piece | null }
  | { do: 'swap'; one: Piece; other: Piece }
  | { do: 'order'; topics: string[] }
  | { do: 'list'; mark: '一是' | '（1）' | '1.' }
  | { do: 'prose' }
  | { do: 'add-fact'; name: string }
  /** share: of the characters, in percent; optional: sentences with data that the section does not require may go too. */
  | { do: 'shorten'; share: number | null; characters: number | null; optional: boolean }
  | { do: 'formal' }
  | { do: 'plain' }
  | { do: 'expand' }
  | { do: 'cause' }
  | { do: 'restore'; version: number | null }
  | { do: 'undo' }
  | { do: 'redo' }
  /** Understood as a wish about the words, by nobody but a model. */
  | { do: 'free'; words: string };

export interface Instruction {
  /** The paragraphs it is limited to; null: what was selected, or the whole section. */
  paragraphs: { from: number; to: number } | null;
  changes: Change[];
  /** The words of each change. */
  said: string[];
}

const OPEN = '“"「『';
const CLOSE = '”"」』';
const QUOTED = /^[“"「『]([^“”"「」『』]+)[”"」』]$/;

const bare = (s: string): string => {
  const t = s.trim();
  return QUOTED.exec(t)?.[1] ?? t;
};

/** Parts between stops that stand outside quotes, with the words that only join them taken off. */
function clauses(text: string): string[] {
  const out: string[] = [];
  let from = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '"') depth = depth ? 0 : 1;
    else if (OPEN.includes(c)) depth++;
    else if (CLOSE.includes(c)) depth = Math.max(0, depth - 1);
    else if (!depth && '，,；;。！!\n'.includes(c)) {
      out.push(text.slice(from, i));
      from = i + 1;
    }
  }
  out.push(text.slice(from));
  return out.map((s) => s.trim().replace(JOINING, '')).filter((s) => s !== '');
}
const JOINING =
  /^(?:请你|请|麻烦你?|帮我|帮忙|然后再?|再|同时|并且|而且|并|还要|以及|另外|接着|最后|首先|先把(?=第|这)|要求|希望|想要?|需要|要(?!点))+/;
const TAIL = /(?:一下|一些|一点儿?|点儿?|些|吧|即可|就行|就好|可以吗|好吗|谢谢|了)+$/;

const N = '[一二三四五六七八九十两\\d]{1,3}';
const NTH = `(?:第?(${N})(?:个)?(?:自然)?段|(?:最后|末)(?:一)?段|首段)`;
const WHERE = new RegExp(
  `^(?:把|将|对|给|让|使)?(?:第(${N})(?:段)?(?:到|至|、|和|与|-|—)第?(${N})段|第(${N})(?:自然)?段|(最后一?段|末段)|(首段|第一段)|(全文|整节|本节|这一?节|全节|这一?段话?|本段|选中的?(?:文字|内容|部分|这段)?|这句话?|它|其))(?:的?(?:内容|文字|语言|表述|语气|措辞))?`,
);

export const paragraphNumber = (words: string): number | null => {
  if (/^(?:最后一?段|末段)$/.test(words)) return -1;
  if (words === '首段') return 1;
  const m = new RegExp(`^第?(${N})(?:个)?(?:自然)?段$`).exec(words);
  return m ? readCount(m[1]!) : null;
};

const TARGET = /^(?:这句话?|这段话?|这一段|本段|选中的?(?:文字|内容|部分|这段)?|它|)$/;
const SENTENCE = new RegExp(`^(?:${NTH}的?)?(?:第(${N})|(最后一|末))句话?$`);
const ABOUT =
  /^(?:关于|有关|涉及|提到|提及|包含|含有|写|讲|说)?(.{1,30}?)(?:的|这|那)(?:那|这)?(?:一)?(?:句子?|句话|内容|部分|表述|话|段落?|几句)$/;

/** Words of an instruction as the piece they point at. */
export function pieceOf(said: string): Piece {
  const words = said.trim();
  if (TARGET.test(words)) return { is: 'target' };
  if (QUOTED.test(words)) return { is: 'words', words: bare(words) };
  const range = new RegExp(`^第(${N})(?:段)?(?:到|至|、|和|与)第?(${N})段$`).exec(words);
  if (range) return { is: 'paragraph', n: readCount(range[1]!)!, to: readCount(range[2]!)! };
  const paragraph = paragraphNumber(words);
  if (paragraph !== null) return { is: 'paragraph', n: paragraph };
  const sentence = SENTENCE.exec(words);
  if (sentence) {
    const own = words.slice(0, words.indexOf('段') + 1);
    return {
      is: 'sentence',
      n: sentence[2] ? readCount(sentence[2])! : -1,
      paragraph: own === '' ? null : paragraphNumber(own),
    };
  }
  const about = ABOUT.exec(words);
  if (about) return { is: 'about', words: bare(about[1]!) };
  return { is: 'words', words };
}

type Rule = [pattern: RegExp, change: (m: RegExpExecArray, whole: string) => Change | null];

const P = '(.{1,2000}?)';
const RULES: readonly Rule[] = [
  [
    /^(?:恢复|还原|退回|回到)(?:到|为|成)?(?:上一?个?版本?|上一版|前一版|原来的?(?:版本|样子)?|修改前|原稿)$/,
    () => ({ do: 'restore', version: null }),
  ],
  [
    new RegExp(`^(?:恢复|还原|退回|回到)(?:到|为|成)?第?(\\d{1,4}|${N})(?:个)?版本?$`),
    (m) => ({ do: 'restore', version: readCount(m[1]!) }),
  ],
  [/^(?:撤销|撤回|取消)(?:上一?次|上一步|刚才的?|这次)?(?:的)?(?:修改|改动|操作)?$/, () => ({ do: 'undo' })],
  [/^(?:重做|恢复撤销)(?:上一?次|上一步|刚才的?)?(?:的)?(?:修改|改动|操作)?$/, () => ({ do: 'redo' })],
  [/^(?:合并|合在一起|并)(?:成|为)(?:一段|一个段落)$/, () => ({ do: 'merge', from: 1, to: -1 })],
  [
    /^(?:把|将)?(?:各段|所有段落|全部段落|这几段|几段)?(?:都)?(?:合并|合在一起|并在一起|改|写|改写)(?:成|为)?(?:一段|一个段落|一整段)(?:话)?$/,
    () => ({ do: 'prose' }),
  ],
  [
    new RegExp(
      `^(?:把|将)?(?:合并)?第?(${N})(?:段)?[、和与同跟到至-]第?(${N})段(?:合并|合成|合为|并)?(?:(?:成|为|在|到)?(?:一段|一起|一个段落)|起来)?$`,
    ),
    (m, whole) => (/合|并/.test(whole) ? { do: 'merge', from: readCount(m[1]!)!, to: readCount(m[2]!)! } : null),
  ],
  [
    new RegExp(`^(?:合并|把|将)?(前|后)?(${N})(?:个)?段(?:话)?(?:合并|合成|合为|并)?(?:(?:成|为|在)?(?:一段|一起))?$`),
    (m, whole) => {
      if (!/合|并/.test(whole)) return null;
      const n = readCount(m[2]!)!;
      return m[1] === '后' ? { do: 'merge', from: -n, to: -1 } : { do: 'merge', from: 1, to: n };
    },
  ],
  [
    new RegExp(`^(?:把|将)?(?:它)?(?:拆|分|拆分|分开|断)(?:成|为|作)?(${N})(?:个)?(?:自然)?段(?:落)?$`),
    (m) => ({ do: 'split', into: readCount(m[1]!)!, at: null }),
  ],
  [
    new RegExp(`^(?:从|在)${P}(?:开始|起|处|之后|后面?|前面?|之前)?(?:另起一段|分段|断开|换段|另起段落)$`),
    (m) => ({ do: 'split', into: 2, at: pieceOf(m[1]!) }),
  ],
  [
    new RegExp(
      `^(?:把|将)?${P}(?:移|放|挪|调整?|提|移动|移至|提前)(?:到|至|在)?(?:本节|这一?节|全文|本段|这一?段)?(最前面?|开头|最前|最后面?|末尾|结尾|最末)$`,
    ),
    (m) => ({ do: 'move', what: pieceOf(m[1]!), where: /前|开头/.test(m[2]!) ? 'first' : 'last', other: null }),
  ],
  [
    new RegExp(`^(?:把|将)?${P}(?:移|放|挪|调整?|提|移动|移至)(?:到|至|在)?${P}(?:的)?(前面?|之前|后面?|之后)$`),
    (m) => ({ do: 'move', what: pieceOf(m[1]!), where: /前/.test(m[3]!) ? 'before' : 'after', other: pieceOf(m[2]!) }),
  ],
  [
    new RegExp(
      `^(?:(?:把|将)?${P}(?:和|与|跟|同)${P}(?:互换|对调|调换|交换|颠倒)(?:一下)?(?:位置|顺序|次序)?|(?:对调|互换|调换|交换)${P}(?:和|与|跟|同)${P}(?:的(?:位置|顺序))?)$`,
    ),
    (m) => ({ do: 'swap', one: pieceOf(m[1] ?? m[3]!), other: pieceOf(m[2] ?? m[4]!) }),
  ],
  [
    /^(?:把|将)?(?:它|内容)?(?:改|写|改写|变|整理|列|分)(?:成|为)?(?:分条|分点|条目|清单|列表|几条|条款|要点)(?:式|形式|列出|列示|表述|的?形式)?(?:[（(]?(一是|（1）|\(1\)|1[.、]))?.{0,6}$/,
    (m) => ({ do: 'list', mark: markOf(m[1]) }),
  ],
  [/^(?:分条|分点|逐条)(?:列出|列示|列举|表述|写|陈述|说明)?$/, () => ({ do: 'list', mark: '（1）' })],
  [
    /^(?:用|以|按)?(一是|（1）|\(1\)|1[.、])(?:、?二是)?(?:的?(?:形式|方式|格式))?(?:分条|列出|列示|分点|编号).{0,6}$/,
    (m) => ({ do: 'list', mark: markOf(m[1]) }),
  ],
  [/^(?:不要|取消|去掉)(?:分条|编号|序号|条目)$/, () => ({ do: 'prose' })],
  [
    /^(?:按照?|依|依照|根据)(.{2,120}?)(?:的)?(?:顺序|次序|先后|先后顺序)(?:排列|重排|排|来写|写|调整|组织|叙述|表述|重写)?$/,
    (m) => order(m[1]!),
  ],
  [
    /^先(?:写|说|讲|列|放)?(.{1,40}?)(?:[，,、]?(?:再|后|然后)(?:写|说|讲|列|放)?(.{1,40}))$/,
    (m) => ({ do: 'order', topics: [bare(m[1]!), bare(m[2]!)] }),
  ],
  [
    /^(?:去掉|删去|删掉|删除|减少|少用|不要|去除)(?:所有的?|其中的?|里面的?|文中的?|一些)?(?:套话|空话|官话|废话|虚话|口号|空话套话|套话空话)(?:和(?:空话|套话|官话|废话))?$/,
    () => ({ do: 'plain' }),
  ],
  [/^(?:写得?|改得?|说得?|语言|表述)?(?:更|再)?(?:加)?(?:实在|平实|朴实)$/, () => ({ do: 'plain' })],
  [
    /^(?:加上|补上|增加|添加|补充|写上|加入|加|补|加一句|补一句)(?:一句)?(?:关于|有关|写)?(.{2,40}?)(?:的)?(?:那|一)?(?:句子?|句话|一句话?|数据|情况|内容|数字)$/,
    (m) => (/原因/.test(m[1]!) ? { do: 'cause' } : { do: 'add-fact', name: bare(m[1]!) }),
  ],
  [
    /^(?:加|补|增加|补充)(?:上)?(?:一句)(?:关于)?(.{2,40})$/,
    (m) => (/原因/.test(m[1]!) ? { do: 'cause' } : { do: 'add-fact', name: bare(m[1]!) }),
  ],
  [
    /^(?:补充|补上|加上|增加|说明|写明|写清|交代|解释)(?:一下)?(?:一些)?(?:其|相关|具体|主要)?(.{0,16}?)(?:的)?(?:主要)?原因(?:分析|说明)?$/,
    () => ({ do: 'cause' }),
  ],
  [
    /^(?:扩写|扩充|展开|丰富|充实)(?:一些|一下|一点)?(?:内容|细节)?(?:到\d{1,5}字)?$|^(?:写得?|改得?|内容)?(?:更|再)?(?:详细|具体|丰富|充实|全面)(?:一?些|一?点)?$|^(?:多写|再写)(?:一?些|一?点|几句)$/,
    () => ({ do: 'expand' }),
  ],
  [
    /^(?:写得?|改得?|说得?|语言|表述|语气|文字|措辞|用语|用词)?(?:要|更|再)?(?:加)?(?:写得?|改得?)?(?:更)?(?:正式|规范|书面化?|庄重|严谨|公文化|像公文)(?:的?(?:语气|语言|表述|用语|口吻))?$|^(?:用|改用|改为|改成|换成|使用)(?:更)?(?:正式|规范|书面|公文)(?:的)?(?:语气|语言|语|表述|用语|口吻|语体|说法)$/,
    () => ({ do: 'formal' }),
  ],
  [
    /^(?:可以|允许|把)?(?:删去|去掉|删掉|删除)?(?:次要|非必需|不重要|可选|不必要)的?(?:数据|内容|句子|信息|细节)(?:删去|去掉|删掉|删除)?$/,
    () => ({ do: 'shorten', share: null, characters: null, optional: true }),
  ],
  [
    /^(?:写得?|改得?|说得?|语言|表述|文字|内容)?(?:要|更|再)?(?:加)?(?:写得?|改得?)?(?:更)?(?:简洁|简短|精炼|精简|简练|简明|紧凑|短|简单|凝练)(?:扼要)?(?:的?(?:语言|表述))?$/,
    () => shorten(''),
  ],
  [
    /^(?:压缩|精简|缩短|缩写|缩减|删减|简化|浓缩|精炼)(?:一下|一些|篇幅|文字|内容|字数|表述|语言)?((?:掉|去|到|至|为|成|约|原来的|篇幅|个?字|左右|以内|之内|以下|一半|分之|百分之|[\d一二三四五六七八九十百千两/%％\s])*)$/,
    (m) => shorten(m[1]!),
  ],
  [
    /^(?:减少|删掉|删去|删|砍掉|砍|压掉)((?:一半|[一二三四]分之[一二三]|\d{1,2}\s?[%％]|到?\d{2,5}字)(?:的?(?:文字|内容|篇幅|字数))?)$/,
    (m) => shorten(m[1]!),
  ],
  [
    /^(?:控制|保持|限制)在(\d{1,5}|[一二三四五六七八九十百千两]{1,6})(?:个)?字(?:左右|以内|之内|以下)?$/,
    (m) => shorten(`到${m[1]}字`),
  ],
  [
    /^(?:调整|优化|理顺|捋顺)(?:一下)?(?:语序|句序|语句顺序|句子顺序|顺序)$/,
    (_, whole) => ({ do: 'free', words: whole }),
  ],
  [/^(?:把|将)(.{1,2000}?)(?:改为|改成|替换为|换成|修改为|替换成|换为)(.{1,2000})$/s, (m) => replaced(m[1]!, m[2]!)],
  [/^(?:把|将)(.{1,2000}?)(?:删去|删除|删掉|去掉|删了)$/s, (m) => ({ do: 'delete', what: pieceOf(m[1]!) })],
  [/^(?:删去|删除|删掉|去掉|去除|不要)(.{0,2000})$/s, (m) => ({ do: 'delete', what: pieceOf(m[1]!) })],
];

const markOf = (said: string | undefined): '一是' | '（1）' | '1.' =>
  said === '一是' ? '一是' : said?.startsWith('1') ? '1.' : '（1）';

function order(said: string): Change | null {
  const turned = /^先(.{1,30}?)[，,、]?(?:再|后|然后)(.{1,30})$/.exec(said);
  const topics = turned
    ? [turned[1]!, ...turned[2]!.split(/[，,、]?(?:再|后|然后|最后)/)]
    : said.split(/[、，,\s]|到|再到|和|与|—+|->|→/);
  const clean = topics.map((t) => bare(t).replace(/^(?:先|再|后)/, '')).filter((t) => t.length > 0);
  return clean.length > 1 ? { do: 'order', topics: clean } : null;
}

function shorten(how: string): Change {
  const characters = /(?:到|至|为|成|在)?(\d{1,5}|[一二三四五六七八九十百千两]{1,6})(?:个)?字/.exec(how);
  const off = /(?:掉)?(?:三分之一|1\/3)$/.test(how) ? 67 : /四分之一/.test(how) ? 75 : null;
  const to = /到(?:原来的?)?三分之二/.test(how) ? 67 : /到(?:原来的?)?三分之一/.test(how) ? 34 : null;
  const half = /一半|二分之一|50\s*%|百分之五十|1\/2/.test(how) ? 50 : null;
  const percent = /(到)?(?:原来的?)?(\d{1,2})\s*[%％]/.exec(how);
  const share = percent ? (percent[1] ? Number(percent[2]) : 100 - Number(percent[2])) : (half ?? to ?? off);
  return {
    do: 'shorten',
    share,
    characters: characters ? readCount(characters[1]!) : null,
    optional: false,
  };
}

function replaced(found: string, put: string): Change | null {
  const what = pieceOf(found);
  if (what.is === 'target' || what.is === 'paragraph') {
    const form = whole(put.trim());
    if (form) return form;
  }
  return { do: 'replace', find: what, put: bare(put) };
}

/** 改成分条, 改成一段, 改成两段. */
function whole(put: string): Change | null {
  if (/^(?:分条|分点|条目|清单|列表)/.test(put)) return { do: 'list', mark: '（1）' };
  if (/^一(?:个)?(?:整)?段(?:话)?$/.test(put)) return { do: 'prose' };
  const into = new RegExp(`^(${N})(?:个)?段$`).exec(put);
  return into ? { do: 'split', into: readCount(into[1]!)!, at: null } : null;
}

function changeIn(clause: string): Change | null {
  for (const tail of [clause, clause.replace(TAIL, '')])
    for (const [pattern, change] of RULES) {
      const m = pattern.exec(tail);
      const made = m && change(m, tail);
      if (made) return made;
    }
  return null;
}

/** Whole clauses that point at words of the text and may hold stops themselves. */
const AS_IT_STANDS =
  /^(?:请)?(?:(?:把|将)[\s\S]{1,2000}(?:改为|改成|替换为|换成|修改为)[\s\S]{1,2000}|(?:删去|删除|删掉|去掉)[\s\S]{1,2000})$/;

/** Never empty: what is not understood is a wish in words. */
export function readInstruction(instruction: string): Instruction {
  const text = instruction
    .normalize('NFC')
    .trim()
    .replace(/[。！!；;]$/, '');
  let paragraphs: Instruction['paragraphs'] = null;
  const found: { change: Change; said: string }[] = [];
  const parts = clauses(text);
  for (const part of parts) {
    const put = (change: Change): void => {
      found.push({ change, said: part });
    };
    const own = changeIn(part);
    if (own && own.do !== 'delete' && own.do !== 'replace') {
      put(own);
      continue;
    }
    const where = WHERE.exec(part);
    const rest = where ? part.slice(where[0].length).trim() : '';
    const inner = where && rest !== '' && !(own && own.do === 'replace') ? changeIn(rest) : null;
    if (where && inner) {
      paragraphs = limitOf(where) ?? paragraphs;
      put(inner);
    } else if (own) put(own);
    else if (where && rest === '' && parts.length > 1) paragraphs = limitOf(where) ?? paragraphs;
    else put({ do: 'free', words: part });
  }
  // 删去甲，乙 without quotes is one stretch of the text unless each part is an order by itself.
  if (found.some((f) => f.change.do === 'free') && AS_IT_STANDS.test(text) && !/[“"「『]/.test(text)) {
    const one = changeIn(text.replace(/^请/, ''));
    if (one) return { paragraphs: null, changes: [one], said: [text] };
  }
  if (!found.length) found.push({ change: { do: 'free', words: text }, said: text });
  return { paragraphs, changes: found.map((f) => f.change), said: found.map((f) => f.said) };
}

function limitOf(m: RegExpExecArray): { from: number; to: number } | null {
  if (m[1]) return { from: readCount(m[1])!, to: readCount(m[2]!)! };
  const n = m[3] ? readCount(m[3])! : m[4] ? -1 : m[5] ? 1 : null;
  return n === null ? null : { from: n, to: n };
}
