// Characters that scanners and hurried hands take for one another, and the words of these reports they then spoil: tables, and the
// patterns made of both. A spoilt word is one that the table of words makes and that no other word explains.

/** [meant, taken for it, what may rightly follow that one, what may rightly stand before it]. */
const ALIKE: readonly (readonly [right: string, wrong: string, after?: string, before?: string])[] = [
  ['务', '努', '力'],
  ['设', '没', '有|收|施工|能|法|人'],
  ['责', '贵', '州|阳|单位|重|港|溪|池|宾|公司|局|方', '宝|珍|名|昂|富|云'],
  ['准', '淮', '河|南|北|安|海|阴|滨|扬|剧'],
  ['度', '渡', '口|过|船|江|槽', '摆|过|引|轮|偷|古'],
  ['筹', '畴', '', '范'],
  ['档', '挡', '住|土|墙|水|风|板', '阻|遮|抵|拦'],
  ['竣', '峻', '', '严|险|陡|高|冷'],
  ['贯', '惯', '例|性|用|常', '习'],
  ['持', '特', '色|点|别|殊|困|定|大|种|有|产|邀|派|长|区|岗|急|意'],
  ['干', '千', '克|万|元|米|瓦|伏|人|户|亩|名|家|亿|吨|年|里', '[一二三四五六七八九十数几上百\\d]'],
  ['理', '埋', '设|地|入|深|没|怨|藏'],
  ['管', '菅'],
  ['支', '攴'],
  ['收', '牧', '业|区|民|场|草|渔|户|羊|医|畜', '畜|农|游|放'],
  ['拨', '拔', '高|河|尖|节|草|牌|掉|出|除', '海|选|提'],
  ['算', '祘'],
  ['整', '鏊'],
  ['体', '休', '息|闲|假|眠|产|养|学|耕|渔', '退|离|轮|公|调|双'],
  ['项', '顷', '', '公|市|万|百|千|\\d'],
  [
    '目',
    '日',
    '常|前|期|均|程|报|志|子|内|间|起|止|记|复|照|托|语|产|处|清|元|益|渐|供|用|本|晚|新|夜|后|以|至|到|完|，|。|、|）',
    '\\d|每|节|假|生|平|今|昨|明|周|当|次|近|同|某|元|作|两|几|数',
  ],
  ['绩', '续', '效期|费|建|签|保|期|航|写|租|聘|作|存|发', '继|持|手|后|陆|连|延|存|接'],
  ['核', '该'],
  ['监', '临', '时|床|街|近|沂|聘|江|县|市|海|界|汾|沧|湖|夏|港'],
  ['督', '睿'],
  ['采', '釆'],
  ['购', '构', '成|建|筑|件|思|想|架', '机|结|架|重|虚'],
  ['结', '佶'],
  ['余', '佘', '村|家|姓|太'],
  ['建', '健', '康|身|全|儿|步|将|在|美|壮', '保|强|稳|卫|福|行|矫'],
  ['未', '末', '位|端|梢|期|年|尾|次|代|日', '年|月|季|周|期|岁|本|学|粉|始|旬|细'],
  ['已', '己', '方|任|见|所|有|欲|的|之', '自|知|克|利|律|异|为'],
  [
    '入',
    '人',
    '员|民|才|事|均|口|次|数|力|大|社|防|行|工|身|群|文|居|物|类|生|家|户|体|畜|为|机|性|们|选|气',
    '[^收投列纳计]',
  ],
  ['土', '士', '兵|官|气|绅|多|卒', '护|战|人|博|硕|学|道|院|女|男|骑|义|勇|烈|巴|的|卫'],
  ['历', '厉', '害|行|声', '严|凌|再接再'],
  [
    '贷',
    '货',
    '物|运|车|款两清|架|源|币|邮|场|船|主|量|品|值|代|拉|客',
    '送|百|存|杂|订|发|缺|卸|通|供|提|备|装|交|网|国|客|现',
  ],
  ['徙', '徒', '步|弟|刑|劳|手', '学|歹|信|党|教|匪|师'],
  ['茸', '葺'],
  [
    '末',
    '未',
    '来|经|能|按|完|发|列|成|达|支|执|有|出|必|及|形|被|予|参|开|设|用|取|使|通|见|入|纳|实|到|签|办|做|将|在|对|提|建|安|明|确|如|结|尽|编|报|公|申|处|落|获|核|收|付|消|婚|就|纠|知|曾|解|遂|满|超|分|充|拨|验|得|合|上|进|制|归|清|全|随|采|需|单|因|再|作|登|足|统|足|整|竣|交|与|发|涉|接|履|计|享|动|转|返|销|售|缴|兑|偿|还|定|考|按|脱|举|决|批|移|注|投|应|备|加|事|注|受|违|依|遵',
    '',
  ],
];

/** Words of these reports, as people write them every year. */
const WORDS =
  '服务 业务 财务 任务 政务 事务 职务 商务 税务 劳务 义务 债务 公务 建设 设施 设备 设置 设立 设定 开设 下设 内设 增设 设计 负责 责任 职责 权责 追责 问责 准确 标准 批准 核准 准备 精准 基准 水准 ' +
  '年度 制度 进度 程度 力度 季度 月度 额度 幅度 温度 高度 深度 满意度 知晓度 统筹 筹集 筹措 筹备 档案 归档 存档 建档 竣工 贯彻 坚持 维持 支持 保持 主持 持续 扶持 加持 干部 干线 骨干 若干 干净 ' +
  '管理 治理 办理 受理 处理 清理 审理 整理 合理 监管 管护 管控 收入 收支 收益 收费 征收 验收 回收 收缴 吸收 拨付 拨款 划拨 调拨 预算 决算 核算 结算 测算 整体 整改 整治 整合 总体 全体 具体 体系 体现 集体 ' +
  '项目 科目 目标 绩效 成绩 业绩 考核 审核 复核 核查 核定 核实 监督 监测 监控 监察 督促 督查 督办 采购 采取 采用 采集 购买 购置 收购 结余 结转 余额 盈余 结果 结构 建立 建成 新建 改建 扩建 修建 创建 ' +
  '未完成 未执行 未支付 未达到 未发生 已完成 已支付 已建成 已拨付 已整改 已全部 收入 投入 列入 纳入 计入 土地 国土 水土 历史 历年 历次 贷款 信贷 年末 月末 季末 期末';

const escapedWith = (word: string, at: number, wrong: string, after: string, before: string): string => {
  const [head, tail] = [word.slice(0, at), word.slice(at + 1)];
  const lookBehind = head === '' && before ? `(?<!${before})` : '';
  const lookAhead = tail === '' && after ? `(?!${after})` : '';
  return `${lookBehind}${head}${wrong}${lookAhead}${tail}`;
};

export interface Lookalike {
  /** Texts without this character need not be searched. */
  wrong: string;
  right: string;
  pattern: RegExp;
}

const KNOWN: ReadonlySet<string> = new Set(WORDS.split(' '));

export const LOOKALIKES: readonly Lookalike[] = ALIKE.flatMap(
  ([right, wrong, after = '', before = '']): Lookalike[] => {
    const spoilt = [...KNOWN].flatMap((word) => {
      const at = word.indexOf(right);
      if (at < 0) return [];
      const to = word.slice(0, at) + wrong + word.slice(at + 1);
      // 末年 for 未年 would be another word of the table: both are in use.
      return KNOWN.has(to) ? [] : [escapedWith(word, at, wrong, after, before)];
    });
    return spoilt.length ? [{ wrong, right, pattern: new RegExp(spoilt.join('|'), 'g') }] : [];
  },
);
