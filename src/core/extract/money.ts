// Sums of money in sentences: which part of budget or final accounts each one is, for which year. A clause is read for its
// concept and stage; what it leaves unsaid comes from the clauses and the heading before it.
import { isMoney } from './amount.ts';
import type { Ledger } from './ledger.ts';
import { mineAbsences, mineSame } from './money-absence.ts';
import { DELTA_KEYS, KEYS } from './money-keys.ts';
import { spanOf, stripBrackets, withoutNames } from './money-lead.ts';
import { mineProject } from './money-project.ts';
import { type PartRead, partReader } from './money-scope.ts';
import { foresee, leadingPart, modeOf, type State, subjectOf, topicOf, WHOLE } from './money-state.ts';
import { readSum } from './money-sum.ts';
import type { Sum } from './money-total.ts';
import type { Aspect, Concept } from './money-words.ts';
import { yearNamed } from './period.ts';
import type { Reading, Sentence } from './reading.ts';

export function mineMoney(r: Reading, names: readonly string[], ledger: Ledger): void {
  if (r.region) return;
  const fallback: Aspect = r.kind === 'budget' ? 'budget' : 'final';
  const state: State = {
    heading: -1,
    paragraph: -1,
    topic: WHOLE,
    held: false,
    within: null,
    subject: null,
    asOf: null,
    mode: fallback,
    base: fallback,
    total: null,
    last: null,
    stage: fallback,
  };
  const part = partReader(r, names);
  for (const s of r.sentences) {
    if (s.heading !== state.heading) {
      state.heading = s.heading;
      state.base = modeOf(s.sections.at(-1), s.under.at(-1) ?? '') ?? fallback;
      state.mode = state.base;
      state.total = null;
      state.last = null;
    }
    if (s.paragraph !== state.paragraph) {
      state.paragraph = s.paragraph;
      state.topic = topicOf(s, r);
      state.held = state.topic.is !== 'whole';
      const part = leadingPart(s.text);
      if (part && !state.held) state.topic = part;
      state.within = part ?? (state.topic.is === 'three-public-part' ? state.topic : null);
      state.asOf = null;
      state.stage = state.mode === 'adjusted' ? 'final' : state.mode;
    } else if (state.topic.is === 'three-public-part') state.topic = state.within ?? { is: 'three-public' };
    else if (state.topic.is === 'foreign' && state.topic.weak) state.topic = WHOLE;
    state.subject = subjectOf(s);
    state.asOf = Number(AS_OF.exec(s.text)?.[1]) || state.asOf;
    mineSentence(r, names, s, state, part, ledger);
    // What the sentence ends on may name what the next one's bare stages are of.
    const rest = r.text.slice(s.amounts.at(-1)?.end ?? s.start, s.end);
    if (s.amounts.length === 0)
      for (const clause of rest.split(/[，；。：]/).slice(-3)) foresee(clause.slice(-40), state);
  }
}

/** 较上年3.60减少0.15万元: the unit is printed once. */
const COMPARED = /(?:较|比)(?:上一?年度?|去年|(?:19|20)\d{2}\s?年)(?:的|决算|预算|支出)?\s*$/;

const THAT_YEAR = '(?:(?:19|20)\\d{2}\\s?年?度?|上一?年度?|去年)';
/** 未执行预算364万元: a part that was not carried out is no budget of its own. */
const LEFT_UNDONE = /(?:未执行|未完成|未支出)的?(?:预算|指标)(?:数|额|资金)?(?:共计?|合计|为)?\s*$/;
const AGAINST = new RegExp(
  `${THAT_YEAR}相比，?(?:增|减|上升|下降)|(?:较|比|与|同|和)${THAT_YEAR}(?:同期|(?:决算|预算)数?)?(?:相比)?(?:基本)?(?:持平|一致|相同|相当|无变化)`,
);

const ASSETS = new Set<Concept>([
  'fixed-assets',
  'assets-net',
  'assets-in-use',
  'assets-idle',
  'total-assets',
  'liabilities',
]);
/** 截至2023年12月31日: what is owned is counted at that day. */
const AS_OF = /截[至止]到?((?:19|20)\d{2})年(?:度)?(?:12月|末|底)/;

function mineSentence(
  r: Reading,
  names: readonly string[],
  s: Sentence,
  whole: State,
  part: (clause: string) => PartRead,
  ledger: Ledger,
): void {
  // A part of the unit (局机关：收入…，支出…) is read with a state of its own.
  const item = part(s.text.slice(0, 60)) ?? part(s.under.at(-1) ?? '');
  let mine: PartRead = item && /^本单位(?:：|$)/.test(item.rest.trim()) ? item : null;
  let state = mine ? { ...whole, total: null, last: null } : whole;
  let from = s.start;
  let year: { year: number | null; relative: boolean; depth: number } | null = null;
  let depth = 0;
  let outside: Pick<State, 'topic' | 'last'> | null = null;
  let first = true;
  for (const amount of s.amounts) {
    const lead = r.text.slice(from, amount.start);
    const opened = (lead.match(/（/g)?.length ?? 0) - (lead.match(/）/g)?.length ?? 0);
    const inside = depth;
    depth = Math.max(0, depth + opened);
    // What follows a bracket goes on with what stood before it: 三公经费9.33万元（其中公务接待费0.83万元），较预算11万元节约.
    if (inside > 0 && outside && lead.includes('）')) {
      [state.topic, state.last] = [outside.topic, outside.last];
      outside = null;
    }
    if (depth > 0 && !outside) outside = { topic: state.topic, last: state.last };
    const startsFresh = first;
    first = false;
    from = amount.end;
    if (lead.length > 400 && !isMoney(amount.unit)) continue;
    // The year: named in the clause, else the one that still holds.
    const clean = stripBrackets(lead);
    const named = yearNamed(clean.slice(-60), r.period);
    if (
      year &&
      (depth < year.depth ||
        (year.relative && /[；。）]/.test(lead)) ||
        (/；/.test(lead) && !/截[至止]/.test(s.text.slice(0, 20))))
    )
      year = null;
    const compared =
      /(?:较|比|与|同)(?:(?:19|20)\d{2}年?度?|上一?年度?|去年)/.test(clean) &&
      !/(?:决算|预算|批复|支出|收入|的|总额|总计|合计|经费)数?$/.test(clean.trimEnd()) &&
      !/(?:较|比|与|同)(?:(?:19|20)\d{2}年?度?|上一?年度?|去年)(?:同期)?$/.test(clean.trimEnd());
    // 2023年度相比，减少… and 较上年基本持平，其中：…: the year compared with is not the year of what follows.
    const against = AGAINST.test(clean);
    let when = year?.year ?? r.period;
    if (named && !compared && !against) {
      when = named.year;
      // 较上年的7.02万元减少: the year holds for that sum only.
      const aside = /(?:较|比|与|同)[^，；。]{0,3}(?:(?:19|20)\d{2}|上一?年|去年)/.test(clean.slice(-40));
      year = aside ? year : { year: named.year, relative: named.relative || depth > 0, depth };
    }
    const bare =
      amount.unit === '' &&
      /\d\.\d/.test(amount.value ?? '') &&
      (/(?:预算|决算|支出|金额)数?(?:为|：)?\s*$/.test(lead) ||
        (COMPARED.test(lead) && /^\s?(?:减少|增加|下降|增长|压减)/.test(r.text.slice(amount.end, amount.end + 4))));
    // 财政拨款收入15603785，系…: the 元 is left out of a sum printed to the yuan.
    const plainYuan =
      amount.unit === '' &&
      r.moneyUnit === '元' &&
      /^\d{6,12}$/.test(amount.value ?? '') &&
      /(?:收入|支出|总计|合计|经费)\s*$/.test(lead) &&
      /^[，。；]/.test(r.text.slice(amount.end, amount.end + 1));
    // 支出合计860.25万: the 元 is left out where the words say that money is meant.
    const short = amount.unit === '万' || amount.unit === '亿';
    if (short && !/(?:收入|支出|经费|预算|决算|结转|结余|采购|资产|拨款|总计|合计)[^，；。]{0,8}$/.test(lead)) continue;
    if (!isMoney(amount.unit) && !bare && !plainYuan && !short) {
      // 评价项目9个，全年预算数…: the projects' money.
      const judged =
        /项目$/.test(lead.trimEnd()) ||
        /^项目[^，。；]{0,12}(?:评价|自评|评估|监控)/.test(r.text.slice(amount.end, amount.end + 20));
      if (judged && /^[个项]$/.test(amount.unit) && state.topic.is === 'whole')
        state.topic = { is: 'foreign', name: '项目' };
      if (/\p{Script=Han}{2,}项目(?:自评|评价)?得分(?:为)?$/u.test(lead.trimEnd()))
        state.topic = { is: 'foreign', name: '项目' };
      // 12个项目 or 36.5% between sums do not break the clause that follows; its words are read from here on.
      continue;
    }
    if (LEFT_UNDONE.test(lead)) continue;
    const unit = short
      ? `${amount.unit}元`
      : plainYuan
        ? '元'
        : bare
          ? (r.unit ?? tableUnit(r) ?? r.moneyUnit ?? '万元')
          : amount.unit;
    const after = r.text.slice(amount.end, amount.end + 12);
    let words = withoutNames(clean, names);
    const clauses = words.split(/(?<=[，；：。、])/);
    const found = clauses.findLastIndex((c) => part(c) !== null);
    if (found >= 0) {
      mine = part(clauses[found]!);
      state = { ...whole, total: null, last: null };
      words = mine!.rest + clauses.slice(found + 1).join('');
    } else if (mine && !item && /[；。]/.test(lead)) [mine, state] = [null, whole];
    if (mine && mine.scope === null) continue;
    if (mine) words = words.replace(/(^|[，；：。、])((?:总)?(?:收入|支出))/g, '$1本单位$2');
    // A page that begins with 152.3元，项目支出0元: parts of something that is not there.
    if (startsFresh && !mine && state.topic.is === 'whole' && /^[\s\d—-]*$/.test(words)) {
      state.topic = { is: 'foreign', name: '', weak: true, parts: true };
      continue;
    }
    // 其中局机关18.2万元: of what was stated last.
    const bareOf =
      mine && /^本单位\s*$/.test(words) && whole.last ? { ...whole.last, delta: 0 as const, rank: 1 } : null;
    const sum: Sum | null = bareOf ?? readSum(words, startsFresh, state, s, after);
    if (!sum) {
      if (amount.value !== null && state.topic.is === 'foreign')
        mineProject(r, clean, state, amount, unit, when, ledger);
      continue;
    }
    const { concept, aspect, delta, rank } = sum;
    if (sum.prior && r.period !== null) when = r.period - 1;
    if (amount.value === null || amount.range) continue;
    // （由县财政直接支付）: somebody else's money.
    if (
      /^（[^（）]{0,12}由[^（）]{2,24}(?:支付|承担|拨付|列支|实施|筹集|统筹|发放)/.test(
        r.text.slice(amount.end, amount.end + 44),
      )
    )
      continue;
    const begins = spanOf(r.text, s.start, amount.start, amount.end, clean);
    const base = {
      unit,
      qualifier: amount.qualifier,
      start: begins,
      end: amount.end,
      rank,
      scope: mine?.scope ?? null,
      confidence: rank > 1 ? ('medium' as const) : ('high' as const),
    };
    if (delta) {
      if (mine) continue;
      const key = aspect === 'budget' ? DELTA_KEYS[concept] : undefined;
      if (key && r.period !== null) {
        const value = amount.value.startsWith('-')
          ? amount.value
          : delta < 0 && !/^0+(?:\.0+)?$/.test(amount.value)
            ? `-${amount.value}`
            : amount.value;
        ledger.add({ key, period: r.period, value, ...base });
      }
      continue;
    }
    if (concept === 'both') {
      for (const k of ['income', 'expenditure'] as const)
        ledger.add({
          key: aspect === 'final' ? `final_${k}_grand` : KEYS[k]!.budget!,
          period: when,
          value: amount.value,
          ...base,
        });
      continue;
    }
    if (concept === 'fiscal-expenditure') {
      // Whether fiscal money is all the money is decided when everything is read.
      const key = KEYS.expenditure![aspect];
      if (key)
        ledger.add({ key, period: when, value: amount.value, ...base, rank: 6, label: 'fiscal', confidence: 'medium' });
      continue;
    }
    const key = KEYS[concept]?.[aspect];
    if (!key) continue;
    const wanted = concept === 'carry-begin' && aspect === 'budget' && r.kind !== 'budget' ? 'carryover_begin' : key;
    if (
      aspect === 'final' &&
      (concept === 'income' || concept === 'expenditure') &&
      /其中：?本年(?:收入|支出)/.test(words)
    )
      asGrand(concept, key, when, s.start, amount.start, ledger);
    if (ASSETS.has(concept) && state.asOf && !named && !year) when = state.asOf;
    ledger.add({ key: wanted, period: when, value: amount.value, ...base });
    if (concept === 'income') {
      const all =
        /^[，,]?(?:（[^（）]{0,20}）)?，?(?:全部|均|全额)(?:为|是|来自|来源于)(?:一般公共预算)?(?:当年)?财政拨款(?:收入)?/.exec(
          r.text.slice(amount.end, amount.end + 40),
        );
      const again = r.text.slice(amount.end, amount.end + 40).match(/^[^。；]{0,24}拨款(?:收入)?\d/);
      const fiscal = KEYS.fiscal![aspect];
      const sole =
        all ??
        /^，?(?:全部|均|全额)(?:为|是)一般公共预算(?:财政)?拨款(?:收入)?/.exec(
          r.text.slice(amount.end, amount.end + 40),
        );
      if (sole && !again && fiscal)
        ledger.add({
          key: fiscal,
          period: when,
          value: amount.value,
          ...base,
          end: amount.end + sole[0].length,
          rank: 1,
        });
    }
  }
  mineAbsences(r, s, ledger);
  mineSame(r, s, ledger);
}

/** 总支出90万元，其中本年支出80万元: what was called the total is the grand total. */
function asGrand(
  concept: 'income' | 'expenditure',
  key: string,
  period: number | null,
  from: number,
  to: number,
  ledger: Ledger,
): void {
  const total = ledger.entries(key, period).find((e) => e.start >= from && e.end <= to && e.scope === null);
  if (!total) return;
  ledger.remove((e) => e === total);
  ledger.add({ ...total, key: `final_${concept}_grand`, rank: 2 });
}

const tableUnit = (r: Reading): string | null => r.tables.find((t) => t.unit)?.unit ?? null;
