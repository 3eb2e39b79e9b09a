// Passages of a report entry by entry: duties, tasks, goals, achievements, effects, steps, problems, measures, application, evidence.
// A value is the entry's clean text without its ordinal; the span is where it stands in the source.
import { type SectionKind, sectionOf } from '../text/sections.ts';
import type { Ledger } from './ledger.ts';
import { cleaned, dutiesIn, ORDINAL, type Piece, piecesOf } from './passage-pieces.ts';
import type { Reading, Sentence } from './reading.ts';

const KEY: Partial<Record<SectionKind, string>> = {
  duties: 'duties',
  organisation: 'organisation_text',
  goals: 'annual_goal_text',
  targets: 'performance_goal_text',
  management: 'self_evaluation_steps',
  output: 'achievements',
  effects: 'effect',
  satisfaction: 'effect',
  problems: 'problems',
  measures: 'measures',
  application: 'application_items',
};
/** Sections whose paragraphs are one entry each, however many marks they hold inside. */
const WHOLE_PARAGRAPHS = new Set(['organisation_text', 'performance_goal_text']);
const EFFECTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:（[\d一二三四]+）|\d[.、]|[一二三四]是|[一二三四]、)?(?:社会效益)/, 'effect_social'],
  [/^(?:（[\d一二三四]+）|\d[.、]|[一二三四]是|[一二三四]、)?(?:经济效益)/, 'effect_economic'],
  [/^(?:（[\d一二三四]+）|\d[.、]|[一二三四]是|[一二三四]、)?(?:生态效益|环境效益)/, 'effect_ecological'],
  [
    /^(?:（[\d一二三四]+）|\d[.、]|[一二三四]是|[一二三四]、)?(?:可持续(?:性|发展)?(?:影响|效益)?)/,
    'effect_sustainable',
  ],
];
/** Words that say an entry is about something else than its section. */
const OFF_TOPIC: Readonly<Record<string, RegExp>> = {
  duties:
    /^[^，。；]{2,50}（(?:以下)?简称[^）]{2,20}）[^。；]{0,60}(?:工作部门|组成部门|直属|挂牌|单位|机构|成立)|^(?!.*(?:负责|承担|主管|贯彻|拟订|组织))[^，。；]{2,40}(?:是|系|为|属)[^。；]{0,60}(?:单位|部门|机关|机构|学校)|^围绕上述|涉密|^(?:第一条)?(?:根据|按照)《|内设|下设|编制\d|人员编制/,
  achievements:
    /^[^，。；]{0,24}(?:自评得分|自评等级|评分标准|“?三公”?经费|年初预算数?|调整后预算|预算(?:编制|执行|管理|总额)|决算(?:数|编制|公开)|固定资产|政府采购|(?:支出|预算)执行率|绩效目标表|设定(?:产出|绩效)?指标|资金结构|指标完成情况|个项目按性质|截至年末)/,
  measures: /报告范围|^[^，。；]{0,20}(?:评价|自评)报告$/,
  problems: /^无[。]?$/,
};
/** Notes, titles and the frame of a web page are no entries. */
const NOTE =
  /^[（(]?(?:注|附|备注|说明|附注)[：:]|^附[件表]\s?\d|^(?:发布(?:机构|日期|时间)|索引号|文号|时效性|(?:信息)?来源|作者|成文日期|公开时间|生成日期|主题词|浏览(?:量|次数)|点击(?:数|率)|字体|打印)|^[^，；。]{4,60}(?:自评报告|评价报告|评价自评报告|(?:部门|单位)[决预]算|[决预]算(?:公开|说明)?|明细表|决算表.{0,8})$|^[^，；]{4,24}(?:情况|分析|概况|说明)[。：]?$/;
/** A line that only announces what follows. */
const ANNOUNCES =
  /^[^。；]{0,60}(?:如下|以下(?:几个?)?(?:方面|问题|措施|工作)?|主要(?:有|表现为|表现在|体现在)|包括|职[能责](?:是|为|有)?)[^。；]{0,10}[：:。]?$|[：:]$/;
const TO_MEASURES =
  /^(?:（?[一二三四五六七八九十\d]+[）、.]\s?)?(?:下一步|改进措施|整改措施|改进建议|针对(?:上述|以上|存在|这些|自评)|今后|为此|对策)/;
const INLINE_PROBLEMS =
  /(?:(?:存在|发现|反映)(?:的|出)?(?:主要|突出)?(?:问题|不足)(?:及原因(?:分析)?|和不足)?(?:是|有|：|为|主要是|，主要是|主要表现为)+)/g;
const INLINE_MEASURES = /(?:下一步(?:工作)?(?:改进)?(?:措施|打算|计划)?|改进措施|整改措施)(?:：|是|为|，)/;

export function minePassages(r: Reading, ledger: Ledger): void {
  const entries: { key: string; value: string; start: number; end: number }[] = [];
  const put = (key: string, piece: Piece) => {
    const clean = cleaned(r.text, piece);
    if (!clean || NOTE.test(clean.value) || OFF_TOPIC[key]?.test(clean.value) || ANNOUNCES.test(clean.value)) return;
    entries.push({ key, ...clean });
  };
  const placed = new Map<number, Sentence>();
  for (const s of r.sentences) if (!placed.has(s.paragraph)) placed.set(s.paragraph, s);
  const sectioned = new Set<string>();
  let effect = '';
  let heading = -1;
  for (const [paragraph, s] of placed) {
    const block = r.doc.blocks[paragraph]!;
    if (block.kind !== 'paragraph') continue;
    const piece = { start: block.start, end: block.end };
    const text = r.text.slice(piece.start, piece.end);
    if (s.heading !== heading) {
      heading = s.heading;
      effect = EFFECTS.find(([at]) => at.test(s.under.at(-1) ?? ''))?.[1] ?? '';
    }
    if (EVIDENCE.test(s.under.at(-1) ?? '')) {
      for (const p of piecesOf(text, piece.start)) put('evidence', p);
      continue;
    }
    let kind = s.sections.at(-1)!;
    // A heading that names nothing known (1.强化监管) belongs to the section above it.
    for (let i = s.sections.length - 1; i >= 0 && !KEY[kind]; i--) kind = s.sections[i]!;
    if (kind === 'results' || (!KEY[kind] && /履职|绩效情况/.test(s.under.join())))
      kind = s.sections.includes('results') ? 'output' : kind;
    let key = KEY[kind];
    const spoken = EFFECTS.find(([at]) => at.test(text));
    if (spoken) {
      effect = spoken[1];
      put(effect, piece);
      continue;
    }
    if (!key) {
      const duty = /(?:主要职责|主要职能|职能职责)(?:是|为)?[：:]/.exec(text);
      if (duty) for (const p of dutiesIn(text, duty.index + duty[0].length, piece.start)) put('duties', p);
      continue;
    }
    if (key === 'effect') {
      if (!effect || kind === 'satisfaction') continue;
      key = effect;
    }
    if (key === 'annual_goal_text' && ORDINAL.test(text)) key = 'tasks';
    if (key === 'organisation_text') {
      const duty = /(?:主要职责|主要职能)(?:是|为)?[：:]/.exec(text);
      if (duty) {
        for (const p of dutiesIn(text, duty.index + duty[0].length, piece.start)) put('duties', p);
        continue;
      }
    }
    if (key === 'duties') {
      for (const p of dutiesIn(text, DUTIES_ARE.exec(text)?.[0].length ?? 0, piece.start)) put(key, p);
      continue;
    }
    if (key === 'problems' && TO_MEASURES.test(text)) key = 'measures';
    sectioned.add(key);
    if (WHOLE_PARAGRAPHS.has(key)) put(key, piece);
    else if (key === 'problems') {
      const turn = INLINE_MEASURES.exec(text);
      const cut = turn && turn.index > 12 && /[。；，：]$/.test(text.slice(0, turn.index)) ? turn.index : text.length;
      for (const p of piecesOf(text.slice(0, cut), piece.start)) put(key, openedBy(r, paragraph, p));
      if (cut < text.length)
        for (const p of piecesOf(text.slice(cut + turn![0].length), piece.start + cut + turn![0].length))
          put('measures', p);
    } else if (key === 'measures') for (const p of piecesOf(text, piece.start)) put(key, openedBy(r, paragraph, p));
    else for (const p of piecesOf(text, piece.start)) put(key, p);
  }
  saidInHeadings(r, put);
  if (!sectioned.has('problems') && !entries.some((e) => e.key === 'problems')) saidInPassing(placed, r, put);
  const counts = new Map<string, number>();
  for (const e of entries.sort((a, b) => a.start - b.start)) {
    const n = (counts.get(e.key) ?? 0) + 1;
    counts.set(e.key, n);
    ledger.add({ ...e, period: r.period, item: String(n) });
  }
}
const EVIDENCE = /佐证(?:材料|资料)|附件(?:清单|目录|材料)/;

/** （一）预算编制不够精细 above its paragraph opens the entry. */
function openedBy(r: Reading, paragraph: number, piece: Piece): Piece {
  const above = r.doc.blocks[paragraph - 1];
  const own = r.doc.blocks[paragraph]!;
  if (above?.kind !== 'heading' || piece.start !== own.start || opensSection(above.title)) return piece;
  if (above.end - above.start > 60 || piece.start - above.end > 3) return piece;
  return { start: above.start, end: piece.end };
}

/** A heading that closes a list of problems or measures, whatever words it holds beside. */
const opensSection = (title: string): boolean =>
  /^(?:problems|measures|application|score|satisfaction|output|effects|results|glossary|contents|overview|organisation|staff|goals)$/.test(
    sectionOf(title)?.kind ?? '',
  );
/** 某局是政府工作部门，主要职责是…: what stands before the duties is not one. */
const DUTIES_ARE =
  /^(?:[^。；]{0,60}。)?[^。；]{0,60}(?:(?:职责|职能)(?:是|为|有)?[：:]|(?:主要|基本)(?:职能职责|职责|职能)(?:是|为|有))/;
const DUTY =
  /^(?:负责|贯彻|拟[订定]|组织|承担|指导|承办|研究|制[订定]|管理|监督|统筹|推进|推动|开展|落实|协调|参与|宣传|执行|完成|加强|做好|依法|配合|协助|起草|会同|牵头|受理|维护|保障|办理|实施|领导|审[理查核批])/;

/** Duties, problems and measures that are headings with nothing under them. */
function saidInHeadings(r: Reading, put: (key: string, piece: Piece) => void): void {
  let open: { level: number; key: string } | null = null;
  r.doc.blocks.forEach((block, i) => {
    if (block.kind !== 'heading') return;
    const kind = sectionOf(block.title)?.kind;
    if (kind === 'problems' || kind === 'measures' || kind === 'duties') open = { level: block.level, key: kind };
    else if (open && (block.level <= open.level || opensSection(block.title))) open = null;
    else if (open) {
      const next = r.doc.blocks[i + 1];
      if (open.key === 'duties' && (!DUTY.test(block.title) || block.title.length < 5)) return;
      if (next?.kind === 'paragraph' && !ORDINAL.test(r.text.slice(next.start, next.start + 8))) return;
      if (next?.kind === 'heading' && next.level > block.level) return;
      if (block.title.length >= 6) put(open.key, { start: block.start, end: block.end });
    }
  });
}

/** …存在的问题：一是…。下一步改进措施：一是…, in a paragraph of another section. */
function saidInPassing(placed: Map<number, Sentence>, r: Reading, put: (key: string, piece: Piece) => void): void {
  for (const paragraph of placed.keys()) {
    const block = r.doc.blocks[paragraph]!;
    if (block.kind !== 'paragraph') continue;
    const text = r.text.slice(block.start, block.end);
    INLINE_PROBLEMS.lastIndex = 0;
    const open = INLINE_PROBLEMS.exec(text);
    if (!open) continue;
    const from = open.index + open[0].length;
    const rest = text.slice(from);
    const turn = INLINE_MEASURES.exec(rest);
    const end = turn ? turn.index : rest.length;
    for (const p of piecesOf(rest.slice(0, end), block.start + from)) put('problems', p);
    if (turn) {
      const after = end + turn[0].length;
      for (const p of piecesOf(rest.slice(after), block.start + from + after)) put('measures', p);
    }
  }
}
