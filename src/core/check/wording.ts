// Rules about words and punctuation of a text (C061, C100–C102, C105, C107, C109, C110): rows.

import { type SectionKind, sectionOf } from '../text/sections.ts';
import { LOOKALIKES } from './lookalikes.ts';
import { hitsOf, type Part, sentenceAt, type TextHit, type TextRule, type TextScene } from './text-rule.ts';
import { TYPOS } from './typos.ts';
import { gramsOf, share } from './words.ts';
import { ILL_MATCHED, OUTSIDE_VOICES, REDUNDANT } from './words-table.ts';

const TYPO_PATTERNS = TYPOS.map(([wrong, right]) => ({ pattern: new RegExp(wrong, 'g'), right }));

const REDUNDANCIES = REDUNDANT.map((p) => new RegExp(p, 'g'));
const MISMATCHES = ILL_MATCHED.map(([wrong, better]) => ({ pattern: new RegExp(wrong, 'g'), better }));

/** Of hits on one place the longest stays. */
const outermost = (hits: readonly TextHit[]): TextHit[] =>
  hits.filter(
    (h) => !hits.some((o) => o !== h && o.start <= h.start && h.end <= o.end && o.end - o.start > h.end - h.start),
  );

/** Half-width marks between Chinese words or behind a number that a Chinese word follows; doubled stops. */
const PUNCTUATION =
  /(?<=[\u4e00-\u9fff元%％）”])[,;:?!](?=[\u4e00-\u9fff“（《])|。{2}(?!。)|，[，。]|。[，；]|；[；。]|、[、，。]/g;

const JOINT = /[\u4e00-\u9fff](?=\d)/g;
const STRAY = /[\u4e00-\u9fff]{2}[ 　]{1,4}\d[\d.,]*[\u4e00-\u9fff%％]{0,2}/g;
/** A report that sets blanks around figures, or indents with them, does so everywhere; a few are slips. */
const SLIPS = 3;
const HABIT = 15;
const RARE = 30;

/** Blanks that few places have and many like them have not: between words and a figure, and before a line. */
function strayBlanks({ text, lines }: TextScene): TextHit[] {
  const inside = hitsOf(text, STRAY).filter((h) => !/年|第|[\n|\t]/.test(text.slice(h.start, h.end)));
  const long = lines.filter((l) => l.text.trim().length >= 8);
  const led = long.filter((l) => /^ {1,8}\S/.test(l.text) && !/[|\t]| {2,}\S+ {2,}/.test(l.text.trim()));
  const hits: TextHit[] = [];
  if (inside.length && inside.length <= SLIPS && (text.match(JOINT)?.length ?? 0) >= RARE * inside.length)
    for (const h of inside) hits.push({ ...h, message: '“{x}”中有多余空格，请核对文字是否完整。' });
  const [first, ...more] = led.map((l) => ({ start: l.start, end: l.start + Math.min(l.text.length, 24) }));
  if (first && led.length <= SLIPS && long.length - led.length >= HABIT)
    hits.push({ ...first, more, message: '段首空格不统一：“{x}”，请按同一格式缩进。' });
  return hits;
}

const VOICES = new RegExp(OUTSIDE_VOICES.join('|'), 'g');

const AMOUNT = /(?<![\d.])\d[\d,]{0,15}(?:\.(\d{1,6}))?(?=万元)/g;

const covered = (scene: TextScene, part: Part): boolean =>
  part.end - part.start > 0 && scene.text.slice(part.start, part.end).replace(/\s/g, '').length >= 10;

/** The same matter under another heading: of the same kind, or with most of its words. */
function alike(scene: TextScene, title: string): boolean {
  const kind = sectionOf(title)?.kind;
  const own = gramsOf(title);
  return (
    scene.parts.some((p) => {
      if (
        !covered(scene, p) &&
        !scene.parts.some((q) => q.start > p.start && q.start < p.start + 400 && covered(scene, q))
      )
        return false;
      return (kind !== undefined && p.kind === kind) || (own.size > 0 && share(own, gramsOf(p.title)) >= 0.5);
    }) || said(scene, title)
  );
}

/** A short matter may have no heading of its own: its words stand in the text. */
function said(scene: TextScene, title: string): boolean {
  const kind = sectionOf(title)?.kind;
  const words = kind && WORDS[kind];
  return words ? words.test(scene.text) : !ALWAYS.test(title);
}
const WORDS: Partial<Record<SectionKind, RegExp>> = {
  satisfaction: /满意度[^。]{0,40}\d/,
  effects: /(?:社会|经济|生态)效益|效益情况|效果/,
  organisation: /内设|下属|下设|机构/,
  staff: /编制|在编|在职/,
  assets: /资产/,
  score: /得分|评为|等级/,
  'three-public': /三公/,
  procurement: /采购/,
  budget: /预算/,
  final: /决算|支出/,
  money: /预算[^。]{0,80}\d/,
  measures: /改进措施|整改措施|下一步/,
  application: /结果[^。]{0,8}(?:应用|运用)|作为[^。]{0,20}依据/,
  targets: /绩效目标[^。]{0,60}\d|目标值/,
  goals: /任务|目标/,
  duties: /职责|职能|负责/,
  overview: /职责|负责/,
  output: /完成/,
  results: /完成/,
  management: /绩效(?:自评|管理|监控|目标)/,
};
/** Matters that no report may leave out, whatever its headings. */
const ALWAYS = /问题/;

/** Sections of the outline that the text lacks; only for a text that follows this outline at all. */
function missingSections(scene: TextScene): TextHit[] {
  const { outline } = scene.profile;
  const found = new Map<string, { first: Part; full: boolean }>();
  scene.parts.forEach((p, i) => {
    if (!p.section) return;
    // A heading directly followed by another that is not in the outline has that one's text.
    const next = scene.parts[i + 1];
    const under = next && (next.section === null || next.section === p.section) && covered(scene, next);
    if (!found.has(p.section)) found.set(p.section, { first: p, full: false });
    if (covered(scene, p) || under) found.get(p.section)!.full = true;
  });
  const required = outline.filter((s) => s.required);
  if (required.length < 4 || required.filter((s) => found.has(s.id)).length * 2 < required.length) return [];
  return required.flatMap((s): TextHit[] => {
    const part = found.get(s.id);
    const children = outline.filter((o) => o.id.startsWith(`${s.id}.`));
    if (children.length) return [];
    if (part?.full || (!part && alike(scene, s.title))) return [];
    if (
      part &&
      /^[\s\d（(）).、一二三四五六七八九十]*(?:无|没有|不涉及|未发生)/.test(
        scene.text.slice(part.first.start, part.first.end),
      )
    )
      return [];
    const at = part?.first.heading;
    const lead = at ? at.text.length - at.text.trimStart().length : 0;
    return [
      {
        start: at ? at.start + lead : 0,
        end: at ? at.start + at.text.trimEnd().length : 0,
        say: { section: s.title },
        ask: s.requires.slice(0, 3),
      },
    ];
  });
}

const PURPOSE =
  /通过(?:开展|本次|此次|这次)?(?:部门)?(?:整体支出)?(?:绩效)?(?:自评|评价)(?:工作)?[，,]?[^。\n]{0,20}(?:掌握|了解|分析|总结|发现|查找)/g;

export const WORDING: readonly TextRule[] = [
  {
    id: 'C061',
    severity: 'W',
    message: '本节写的是自评目的，不是绩效目标，请改写。',
    find: (scene) =>
      scene.parts
        .filter((p) => /绩效目标/.test(p.title) && !/完成|实现|管理|偏离/.test(p.title))
        .flatMap((p) => {
          const [first] = hitsOf(scene.text.slice(p.start, p.end), PURPOSE);
          if (!first) return [];
          const sentence = sentenceAt(scene.text, p.start + first.start, p.start + first.end);
          const start = Math.max(p.start, sentence.start);
          return [{ start, end: Math.min(p.end, sentence.end), ask: ['performance_goal_text', 'indicator_target'] }];
        }),
  },
  {
    id: 'C100',
    severity: 'E',
    message: '疑似错别字“{x}”，建议改为“{b}”。',
    find: ({ text }) => {
      const words = TYPO_PATTERNS.flatMap(({ pattern, right }) =>
        hitsOf(text, pattern).map((h) => ({ ...h, say: { b: right } })),
      );
      const shapes = LOOKALIKES.flatMap(({ pattern, wrong, right }) =>
        text.includes(wrong)
          ? hitsOf(text, pattern).map((h) => ({ ...h, say: { b: text.slice(h.start, h.end).replace(wrong, right) } }))
          : [],
      );
      const apart = shapes.filter((s) => !words.some((w) => w.start < s.end && s.start < w.end));
      return [...words, ...apart].sort((a, b) => a.start - b.start);
    },
  },
  {
    id: 'C101',
    severity: 'W',
    message: '“{x}”表述重复，概数词保留一个。',
    find: ({ text }) =>
      [
        ...outermost(REDUNDANCIES.flatMap((p) => hitsOf(text, p))),
        ...MISMATCHES.flatMap(({ pattern, better }) =>
          hitsOf(text, pattern).map((h) => ({ ...h, message: '“{x}”搭配不当，建议改为“{better}”。', say: { better } })),
        ),
      ].sort((a, b) => a.start - b.start),
  },
  {
    id: 'C102',
    severity: 'W',
    message: '标点不规范：“{ctx}”{n}，请改用全角中文标点。',
    // One finding for the text: a report typed with half-width marks has them everywhere.
    find: (scene) => {
      const { text } = scene;
      const all = hitsOf(text, PUNCTUATION);
      const [first] = all;
      if (!first) return strayBlanks(scene);
      const start = Math.max(text.lastIndexOf('\n', first.start - 1) + 1, first.start - 12);
      const newline = text.indexOf('\n', first.end);
      const end = Math.min(newline < 0 ? text.length : newline, first.end + 12);
      return [
        { start, end, say: { ctx: text.slice(start, end), n: all.length > 1 ? `等${all.length}处` : '' } },
        ...strayBlanks(scene),
      ];
    },
  },
  {
    id: 'C105',
    severity: 'W',
    message: '出现第三方评价口吻“{x}”，自评报告应使用本单位口吻。',
    find: ({ text }) => hitsOf(text, VOICES),
  },
  {
    id: 'C107',
    severity: 'W',
    message: '“{section}”内容缺失或过少。',
    find: missingSections,
  },
  {
    id: 'C109',
    severity: 'I',
    message: '金额小数位数不一致，建议统一保留{n}位。',
    find: (scene) => {
      const seen = new Map<number, TextHit>();
      for (const m of scene.text.matchAll(AMOUNT))
        if (!seen.has(m[1]?.length ?? 0))
          seen.set(m[1]?.length ?? 0, { start: m.index, end: m.index + m[0].length + 2 });
      const odd = [...seen].filter(([decimals]) => decimals !== scene.profile.decimals.money).map(([, hit]) => hit);
      return seen.size > 1 && odd[0] ? [{ ...odd[0], say: { n: String(scene.profile.decimals.money) } }] : [];
    },
  },
  {
    id: 'C110',
    severity: 'I',
    message: '正文同时使用“万元”和“元”（如“{x}”），请统一或注明。',
    // Small sums (单价、人均) are rightly in 元.
    find: ({ text }) => {
      if (!text.includes('万元')) return [];
      return hitsOf(text, /(?<![\d.])(?:\d{5,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,2})?[ ]?元/g)
        .filter((h) => text.slice(h.start, h.end).replace(/\D/g, '').length >= 5)
        .slice(0, 1);
    },
  },
];
