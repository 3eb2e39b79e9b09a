// The embedded engine's revisions: one change after another on the target's paragraphs. Says what it can't do and offers what it can.
import { labelOf } from '../catalogue/catalogue.ts';
import type { Brief } from '../draft/compose.ts';
import { type Paragraph, type Run, sectionText } from '../draft/section.ts';
import type { StatedFact } from '../fact.ts';
import type { Problem } from '../problem.ts';
import { placeOf, replaceSpan, withStop } from './exact-edit.ts';
import { factsNamed, putIn, restsOn, sentenceOf, unsaid } from './fact-sentence.ts';
import type { Change, Piece } from './instruction.ts';
import type { Cannot } from './rework.ts';
import * as shape from './rework.ts';
import { type NewLine, newLines, paragraphsOf, type Sheet, sheetOf } from './sheet.ts';
import * as words from './wording.ts';

/** What a revision is made against. */
export interface ReviseScene {
  brief: Brief;
  /** The section as it stands. */
  whole: readonly Paragraph[];
  /** The target is a selection or a named paragraph, not the whole section. */
  limited: boolean;
  unitName: string | null;
  /** Names that must stay: organisations, projects, people. */
  names: readonly string[];
}

export interface Revised {
  paragraphs: Paragraph[];
  /** Chinese: what was done short of what was asked. */
  notes: string[];
}
export type Outcome = { ok: true; value: Revised } | { ok: false; cannot: Cannot } | { ok: false; problem: Problem };

/** Changes that code makes exactly, whatever writes the words otherwise. */
const SHAPES: ReadonlySet<Change['do']> = new Set([
  'delete',
  'replace',
  'merge',
  'split',
  'move',
  'swap',
  'order',
  'list',
  'prose',
  'add-fact',
]);
export const isExact = (c: Change): boolean => SHAPES.has(c.do);

/** The changes in their order; the first that can't be made ends it. */
export function revise(target: readonly Paragraph[], changes: readonly Change[], scene: ReviseScene): Outcome {
  let now = [...target];
  const notes: string[] = [];
  for (const change of changes) {
    const done = applied(now, change, scene);
    if (!done.ok) return done;
    now = done.value.paragraphs;
    notes.push(...done.value.notes);
  }
  return { ok: true, value: { paragraphs: now, notes } };
}

const cannot = (why: string, offers: string[] = []): Outcome => ({ ok: false, cannot: { why, offers } });
const done = (paragraphs: Paragraph[], notes: string[] = []): Outcome => ({ ok: true, value: { paragraphs, notes } });

function applied(target: readonly Paragraph[], change: Change, scene: ReviseScene): Outcome {
  if (change.do === 'delete' || change.do === 'replace') return exact(target, change, scene);
  if (change.do === 'add-fact') return addFact(target, change.name, scene);
  if (change.do === 'expand') return expand(target, scene);
  if (change.do === 'cause') return cause(target, scene);
  const sheet = sheetOf(target, scene.names);
  const lines = newLines(sheet);
  const made = onLines(lines, change, deskOf(lines, sheet, scene));
  if ('cannot' in made) return { ok: false, cannot: made.cannot };
  const paragraphs = paragraphsOf(sheet, made.lines, 'embedded');
  return paragraphs ? done(marked(paragraphs, target), made.notes) : cannot('这段文字的写法比较特殊，没有修改。');
}

/** Paragraphs that are not as they were are marked as changed by a person's wish. */
export function marked(now: readonly Paragraph[], was: readonly Paragraph[]): Paragraph[] {
  const known = new Map(was.map((p) => [sectionText([p]), p]));
  const gone = was.some((p) => !now.some((q) => sectionText([q]) === sectionText([p])));
  return now.map((p, i) => {
    const old = known.get(sectionText([p]));
    if (old && old.style === p.style)
      return gone && i === 0 && now.length < was.length ? { ...old, revised: true } : old;
    return { ...p, revised: true };
  });
}

export type Wording = Extract<
  Change['do'],
  'merge' | 'split' | 'move' | 'swap' | 'order' | 'list' | 'prose' | 'shorten' | 'formal' | 'plain'
>;

/** Changes that need nothing but the lines themselves. */
export function onLines<L extends NewLine>(
  lines: readonly L[],
  change: Change,
  desk: words.LineDesk<L>,
): { lines: L[]; notes: string[] } | { cannot: Cannot } {
  const places = { lines, said: desk.said };
  const shaped = (made: shape.Reworked<L>): { lines: L[]; notes: string[] } | { cannot: Cannot } =>
    'cannot' in made ? made : { lines: made.lines, notes: [] };
  const whole = (next: L[], otherwise: Cannot): { lines: L[]; notes: string[] } | { cannot: Cannot } =>
    same(next, lines) ? { cannot: otherwise } : { lines: next, notes: [] };
  switch (change.do) {
    case 'delete':
      return shaped(shape.remove(change.what, places));
    case 'merge':
      return shaped(shape.merge(lines, change.from, change.to));
    case 'split':
      return shaped(shape.split(places, change.into, change.at));
    case 'move':
      return shaped(shape.move(places, change.what, change.where, change.other));
    case 'swap':
      return shaped(shape.swap(places, change.one, change.other));
    case 'order':
      return shaped(shape.order(places, change.topics));
    case 'list':
      return shaped(shape.list(places, change.mark));
    case 'prose':
      return shaped(shape.prose(lines));
    case 'formal':
      return whole(words.formal(desk), {
        why: '没有找到可以换成书面语的口语词，文字没有改动。',
        offers: ['把“……”改为“……”', '去掉套话', '更简洁'],
      });
    case 'plain':
      return whole(words.plain(desk), {
        why: '没有找到套话，文字没有改动。',
        offers: ['更简洁', '删去“……”'],
      });
    case 'shorten':
      return shortened(desk, change);
    default:
      return { cannot: notUnderstood };
  }
}

const same = (a: readonly NewLine[], b: readonly NewLine[]): boolean =>
  a.length === b.length && a.every((l, i) => l.text === b[i]!.text && l.begins === b[i]!.begins);

/** What the embedded engine answers a wish that needs a writer. */
export const notUnderstood: Cannot = {
  why: '内置引擎没有看懂这个要求，没有修改。它会做确切的修改：写“删去“……””或“把“……”改为“……””，引号里照抄这一节的原文；也可以直接在编辑框里改。',
  offers: ['更简洁', '语气更正式', '去掉套话', '删去“……”', '把“……”改为“……”', '合并第一段和第二段', '拆成两段'],
};

function shortened<L extends NewLine>(
  desk: words.LineDesk<L>,
  how: words.Length,
): { lines: L[]; notes: string[] } | { cannot: Cannot } {
  const { lines, was, now, wanted } = words.shorter(desk, how);
  const spare = lines.filter((l) => l.rests.length > 0 && desk.optional(l)).map((l) => desk.said(l).trim());
  const offers = [
    ...(spare.length && !how.optional ? ['删去次要数据'] : []),
    ...spare.slice(0, 3).map((s) => `删去“${s}”`),
  ];
  if (now >= was || same(lines, desk.lines))
    return {
      cannot: { why: '每句话都写有数据或事实，没有可以直接删减的文字，没有修改。', offers: [...offers, '删去“……”'] },
    };
  if (wanted === null || now <= wanted) return { lines, notes: [] };
  const more = offers.length ? `还可以：${offers.join('；')}。` : '余下的句子都写有必须保留的数据。';
  return { lines, notes: [`只压缩到${now}字（要求${wanted}字以内），为了不丢数据，没有再删。${more}`] };
}

function exact(
  target: readonly Paragraph[],
  change: Extract<Change, { do: 'delete' | 'replace' }>,
  scene: ReviseScene,
): Outcome {
  const what = change.do === 'delete' ? change.what : change.find;
  const put = change.do === 'delete' ? '' : change.put;
  if (what.is === 'target')
    return scene.limited
      ? done(replaceSpan(target, 0, sectionText(target).length, put))
      : cannot('没有选中要改的文字，不知道“这句”指哪里，没有修改。', ['先选中要改的文字，再说一次', '删去“……”']);
  const literal = wordsOf(what);
  if (literal !== null) {
    const text = sectionText(target);
    const place = placeOf(text, literal);
    if (!place.ok) return place;
    const { start, end } = put === '' ? withStop(text, place.value) : place.value;
    return done(replaceSpan(target, start, end, put));
  }
  const sheet = sheetOf(target, scene.names);
  const lines = newLines(sheet);
  const desk = deskOf(lines, sheet, scene);
  if (change.do === 'delete') {
    const made = shape.remove(what, { lines, said: desk.said });
    if ('cannot' in made) return { ok: false, cannot: made.cannot };
    const paragraphs = paragraphsOf(sheet, made.lines, 'embedded');
    return paragraphs ? done(marked(paragraphs, target)) : cannot('这段文字的写法比较特殊，没有修改。');
  }
  const range = shape.rangeOf(what, { lines, said: desk.said });
  if (!range) return { ok: false, cannot: shape.notFound(what).cannot };
  const before = lines.slice(0, range.from);
  const start = offsetOf(before, lines[range.from], desk);
  const length = offsetOf(lines.slice(range.from, range.to), undefined, desk);
  return done(replaceSpan(target, start, start + length, put));
}

/** Characters of the lines, with a line end before each further paragraph, and before `next`. */
const offsetOf = (lines: readonly NewLine[], next: NewLine | undefined, desk: words.LineDesk<NewLine>): number =>
  lines.reduce((n, l, i) => n + desk.said(l).length + (l.begins && i > 0 ? 1 : 0), 0) +
  (next?.begins && lines.length ? 1 : 0);

const wordsOf = (what: Piece): string | null => (what.is === 'words' ? what.words : null);

function deskOf(lines: readonly NewLine[], sheet: Sheet, scene: ReviseScene): words.LineDesk<NewLine> {
  const { section } = scene.brief;
  const required = new Set(section.requires);
  const stated = new Set(sheet.lines.filter((l) => l.stated).map((l) => l.text));
  return lineDesk(lines, {
    phrase: (name) => sheet.slots.get(name)?.text ?? '',
    required: (name) => {
      const slot = sheet.slots.get(name);
      return !slot?.by || (slot.by.kind !== 'missing' && required.has(slot.by.key));
    },
    stated: (line) => stated.has(line.text),
    facts: scene.brief.book.all,
    unitName: scene.unitName,
  });
}

export interface LineFacts {
  phrase(slot: string): string;
  /** The section requires it, or nobody knows what it is. */
  required(slot: string): boolean;
  stated(line: NewLine): boolean;
  facts: readonly StatedFact[];
  unitName: string | null;
}

export function lineDesk<L extends NewLine>(lines: readonly L[], known: LineFacts): words.LineDesk<L> {
  const said = (line: L): string =>
    line.text.replace(/\{\{([A-Za-z]\w{0,40})\}\}/g, (_, name: string) => known.phrase(name));
  // Passages as they were given: a sentence of one is a fact's, though no number is in it.
  const passages = known.facts.filter((f) => f.unit === '' && f.value.length >= 8).map((f) => bareWords(f.value));
  return {
    lines,
    said,
    needed: (line) => {
      if (known.stated(line)) return true;
      const own = bareWords(said(line));
      return own.length >= 4 && passages.some((p) => p.includes(own));
    },
    optional: (line) => line.rests.every((name) => !known.required(name)),
    ownShort: words.ownShortOf(known.unitName),
  };
}

const bareWords = (s: string): string =>
  s.replace(/[^\u4e00-\u9fffA-Za-z\d]/g, '').replace(/^[一二三四五六七八九十]是/, '');

function addFact(target: readonly Paragraph[], name: string, scene: ReviseScene): Outcome {
  const found = factsNamed(name, scene.brief);
  if (!found.length)
    return cannot(`没有已确认的“${name.slice(0, 20)}”可以写，没有修改。`, [`先登记${name.slice(0, 20)}，再说一次`]);
  const keys = [...new Set(found.map((f) => f.key))];
  if (keys.length > 1)
    return cannot(
      `“${name.slice(0, 20)}”可以是${keys.map(labelOf).join('、')}，请说明是哪一项。`,
      keys.slice(0, 5).map((k) => `加上${labelOf(k)}的句子`),
    );
  const there = new Set(scene.whole.flatMap((p) => restsOn(p.runs)));
  const sentence = sentenceOf(found[0]!, scene.brief);
  const text = sectionText(scene.whole);
  if (text.includes(sentence.text) || restsOn(sentence.runs).every((id) => there.has(id)))
    return cannot(`这一节已经写了${labelOf(keys[0]!)}，没有重复添加。`);
  return done(putIn(target, [sentence], scene.brief));
}

function expand(target: readonly Paragraph[], scene: ReviseScene): Outcome {
  const more = unsaid(scene.brief, scene.whole);
  return more.length
    ? done(putIn(target, more, scene.brief), [`补写了${more.length}句，都来自已确认的事实。`])
    : cannot('这一节的已确认事实都写到了，没有更多内容可以扩写。扩写不能添加没有依据的内容。', [
        '先登记更多数据或成果，再说“扩写”',
        '加上……的句子',
      ]);
}

const REASON = /_reason$|^issue_cause|cause/;

function cause(target: readonly Paragraph[], scene: ReviseScene): Outcome {
  const { brief } = scene;
  const there = new Set(scene.whole.flatMap((p) => restsOn(p.runs)));
  const causes = brief.book.all.filter(
    (f) => REASON.test(f.key) && (f.period ?? brief.book.period) === brief.book.period && f.value.trim() !== '',
  );
  const open = causes
    .map((f) => ({ f, sentence: sentenceOf(f, brief) }))
    .filter(({ f, sentence }) => {
      const id = `${f.key}|${f.scope ?? ''}|${f.item ?? ''}`;
      return !there.has(id) && !sectionText(scene.whole).includes(sentence.text);
    });
  const about = open.filter(({ f }) => mayStandHere(f, scene));
  if (about.length)
    return done(
      putIn(
        target,
        about.map((c) => c.sentence),
        brief,
      ),
    );
  const wanted = brief.section.requires.filter((k) => REASON.test(k) && !causes.some((f) => f.key === k)).map(labelOf);
  return cannot('原因要由单位提供，没有已确认的原因可以补写，没有修改。', [
    ...wanted.map((w) => `先说明${w}，例如“${w}是……”`),
    ...(wanted.length ? [] : ['先把原因作为事实告诉我，例如“预算调整的原因是……”，再说“补充原因”']),
  ]);
}

/** Among what the section speaks of: its requirements, its patterns, or what its text rests on. */
function mayStandHere(f: StatedFact, { brief, whole }: ReviseScene): boolean {
  const { section } = brief;
  if (section.requires.includes(f.key) || JSON.stringify(section.compose).includes(`{{${f.key}`)) return true;
  const stem = f.key.replace(/_(?:change_)?reason$/, '');
  return whole.some((p) => p.runs.some((r: Run) => r.by && r.by.kind !== 'missing' && r.by.key.startsWith(stem)));
}
