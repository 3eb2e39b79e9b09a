// Sums that the words leave bare: 收入, 支出 or only a stage. What they are of comes from the sentence and the open topic.
import { INCOME_PARTS } from './money-keys.ts';
import { type State, WHOLE } from './money-state.ts';
import type { Aspect, Concept } from './money-words.ts';

export interface Sum {
  concept: Concept;
  aspect: Aspect;
  delta: 1 | -1 | 0;
  rank: number;
  /** Of the year before the report's. */
  prior?: boolean;
}

export const keep = (state: State, concept: Concept, aspect: Aspect, rank: number): Sum => {
  state.last = { concept, aspect, year: null };
  return { concept, aspect, delta: 0, rank };
};

const STAGE_ONLY =
  /^(?:(?:19|20)\d{2}\s?年度?|全年|当年|本年度?|年末|截至年末)?(?:累计|实际|已|共)*(?:支出|支付|使用|执行|完成)(?:决算|数|金额|资金|总额)*(?:为|达)?$/;

/** 基本支出年初预算2846万元，调整后预算3012万元，实际支出3012万元: the bare stages are of what the sentence named. */
export function carriedOn(
  kind: Concept | null,
  aspect: Aspect | null,
  tail: string,
  state: State,
  after: string,
): Sum | null {
  const subject = state.subject;
  if (!subject || subject.listed || (state.topic.is !== 'whole' && state.topic.is !== 'fiscal-expenditure'))
    return null;
  const spent = kind === 'expenditure' && STAGE_ONLY.test(tail) && !INCOME_PARTS.has(subject.concept);
  // Under 基本支出情况: 全年支出76万元，其中基本支出70万元 is of everything.
  if (/^，?（?其中[：:]?基本支/.test(after)) return null;
  if (!(kind === null && aspect !== null) && !(spent && subject.concept !== 'income')) return null;
  if (/总|部门|本年|全年.?预算执行|(?:较|比|与)/.test(tail)) return null;
  const stage = aspect ?? 'final';
  if (subject.stages.has(stage)) return null;
  subject.stages.add(stage);
  // An adjusted income stands for the adjusted budget where no other is stated.
  if (subject.concept === 'income' && stage === 'adjusted')
    return { concept: 'expenditure', aspect: stage, delta: 0, rank: 3 };
  if (stage !== 'adjusted') state.mode = stage;
  if (subject.concept === 'income' || subject.concept === 'expenditure')
    state.total = { concept: subject.concept, aspect: stage };
  return keep(state, subject.concept, stage, 0);
}

/** 2022年支出76万元 at the head of a sentence: no word of the sentence before holds for it. */
const YEAR_SPENT = /^(?:19|20)\d{2}\s?年度?支出(?:为|共计?|合计)?$/;

/** Sums called only 收入, 支出 or by their stage: of the whole unit, or of the topic that is open. */
export function readTotal(
  kind: 'income' | 'expenditure' | null,
  aspect: Aspect | null,
  tail: string,
  wordless: boolean,
  fresh: boolean,
  state: State,
  after: string,
  until: boolean,
): Sum | null {
  const priorOnly = /^(?:与|和|较|比|同)?(?:上一?年度?|去年|(?:19|20)\d{2}\s?年度?)(?:的|为|数|同期)?$/.test(tail);
  if (priorOnly) {
    const target = /^\s?相比|^\s?比/.test(after) ? (state.total ?? state.last) : state.last;
    return target && (state.topic.is === 'whole' || target.concept === 'three-public')
      ? { ...target, delta: 0, rank: 1 }
      : null;
  }
  if (wordless) return null;
  // 比2022年预算5630万元减少: last year's sum of what was just stated.
  if (
    kind === null &&
    state.last &&
    /^(?:与|和|较|比|同)(?:上一?年度?|去年|(?:19|20)\d{2}\s?年度?)/.test(tail) &&
    (state.topic.is === 'whole' || state.topic.is === 'three-public')
  ) {
    const target = state.topic.is === 'whole' ? (state.total ?? state.last) : state.last;
    return { concept: target.concept, aspect: aspect ?? target.aspect, delta: 0, rank: 1 };
  }
  const explicit =
    /本年|部门预算|总收入|总支出|年初收入|年初支出|收入预算|支出预算|收入决算|支出决算|收入合计|支出合计|部门.{0,4}(?:收入|支出)/.test(
      tail,
    );
  const topic = state.topic;
  if (topic.is === 'three-public' || topic.is === 'three-public-part') {
    const strong = /本年|部门|总收入|收入|支出合计/.test(tail) && kind !== null;
    if (!strong) {
      const stage = aspect === 'adjusted' ? 'budget' : (aspect ?? (kind === 'expenditure' ? 'final' : null));
      if (!stage) return null;
      // 控制在年初预算30万元以内: said of the sum before it, which the next clauses go on with.
      if (topic.is === 'three-public' && /控制在|低于|未?超过?|不超|^[较比]/.test(tail))
        return { concept: 'three-public', aspect: stage, delta: 0, rank: 0 };
      state.stage = stage;
      return topic.is === 'three-public'
        ? keep(state, 'three-public', stage, 0)
        : { concept: topic.part, aspect: stage, delta: 0, rank: 0 };
    }
    state.topic = WHOLE;
  }
  if (state.topic.is === 'procurement') {
    if (!(explicit && kind === 'income')) {
      const stage = aspect === 'adjusted' ? 'budget' : (aspect ?? 'final');
      return keep(state, 'procurement', stage, 1);
    }
    state.topic = WHOLE;
  }
  if (state.topic.is === 'foreign') {
    if ((state.held || state.topic.class) && !/本年|部门|总/.test(tail)) return null;
    // Inside the sentence 支出决算 is still about the project or class that it began with.
    if (!explicit || (!fresh && !/本年|部门|总|收入/.test(tail))) return null;
    state.topic = WHOLE;
  }
  if (state.topic.is === 'projects') {
    if (explicit && kind === 'income') return null;
    const stage = aspect === 'adjusted' ? 'adjusted' : (aspect ?? (kind === 'expenditure' ? 'final' : 'budget'));
    return { concept: 'project', aspect: stage, delta: 0, rank: 1 };
  }
  if (state.topic.is === 'fiscal-expenditure' && !/本年|部门|总|收入/.test(tail)) {
    return { concept: 'fiscal-expenditure', aspect: aspect ?? 'final', delta: 0, rank: 0 };
  }
  state.topic = WHOLE;
  if (aspect === 'adjusted') {
    state.mode = 'adjusted';
    state.total = { concept: 'expenditure', aspect: 'adjusted' };
    return keep(state, 'expenditure', 'adjusted', /收入/.test(tail) ? 1 : 0);
  }
  const whole = kind ?? 'expenditure';
  // 总收入 or 支出 with no stage at all: final accounts, unless the report or section is about the budget.
  const stage: Aspect =
    aspect ??
    ((fresh && YEAR_SPENT.test(tail) ? state.base : state.mode) === 'budget' &&
    !(state.base === 'budget' ? /实际/ : /总支出|总收入|全年|本年|实际/).test(tail)
      ? 'budget'
      : 'final');
  const weak = kind === null ? 1 : 0;
  // 预算收入1780万元、支出1780万元: the second shares the stage of the first.
  const twin =
    kind === 'expenditure' &&
    (tail === '支出' || (!fresh && /^总?支出(?:总额|合计)?为?$/.test(tail))) &&
    state.last?.concept === 'income'
      ? state.last.aspect
      : null;
  if (twin) return keep(state, whole, twin, 0);
  if (kind !== null && !aspect && !until && !/总|全年|本年|合计|部门|单位|年|[我本]\p{Script=Han}/u.test(tail))
    return null;
  state.mode = stage;
  state.total = { concept: whole, aspect: stage };
  return keep(state, whole, stage, weak);
}
