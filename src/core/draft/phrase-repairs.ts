// What is mended in a sentence carried over from a pasted report: template residue, known misspellings, doubled words, half-width
// punctuation, and an outside evaluator's voice. A table; it never touches a number's value.

/** Left-overs of mail merge and tables of contents. Bounded, so that long input stays linear. */
const RESIDUE: readonly RegExp[] = [
  /MERGEFIELD\s*(?:\$\{[^}\n]{0,200}\})?/g,
  /\$\{[^}\n]{0,200}\}/g,
  /\{\{[^}\n]{0,200}\}\}/g,
  /(?:PAGEREF|HYPERLINK|REF)\s+_?[A-Za-z]+\d*(?:\s*\\[a-z])*/g,
  /错误！未(?:找到引用源|定义书签)。?/g,
  /[\u200b-\u200f\u2060\ufeff]/g,
];

/** As offices mistype or as scanning misreads, and the word that is meant. */
const TYPOS: readonly [RegExp, string][] = [
  [/[续候]效(?=评|管|目|指|自|考|运|监|报|预|，|。)/g, '绩效'],
  [/各项指示(?=进行|得分|完成|值|的?评)/g, '各项指标'],
  [/(?<=修改)后出正式/g, '后出具正式'],
  [/施画/g, '施划'],
  [/平米/g, '平方米'],
  [/孕育而生/g, '应运而生'],
  [/截止(?=到?\s*(?:\d|目前|本年|当年|年底|年末|月底))到?/g, '截至'],
  [/建立建全/g, '建立健全'],
  [/拔付/g, '拨付'],
  [/帐(?=[户务款簿目面])/g, '账'],
  [/其它/g, '其他'],
  [/登陆(?=系统|平台|网站)/g, '登录'],
  [/按排/g, '安排'],
  [/布署/g, '部署'],
  [/整理[:：]分析/g, '整理、分析'],
  [/(?<=预计|力争|计划)(20\d{2})(?=将|前|，|底)/g, '$1年'],
  [/([\u4e00-\u9fff]{4,20})\1/g, '$1'],
];

/** 概数词只留一个。 */
const REDUNDANT: readonly [RegExp, string][] = [
  [/(?:大约|约|近|超过|超)(\d[\d.,]{0,20}\s?[万亿]?[余多])/g, '$1'],
  [/(?:大约|约|近)(\d[\d.,]{0,20}[^\s，。；、\d]{0,6})左右/g, '约$1'],
  [/目前截至|截至到?目前为止/g, '截至目前'],
];

const CJK = '\\u4e00-\\u9fff（）“”《》、，。；：';
const PUNCTUATION: Record<string, string> = { ',': '，', ';': '；', ':': '：' };
const HALF_WIDTH = new RegExp(`(?<=[${CJK}%])[,;:]|[,;](?=[${CJK}])`, 'g');
const IS_CJK = new RegExp(`[${CJK}]`);
/** Blanks next to a Chinese character are layout; between Latin words they are words' own. */
const closed = (blanks: string, at: number, all: string): string =>
  IS_CJK.test(all[at - 1] ?? '') || IS_CJK.test(all[at + blanks.length] ?? '') ? '' : blanks;

/** A short enumeration run into a sentence (：1、甲；2、乙；3、丙) reads as 甲、乙、丙. */
const RUN_IN = /(?<=[：:])\s*1[、.．]([^；;。、]{1,40}(?:[；;]\s*\d[、.．][^；;。、]{1,40})+)/g;

/** A passage is one paragraph: a wrapped line is joined, a short line of words (a caption) ends in a comma. */
const unwrapped = (text: string): string => {
  const lines = text.split('\n').flatMap((l) => l.trim() || []);
  return lines
    .map((l, i) => (i < lines.length - 1 && l.length < 20 && /[\u4e00-\u9fff]$/.test(l) ? `${l}，` : l))
    .join('');
};

export function repaired(text: string): string {
  let s = text.includes('\n') ? unwrapped(text) : text;
  for (const r of RESIDUE) s = s.replace(r, '');
  s = s.replace(HALF_WIDTH, (c) => PUNCTUATION[c]!).replace(/[ \t\u00a0\u3000]+/g, closed);
  for (const [wrong, right] of [...TYPOS, ...REDUNDANT]) s = s.replace(wrong, right);
  s = s.replace(RUN_IN, (_, items: string) => items.replace(/[；;]\s*\d[、.．]/g, '、'));
  return s.replace(/([，；、。])\1+/g, '$1').trim();
}

/** An evaluator writes about 单位; the unit itself writes 本单位. Sentences that cannot be turned are named by `isOutsideVoice`. */
const OWN_VOICE: readonly [RegExp, string][] = [
  [/提请(?:被评价)?单位准备/g, '组织准备'],
  [/了解(?:被评价)?单位/g, '梳理本单位'],
  [/核查(?:被评价)?单位/g, '核对本单位'],
  [/(收集和查阅|查阅|收集|调取)(?:被评价)?单位/g, '$1本单位'],
];

export const inOwnVoice = (text: string): string => OWN_VOICE.reduce((s, [from, to]) => s.replace(from, to), text);

export const isOutsideVoice = (sentence: string): boolean =>
  /被评价(?:单位|部门)|提请单位|我公司|本公司|我所受|受托方|委托方|第三方评价机构受|项目组(?:认为|建议|赴)/.test(
    sentence,
  );

/** The purpose of evaluating (通过绩效自评，掌握…) is not a target of the year's spending. */
export const isPurposeOfEvaluation = (sentence: string): boolean =>
  /(?:绩效|自评|评价)/.test(sentence) &&
  /(?:通过|开展|进行|为)[^。]{0,20}(?:绩效自评|自评|绩效评价)[^。]{0,60}(?:掌握|了解|分析|总结|查找|改进|提高资金|规范)/.test(
    sentence,
  );
