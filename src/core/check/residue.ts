// Rules about what templates and systems leave behind (C096–C099): field codes, placeholders, the form's hints, doubled phrases.
import type { TextHit, TextRule, TextScene } from './text-rule.ts';
import { hitsOf, sentenceAt } from './text-rule.ts';

/** Field codes of Word and of the budget system. Every repetition is bounded, so long texts cost one pass. */
const FIELD = new RegExp(
  [
    String.raw`(?:MERGEFIELD|DOCPROPERTY|FORMTEXT|FORMCHECKBOX)(?:[ \t]{1,20}(?:[$＄][{｛][^}｝]{0,300}[}｝]|"[^"\n]{0,200}"|[A-Za-z0-9_.\\*]{1,200}))?`,
    '[$＄][{｛][^{}｛｝]{0,300}[}｝]',
    '[$＄][{｛][A-Za-z0-9_.]{1,300}',
    String.raw`PAGEREF[ \t]{1,20}_?[A-Za-z0-9]{1,40}(?:[ \t]{1,5}\\[a-z])*`,
    String.raw`HYPERLINK[ \t]{1,20}(?:\\l[ \t]{1,20})?["“][^"”\n]{0,300}["”]?`,
    String.raw`\bREF[ \t]{1,20}_Ref\d{1,20}(?:[ \t]{1,5}\\[a-z])*`,
    String.raw`_(?:Toc|Ref)\d{3,20}`,
    String.raw`\bTOC[ \t]{1,20}\\[a-z]`,
    String.raw`错误[!！]\s?(?:未找到引用源|未定义书签|超链接引用无效|未知的文档属性名称)[。.]?`,
    String.raw`Error! (?:Reference source not found|Bookmark not defined)\.?`,
    String.raw`\{\{[^{}\n]{0,200}\}\}`,
    String.raw`«[^»\n]{1,100}»`,
  ].join('|'),
  'g',
);

const CJK = '\\u4e00-\\u9fff';
const BLANK = new RegExp(
  [
    String.raw`【[^【】\n]{0,20}(?:待补|待填|待定|待核|请填|请补|填写|此处)[^【】\n]{0,80}】`,
    String.raw`[（(](?:数字|金额|日期|单位名称|姓名|待定|待补充?|待填|此处填写[^）)\n]{0,30}|请填写?[^）)\n]{0,30})[）)]`,
    '(?<![A-Za-z0-9])[XＸ×╳]{2,20}(?![A-Za-z0-9])',
    `(?<=[${CJK}])[xｘ]{2,10}(?=[${CJK}])`,
    `(?<![A-Za-z0-9XＸ×])[XＸ×](?=(?:万|亿)?元|[人个项户家次件名辆份](?![${CJK}]*[光轴线])|%|％|年|月|日)(?:(?:万|亿)?元|%|％)?`,
    '(?<![零一二三四五六七八九〇○])○{2,10}(?![零一二三四五六七八九〇○])',
    '＿{2,200}|(?<![A-Za-z0-9_])_{2,200}(?![A-Za-z0-9_])',
    String.raw`(?<![\d${CJK}])[ 　]{2,20}年[ 　]{1,20}月[ 　]{1,20}日`,
    // An amount's place left empty: 占 %，增加 万元。
    '(?<=[占為为加少达計计额佔])[ 　]{1,10}(?:万元|萬元|%|％)',
  ].join('|'),
  'g',
);

/** A sentence with a blank to fill in adds up to nothing yet: the blank is the finding. */
export function unfilled(scene: TextScene, place: { start: number; end: number }): boolean {
  const s = sentenceAt(scene.text, place.start, place.end);
  return hitsOf(scene.text.slice(s.start, s.end), BLANK).length > 0;
}

const inside = (hit: TextHit, spans: readonly TextHit[]): boolean =>
  spans.some((s) => hit.start < s.end && s.start < hit.end);

const fields = (scene: TextScene): TextHit[] => hitsOf(scene.text, FIELD);

/** A sentence that a field code cut off: the line before the code ends without a stop and is no heading. */
function cutOff(scene: TextScene): TextHit[] {
  return fields(scene).flatMap((f): TextHit[] => {
    const at = scene.lines.findIndex((l) => l.start <= f.start && f.start <= l.end);
    if (scene.text.slice(scene.lines[at]!.start, f.start).trim()) return [];
    const line = scene.lines.slice(0, at).findLast((l) => l.text.trim());
    if (!line || /[。；;：:！？!?|\d）)]\s*$/.test(line.text) || FIELD_LINE.test(line.text)) return [];
    // Without a comma it must begin like a sentence of the year to be no heading.
    if (!/[，,、]\s*$/.test(line.text) && !/^\s*20\d\d年/.test(line.text)) return [];
    const lead = line.text.length - line.text.trimStart().length;
    const whole = line.text.trim();
    const from = Math.max(0, whole.length - 30);
    return [
      {
        start: line.start + lead + from,
        end: line.start + lead + whole.length,
        message: '句子被模板域代码截断：“{x}”，请与下文接上。',
      },
    ];
  });
}

const FIELD_LINE = /MERGEFIELD|PAGEREF|HYPERLINK/;

/** Line by line, the outermost of overlapping hits. */
const withoutFields = (scene: TextScene, hits: readonly TextHit[]): TextHit[] => {
  const spans = fields(scene);
  return spans.length ? hits.filter((h) => !inside(h, spans)) : [...hits];
};

/** A heading that still carries what the form asked the writer to do: from the colon on, or in brackets. */
const HINT_TAIL =
  /[：:]\s*(?:从[^：:。\n]{2,40}(?:归纳|反映|说明|阐述|分析|填写|总结)|(?:请|应|需)?(?:简要|详细|逐项|如实|主要)?(?:归纳|反映|填写|填报|说明|阐述|概述|描述|列示|对照)(?=[^：:。\n]{2,50}(?:情况|内容|等)?[。]?\s*$))[^\n]{0,60}/;
const HINT_BRACKET =
  /[（(](?:请|此处|本部分|应|需|主要|简要)[^（）()\n]{0,10}(?:填写|说明|反映|归纳|概述|描述|阐述|列示|填报)[^（）()\n]{0,60}[）)]/g;

function hints(scene: TextScene): TextHit[] {
  const found: TextHit[] = [];
  for (const hint of scene.profile.formHints) {
    if (hint.trim().length < 6) continue;
    const loose = [...hint.replace(/\s+/g, '').replace(/[。；，、：:;,]+$/, '')].map(escaped).join('\\s{0,2}');
    found.push(...hitsOf(scene.text, new RegExp(loose, 'g')));
  }
  for (const { heading } of scene.parts) {
    const m = HINT_TAIL.exec(heading.text);
    if (m) found.push({ start: heading.start + m.index + 1, end: heading.start + m.index + m[0].trimEnd().length });
  }
  found.push(...hitsOf(scene.text, HINT_BRACKET));
  // One place, one finding: of hits that overlap, the longest.
  const sorted = found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: TextHit[] = [];
  for (const hit of sorted) {
    const last = kept[kept.length - 1];
    if (!last || hit.start >= last.end) kept.push(hit);
    else if (hit.end - hit.start > last.end - last.start) kept[kept.length - 1] = hit;
  }
  return kept;
}

const escaped = (c: string): string => c.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const DOUBLED = /([^\s]{4,20}?)\1+/g;
const LETTERS = /[\u4e00-\u9fff]/g;

/** Reduplication that Chinese allows: AABB, 一步一步一步一步, rows of dots and of equal cells. */
const lawful = (unit: string): boolean => {
  if ((unit.match(LETTERS)?.length ?? 0) < 3) return true;
  // 交办12项，办结12项，办结率100%: figures that happen to be equal.
  if (/\d/.test(unit) && /[，,、；;：:。]/.test(unit)) return true;
  for (let p = 1; p <= unit.length / 2; p++)
    if (unit.length % p === 0 && unit === unit.slice(0, p).repeat(unit.length / p)) return p < 3;
  return /^[、，,；;|]|[|]/.test(unit) && new Set(unit).size <= 3;
};

function doubled(scene: TextScene): TextHit[] {
  return scene.lines.flatMap((line) => {
    const hits: TextHit[] = [];
    for (const m of line.text.matchAll(DOUBLED)) {
      const unit = m[1]!;
      if (lawful(unit)) continue;
      const start = line.start + m.index;
      hits.push({ start, end: start + m[0].length, say: { x: unit } });
    }
    return hits;
  });
}

export const RESIDUE: readonly TextRule[] = [
  {
    id: 'C096',
    severity: 'E',
    message: '文中残留模板域代码“{x}”，请删除。',
    find: (scene) => [...fields(scene), ...cutOff(scene)],
  },
  {
    id: 'C097',
    severity: 'E',
    message: '存在未填写的占位内容“{x}”，请填写或删除。',
    find: (scene) => withoutFields(scene, hitsOf(scene.text, BLANK)),
  },
  {
    id: 'C098',
    severity: 'E',
    message: '标题中残留填写说明“{x}”，请删除。',
    find: hints,
  },
  {
    id: 'C099',
    severity: 'E',
    message: '文字重复：“{x}{x}”，请删去一处。',
    find: (scene) => withoutFields(scene, doubled(scene)),
  },
];
