// Rules about what a passage says (C108 empty slogans, C111 rough values in tables, C112 one figure twice): rows over text.
import { hitsOf, type Part, type TextHit, type TextRule, type TextScene } from './text-rule.ts';
import { SLOGANS } from './words-table.ts';

const SLOGAN = new RegExp(SLOGANS.join('|'), 'g');
const CONCRETE =
  /\d|百分之|《|〔|[一二三四五六七八九十两百千]+(?:个|项|次|家|场|件|户|人|名|条|处|类|期|份|本|批|所|座|公里|万|亿)/;
const RESULTS: ReadonlySet<string> = new Set(['results', 'output', 'effects', 'satisfaction']);

const paragraphsOf = (scene: TextScene, part: Part) =>
  scene.lines.filter((l) => l.start >= part.start && l.end <= part.end && l.text.trim().length > 0);

const trimmed = (scene: TextScene, start: number, end: number): TextHit => {
  const text = scene.text.slice(start, end);
  return { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
};

const results = (scene: TextScene): Part[] =>
  scene.parts.filter((p) => p.kind !== null && RESULTS.has(p.kind) && !/问题|措施|目标设|绩效目标$/.test(p.title));

/** Counts of things, with the digits as printed: money and rates come up twice by right. */
const COUNT =
  /(?<![\d.〔])(\d{2,9})(余|多)?[ 　]?(平方米|平米|公里|千米|亩|吨|个|家|户|人次|人|名|件|份|场|次|处|条|块|项|张|套|台|辆)(?![\u4e00-\u9fff]?以上)/g;
const SAME_UNIT: Record<string, string> = { 平米: '平方米', 千米: '公里', 名: '人' };

function twice(scene: TextScene): TextHit[] {
  return results(scene).flatMap((part) =>
    paragraphsOf(scene, part).flatMap((line) => {
      const seen = new Map<string, { start: number; end: number; ends: string }>();
      const hits: TextHit[] = [];
      for (const m of line.text.matchAll(COUNT)) {
        const unit = SAME_UNIT[m[3]!] ?? m[3]!;
        if (Number(m[1]) < 20) continue;
        const key = `${m[1]}${unit}`;
        const at = { start: line.start + m.index, end: line.start + m.index + m[0].length };
        const ends = line.text.slice(Math.max(0, m.index - 4), m.index);
        const first = seen.get(key);
        if (!first) seen.set(key, { ...at, ends });
        // The same words before it: one thing said again, as in 目标200份、完成200份.
        else if (!/目标|计划|应|其中|办结|完成$|整改|全部|已/.test(line.text.slice(Math.max(0, m.index - 8), m.index)))
          hits.push({ ...at, say: { v: m[1]!, u: unit }, more: [{ start: first.start, end: first.end }] });
      }
      return hits;
    }),
  );
}

const slogans = (scene: TextScene): TextHit[] =>
  results(scene).flatMap((part) =>
    paragraphsOf(scene, part).flatMap((line) => {
      if (line.text.trim().length < 30 || CONCRETE.test(line.text)) return [];
      return hitsOf(line.text, SLOGAN).length >= 3 ? [trimmed(scene, line.start, line.end)] : [];
    }),
  );

/** 满意度提升，发案率下降 and no figure in the whole sentence: two such claims in one sentence are no result. */
const MOVED =
  /(?:率|度|量|案件|事故|投诉|上访|成本|水平)[^，。；;、（）()\d]{0,6}(?:明显|显著|大幅|稳步|持续|有效|逐年)?(?:上升|提升|提高|下降|降低|减少|增长|增加)(?!了?\s?\d|至|到|幅)/g;

const unmeasured = (scene: TextScene): TextHit[] =>
  results(scene).flatMap((part) =>
    paragraphsOf(scene, part).flatMap((line) => {
      const claims = hitsOf(line.text, MOVED).map((h) => ({ start: line.start + h.start, end: line.start + h.end }));
      for (const [i, c] of claims.entries()) {
        const next = claims[i + 1];
        if (!next) break;
        const between = scene.text.slice(c.start, next.end);
        const from = Math.max(line.start, c.start - 12);
        const after = scene.text.slice(next.end, next.end + 12);
        if (/[。\n]/.test(between) || /\d/.test(scene.text.slice(from, next.end) + after)) continue;
        return [{ start: c.start, end: next.end, message: '只写了升降、没有数据：“{x}”，请补充具体数值和来源。' }];
      }
      return [];
    }),
  );

/** Staff rows: 在编…5人，聘用人员8人. Group 1 is what the row calls those outside the quota. */
const STAFF_ROW =
  /在(?:编|职)[^，,。；;\d\n]{0,6}\d{1,4}[人名][，,、；;]\s?((?:聘用|编外|临聘|临时|合同|劳务|后勤)[\u4e00-\u9fff、]{0,16}?)(?:合计|共计?|为)?\d{1,4}[人名]/g;
const OUTSIDE = [/聘用|编外|临聘|临时|合同/, /后勤/, /派遣/, /退休/];

/** Rows of one list that count different people outside the quota: 聘用人员及后勤人员 here, 聘用人员 there. */
function scopes({ text }: TextScene): TextHit[] {
  const rows = [...text.matchAll(STAFF_ROW)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    said: m[1]!,
    kinds: OUTSIDE.filter((k) => k.test(m[1]!)),
  }));
  const widest = rows.reduce<readonly RegExp[]>((w, r) => (r.kinds.length > w.length ? r.kinds : w), []);
  const like = rows.find((r) => r.kinds === widest);
  if (rows.length < 3 || widest.length < 2 || !like) return [];
  return rows
    .filter((r) => r.kinds.length < widest.length && r.kinds.every((k) => widest.includes(k)))
    .map((r) => ({
      start: r.start,
      end: r.end,
      message: '人员口径不一致：此处只写“{a}”，其他单位写“{b}”，请确认统计范围相同。',
      say: { a: r.said, b: like.said },
    }));
}

const ROUGH_CELL =
  /(?<=[|\t]\s{0,4})(?:(?:约|近|超|逾)\s?\d[\d,.]{0,12}[^|\t\n]{0,6}|\d[\d,.]{0,12}\s?(?:余|多)[^|\t\n]{0,6}|\d[\d,.]{0,12}[^|\t\n\d]{0,4}左右)(?=\s{0,4}(?:[|\t\n]|$))/g;

export const NARRATIVE: readonly TextRule[] = [
  {
    id: 'C108',
    severity: 'W',
    message: '本段缺少具体事实和数据：“{x}”。请补充数量、项目名称或对比数据。',
    applies: (scene) => results(scene).length > 0,
    find: (scene) => [...slogans(scene), ...unmeasured(scene)],
  },
  {
    id: 'C111',
    severity: 'W',
    message: '“{x}”为概数，表格应填写准确值。',
    applies: (scene) => /[|\t]/.test(scene.text),
    find: (scene) => hitsOf(scene.text, ROUGH_CELL),
  },
  {
    id: 'C112',
    severity: 'I',
    message: '两处均为{v}{u}，请确认不是重复填写。',
    applies: (scene) => results(scene).length > 0,
    find: (scene) => [...twice(scene), ...scopes(scene)],
  },
];
