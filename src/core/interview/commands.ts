// The grammar of commands and of set answers in a chat message: what is skipped, asked for, drafted, exported. Words only;
// which fact is meant is found by naming.ts, values by answer.ts.

/** Politeness and connectives around a command. Stripped from both ends until nothing more goes. */
const BEFORE =
  /^(?:请问一下|请问|能不能|可不可以|能否|请你|请|麻烦你|麻烦|帮我们|帮我|帮忙|给我|我们?想要?|我们?要|现在|那么|那就|那|好的|好吧|好了|好|嗯|对了|可以|开始|直接|继续|先|再|就|把|将|接着|然后|你(?![好是能会]))[，,、\s]*/;
const AFTER =
  /(?:[，,。.!！?？~～；;：:\s]|来着|吧|了|呢|吗|啊|呀|哦|哈|嘛|一下|谢谢|好吗|可以吗|行吗|给我看看|给我看|看看)$/;

export function bareCommand(sentence: string): string {
  let s = sentence.trim();
  for (let cut = true; cut; ) {
    const t = s.replace(BEFORE, '').replace(AFTER, '');
    cut = t !== s && t !== '';
    if (cut) s = t;
  }
  return s;
}

const PUT_OFF =
  '跳过|略过|以后再说|回头再说|待会儿?再说|等会儿?再说|一会儿?再说|稍后再说|稍后再填|稍后提供|稍后补充?|以后补充?|之后补充?|晚点再说|晚点给|改天再说|暂时?不填|先不填|不填|暂时?空着|空着|先放着|放着|放一放|先放一放';
const UNKNOWN =
  '不知道|不清楚|不太清楚|不确定|不太确定|不记得|忘记?|没查到|查不到|找不到|没找到|暂无|暂无数据|没有数据|还没有?数据|数据还没有?出来|还没有?统计|还没有?出来|还没有?拿到|没有这个数据?|这个数据?我?们?(?:这里|这边|手头|手上)?没有|我?们?(?:这里|这边|手头|手上)没有|我没有(?:这个)?数据?|暂时不知道|暂时不清楚|我不知道|我不清楚|说不准|说不好';

export const SKIP = new RegExp(
  `^(?:(?:${PUT_OFF})(?:这个问题|这一?个|这一?项|这一?题|此项|本题|它)?|(?:这个问题|这一?个|这一?项|这一?题|此项|本题)?(?:先|暂时)?(?:${PUT_OFF}|${UNKNOWN})|下一(?:个|题|项|条)(?:问题)?|换(?:一个|个|下一个|一题)(?:问题)?|问?下一个问题|pass|skip|略)$`,
  'i',
);
/** 我要问一下财务, 等财务给我: the answer comes later. */
export const LATER =
  /^(?:这个?数?|这一?项)?(?:我们?)?(?:要|得|需要|先|去|再|还)*问(?:一下|一问|问)?[^？?]{0,6}$|^等.{1,10}(?:再说|再填|再给|给我|提供|出来)$/;
/** Said in passing; no answer to a question that wants words. */
export const IN_PASSING =
  /^(?:有变化|有调整|有变动|有|是|是的|对|好|好的|可以|继续|谢谢|多谢|嗯|行|知道了|收到|明白|ok|撤销|取消|返回|都?不是|都不对|不对|不|否|没错|没有了|[A-Ia-i]|第[一二三四1-4]个)?$/i;
/** 编制数先跳过; 跳过编制数; 编制数不清楚: the first group that is set names the fact. */
export const SKIP_NAMED = [
  new RegExp(`^(?:${PUT_OFF})(.{2,20})$`),
  new RegExp(`^(.{2,20}?)(?:这一?项|这个|的?问题)?(?:先|暂时|还)?(?:${PUT_OFF}|${UNKNOWN})$`),
];

export const NONE =
  /^(?:无|没有?|零|没有的|并无|都没有|均无|全无|未发生|没发生|没有发生|不涉及|未涉及|没有涉及|无此项|没有此项|没有这一?项|没有这个|不存在|无此类情况|没有此类情况|无此情况|没有这种情况|今年没有|本年没有|今年无|本年无|我们没有|我单位没有|本单位没有|本单位无)$/;
export const NONE_NAMED = [
  /^(?:我们|我单位|本单位)?(?:今年|本年度?|当年)?(?:没有发生|未发生|没有涉及|不涉及|没有|无)(.{2,20})$/,
  /^(?:我们|我单位|本单位)?(?:今年|本年度?|当年)?(.{2,20}?)(?:今年|本年度?|当年)?(?:是|为|也|都)?(?:没有发生|未发生|不涉及|没有|无)$/,
];

const AS_BEFORE =
  '(?:和|跟|与|同|照|按照?|沿用|用|就用|按)(?:去年|上年度?|上一年度?|以前|往年)(?:的)?(?:一样|相同|一致|持平|写|填|来|数|数据|报告|内容|算|执行)*|同去年|同上年|(?:没有|没|无|未|不)(?:发生)?(?:变化|变动|改变|调整|改动|变)|不变|未变|没变过?';
export const SAME = new RegExp(`^(?:今年|本年度?)?都?(?:${AS_BEFORE})$`);
export const SAME_NAMED = [new RegExp(`^(.{2,20}?)(?:今年|本年度?)?(?:也|都|还是|是)?(?:${AS_BEFORE})$`)];

export const MISSING =
  /^.{0,8}(?:还(?:缺|差|少|剩下?|要填|要提供|要补|需要|需|要)(?:些?什么|哪些|哪几|多少|几|啥|点什么)|缺(?:些?什么|哪些|少什么|少哪些|啥)|(?:哪些|什么|哪几项)(?:数据|内容|信息|资料|数)?(?:还)?(?:没填|没有填|未填|没提供|没有|缺|缺少|没给)|还有(?:哪些|什么|多少|几)(?:个|项)?(?:没|未|要|需|缺|问题)|需要(?:我|我们)?(?:再)?(?:提供|填|补)(?:些?什么|哪些|啥)|缺(?:失|的)?(?:清单|项目?|数据)|待补(?:清单|内容|项)?).{0,12}$/;
export const PROGRESS =
  /^(?:查看|看看|看|显示|汇报)?(?:当前|目前|现在|报告|填报|总体|整体)?(?:的)?(?:进度|进展|完成度)(?:情况)?(?:如何|怎么样|怎样|是多少|到哪)?$|^(?:现在|目前)?(?:做|填|写|进行|完成)(?:到|了)(?:哪|多少|几).{0,6}$|^到哪(?:一步|里|儿)?$/;

const WRITE = '重新起草|重新生成|重新撰写|重新写|重写|起草|草拟|拟写|拟稿|撰写|编写|生成|写出|写作|写';
/** The second group is what to write. */
export const DRAFT = [
  new RegExp(`^(?:${WRITE})(?:一下|一份|一篇|一版|出来|个|出)?(.{0,20})$`),
  new RegExp(`^(.{1,20}?)(?:部分|这一?部分|这一?节|这一?段)?(?:${WRITE})(?:一下|出来|一遍|一版|好)?$`),
];
export const WHOLE =
  /^(?:|全文|全部|全篇|整篇|通篇|所有(?:部分|章节|内容)?|整个?报告|报告|自评报告|初稿|草稿|文稿|稿子|正文|报告(?:全文|初稿|草稿|正文)|(?:绩效)?自评报告(?:全文|初稿|草稿)?|全部(?:内容|章节|部分))$/;
export const SECTION_CODE = /^第?([1-9])[.．。]([1-9])(?:部分|节|段|章|条)?$/;
export const SECTION_ORDINAL =
  /^(?:第([一二三四五六七八九1-9])(?:大)?(?:部分|章|块)?|([一二三四五六七八九])、?)(?:的|之)?(?:第?[（(]?([一二三四五六七八九1-9])[）)]?(?:部分|节|小节|段|点|条|项)?)?$/;
/** What a section may be called; anything else after 写 is a sentence of the report, not a command. */
export const SECTION_NAME = /^[\u4e00-\u9fff、，“”（）]{2,20}$/;
export const SECTION_ENDS =
  /(?:情况|概况|目标|任务|职责|职能|问题|原因|措施|满意度|影响|效果|成效|成果|应用|公开|绩效|架构|人员|资产|预算|执行|管理|分析|部分|章节)$/;

/** 报告导出成word给我 */
export const EXPORT_INTO =
  /^(?:报告|全文|文稿|文件|初稿|草稿|文档|正文)(?:(?:导出|下载|保存|另存|输出|转)(?:成|为)?(.{0,12}?)(?:给我|发我)?|()(?:发给|发|给|传给)我)$/;
export const EXPORT =
  /^(?:导出|下载|输出|另存为|保存成|保存为|保存|打印|生成|要|来|发|提供|给)(?:一?[份个下])?(?:为|成|出)?(.{0,20})$/;
/** Most specific first. */
export const FORMATS = [
  { format: 'md', words: /markdown|\bmd\b|标记文本/i },
  { format: 'xlsx', words: /excel|xlsx?|表格|评分表|自评表|打分表|附表|电子表/i },
  { format: 'json', words: /json|原始数据|数据文件/i },
  { format: 'docx', words: /word|docx?|文档|wps/i },
] as const;
/** 导出 alone, 下载报告: the document. */
export const EXPORT_PLAIN = /^(?:|文件|报告|全文|初稿|草稿|文稿|成稿|定稿|正文|自评报告|出来)$/;
/** 一份自评表, word版: a file that is asked for by its kind alone. */
export const EXPORT_KIND =
  /^(?:一?[份个](?:word|docx?|markdown|md|excel|xlsx?|json|评分表|自评表|打分表)|word|docx|markdown|md|excel|xlsx)(?:文档|文件|版本?|格式|的|报告)*$/i;
export const EXPORT_VERB = /^(?:导出|下载|输出|另存为|保存成|保存为|打印)/;

export const HELP =
  /^(?:帮助|使用帮助|使用说明|操作说明|help|怎么用|怎么使用|如何使用|你?能做(?:些?什么|啥)|你?能帮我?(?:做)?(?:些?什么|啥)|你?会(?:做)?(?:些?什么|啥)|我?该怎么(?:做|办|填|用|开始|说)|怎么(?:做|办|填|填写|开始|回答)|有(?:什么|哪些)功能|你是谁)$/i;
export const QUESTION =
  /[?？]\s*$|^(?:什么是|什么叫|为什么|为啥|怎么|如何|哪里|在哪|请问)|(?:是什么意思|怎么算|怎么填|在哪查|哪里查|去哪查|哪里找)$/;

/** 说错了, 更正：… before the right value. */
export const WRONG =
  /^(?:(?:(?:刚才|刚刚|前面|上面|之前|上一个|上一条|那个|那条|这个|数字|数据|是|的){0,4}(?:我)?(?:说错|写错|填错|弄错|搞错|输错|打错|记错|错|不对|有误)[了啦的]?[，,、：:。\s]{0,3}){1,3}|更正(?:一下)?|纠正(?:一下)?|订正|修正(?:一下)?|勘误|改正)[，,、：:。\s]*/;
const NUMBER = '[^，,。；;、]{1,30}?';
/** 不是A，是B. Groups: what comes before, A, B. */
export const NOT_BUT = new RegExp(
  `^(.{0,30}?)(?:不是|并不是|并非|不应是|不应为|不应该是|不为)(${NUMBER})[，,、；;\\s]*(?:而是|应该是|应该为|应当是|应当为|应为|应是|改为|改成|是|为)(.{1,40})$`,
);
/** 应为B alone answers the question as well as it corrects something. */
export const SOFT = /^\s*(?:应该是|应该为|应当是|应当为|应为|应是)/;
/** A应为B, 把K改为B. Groups: what comes before, B. */
export const CHANGED =
  /^(.{0,40}?)(?:修改为|修改成|改正为|更正为|更正成|订正为|改为|改成|改到|应该是|应该为|应当是|应当为|应为|应是)(.{1,40})$/;
