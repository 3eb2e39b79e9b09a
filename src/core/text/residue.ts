// What templates and systems leave in a pasted text, as patterns with a Chinese message. Finds it; normalise.ts takes it out.
import type { Residue } from './document.ts';

export type ResidueKind = Residue['kind'];

/** drop: not part of the text; slot: stands where a value should be; mark: reported, the text stays. */
export interface ResiduePattern {
  kind: ResidueKind;
  at: RegExp;
  treat: 'drop' | 'slot' | 'mark';
  message: string;
}

/** What is counted where a figure was left open: a unit that is not the beginning of another word. */
const SLOT_UNIT =
  '(?:个(?!人|别|体|税)|家(?!庭|属|长|具)|所(?!有|属|需|在|以|长)|名(?!词|称|单|义|额|录)|人(?!员|才|民|均|口|力|大|事|社|数|文|工|次数)|辆|台(?!账|风|阶)|项(?!目|数)|处(?!置|理|罚|分|级|长|于)|场(?!所|地|馆|次|景)|次(?!数|年|性|要)|件(?!数)|万?元(?!旦)|亿元|[%％]|分(?!析|配|管|别|类|为|项|布|局|级|工|解|步|批|散|担|期|行|支|值|享|化))';

/** Every bound is finite, so that a long run of one character costs linear time. */
export const RESIDUE: readonly ResiduePattern[] = [
  {
    kind: 'merge-field',
    at: /MERGEFIELD\s{0,8}(?:\$\{[^}]{0,200}\}|[\w.:"\\*]{1,120})?/g,
    treat: 'drop',
    message: '文中残留系统模板的域代码（MERGEFIELD），请删除，并核对前后语句是否连贯。',
  },
  {
    kind: 'page-reference',
    at: /(?:PAGEREF|HYPERLINK)[ \t]{0,4}(?:\\l[ \t]{0,4})?(?:"[^"\n]{0,300}"|_Toc\d{1,20})?(?:[ \t]{0,4}\\[a-z])?|_Toc\d{1,20}/g,
    treat: 'drop',
    message: '文中残留目录域代码（PAGEREF、HYPERLINK 或 _Toc），请删除或重新生成目录。',
  },
  {
    kind: 'placeholder',
    at: /\$\{[^}]{0,200}\}|\{\{[^}\n]{0,300}\}\}/g,
    treat: 'slot',
    message: '文中有未填写的模板变量，请补填实际内容。',
  },
  {
    kind: 'placeholder',
    at: /[×✕╳]{2,12}|(?<![A-Za-z])[Xx]{2,12}(?![A-Za-z])|[＊*]{2,12}(?=[个人名万元年月日%％])/g,
    treat: 'slot',
    message: '文中有“××”一类的占位符，请补填实际内容。',
  },
  {
    kind: 'empty-slot',
    at: new RegExp(
      `(?<=[\\p{Script=Han}（(])(?<![零〇一二两三四五六七八九十百千几余多数每第]|\\d[ ]?[万亿])(?:[ \\u3000\\u00a0]{2,60}|_{2,60})(?=${SLOT_UNIT}(?![ \\u3000]))`,
      'gu',
    ),
    treat: 'slot',
    message: '此处数值为空，请补填。',
  },
  {
    kind: 'empty-slot',
    at: /(?<=[增减占加少长降][\p{Script=Han}]{0,1})[ \u3000\u00a0](?=万元|[%％])/gu,
    treat: 'slot',
    message: '此处数值为空，请补填。',
  },
  {
    kind: 'empty-slot',
    at: /(?<=[“"])[ \u3000]{1,40}(?=[”"])|(?<=为)[ \u3000]{1,20}(?=[。；])/g,
    treat: 'slot',
    message: '此处内容为空，请补填。',
  },
];

export const ORDER_MESSAGE = '此句是写给人或程序的指令，不是报告内容；其中的数字不作为事实采用，请删除。';
export const INVISIBLE_MESSAGE = '此处有不可见字符（零宽或双向控制符），读取时已忽略，建议删除。';
export const DOUBLED_MESSAGE = '此处短语重复出现，请删去一处。';
export const HINT_MESSAGE = '标题中残留模板的填写提示，请删去提示文字，只保留标题。';

/** Instructions of the form to the writer, after a heading's name. */
export const TEMPLATE_HINT =
  /[：:，,]?(?:（|\()?(?:主要)?(?:从|对照|围绕|结合|根据|按照|包括|简要|请|需)[^。\n]{2,60}(?:反映|说明|概述|归纳|分析|阐述|填写|介绍|撰写)[^。\n]{0,60}。?$/;
