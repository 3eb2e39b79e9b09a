// Quantities of the corpus that share an amount with a fact about another matter: no fact backs them, and refusing them is no false alarm.
interface Gap {
  text: string;
  /** What stands right before the number. */
  words: string;
  number: string;
  /** Facts that lack it: the labels, what is extracted, or both. */
  of: 'labels' | 'extracted' | 'both';
  why: string;
}

const of =
  (where: Gap['of']) =>
  (text: string, words: string, number: string, why: string): Gap => ({ text, words, number, of: where, why });
const labels = of('labels');
const extracted = of('extracted');
const both = of('both');

export const NO_FACT: readonly Gap[] = [
  labels('01-jiangxi-park', '企业诉求按时办结率', '100%', '办结率没有标注；100% 是执行率的'),
  labels('01-jiangxi-park', '较上年预算安排增加', '1215.3万元', '支出预算的增加没有标注；标注的是收入预算的'),
  labels('01-jiangxi-park', '达到年初目标值，', '3个', '未达标的指标，不是前期项目'),
  labels('03-sichuan-water', '其他事业单位', '3个', '一类事业单位的个数没有标注'),
  labels('03-sichuan-water', '收入总计', '5831.23万元', '收入总计没有标注；同数的是调整后预算'),
  both('03-sichuan-water', '项目支出结转', '429.07万元', '项目支出结转没有事实；同数的是年末结转结余'),
  labels('03-sichuan-water', '绩效评价中指出的', '3个', '上年评价指出的问题数没有标注'),
  extracted('03-sichuan-water', '80%至100%的项目', '4个', '按执行率分档的项目数没有事实'),
  labels('04-yunnan-culture', '项目绩效目标 ', '14 个', '绩效目标的个数没有标注；同数的是项目'),
  labels('04-yunnan-culture', '、“良”的 ', '3 个', '评为良的项目数没有标注'),
  labels('04-yunnan-culture', '评价等级为“良”的 ', '3 个', '评为良的项目数没有标注'),
  labels('05-guangdong-data', '年初设定总体目标 ', '1 个', '总体目标的个数没有标注'),
  labels('06-hubei-agri', '自评中反映的', '3个', '上年自评反映的问题数没有标注'),
  labels('08-chongqing-transport', '2022年度收入总计', '12,846.77万元', '收入总计没有标注；同数的是调整后预算'),
  labels('08-chongqing-transport', '支出总计', '12,846.77万元', '支出总计没有标注；同数的是调整后预算'),
  labels('08-chongqing-transport', '涉及资金', '10,395.25万元', '自评涉及的资金没有标注；同数的是项目支出'),
  labels('09-jiangxi-disabled', '涉及资金 ', '1693.11 万元', '自评涉及的资金没有标注；同数的是项目支出'),
  extracted('09-jiangxi-disabled', '决算数登记为 ', '0 万元', '粘贴文字里命令程序登记的数，不是事实'),
  labels('10-budget-veterans', '行政编制', '9名', '全局的行政编制没有标注；标注的是机关的'),
  extracted('10-budget-veterans', '纳入专户管理的非税收入', '0万元', '专户管理的收入没有提取为事实'),
  both('10-budget-veterans', '比2019年增加', '168.15万元', '支出预算的增加没有事实；同数的是收入预算的'),
  labels('10-budget-veterans', '一般公共预算拨款支出预算', '1402.35万元', '拨款支出没有标注；同数的是拨款收入'),
  both('13-tab-rescue', '一般公共预算：', '468.85', '按性质分的收入没有事实；同数的是全年预算'),
  both('15-trad-water', '、“良”有', '2個', '评为良的项目数没有事实；同数的是下属单位'),
  labels('30-contradiction-commerce', '完成率', '90%', '自写的完成率没有标注；同数的是满意度目标'),
  extracted('34-denominators-science', '调整后预算', '480.00万元', '项目调整后的预算没有提取；同数的是项目决算'),
  extracted('34-denominators-science', '预算执行率', '100%', '项目的执行率没有提取；同数的是另一项目的'),
];
