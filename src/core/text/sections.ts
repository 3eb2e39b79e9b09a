// Known section names of such reports, so that headings are recognised by name where their numbers were lost.

export type SectionKind =
  | 'overview'
  | 'duties'
  | 'organisation'
  | 'staff'
  | 'assets'
  | 'goals'
  | 'targets'
  | 'management'
  | 'money'
  | 'budget'
  | 'final'
  | 'three-public'
  | 'procurement'
  | 'projects'
  | 'results'
  | 'output'
  | 'effects'
  | 'satisfaction'
  | 'score'
  | 'problems'
  | 'measures'
  | 'application'
  | 'glossary'
  | 'contents'
  | 'other';

/** First hit wins, so the narrow names stand before the wide ones. `level`: of the heading where it carries no number. */
export const SECTIONS: readonly { kind: SectionKind; level: number; name: RegExp }[] = [
  { kind: 'contents', level: 1, name: /^目录$/ },
  { kind: 'glossary', level: 1, name: /名词解释|名词释义|术语解释|填报口径|填报要求|等级划分|专业名词/ },
  {
    kind: 'overview',
    level: 2,
    name: /(?:职责|职能).{0,12}(?:机构|架构|人员).{0,12}(?:情况|资产)|组织架构、?人员|机构(?:设置)?(?:、|及|和)?人员/,
  },
  {
    kind: 'management',
    level: 2,
    name: /绩效管理(?:工作)?开展情况|自评工作(?:开展)?情况|绩效管理工作|自评组织|组织过程|组织实施情况|预算绩效管理(?:情况|$)/,
  },
  { kind: 'application', level: 1, name: /结果(?:拟)?(?:应用|运用)|结果公开|公开情况/ },
  {
    kind: 'problems',
    level: 2,
    name: /^(?!.*改进措施$).*(?:主要问题|存在(?:的)?(?:主要)?问题|问题及原因|问题和原因)|^(?:存在)?问题$/,
  },
  {
    kind: 'measures',
    level: 2,
    name: /^(?!.*问题).*(?:改进的方向|改进方向|改进措施|整改措施|改进建议|下一步|工作打算|有关建议|相关建议)/,
  },
  { kind: 'problems', level: 1, name: /问题(?:及|和|与|、).{0,6}(?:改进|整改|措施|建议)/ },
  { kind: 'satisfaction', level: 2, name: /满意度/ },
  {
    kind: 'effects',
    level: 2,
    name: /履职效果|效益情况|效益指标|社会效益|经济效益|生态效益|有效性|可持续性?影响|可持续性/,
  },
  {
    kind: 'output',
    level: 2,
    name: /履职(?:完成)?情况|履职效能|产出(?:情况|指标)|效率性|整体效能|专项效能|工作完成情况|目标完成情况|主要(?:工作)?成效|履职尽责|工作(?:成绩|成效)/,
  },
  {
    kind: 'targets',
    level: 2,
    name: /(?:整体支出|部门|年度|项目)?(?:整体)?绩效目标(?:的?设立情况|情况|设置情况|设定情况)?$|绩效目标设[立置定]/,
  },
  { kind: 'goals', level: 2, name: /履职总体目标|总体目标|总体工作|工作任务|重点工作|年度工作目标|主要工作$/ },
  {
    kind: 'duties',
    level: 3,
    name: /主要职能|主要职责|职责职能|职能职责|部门职[能责]|机构职能|单位职[能责]|基本职[能责]|职责$|职能$/,
  },
  { kind: 'organisation', level: 3, name: /组织架构|机构设置|机构组成|机构情况|单位构成|机构构成|预算单位|决算单位/ },
  { kind: 'staff', level: 3, name: /人员(?:情况|概况|构成|编制|基本情况|及机构|结构)|编制(?:及|和)?人员/ },
  { kind: 'three-public', level: 2, name: /三公/ },
  { kind: 'procurement', level: 3, name: /采购/ },
  { kind: 'assets', level: 3, name: /资产/ },
  { kind: 'projects', level: 3, name: /项目(?:支出)?(?:绩效)?(?:分析|概况)|项目绩效|重点项目|项目完成情况|项目情况/ },
  { kind: 'score', level: 1, name: /自评结论|评价结论|自评结果|综合评价|评价情况|自评得分|评价等级|^结论$|自评情况/ },
  {
    kind: 'money',
    level: 2,
    name: /预算及执行|预算(?:安排|编制|调整).{0,8}执行|收支(?:情况|规模|总体|预算|决算)|资金收支|整体支出(?:规模|情况|管理)|预算对比/,
  },
  { kind: 'budget', level: 3, name: /预算(?:安排|情况|收支|说明|总体)|支出预算|收入预算/ },
  { kind: 'final', level: 3, name: /决算|预算执行|执行情况|收入情况|支出情况|结转结余|基本支出|项目支出/ },
  {
    kind: 'results',
    level: 1,
    name: /绩效(?:目标)?(?:实现|完成)情况|整体支出绩效(?:情况|分析)|绩效情况|绩效分析|整体绩效/,
  },
  {
    kind: 'overview',
    level: 1,
    name: /(?:部门|单位|预算单位)(?:（单位）)?(?:基本)?概况|基本(?:情况|概况)|部门.{0,4}概况/,
  },
  {
    kind: 'other',
    level: 1,
    name: /其他(?:需要|需|重要)?.{0,4}说明|佐证材料|附件|主要经验|其他重要事项|其他自评情况|有关情况/,
  },
];

export function sectionOf(title: string): { kind: SectionKind; level: number } | null {
  for (const s of SECTIONS) if (s.name.test(title)) return s;
  return null;
}
