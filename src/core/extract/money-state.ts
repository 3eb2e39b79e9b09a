// What a bare sum is of: the topic and the stage that headings and earlier clauses leave open. Keeps no facts.
import type { SectionKind } from '../text/sections.ts';
import { PARTS, THREE_PUBLIC_PARTS } from './money-keys.ts';
import { type Aspect, type Concept, readWords } from './money-words.ts';
import type { Reading, Sentence } from './reading.ts';

export type Topic =
  | { is: 'whole' }
  | { is: 'three-public' }
  | { is: 'three-public-part'; part: Concept }
  | { is: 'procurement' }
  | { is: 'fiscal-expenditure' }
  /** A section on one source of money alone: its totals are that source's. */
  | { is: 'source'; concept: Concept }
  | { is: 'projects' }
  | { is: 'assets' }
  /** `parts`: what follows in the sentence is what this other sum consists of; `class`: a class of the functional budget; `weak`: for this sentence only. */
  | { is: 'foreign'; name: string; project?: boolean; parts?: boolean; class?: boolean; weak?: boolean };

export const WHOLE: Topic = { is: 'whole' };

export interface State {
  heading: number;
  paragraph: number;
  topic: Topic;
  /** The heading set the topic: sums without words of their own stay inside it. */
  held: boolean;
  /** The part of 三公 that the paragraph begins with: its later sentences stay with it. */
  within: Topic | null;
  /** What the bare stages that follow in the sentence are of, and the stages it already has. */
  subject: { concept: Concept; stages: Set<Aspect>; listed: boolean } | null;
  /** The year at whose end the paragraph counts what is owned. */
  asOf: number | null;
  mode: Aspect;
  /** The stage that the heading, or the kind of report, sets. */
  base: Aspect;
  /** The last total of income or expenditure, for 总额, 增加 and 与上年的 … 相比. */
  total: { concept: Concept; aspect: Aspect } | null;
  last: { concept: Concept; aspect: Aspect; year: number | null } | null;
  stage: Aspect;
}

export function modeOf(section: SectionKind | undefined, title: string): Aspect | null {
  if (/预算及执行|绩效/.test(title)) return null;
  if (
    section === 'budget' ||
    /收入支出预算安排|预算安排|收支预算|^(?:收入|支出)预算|^预算(?:收入|支出|收支)(?:情况)?$/.test(title)
  )
    return 'budget';
  if (/决算|执行情况/.test(title)) return 'final';
  return null;
}

/** What a heading (or the section it stands in) says the bare sums below it are of. */
export function topicOf(s: Sentence, r: Reading): Topic {
  const title = s.under.at(-1) ?? '';
  const section = s.sections.at(-1);
  if (section === 'three-public' && !/采购/.test(title)) return { is: 'three-public' };
  const parent = s.under.at(-2) ?? '';
  if (/（[类款项]）/.test(title)) return { is: 'foreign', name: title };
  // 第二部分 预算及“三公”经费预算说明 holds the accounts as well.
  if (/三公/.test(parent) && !/预算(?:及|和|、)/.test(parent) && /总体|情况/.test(title) && !/收入|收支/.test(title))
    return { is: 'three-public' };
  if (section === 'procurement' || /政府采购/.test(title)) return { is: 'procurement' };
  const part = readWords(title).tokens.find((t) => t.is === 'concept' && THREE_PUBLIC_PARTS.has(t.concept));
  if (part?.is === 'concept') return { is: 'three-public-part', part: part.concept };
  const source = /^政府性?基金/.test(title) ? 'fund' : /^国有资本经营/.test(title) ? 'state-capital' : null;
  if (source && !/、|和|及|一般公共/.test(title.slice(0, 16))) return { is: 'source', concept: source };
  if (section === 'projects' || r.projectsOnly) return { is: 'projects' };
  return WHOLE;
}

/** 3.公务接待费支出5.22万元 at the head of a paragraph. */
export function leadingPart(text: string): Topic | null {
  const head = text.replace(/^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*/, '').split(/[，。：；\d]/)[0]!;
  const concepts = readWords(head.slice(0, 30)).tokens.filter((t) => t.is === 'concept');
  const part = concepts.find((t) => THREE_PUBLIC_PARTS.has(t.concept));
  return part && !concepts.some((t) => t.concept === 'three-public')
    ? { is: 'three-public-part', part: part.concept }
    : null;
}

const HEADED = new Set<Concept>(['income', 'basic', 'project', 'personnel', 'public', 'fund', 'state-capital']);

/** Under （一）基本支出情况 a bare 年初预算 and 实际支出 are of that. */
export function subjectOf(s: Sentence): State['subject'] {
  const { tokens, unknown } = readWords(s.under.at(-1)?.slice(0, 24) ?? '');
  const concepts = tokens.filter((t) => t.is === 'concept');
  const only = concepts.length === 1 && unknown === '' ? concepts[0]!.concept : null;
  return only && HEADED.has(only) ? { concept: only, stages: new Set(), listed: false } : null;
}

/** Notes what a clause names: later bare stages are of it, unless the clauses list several sums at one stage. */
export function noteSubject(state: State, concept: Concept, aspect: Aspect | null): void {
  const before = state.subject;
  if (!aspect) state.subject = null;
  else if (before?.concept === concept) before.stages.add(aspect);
  else {
    const listed = before !== null && (before.listed || (before.stages.size === 1 && before.stages.has(aspect)));
    state.subject = { concept, stages: new Set([aspect]), listed };
  }
}

/** Words of an earlier clause that name what later bare stages are of (“三公”经费方面：). */
export function foresee(clause: string, state: State): void {
  const { tokens, unknown, name } = readWords(clause.trim());
  const concept = tokens.filter((t) => t.is === 'concept' && t.concept !== 'total').at(-1);
  if (concept?.is === 'concept') {
    if (concept.concept === 'three-public') state.topic = { is: 'three-public' };
    else if (concept.concept === 'procurement') state.topic = { is: 'procurement' };
    else if (concept.concept === 'fiscal-expenditure' && unknown.length < 3) state.topic = { is: 'fiscal-expenditure' };
    else if (concept.concept === 'function') state.topic = { is: 'foreign', name: clause, class: true };
    // 收入预算：2023年年初预算数28361万元.
    else if (
      (concept.concept === 'income' || concept.concept === 'expenditure') &&
      unknown === '' &&
      clause.length < 14
    )
      state.subject = { concept: concept.concept, stages: new Set(), listed: false };
    // 其他收入年初未安排预算，决算数69万元.
    else if (PARTS.has(concept.concept) && unknown.length <= 1 && tokens.some((t) => t.is === 'aspect'))
      state.subject = { concept: concept.concept, stages: new Set(), listed: false };
  } else if (tokens.some((t) => t.is === 'named') && name.length >= 2 && /项目$|工程$|（[^）]*）$/.test(clause.trim()))
    state.topic = { is: 'foreign', name };
}
