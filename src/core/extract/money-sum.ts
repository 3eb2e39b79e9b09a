// Reads the words before one amount: which sum it states. What the words leave open comes from the state, which it moves on.
import { DELTA_KEYS, INCOME_PARTS, PARTS, PROCUREMENT_PARTS, SPECIFIC, THREE_PUBLIC_PARTS } from './money-keys.ts';
import { foresee, noteSubject, type State, WHOLE } from './money-state.ts';
import { carriedOn, keep, readTotal, type Sum } from './money-total.ts';
import { type Aspect, type Concept, narrowest, readWords } from './money-words.ts';
import type { Sentence } from './reading.ts';

/** Reads the words before an amount and moves the state on. null: the sum is of something else. */
export function readSum(lead: string, fresh: boolean, state: State, s: Sentence, after: string): Sum | null {
  const clauses = lead.split(/[，；。：（]|、(?!支(?:总|合|决|预))/);
  let tail = '';
  for (let i = clauses.length - 1; i >= 0; i--) {
    tail = clauses[i]!.trim();
    if (tail !== '' && tail !== '）' && !/^(?:其中|即|约|折合|主要是)$/.test(tail)) break;
  }
  // “三公”经费：预算 12 万元 — the clause before names what the bare stage is of.
  const announced = clauses
    .slice(0, -1)
    .filter((c) => c.trim() !== '' && c.trim() !== tail)
    .slice(-2);
  tail = tail.slice(-60);
  if (/^（?(?:约|折合)?$/.test(tail) && /（(?:约|折合)?$/.test(lead.trim())) return null;
  for (const a of announced) foresee(a.slice(-40), state);

  // 占采购预算200万元的93%: the sum that the share is of.
  if (state.topic.is === 'procurement' || state.topic.is === 'three-public')
    tail = tail.replace(/^占(?=(?:年初|全年|年度)?(?:政府)?(?:采购)?预算数?$)/, '');
  const title = s.under.at(-1) ?? '';
  const { tokens, unknown, name } = readWords(tail);
  if (tokens.some((t) => t.is === 'share')) return null;
  const concepts = tokens.filter((t) => t.is === 'concept');
  const aspects = tokens.filter((t) => t.is === 'aspect');
  const deltaToken = [...tokens].reverse().find((t) => t.is === 'delta');
  const compare = tokens.some((t) => t.is === 'compare');
  const lastToken = tokens.filter((t) => t.is !== 'plain').at(-1);
  const named = tokens.some((t) => t.is === 'named');

  if (deltaToken && lastToken === deltaToken) {
    // 较年初预算数减少 is a change against the budget, not against last year.
    const priorBase =
      /上一?年|去年|同比|(?:19|20)\d{2}/.test(tail) || (!compare && state.last !== null && /比|较|与/.test(s.text));
    const againstBudget = /年初预算|较预算|比预算|预算数|调整后/.test(tail) && !/上年|(?:19|20)\d{2}年/.test(tail);
    if (!priorBase || againstBudget || unknown.length > 2) return null;
    // …；比2012年预算增加: of the total that the sentence began with, whatever stood between.
    const resumed = /；[^；]*$/.test(lead) && state.topic.is === 'foreign' && !state.held && state.total !== null;
    if (resumed) [state.topic, state.last] = [WHOLE, state.total && { ...state.total, year: null }];
    const own = concepts.filter((t) => t.concept !== 'total').at(-1)?.concept;
    const wantsTotal = concepts.some((t) => t.concept === 'total');
    const target =
      own && DELTA_KEYS[own] ? { concept: own, aspect: state.mode } : wantsTotal ? state.total : state.last;
    if (!target || state.topic.is !== 'whole') return null;
    return { concept: target.concept, aspect: target.aspect, delta: deltaToken.sign, rank: /预算/.test(tail) ? 0 : 1 };
  }
  if (deltaToken && compare) return null;
  // 超出预算57万元: a difference.
  if (/(?:超出|超过|超)(?:年初|全年|调整)?预算数?$/.test(tail)) return null;

  // 财政拨款“三公”经费支出: the narrower words say what it is, 支出 only that it was spent.
  const real = concepts.filter((t) => t.concept !== 'total');
  const narrow = narrowest(real);
  const concept = narrow ?? real.at(-1);
  const wordless = !concept && aspects.length === 0;
  const own = narrow ? real : concept ? [concept] : [];
  const stageWord = own.flatMap((t) => t.aspect ?? []).concat(aspects.map((t) => t.aspect));
  if (narrow && real.at(-1)!.concept === 'expenditure' && aspects.length === 0)
    stageWord.push(real.at(-1)!.aspect ?? 'final');
  let aspect: Aspect | null = stageWord.includes('adjusted')
    ? 'adjusted'
    : stageWord.length
      ? stageOf(stageWord, tail)
      : null;

  // Who or what else: a named project, a class of expenditure, somebody else's money.
  if (
    named &&
    name.length >= 2 &&
    !(concept && (concept.concept === 'project' || concept.concept === 'basic') && tail.endsWith(concept.text))
  ) {
    state.topic = { is: 'foreign', name };
    return null;
  }
  if (concept?.concept === 'foreign') return null;
  if (concept?.concept === 'function') {
    state.topic = { is: 'foreign', name: tail };
    return null;
  }
  // 基本支出445万元；项目174万元.
  if (tail === '项目' && state.last?.concept === 'basic' && state.topic.is === 'whole')
    return keep(state, 'project', state.last.aspect, 0);
  if (named && !concept && name.length < 2 && /项目(?:年初|支出)?(?:总)?预算|项目资金/.test(tail)) {
    state.topic = { is: 'projects' };
  }
  const kind = concept?.concept ?? null;
  // Under 基本支出情况: 用于保障机构正常运转的日常支出1024万元.
  if (
    kind === 'expenditure' &&
    unknown.length >= 2 &&
    state.subject?.stages.size === 0 &&
    state.subject.concept !== 'income' &&
    /用于|保障/.test(tail)
  )
    return keep(state, state.subject.concept, aspect ?? 'final', 1);
  if (unknown.length >= 2 && !(kind && SPECIFIC.has(kind))) {
    const thing = /[项工]目|工程|经费|资金|补助|专项|费$/.test(tail);
    if (thing || kind === 'expenditure' || aspects.length)
      state.topic = { is: 'foreign', name: unknown, weak: !thing && kind !== 'expenditure' };
    return null;
  }
  if (
    unknown.length >= 2 &&
    kind &&
    /项目|工程/.test(tail.replace(/项目支出/g, '')) &&
    !/^(?:三公|procurement)/.test(kind)
  ) {
    state.topic = { is: 'foreign', name: unknown };
    return null;
  }

  // 全省文化事业财政补助收入: a region's.
  if (kind && INCOME_PARTS.has(kind) && name.length >= 2 && (/^全[国省市县区州旗盟]/.test(tail) || /事业$/.test(name)))
    return null;
  // 人员类项目支出, 公用经费项目支出: kinds of project expenditure.
  if (kind === 'project' && (KIND_OF_PROJECT.test(name) || narrowPart(real))) return null;
  // 一般公共预算财政拨款运行经费: not what was received.
  if (kind && INCOME_PARTS.has(kind) && unknown.length - name.length >= 2) return null;
  if (state.topic.is === 'source' && kind !== state.topic.concept) return null;
  // 疫情防控物资采购1426万元: one purchase, not all of them.
  if (
    kind === 'procurement' &&
    !/政府采购/.test(tail) &&
    unknown.replace(/签订|合同|实施|组织|开展|发生|办理/g, '').length >= 2
  )
    return null;
  // 政府性基金预算财政拨款支出: what that one source paid.
  if (kind === 'expenditure' && real.some((t) => ONE_SOURCE.has(t.concept)) && !/总|本年|全年|合计/.test(tail))
    return null;
  const carried = carriedOn(kind, aspect, tail, state, after);
  if (carried) return carried;
  if (kind && SUBJECTS.has(kind)) noteSubject(state, kind, aspect);
  if (kind === null || kind === 'income' || kind === 'expenditure')
    return readTotal(kind, aspect, tail, wordless, fresh, state, after, /^\s*截[至止]/.test(announced.at(-1) ?? ''));

  // A concept of its own.
  if (kind === 'three-public') {
    state.topic = { is: 'three-public' };
    // 安排“三公”经费5.2万元 is planned; 安排的“三公”经费支出 was spent.
    const planned = /安排/.test(tail) && !/支出|开支/.test(tail);
    const adjusted = aspect === 'adjusted';
    aspect = adjusted ? 'budget' : (aspect ?? (state.mode === 'budget' || planned ? 'budget' : 'final'));
    state.stage = aspect;
    return keep(state, kind, aspect, adjusted ? 1 : 0);
  }
  if (THREE_PUBLIC_PARTS.has(kind)) {
    const stage =
      aspect === 'adjusted'
        ? 'budget'
        : (aspect ??
          (state.topic.is === 'three-public' || state.topic.is === 'three-public-part' ? state.stage : state.mode));
    state.topic = { is: 'three-public-part', part: kind };
    return { concept: kind, aspect: stage, delta: 0, rank: 0 };
  }
  if (kind === 'procurement') {
    state.topic = { is: 'procurement' };
    aspect = aspect === 'adjusted' ? 'budget' : (aspect ?? (state.mode === 'budget' ? 'budget' : 'final'));
    return keep(state, kind, aspect, 0);
  }
  if (PROCUREMENT_PARTS.has(kind))
    return state.topic.is === 'procurement' || kind === 'small-business'
      ? {
          concept: kind,
          aspect: state.last?.concept === 'procurement' ? state.last.aspect : 'final',
          delta: 0,
          // 其中：授予小微企业 is a part of what smaller firms got.
          rank: kind === 'small-business' && !/中/.test(concept!.text.slice(0, 4)) ? 2 : 0,
        }
      : null;
  if (state.topic.is === 'foreign') {
    if (!fresh && !SPECIFIC.has(kind)) return null;
    // 教育支出580万元，其中：基本支出500万元、项目支出80万元: parts of that class, not of the whole.
    if (!fresh && !/；/.test(lead) && (state.topic.parts || /其中|包括|包含/.test(lead)) && PARTS.has(kind)) {
      state.topic.parts = true;
      return null;
    }
    if (fresh && state.held && PARTS.has(kind)) return null;
    state.topic = WHOLE;
  }
  // In a section on 三公 or procurement 财政拨款12万元 says who pays for it.
  if (
    state.held &&
    (state.topic.is === 'procurement' || state.topic.is === 'three-public' || state.topic.is === 'three-public-part') &&
    (INCOME_PARTS.has(kind) || kind === 'carry-begin') &&
    !/本年|部门|单位|决算|总/.test(tail)
  )
    return null;
  if (kind === 'fiscal-expenditure') {
    state.topic = { is: 'fiscal-expenditure' };
    return { concept: kind, aspect: aspect ?? state.mode, delta: 0, rank: 0 };
  }
  if (state.topic.is === 'fiscal-expenditure' && !INCOME_PARTS.has(kind)) state.topic = WHOLE;
  if (
    (state.topic.is === 'three-public' || state.topic.is === 'three-public-part' || state.topic.is === 'procurement') &&
    SPECIFIC.has(kind)
  )
    state.topic = WHOLE;
  if (kind === 'both') {
    // 收、支总计均为505.94万元: both grand totals of the accounts.
    if (concept?.aspect !== 'budget') {
      const stated =
        state.mode !== 'budget' &&
        aspect !== 'budget' &&
        /总计|合计/.test(tail) &&
        !/财政拨款|基金|国有资本/.test(s.text);
      return stated ? { concept: 'both', aspect: 'final', delta: 0, rank: 2 } : null;
    }
    state.mode = 'budget';
    state.total = { concept: 'income', aspect: 'budget' };
    state.last = state.total && { ...state.total, year: null };
    return { concept: 'both', aspect: 'budget', delta: 0, rank: 0 };
  }
  if (kind === 'income-grand' || kind === 'expenditure-grand') {
    if (/^[^，。；]{0,20}财政拨款/.test(s.text)) return null;
    return {
      concept: kind,
      aspect: aspect === 'budget' ? 'budget' : state.mode === 'budget' ? 'budget' : 'final',
      delta: 0,
      rank: 2,
    };
  }
  if (kind === 'carry-begin' || kind === 'carry-end') {
    if (/(?:基本|项目)支出[^，]{0,6}$/.test(tail) && kind === 'carry-end') return null;
    // 含1个年初结转结余项目50万元: one project's.
    if (/结[转余]项目$/.test(tail)) return null;
    // 比上年末结转的41万元增加: what was left a year ago, beside what is left now.
    if (kind === 'carry-begin' && /(?:比|较|与)上一?年(?:年)?[末底]/.test(tail))
      return { concept: 'carry-end', aspect: 'final', delta: 0, rank: 1, prior: true };
    return keep(state, kind, state.mode, /财政拨款/.test(concept!.text) ? 2 : 0);
  }
  if (aspect === 'budget' || aspect === 'final') state.mode = aspect;
  const stage = aspect ?? state.mode;
  if (kind === 'add' || kind === 'reduce') return { concept: kind, aspect: 'budget', delta: 0, rank: 0 };
  // What fiscal money alone paid is stated besides the whole.
  const ofFiscal =
    (kind === 'basic' || kind === 'project') &&
    (/^(?:一般公共|公共财政|财政拨款)/.test(concept!.text) || FISCAL_HEAD.test(s.text) || FISCAL_TITLE.test(title));
  // 财政拨款收入总计 counts what was carried over as well.
  const grand = kind === 'fiscal' && stage === 'final' && /总计/.test(tail);
  return keep(state, kind, stage, ofFiscal || grand ? 2 : 0);
}

const KIND_OF_PROJECT = /类$|目标$|其他$|一般性?$|重点$|专项$|业务$/;
const narrowPart = (real: readonly { concept: Concept }[]): boolean =>
  real.length > 1 && (real.at(-2)!.concept === 'public' || real.at(-2)!.concept === 'personnel');

const ONE_SOURCE = new Set<Concept>(['fund', 'state-capital', 'special-account', 'operating-income', 'undertaking']);
const FISCAL_HEAD = /^[^，；。：]{0,40}(?:一般公共预算|公共财政)(?:预算)?(?:财政)?(?:拨款)?(?:本年)?支出/;
const FISCAL_TITLE = /(?:一般公共预算|财政拨款)[^，]{0,12}支出/;
const SUBJECTS = new Set<Concept>(['income', 'expenditure', 'running-cost', 'meeting', 'training', ...PARTS]);

/** Several stage words in one clause: the last one that is not about the base decides (年初部门预算支出: budget; 决算本年收入合计: final). */
function stageOf(words: Aspect[], tail: string): Aspect {
  if (/预算执行数|预算支出数?完成|实际/.test(tail)) return 'final';
  if (/支出决算|收入决算|决算/.test(tail)) return 'final';
  return words.includes('budget') ? 'budget' : words.at(-1)!;
}
