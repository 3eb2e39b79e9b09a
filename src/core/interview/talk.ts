// The grammar of what is said beside facts and orders: greetings, thanks, questions back, taking back, another subject, who will
// answer later. Words only; which fact is meant is found by naming.ts.
import type { Theme } from '../catalogue/catalogue.ts';
import type { Supplier } from '../catalogue/definition.ts';
import type { Asked, Explained, Intent, Topic } from './intent.ts';
import { factNamed, severalNamed } from './naming.ts';

const GREET =
  /^(?:你好|您好|大家好|早上好|上午好|中午好|下午好|晚上好|早安?|哈喽|嗨|喂|你?在[吗么嘛不]?|在不在|在线吗|有人(?:在)?[吗么嘛]|hi|hello|hey)(?:[，,、]?(?:你好|您好|执笔|小助手|助手))?$/i;
const THANKS =
  /^(?:(?:好的?|嗯|行|非常|太|真是|十分)?[，,]?(?:(?:谢谢|多谢|感谢|谢啦|辛苦)(?:了|你们?|您|啊|哈|啦)*[，,]?){1,3}|辛苦你?了|麻烦你?了|太好了|真?不错|很好|做得好|真?棒|厉害|thanks?(?: you)?|thx)$/i;
const BYE =
  /^(?:再见|拜拜|回见|回头见|明天见|今天(?:就|先)?到这(?:里|儿)?|先(?:就)?(?:这样|到这(?:里|儿)?)|就到这(?:里|儿)?|(?:我)?(?:先)?(?:下班|休息|去开会|去忙)了?|(?:我)?明天(?:再)?(?:继续|来|弄|填)|bye)$/i;
const CHAT =
  /^(?:哈哈+|呵呵+|嘿嘿+|嘻嘻+|唉+|哎+|好(?:累|烦|难|多|麻烦|复杂)[啊呀]?|(?:真|太|好)(?:累|烦|难|麻烦|复杂)[了啊呀]*|(?:今天|明天|这)(?:的)?天气.{0,8}|吃(?:饭|了|过)(?:饭)?(?:了|没|吗)*|讲个?(?:笑话|故事).{0,6}|你(?:多大|几岁|叫什么|是(?:谁|人|机器人|真人|ai)|累不累|真(?:聪明|厉害|笨)|好(?:聪明|厉害|笨)).{0,6}|无聊|加油|周末(?:愉快|快乐)|节日快乐|新年好)$/i;
const HUMAN =
  /^(?:(?:我)?(?:要|想|需要)?(?:转|找|接|换|叫|联系)(?:一?个|一下|到)?(?:人工|客服|管理员|真人|工作人员|技术(?:人员|支持)?|活人|人来)(?:服务|客服|帮忙|处理|来)?|人工(?:客服|服务)?|(?:有没有|有)(?:人工|客服|真人)|(?:出了?问题|不会用|有问题|系统有问题)(?:找|联系|问)谁|管理员(?:电话|联系方式)?(?:是谁|是什么|是多少|在哪)?|(?:我要)?投诉)$/;
const UNDO =
  /^(?:(?:撤销|撤回|撤消|回退|反悔|恢复)(?:一下|一步)?(?:上一?(?:步|条|个|次)|刚才|刚刚|前面|上面)?(?:的|那)?(?:一?[条个步次项])?(?:操作|修改|改动|登记|数据|数|消息|输入|内容)?|(?:把)?(?:刚才|刚刚|上面|前面|上一?(?:条|个|次))(?:说|填|登记|改|输入|写|给)?(?:的|那)?(?:一?[条个次项])?(?:数据|数|内容|修改|操作)?(?:撤销|撤回|撤消|不算|作废|不要了?|取消|去掉|恢复)(?:了|掉)?|(?:我)?(?:刚才|刚刚)?(?:说|填|点|改)错了?[，,]?(?:撤销|撤回|恢复)(?:一下)?|undo)$/i;
const CANCEL =
  /^(?:取消|算了|不(?:弄|改|填|写|要|用)了|停(?:下|一下|止)?|别(?:写|弄|改|问|再问)了|打住|等等|等一下|等下|先(?:停|等)(?:一下|等)?|不用(?:了|管(?:它|他)?)|没事(?:了)?|返回|退出|cancel|stop)$/i;
const BACK =
  /^(?:继续|接着(?:来|填|问|说)?|(?:我们)?(?:回到|回去|返回到?|接着)(?:刚才|之前|原来|上面|前面)?(?:的|那个)?(?:问题|话题|正题)|言归正传|按(?:原来|正常|默认)?(?:的)?顺序(?:来|问|填)?|(?:下面|接下来)(?:呢|填什么|问什么|该(?:填|说|问)什么)|然后呢|还有呢|重复一遍|再说一遍|再问一遍|问题是什么|刚才问(?:的)?(?:什么|啥))$/;

/** 不对，上面那个是错的: something registered is wrong, the right value is not said. */
const WRONG_WORD = '(?:不对|错了|错的|错|有误|不正确|不准|(?:弄|搞|填|写|说|记|输|登记)错了?)';
const WHICH =
  '(?:刚才|刚刚|上面|前面|上一?[条个项]|那[个条项]|这[个条项]|最后)(?:那|这|一)?[条个项]?(?:数据|数字|数|内容)?';
const COMPLAINT = new RegExp(
  `^(?:(?:不对|不是|错了|等等|等下)[，,、]?)?(?:你|我|系统)?(?:${WHICH})?(?:是|我|你)?(?:登记|填|写|记|说)?(?:得|的)?(?:是)?(?:全|都)?${WRONG_WORD}[了吧啊]*$`,
);

const SUPPLIERS: Readonly<Record<string, Supplier>> = {
  财务: '财务',
  会计: '财务',
  人事: '人事',
  组织人事: '人事',
  资产: '资产',
  业务: '业务',
  办公室: '办公室',
  综合办: '办公室',
  领导: '领导',
};
const TOPICS: Readonly<Record<string, Theme>> = {
  单位: 'unit',
  单位基本情况: 'unit',
  基本情况: 'unit',
  职责: 'unit',
  人员: 'staff',
  编制人员: 'staff',
  固定资产: 'assets',
  预算: 'budget',
  收支预算: 'budget',
  决算: 'final',
  收支决算: 'final',
  预算执行: 'final',
  三公: 'three_public',
  三公经费: 'three_public',
  政府采购: 'three_public',
  采购: 'three_public',
  目标: 'goals',
  绩效目标: 'goals',
  任务: 'goals',
  项目: 'goals',
  绩效指标: 'indicators',
  指标: 'indicators',
  成果: 'results',
  履职成果: 'results',
  效果: 'results',
  满意度: 'results',
  绩效管理: 'management',
  问题和措施: 'management',
  结果应用: 'management',
  公开: 'management',
};
const WHO = Object.keys(SUPPLIERS)
  .sort((a, b) => b.length - a.length)
  .join('|');

const ABOUT_THEM = /(?:那边|那里|方面|科室?|部门?|处|组|这块|那块|部分|相关)?(?:的)?(?:数据|问题|内容|资料|情况|数)?$/;
const TURN =
  /^(?:我们)?(?:先|改|换|转|换成|转到|切换到?|跳到|回到|来|说说|聊聊|谈谈|问问|填填)(?:来|说|问|填|聊|谈|做|弄|看|到|成|讲)?(?:说|问|填)?(?:一下)?(.{1,24})$/;
const OTHER_SUBJECT = /^(?:换个?话题|换个?(?:别的|其他的?)|说点?别的|先?问(?:点)?别的|(?:先)?(?:问|填)(?:其他|别)的)$/;

function topicOf(words: string): Topic | null {
  const bare = words.replace(/^“|”$/g, '');
  const supplier = SUPPLIERS[bare];
  if (supplier) return { supplier };
  const d = factNamed(bare, null);
  const theme = TOPICS[bare];
  if (theme) return { theme };
  return d ? { key: d.key } : null;
}

const WHO_LIST = new RegExp(
  `^(?:.{0,6}?(?:导出|生成|列|出|要|发|打印|下载|整理|来|给)(?:一?[份个张下])?)?(?:给|发给|要给|让)?(?:(${WHO})(?:科|部|处|那边|部门|同事)?)?(?:填|看|用)?(?:的)?(?:资料|收集|填报|数据|待填|需要?的?资料|要填的|缺(?:失|项)?(?:资料)?)?清单(?:给|发给|发)?(?:(${WHO})(?:科|部|处|那边|部门|同事)?)?(?:填|看)?$`,
);

/** Groups: what is asked about, if it is said. */
const EXPLAIN: readonly { about: Explained; words: RegExp }[] = [
  {
    about: 'last-year',
    words:
      /^(?:去年|上年|上一年)(?:的)?(.{0,20}?)(?:是|填的?是?|写的?是?|报的?是?|数是?)?(?:多少|什么|几(?:个|人)?|怎么(?:写|填)的?)$/,
  },
  {
    about: 'unit',
    words:
      /^(.{0,20}?)(?:(?:要|应该|应|该)?(?:填|用|按|以|写)?(?:什么|哪个|啥)(?:计量)?单位|(?:计量)?单位(?:是|用|填)(?:什么|啥|哪个|多少)|(?:是|填|用|按)?(?:万元还是元|元还是万元)(?:填|算|为单位)?)$/,
  },
  {
    about: 'where',
    words:
      /^(.{0,20}?)(?:(?:数据|数|资料)?(?:在|从|去|到|上)?(?:哪里|哪儿|哪|什么地方|哪个?(?:表|文件|系统|材料)|哪张表|什么表)(?:里|上|中)?(?:能|可以|去|来)?(?:找|查|看|有|取|得到|查到|找到|拿|获取|来)?(?:到|的)?|怎么(?:查|找)(?:到)?|(?:数据)?来源(?:是什么|是哪里|在哪)?|(?:要)?(?:看|查|找)(?:哪张|哪个|什么)(?:表|文件|材料|系统))$/,
  },
  {
    about: 'why',
    words:
      /^(?:为什么|为啥|干嘛|干吗|何必|怎么(?:还|又|老))(?:还|又)?(?:要|得|需要|老)?(?:问|填|提供|知道|统计|写|修改|改|确认)?(?:我)?(?:这个|这一?项|它)?(.{0,20}?)(?:干什么|干嘛|做什么)?$|^(?:问|要|填)(?:这个|这一?项)(.{0,12}?)(?:干什么|干嘛|做什么|有什么用|有啥用|什么用)$|^(.{0,20}?)(?:有什么用|有啥用|必须填吗|一定要填吗|必填吗|可以不填吗|能不填吗)$/,
  },
  {
    about: 'who',
    words:
      /^(.{0,20}?)(?:(?:该|应该|要|得)?(?:问|找|联系)(?:谁|哪个(?:部门|科室|人))(?:要|问|拿)?|(?:由|归|是)?(?:谁|哪个(?:部门|科室))(?:知道|提供|负责|填|管|有|来填))$/,
  },
  {
    about: 'how',
    words:
      /^(.{0,20}?)(?:(?:要|应该|该)?(?:怎么|如何|怎样)(?:填|填写|写|算|计算|答|回答|统计|弄|搞|整|处理)|(?:填|写)(?:什么|啥)(?:格式|内容)?|(?:用|按)什么格式|格式(?:是什么|怎么写)?|举个?例子?|有(?:没有)?例子|算不算|含不含.{0,10}|包不包括.{0,10}|包括.{0,10})$/,
  },
  {
    about: 'meaning',
    words:
      /^(?:什么是|什么叫|何谓|解释(?:一下)?|说明一下|介绍一下)(.{0,20})$|^(.{0,20}?)(?:(?:是|指|代表)?(?:什么|啥)(?:意思|含义|概念|东西)|(?:是|指)(?:的)?(?:什么|啥)|怎么理解|没(?:看|听|搞)?(?:懂|明白)|看不懂|不(?:太)?(?:懂|明白|理解)|什么意思)$/,
  },
];
/** 这是, 这个, 该项: the open question. */
const THIS =
  /^(?:|这|那|它|这个|那个|这是|那是|这一?项|该项|此项|这个数|这个数据|这个问题|你问的|问的|我|我们|请问)?(?:的|是|数据?|问题|都|具体|到底|究竟|应该|要|得|一般|该)*$/;

const RECALL =
  /^(?:(?:我|你|系统|现在|目前|刚才|已经)*(?:登记|记录|填|记|存|说)(?:过|了)?的)?(.{2,20}?)(?:现在|目前|已经)?(?:(?:登记|记录|填|记|存|写)(?:的|成)?)?(?:是|为)?(?:多少|几(?:个|人|项)?|什么(?:数|值)|(?:登记|填|记|录入?)(?:了|过|好)?(?:吗|没有?)|(?:有没有|是否)(?:登记|填|记)过?)$/;

/** Words too wide for one fact, asked about: 今年预算是多少. */
const MANY: Readonly<Record<string, readonly string[]>> = {
  预算: ['budget_income_total', 'budget_expenditure_total', 'budget_adjusted_total'],
  决算: ['final_income_total', 'final_expenditure_total'],
  收入: ['budget_income_total', 'final_income_total'],
  支出: ['budget_expenditure_total', 'final_expenditure_total'],
  人数: ['staff_quota', 'staff_in_post', 'staff_contract', 'staff_total'],
  人: ['staff_quota', 'staff_in_post', 'staff_contract', 'staff_total'],
  人员: ['staff_quota', 'staff_in_post', 'staff_contract', 'staff_total'],
  结转: ['carryover_begin', 'carryover_end'],
};

const PERSON = '[\\u4e00-\\u9fff]{1,8}?';
const WHEN =
  '(?:等?一?会儿?|待会儿?|稍后|晚点|回头|过(?:几天|两天|一会儿?)|今天|明天|后天|下午|上午|晚上|下周[一二三四五六日天]?|周[一二三四五六日天]|月底|下个?月)';
const GIVES = '(?:给|发|提供|报|填|补|送|告诉|统计|拿|回复)(?:过来|上来|出来|来)?(?:给)?(?:我们?|你)?(?:吧|的)?';
const LATER_FROM = [
  new RegExp(`^(?:这个?数?据?|这一?项)?(?:等|要等|得等|让|由|叫|请)(${PERSON})(?:那边)?${WHEN}?(?:再|会|来)?${GIVES}$`),
  new RegExp(
    `^(?:这个?数?据?|这一?项)?${WHEN}(?:等|让|由|叫|请)?(${PERSON})(?:那边)?${WHEN}?(?:再|会|来|能)?${GIVES}$`,
  ),
  new RegExp(`^(?:这个?数?据?|这一?项)?(${PERSON})(?:那边)?${WHEN}(?:再|会|来|能)?${GIVES}$`),
  new RegExp(
    `^(?:这个?数?据?|这一?项)?(?:我)?(?:要|得|需要)?(?:去|先)?(?:问|找)(?:一下|下|问)?(${PERSON})(?:再说|再填|再答)?$`,
  ),
];
/** 等会儿给你, 晚点发你: it comes later, nobody is named. */
const LATER_SELF = new RegExp(
  `^(?:这个?数?据?|这一?项)?(?:我们?)?(?:等|要等)?${WHEN}(?:我们?)?(?:再|会|来|能)?${GIVES}$`,
);
/** No name of a person or an office. */
const NOBODY = /^(?:儿|我们?|你们?|谁|什么|哪|一下|这|那|再|会|来|人|下)/;

/** `s`: one sentence without politeness around it, at most a line long. */
export function talkIn(s: string, asked: Asked | null): Intent | null {
  if (COMPLAINT.test(s)) return { is: 'wrong' };
  if (GREET.test(s)) return { is: 'social', kind: 'greet' };
  if (THANKS.test(s)) return { is: 'social', kind: 'thanks' };
  if (BYE.test(s)) return { is: 'social', kind: 'bye' };
  if (CHAT.test(s)) return { is: 'social', kind: 'chat' };
  if (HUMAN.test(s)) return { is: 'human' };
  if (UNDO.test(s)) return { is: 'undo' };
  if (CANCEL.test(s)) return { is: 'cancel' };
  if (BACK.test(s)) return { is: 'turn-to', topic: null };
  if (OTHER_SUBJECT.test(s)) return { is: 'skip', key: asked?.key ?? null };
  const list = WHO_LIST.exec(s);
  if (list) return { is: 'ask-list', supplier: SUPPLIERS[list[1] ?? list[2] ?? ''] ?? null };
  return laterIn(s, asked) ?? explainIn(s, asked) ?? turnIn(s) ?? recallIn(s);
}

function laterIn(s: string, asked: Asked | null): Intent | null {
  if (LATER_SELF.test(s)) return { is: 'skip', key: asked?.key ?? null };
  for (const form of LATER_FROM) {
    const who = form.exec(s)?.[1];
    if (who && !NOBODY.test(who)) return { is: 'skip', key: asked?.key ?? null, from: who };
  }
  return null;
}

function explainIn(s: string, asked: Asked | null): Intent | null {
  for (const { about, words } of EXPLAIN) {
    const m = words.exec(s);
    if (!m) continue;
    const named = (m.slice(1).find((g) => g) ?? '').trim();
    if (THIS.test(named)) {
      if (asked) return { is: 'explain', about, key: null };
      continue;
    }
    const d = factNamed(named, asked?.key ?? null);
    if (d) return { is: 'explain', about, key: d.key };
  }
  return null;
}

function turnIn(s: string): Intent | null {
  const words = TURN.exec(s)?.[1];
  const topic = words ? (topicOf(words) ?? topicOf(words.replace(ABOUT_THEM, ''))) : null;
  return topic ? { is: 'turn-to', topic } : null;
}

function recallIn(s: string): Intent | null {
  const words = RECALL.exec(s)?.[1];
  if (!words) return null;
  const d = factNamed(words, null);
  if (d) return { is: 'recall', key: d.key };
  const between = MANY[words.replace(/^(?:我们|我|本?单位|今年|本年度?|的)+|(?:数|的)$/g, '')] ?? severalNamed(words);
  return between.length ? { is: 'recall', key: between[0]!, between: [...between] } : null;
}
