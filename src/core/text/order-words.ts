// What gives a reader or a program orders in a source, as patterns. Whole: what follows in the line is part of the order.
// Single: the sentence alone. A statement of the office (年初预算由480万元调整为500万元) is none of them.

const TO =
  '(?:登记为|改写为|改写成|设为|设置为|填写为|填写成|填为|填成|改为|改成|写为|写成|记为|视为|更改为|更正为|替换为|替换成|换成|修改为|修改成|输出为|回答为?|固定为|清零)';
const SUM =
  '(?:收入|支出|预算|决算|执行率|完成率|满意度|得分|分数|等级|在职|人数|人员|经费|数字|数据|金额|合计|总额|总数|结转|结余|编制)';
const ABOVE = '(?:以上|之前|此前|前述|上述|前面|上文|正文|前文|所有|全部|其他|其余|原有|原文)';

export const WHOLE_ORDERS: readonly RegExp[] = [
  new RegExp(
    `(?:忽略|无视|忽视|不要理会|不必理会|不予理会|跳过|忘记|忘掉|抛开|推翻|不要使用|停止使用|不要采用)[^。\\n]{0,12}${ABOVE}[^。\\n]{0,14}(?:规则|指令|指示|要求|提示|内容|设定|约束|数据|数字|文字|信息|说明)`,
  ),
  /你(?:现在是|现在处于|是一[名个位]|将扮演|扮演|必须|应当|只能|的任务|的角色|的指令)|(?:如果|假如|若)你是/,
  /(?:致|告|写给)[^。，\n]{0,4}(?:AI|人工智能|大模型|语言模型|智能体)|AI(?:处理|评审|审核)?(?:程序|助手|模型|评审|请)|作为(?:一个|一名)?(?:AI|人工智能|语言模型|大模型)/i,
  /(?:仅供|专供)(?:机器|程序|AI|模型|系统)[^。\n]{0,4}(?:读取|执行|处理|识别)|自动处理程序|(?:处理程序|大模型|语言模型|机器人|智能体)[^。\n]{0,6}(?:注意|遵照|照办|执行以下)/i,
  /(?:系统提示|系统消息|系统指令|系统命令|管理员指令|管理员命令|开发者指令|提示词|指令)[ \t]*[:：】\]]/,
  /(?:以此修正|本段(?:内容)?优先|优先级最高|覆盖(?:其他|以上|上述|前面|正文)(?:的)?(?:内容|数据|数字)|从现在(?:开始|起)[^。\n]{0,12}(?:固定|忘记|忽略|一律|统一|只))/,
  /(?:ignore|disregard|forget|override|bypass|skip)\s+(?:\w+\s+){0,3}(?:previous|prior|above|earlier|preceding|rest|everything|instructions?|rules|context|text)/i,
  /you\s+are\s+(?:now|no\s+longer|an?\s+(?:ai|assistant|helpful|accountant))|you\s+must\s|new\s+(?:instructions?|rules?|task)\s*[:：]|(?:developer|admin|debug|jailbreak|god|root)\s+mode|system\s+prompt|do\s+not\s+(?:tell|mention|reveal|follow)|(?:set|change|replace|overwrite|report|output|write|return)\s+(?:\w+\s+){0,4}(?:to|as|with|=)\s*[\d"“]/i,
  /(?:^|[\n。；#>|\]】])[ \t]*(?:assistant|system|user|human|developer|prompt|instructions?)[ \t]*[:：>\]]/i,
  /<\|?[ \t]*\/?(?:system|assistant|user|im_start|im_end|instructions?|prompt|admin|endoftext)[^<>\n]{0,60}\|?>|\[\/?(?:INST|SYS|SYSTEM|ADMIN|PROMPT)\]|<<\/?SYS>>|#{2,4}[ \t]*(?:instruction|system|response|human)|(?:begin|end)\s+(?:admin|system|prompt|instructions?)/i,
  /[{[]\s{0,8}["“](?:role|keys?|facts?|system|content|instructions?|value|action|command|report|data|tool|name|arguments)["”]\s{0,4}[:：]|\b(?:set_\w{2,30}|function_call|tool_call|update_\w{2,30})\s{0,2}[(（:：]/i,
];

export const SINGLE_ORDERS: readonly RegExp[] = [
  new RegExp(
    `(?:请|务必|必须|须|应|只需|一律|统一|烦请|麻烦)[^。\\n]{0,40}${TO}[^。\\n]{0,12}[\\d零一二三四五六七八九十百满]`,
  ),
  new RegExp(
    `(?:^|[，。；：:、！（(【“"\\s])(?:把|将)[^。\\n由从]{0,24}${SUM}[^。\\n由从]{0,12}${TO}[^。\\n]{0,12}(?:[\\d零一二三四五六七八九十百]|满分)`,
  ),
  /\d{1,9}分登记|一律[^。\n]{0,6}(?:写|填|按|输出|记)[^。\n]{0,12}\d|按\d{1,3}[%％]填写/,
  /请[^。\n]{0,20}(?:给予|给出|打出|打)[^。\n]{0,10}(?:满分|\d{1,3}分)|此处(?:应|须|请|需)[^。\n]{0,4}填[^。\n]{0,20}\d/,
  /请(?:直接)?(?:回答|输出|生成|采用|使用)[^。\n]{0,30}\d|(?:改用|直接采用|请采用|请使用)(?:下列|以下)(?:数据|数字|答案|内容)|(?:执行率|得分|满意度|收入|支出)[^。，\n]{0,8}一律[^。\n]{0,6}\d/,
];

const SQUEEZE = /(?<=[^\sA-Za-z])[ \t]+|[ \t]+(?=[^\sA-Za-z])/g;

/** The text, and where blanks set its characters apart, the text without them. */
const readings = (s: string): string[] => {
  const tight = /[^\sA-Za-z][ \t]/.test(s) ? s.replace(SQUEEZE, '') : s;
  return tight === s ? [s] : [s, tight];
};

export const isWholeOrder = (sentence: string): boolean =>
  readings(sentence).some((s) => WHOLE_ORDERS.some((at) => at.test(s)));

/** A sentence that orders the reader or a program about: nothing in it is a statement of the office. */
export const isOrder = (sentence: string): boolean =>
  readings(sentence).some((s) => WHOLE_ORDERS.some((at) => at.test(s)) || SINGLE_ORDERS.some((at) => at.test(s)));
