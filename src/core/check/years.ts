// Rules about years in a text (C090–C093): last year's that were not updated, broken ones, results of other years.
import { clauseAt, hitsOf, sentenceAt, type TextHit, type TextRule, type TextScene } from './text-rule.ts';

const DIGITS = ['[〇零○]', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 2021 年, 2 0 2 1年 and 二〇二一年, as a pattern without groups. */
const yearPattern = (year: number): string => {
  const ds = [...String(year)];
  const spaced = ds.join('[ \\u3000]?');
  return `(?<![\\d.])${spaced}(?=[ \\u3000]{0,2}年)|${ds.map((d) => DIGITS[Number(d)]).join('')}(?=年)`;
};

/** Before a year: what makes it a comparison or a starting point. */
const LEADS =
  /(?:较|比|与|同|和|跟|自|从|截至|截止|上年|去年|上一年|上年度|前一年|延续|承接|结转|按照|依据|根据|参照|对比)[^，。；;\n]{0,8}$/;
/** After it: 以来, 同期, 相比, 结转; a range; what set a rule or an office up; last year's evaluation and its follow-up. */
const FOLLOWS =
  /^[ 　]{0,2}年(?:度|末|底|初)?(?:[^，,。；;\n]{0,8}(?:以来|起(?!草)|同期|相比|对比|结转|结余)|[—\-－~～至到]|[^，,。；;\n]{0,20}(?:成立|设立|组建|挂牌|机构改革|改制|更名|划转|印发|颁布|出台|批复|批准|施行|修订)|[^。；;\n]{0,16}(?:自评|评价|审计|巡察|巡视|监控)[^。；;\n]{0,20}(?:问题|整改|反馈)|\d{1,2}月[^。；;\n]{0,30}(?:开工|立项|启动|签订|动工|中标))/;

const AMOUNT = /\d[ ]?(?:[万亿]?元|人|个|%)/;

const CELL = /^[|\s]*\d{4}年度?(?:末|底)?(?:预算|决算|执行|实际|批复|调整|金额|人数|完成|数)[^，。；\n]{0,8}[|\s]*$/;

/** Title and name marks around a place: 《…2021年…》, “…2021…”. */
function quoted(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 60), at);
  return [
    ['《', '》'],
    ['“', '”'],
  ].some(([open, close]) => before.lastIndexOf(open!) > before.lastIndexOf(close!));
}

/** A table that puts years side by side: cells of one row, or column heads on lines of their own. */
function tabular(scene: TextScene, at: number): boolean {
  const i = lineIndex(scene, at);
  const line = scene.lines[i]!.text;
  if (!CELL.test(line)) return false;
  const near = scene.lines.slice(Math.max(0, i - 6), i + 7).map((l) => l.text);
  return near.some((l) => l !== line && CELL.test(l) && l.includes(String(scene.period)));
}

function lineIndex({ lines }: TextScene, at: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (lines[mid]!.start <= at) low = mid;
    else high = mid - 1;
  }
  return low;
}

/** Last year's year where this year's belongs: no comparison, no range, no founding date, no title, nothing of this year beside it. */
function stale(scene: TextScene): TextHit[] {
  const { text, period } = scene;
  const current = new RegExp(yearPattern(period));
  const titles = title(scene);
  const hits = hitsOf(text, new RegExp(yearPattern(period - 1), 'g')).filter(({ start, end }) => {
    if (titles.some((t) => start < t.end && t.start < end)) return false;
    if (quoted(text, start) || tabular(scene, start)) return false;
    if (LEADS.test(text.slice(Math.max(0, start - 16), start)) || FOLLOWS.test(text.slice(end, end + 48))) return false;
    const line = scene.lines[lineIndex(scene, start)]!;
    if (/^\s*(?:备?注|说明)[：:]/.test(line.text)) return false;
    const sentence = sentenceAt(text, start, end);
    // 支出0万元，2021年支出4.2万元，下降100%: last year's amount behind this year's.
    if (AMOUNT.test(text.slice(sentence.start, start)) && AMOUNT.test(text.slice(end, sentence.end))) return false;
    return !current.test(text.slice(sentence.start, sentence.end));
  });
  return [...titles, ...hits.map((h) => withWord(text, h))];
}

/** 年 belongs to the quote. */
const withWord = (text: string, h: TextHit): TextHit => {
  const tail = /^[ 　]{0,2}年/.exec(text.slice(h.end, h.end + 3))?.[0].length ?? 0;
  return { ...h, end: h.end + tail, say: { y: digitsOf(text.slice(h.start, h.end)) } };
};

const digitsOf = (s: string): string =>
  [...s.replace(/\s/g, '')].map((c) => (/\d/.test(c) ? c : String(DIGITS.findIndex((d) => d.includes(c))))).join('');

/** A title whose years do not hold the report year: the first lines, where they name the report. */
function title({ text, lines, period }: TextScene): TextHit[] {
  for (const line of lines.filter((l) => l.text.trim()).slice(0, 6)) {
    if (line.text.trim().length > 60 || !/(?:自评|评价)报告/.test(line.text) || /[《。；]/.test(line.text)) continue;
    const years = hitsOf(line.text, /(?<!\d)20\d\d(?=[ 　]{0,2}年)/g);
    if (!years.length || years.some((y) => line.text.slice(y.start, y.end) === String(period))) return [];
    return years.map((y) => withWord(text, { start: line.start + y.start, end: line.start + y.end }));
  }
  return [];
}

const RESULT = /实现情况|完成情况|效果|效益|成效|产出|满意度|可持续/;
const NOT_RESULT = /问题|措施|改进|打算|计划|预算及|预算执行|绩效目标|应用|公开/;

const resultParts = (scene: TextScene) => scene.parts.filter((p) => RESULT.test(p.title) && !NOT_RESULT.test(p.title));

const inResults = (scene: TextScene, pattern: RegExp, keep: (year: number) => boolean): TextHit[] =>
  resultParts(scene).flatMap((part) => {
    const hits: TextHit[] = [];
    for (const m of scene.text.slice(part.start, part.end).matchAll(pattern)) {
      const year = Number(m[1]);
      const start = part.start + m.index;
      if (!keep(year) || quoted(scene.text, start)) continue;
      hits.push({ start, end: start + m[0].length, say: { y: String(year) } });
    }
    return hits;
  });

const BROKEN = [
  /(?<![\d.,])20[1-9](?=[ 　]{0,2}年)[ 　]{0,2}年/g,
  /(?<![\d.])20\d[ 　]{1,3}年度/g,
  /(?:预计|力争|计划|争取|到|在|于)?(?<![\d.])20\d\d(?=将|我[县区市镇局]|全年|上半年|下半年|年?底将)将?/g,
  /(?<![\d.])20\d\d度(?!假)/g,
];

const PUT_OFF =
  /(?:列入|纳入|转入|移至|推迟(?:到|至)|顺延(?:到|至)?)20\d\d年|(?:制定|编制|拟定|印发)了?20\d\d年[^，。；]{0,16}(?:计划|方案|预算)/;
const expected = /(?:预计|将|力争|计划|争取|有望|拟)/;

export const YEARS: readonly TextRule[] = [
  {
    id: 'C090',
    severity: 'E',
    message: '出现“{y}年”，评价年度为{N}年，疑为上年内容未更新：“…{ctx}…”。',
    find: (scene) => stale(scene).map((h) => ({ ...h, say: { ...h.say, N: String(scene.period) } })),
  },
  {
    id: 'C091',
    severity: 'W',
    message: '“{ctx}”为{y}年的预期，不属于{N}年已实现的效果。',
    find: (scene) =>
      inResults(scene, /(?<![\d.])(20\d\d)(?=[ 　]?年|将)/g, (y) => y > scene.period && y <= scene.period + 15)
        .filter((h) => {
          const clause = clauseAt(scene.text, h.start, h.end);
          const said = scene.text.slice(clause.start, clause.end);
          // 其余列入2024年计划: what is put off claims no result.
          return expected.test(said) && !PUT_OFF.test(said);
        })
        .map((h) => ({ ...h, say: { ...h.say, N: String(scene.period) } })),
  },
  {
    id: 'C092',
    severity: 'E',
    message: '年份书写不完整：“{ctx}”。',
    find: (scene) =>
      BROKEN.flatMap((p) => hitsOf(scene.text, p))
        .filter((h) => !quoted(scene.text, h.start))
        .sort((a, b) => a.start - b.start)
        .filter((h, i, all) => i === 0 || h.start >= all[i - 1]!.end),
  },
  {
    id: 'C093',
    severity: 'W',
    message: '请确认“{ctx}”中哪些是{N}年新增成效。',
    find: (scene) =>
      inResults(scene, /(?<![\d.])(20\d\d)[ 　]?年以来/g, (y) => y < scene.period).map((h) => ({
        ...h,
        say: { ...h.say, N: String(scene.period) },
      })),
  },
];
