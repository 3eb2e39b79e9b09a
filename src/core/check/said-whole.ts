// Rules about what a sentence claims for the whole unit (C030 its rate, C070 its grade) against figures that stand elsewhere in the text.

import { shown } from '../figure/compute.ts';
import { compare, type Exact, fromDecimal, HUNDRED } from '../number/exact.ts';
import { matchesRate, threshold } from './amounts.ts';
import { placesOf, sentencesOf } from './clauses.ts';
import type { TextHit, TextRule, TextScene } from './text-rule.ts';

/** 支出决算数为全年预算数的97.00%: a claim whose base is named by words only. */
const OF_BUDGET =
  /(?:^|决算数?|支出|执行数|本年支出合计|总支出)(?:为|占|是|达到?|完成)(?:了)?(?:全年|调整后|年度调整后?)(?:的)?(?:支出)?预算数?的$/;
/** Somebody else's rate, or a part's. */
const PART = /项目|专项|经费|采购|三公|工程|收入|结转|结余|追加|调[增减整]|收回|季度|月|上年|基本支出(?!\d)|其中/;

function wholeRates(scene: TextScene): TextHit[] {
  const figure = (key: string): Exact | null => {
    const f = scene.figures?.find((x) => x.key === key && x.scope === null);
    return f?.state.is === 'computed' ? f.state.value : null;
  };
  const due = figure('execution_rate_full_year');
  if (!due) return [];
  const others = ['execution_rate_initial', 'execution_rate_available'].flatMap((k) => figure(k) ?? []);
  return sentencesOf(scene).flatMap((s) =>
    s.figures.flatMap((r): TextHit[] => {
      if ((r.unit !== '%' && r.unit !== '％') || r.rough || !OF_BUDGET.test(r.lead)) return [];
      const clause = /[^；;]*$/.exec(s.text.slice(0, r.start - s.start))![0];
      // With a budget and a use of its own beside it the rate is theirs.
      if (s.figures.filter((f) => f.money && f.start < r.start && /预算|支出|决算/.test(f.lead)).length > 1) return [];
      // The money right before is what the rate is of: 年末结转结余870万元，占…
      if (PART.test(clause.slice(-40)) || [due, ...others].some((d) => matchesRate(r.amount, placesOf(r), d)))
        return [];
      return [{ start: r.start, end: r.end, say: { a: r.digits, b: shown(due, scene.profile.decimals.percent) } }];
    }),
  );
}

const GRADED =
  /(?:自评|评价|综合|总)?(?:总)?(?:得分|总分|评分)(?:为|是|：)?\s?(\d{1,3}(?:\.\d{1,2})?)\s?分(?:(?!得分|总分)[^\n]){0,120}?(?:等级|评为|评定为|结论)(?:为|是|：)?[“"]?(优秀?|良好?|中等?|差)(?=[”"。，；,;]|等?级|$)/gm;

function grades(scene: TextScene): TextHit[] {
  const bands = [...scene.profile.grades].sort((a, b) => b.from - a.from);
  return [...scene.text.matchAll(GRADED)].flatMap((m): TextHit[] => {
    const score = fromDecimal(m[1]!);
    const said = bands.find((b) => m[2]!.startsWith(b.grade) || b.grade.startsWith(m[2]!));
    if (!score || !said || compare(score, HUNDRED) > 0) return [];
    const due = bands.find((b) => compare(score, threshold(b.from)) >= 0);
    if (!due || due.grade === said.grade) return [];
    const end = m.index + m[0].length;
    // From the score on, so that what the facts say of it is the same place.
    return [{ start: m.index, end, say: { s: m[1]!, g: due.grade, h: m[2]! } }];
  });
}

export const SAID_WHOLE: readonly TextRule[] = [
  { id: 'C030', severity: 'E', message: '文中执行率{a}%，按全年预算数计算应为{b}%。', find: wholeRates },
  { id: 'C070', severity: 'E', message: '得分{s}分对应等级为“{g}”，文中为“{h}”。', find: grades },
];
