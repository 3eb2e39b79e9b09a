// The scoring table filled from facts and figures: which weights hold, who may change a score, what is open, caps and grade.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import { fromDecimal, sum, toText } from '../../../src/core/number/exact.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { equalSplit, gradeOf, scoreTable, UNSORTED } from '../../../src/core/score/score.ts';
import { profileNamed } from '../../profiles.ts';
import { SCORING } from './form.ts';

const BASE = profileNamed('jiangxi-2022');

const PROFILE: Profile = { ...BASE, scoring: SCORING };

const fact = (key: string, value: string, unit = '', scope: string | null = null): StatedFact => ({
  key,
  period: 2023,
  scope,
  item: null,
  value,
  unit,
  qualifier: null,
  label: null,
});
const of = (name: string, level1: string, weight: string, target: string, actual: string): StatedFact[] => [
  fact('indicator_level1', level1, '', name),
  fact('indicator_weight', weight, '分', name),
  fact('indicator_target', target, '', name),
  fact('indicator_actual', actual, '', name),
];
const money = (executed: string): StatedFact[] => [
  fact('budget_adjusted_total', '2000', '万元'),
  fact('final_expenditure_total', executed, '万元'),
];
const FULL: StatedFact[] = [
  ...money('1900'),
  ...of('举办培训', '产出指标', '30', '≥10场', '12场'),
  ...of('验收合格率', '产出指标', '20', '≥100%', '90%'),
  ...of('群众办事时间', '效益指标', '30', '≤30天', '30天'),
  ...of('服务对象满意度', '满意度指标', '10', '≥95%', '96%'),
];
const table = (facts: StatedFact[], profile: Profile = PROFILE) => {
  const book = factBook(facts, 2023);
  return scoreTable(profile, book, computeFigures(book, profile))!;
};
const rowOf = (t: ReturnType<typeof table>, name: string) =>
  t.groups.flatMap((g) => g.rows).find((r) => r.name === name)!;
const finalOf = (t: ReturnType<typeof table>, name: string) => {
  const { score } = rowOf(t, name);
  return score.is === 'waiting' || score.final === null ? null : toText(score.final);
};
const without = (facts: StatedFact[], key: string, name: string) =>
  facts.filter((f) => f.key !== key || f.scope !== name);

describe('the scoring table', () => {
  it('takes the one second level that the form names, and none where it names several', () => {
    const t = table(FULL);
    expect(rowOf(t, '服务对象满意度').level2).toBe('服务对象满意度');
    expect(rowOf(t, '群众办事时间').level2).toBe('社会效益指标');
    expect(rowOf(t, '举办培训').level2).toBe('');
  });

  it('adds execution and indicators: 10×95% + 30 + 20×90% + 30 + 10 = 97.5, 优', () => {
    const t = table(FULL);
    expect(t.open).toEqual([]);
    expect([finalOf(t, '预算执行率'), finalOf(t, '验收合格率')]).toEqual(['9.5', '18']);
    expect([toText(t.sum!), toText(t.total!), t.grade, t.cap]).toEqual(['97.5', '97.5', '优', null]);
    expect(t.set.id).toBe('without');
  });

  it('takes the weights with cost as soon as there is a cost indicator', () => {
    const t = table([...FULL, ...of('单位培训成本', '成本指标', '20', '≤500元', '450元')]);
    expect(t.set.id).toBe('with');
    expect(t.groups.map((g) => toText(g.weight))).toEqual(['10', '20', '40', '20', '10']);
  });

  it('has no total while a row is open, and names the row and the fact it waits for', () => {
    const t = table(without(FULL, 'indicator_actual', '举办培训'));
    expect([t.sum, t.total, t.grade]).toEqual([null, null, null]);
    expect(t.open).toEqual(['举办培训']);
    const { score } = rowOf(t, '举办培训');
    expect(score.is === 'waiting' && score.for[0]).toMatchObject({ key: 'indicator_actual', scope: '举办培训' });
  });

  it('never takes a group without indicators for points earned', () => {
    const t = table(FULL.filter((f) => f.scope !== '群众办事时间'));
    expect(t.total).toBeNull();
    expect(t.open).toEqual(['效益指标']);
  });

  it('puts an indicator without a group aside and asks for its group', () => {
    const t = table(without(FULL, 'indicator_level1', '举办培训'));
    expect(t.groups.at(-1)!.name).toBe(UNSORTED);
    expect(t.open).toContain('举办培训');
  });

  it('caps the total by the execution rate: 76% executed allows 89 at most', () => {
    const t = table([
      ...FULL.filter((f) => f.key !== 'final_expenditure_total'),
      fact('final_expenditure_total', '1520', '万元'),
    ]);
    expect([toText(t.sum!), toText(t.total!), t.grade]).toEqual(['95.6', '89', '良']);
    expect(t.cap!.why).toContain('76%');
  });

  it('lets a person lower a score freely and raise it only with a reason', () => {
    const lowered = table([...FULL, fact('indicator_score', '25', '分', '举办培训')]);
    expect(finalOf(lowered, '举办培训')).toBe('25');
    const raised = [...FULL, fact('indicator_score', '20', '分', '验收合格率')];
    expect(finalOf(table(raised), '验收合格率')).toBe('18');
    expect(rowOf(table(raised), '验收合格率').reasonDue.join()).toContain('须写明理由');
    const explained = table([...raised, fact('indicator_score_reason', '两项验收在次年一月补齐', '', '验收合格率')]);
    expect(finalOf(explained, '验收合格率')).toBe('20');
  });

  it('asks for a reason where points were lost, and takes 暂无 for none', () => {
    expect(rowOf(table(FULL), '验收合格率').reasonDue).toEqual(['未得满分']);
    const idle = table([...FULL, fact('indicator_deviation_reason', '暂无', '', '验收合格率')]);
    expect(rowOf(idle, '验收合格率').reasonDue).toEqual(['未得满分']);
    const said = table([...FULL, fact('indicator_deviation_reason', '一个项目返工，验收推迟', '', '验收合格率')]);
    expect(rowOf(said, '验收合格率').reasonDue).toEqual([]);
    expect(rowOf(table(FULL), '举办培训').reasonDue).toEqual([]);
    const over = table([
      ...without(FULL, 'indicator_actual', '举办培训'),
      fact('indicator_actual', '13场', '', '举办培训'),
    ]);
    expect(rowOf(over, '举办培训').reasonDue).toEqual(['完成值超出目标较多']);
  });

  it('drops what does not apply and rescales the rest to 100, or gives it full marks where the form says so', () => {
    const facts = [...FULL, fact('indicator_not_applicable', '本年无此项工作', '', '群众办事时间')];
    // (9.5 + 30 + 18 + 10) ÷ 70 × 100
    expect(toText(table(facts).sum!)).toBe('96.43');
    const full = table(facts, { ...PROFILE, scoring: { ...SCORING, notApplicable: 'full' } });
    expect(toText(full.sum!)).toBe('97.5');
  });

  it('bounds a qualitative row by its band and waits for the band', () => {
    const words = [...without(without(FULL, 'indicator_target', '群众办事时间'), 'indicator_actual', '群众办事时间')];
    const facts = [...words, fact('indicator_target', '办事更加便捷', '', '群众办事时间')];
    expect(table(facts).open).toEqual(['群众办事时间']);
    const best = table([...facts, fact('indicator_band', '达成年度指标', '', '群众办事时间')]);
    expect(finalOf(best, '群众办事时间')).toBe('30');
    const partly = [...facts, fact('indicator_band', '部分达成年度指标并具有一定效果', '', '群众办事时间')];
    expect(table(partly).open).toEqual(['群众办事时间']);
    expect(finalOf(table([...partly, fact('indicator_score', '21', '分', '群众办事时间')]), '群众办事时间')).toBe('21');
  });

  it('does not depend on the order of the facts', () => {
    const wanted = JSON.stringify(table(FULL), (_k, v) => (typeof v === 'bigint' ? String(v) : v));
    const order = fc.shuffledSubarray(FULL, { minLength: FULL.length, maxLength: FULL.length });
    const loose = (s: string) => [...s].sort().join('');
    fc.assert(
      fc.property(order, (facts) => {
        const t = table(facts);
        expect([toText(t.total!), t.grade, t.groups.map((g) => g.rows.map((r) => r.name))]).toEqual([
          '97.5',
          '优',
          [['预算执行率'], ['举办培训', '验收合格率'], ['群众办事时间'], ['服务对象满意度']],
        ]);
        expect(loose(JSON.stringify(t, (_k, v) => (typeof v === 'bigint' ? String(v) : v)))).toBe(loose(wanted));
      }),
      { numRuns: 30 },
    );
  });
});

describe('grades and shares', () => {
  it.each([
    ['100', '优'],
    ['90', '优'],
    ['89.99', '良'],
    ['80', '良'],
    ['79.99', '中'],
    ['60', '中'],
    ['59.99', '差'],
    ['0', '差'],
  ])('%s points are %s', (score, grade) => {
    expect(gradeOf(fromDecimal(score)!, PROFILE)).toBe(grade);
  });

  it('splits points equally with the remainder on the first, and loses none', () => {
    expect(equalSplit(fromDecimal('50')!, 3).map(toText)).toEqual(['16.68', '16.66', '16.66']);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 40 }), (cents, rows) => {
        const total = fromDecimal((cents / 100).toFixed(2))!;
        expect(toText(sum(equalSplit(total, rows)))).toBe(toText(total));
      }),
    );
  });
});

describe('whatever rows are given', () => {
  const levels = ['产出指标', '效益指标', '满意度指标', '成本指标', '没有的一级'];
  const indicator = fc.record({
    name: fc.constantFrom('甲', '乙', '丙', '丁', '戊', '己'),
    level1: fc.constantFrom(...levels),
    weight: fc.constantFrom('10', '20', '30', '40', '50', '16.67'),
    target: fc.constantFrom('≥10个', '≤30天', '18个', '≥0个', '≤-30%', '明显提升'),
    actual: fc.constantFrom('12个', '28天', '45天', '0', '-20%', '较好', ''),
    score: fc.constantFrom('', '5', '9.99', '120', '-1'),
    na: fc.boolean(),
  });
  const factsOf = (rows: readonly Record<string, string | boolean>[]) =>
    [...new Map(rows.map((r) => [r.name, r])).values()].flatMap((r) => [
      ...of(String(r.name), String(r.level1), String(r.weight), String(r.target), String(r.actual)).filter(
        (f) => f.value !== '',
      ),
      ...(r.score ? [fact('indicator_score', String(r.score), '分', String(r.name))] : []),
      ...(r.na ? [fact('indicator_not_applicable', '本年没有此项工作安排', '', String(r.name))] : []),
    ]);

  it('a total is the rounded sum of the rows within the cap, never over 100, and the order of facts plays no part', () => {
    const plain = (t: unknown) => JSON.stringify(t, (_k, v) => (typeof v === 'bigint' ? String(v) : v));
    let totals = 0;
    fc.assert(
      fc.property(fc.array(indicator, { maxLength: 6 }), fc.integer({ min: 0, max: 2500 }), (rows, executed) => {
        const facts = [...money(String(executed)), ...factsOf(rows)];
        const t = table(facts);
        expect(plain(table([...facts].reverse()))).toBe(plain(t));
        for (const r of t.groups.flatMap((g) => g.rows)) {
          const final = r.score.is === 'waiting' ? null : r.score.final;
          if (!final || !r.weight) continue;
          expect(Number(toText(final))).toBeGreaterThanOrEqual(0);
          expect(Number(toText(final))).toBeLessThanOrEqual(Number(toText(r.weight)));
        }
        if (!t.total) return;
        totals++;
        const counted = t.groups
          .flatMap((g) => g.rows)
          .filter((r) => !(r.score.is === 'not-applicable' && r.score.final === null));
        // In hundredths of a point, by another way than the table's own.
        const cents = (of: (r: (typeof counted)[number]) => string) =>
          counted.reduce((n, r) => n + Math.round(Number(of(r)) * 100), 0);
        const reached = cents((r) => (r.score.is === 'waiting' ? 'NaN' : toText(r.score.final!)));
        const possible = cents((r) => toText(r.weight!));
        const whole = possible === 10_000 ? reached : Math.floor((2 * reached * 10_000 + possible) / (2 * possible));
        const cap = t.cap ? Number(toText(t.cap.total)) * 100 : 10_000;
        expect(Math.round(Number(toText(t.total)) * 100)).toBe(Math.min(whole, cap));
      }),
      { numRuns: 400, seed: 7 },
    );
    // Most random tables are incomplete; these are not.
    const full = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 130 }), fc.boolean());
    fc.assert(
      fc.property(full, ([done, share, left]) => {
        const facts = [
          ...money('1900'),
          ...of('甲', '产出指标', '50', '≥20个', `${done}个`),
          ...of('乙', '效益指标', '30', '≥90%', `${share}%`),
          ...of('丙', '满意度指标', '10', '≥95%', '96%'),
          ...(left ? [fact('indicator_not_applicable', '本年没有此项工作安排', '', '乙')] : []),
        ];
        const a = Math.floor((2 * 5000 * Math.min(done, 20) + 20) / 40);
        const b = Math.floor((2 * 3000 * Math.min(share, 90) + 90) / 180);
        const cents = left ? Math.floor((2 * (950 + a + 1000) * 10_000 + 7000) / 14_000) : 950 + a + b + 1000;
        expect(Math.round(Number(toText(table(facts).total!)) * 100)).toBe(cents);
        totals++;
      }),
    );
    expect(totals).toBeGreaterThan(90);
  });
});

describe('what a row tells', () => {
  it.each<[string, string, string, string]>([
    ['an = target that was passed', '12个', '15个', '高于目标25%'],
    ['an = target that was missed', '12个', '9个', '低于目标25%'],
  ])('%s is noted', (_name, target, actual, words) => {
    const t = table([...money('1900'), ...of('举办培训', '产出指标', '50', target, actual)]);
    expect(rowOf(t, '举办培训').notes.join()).toContain(words);
    const least = table([...money('1900'), ...of('举办培训', '产出指标', '50', `≥${target}`, actual)]);
    expect(rowOf(least, '举办培训').notes).toEqual([]);
  });

  it('keeps a target under zero for a person when it was missed, and gives full marks when met', () => {
    const of1 = (actual: string) => table([...money('1900'), ...of('变动率', '产出指标', '50', '≤-30%', actual)]);
    expect(finalOf(of1('-35%'), '变动率')).toBe('50');
    expect(rowOf(of1('-20%'), '变动率').score).toMatchObject({ is: 'to-judge', final: null });
  });

  it('does not count a score beyond weight or band, and says so', () => {
    const over = table([...FULL, fact('indicator_score', '31', '分', '举办培训')]);
    expect([finalOf(over, '举办培训'), rowOf(over, '举办培训').reasonDue.join()]).toEqual([
      '30',
      expect.stringContaining('0～30分'),
    ]);
    const words = [
      fact('indicator_level1', '效益指标', '', '便民'),
      fact('indicator_weight', '10', '分', '便民'),
      fact('indicator_target', '更加便民', '', '便民'),
      fact('indicator_band', '部分达成年度指标并具有一定效果', '', '便民'),
    ];
    const at = (score: string) => finalOf(table([...words, fact('indicator_score', score, '分', '便民')]), '便民');
    // The upper bound of a band belongs to the band above it.
    expect([at('6'), at('7.99'), at('8'), at('5.99')]).toEqual(['6', '7.99', null, null]);
  });

  it('gives a judged score without a band the band it lies in', () => {
    const words = [
      fact('indicator_level1', '效益指标', '', '便民'),
      fact('indicator_weight', '10', '分', '便民'),
      fact('indicator_target', '更加便民', '', '便民'),
    ];
    const t = table([...words, fact('indicator_score', '7', '分', '便民')]);
    expect([rowOf(t, '便民').band, finalOf(t, '便民')]).toEqual(['部分达成年度指标并具有一定效果', '7']);
  });

  it('has no total where the weights make another whole than the form’s', () => {
    const t = table([...FULL, ...of('多出的指标', '产出指标', '5', '≥1个', '1个')]);
    expect([t.total, t.grade, t.open]).toEqual([null, null, []]);
    expect(t.issues).toEqual(['各行分值合计105分，应为100分，请调整分值后再汇总总分']);
    expect(t.groups.find((g) => g.name === '产出指标')!.issue).toContain('合计55分，应为50分');
  });

  it('takes one of two rows where the form wants only one, the chosen before the first that has a score', () => {
    const rival = (name: string, figure: string) => ({
      ...SCORING.groups[0]!.rows[0]!,
      name,
      figure,
      oneOf: '结转',
    });
    const groups = [
      {
        ...SCORING.groups[0]!,
        rows: [rival('结转结余率', 'carryover_rate'), rival('执行', 'execution_rate_full_year')],
      },
      ...SCORING.groups.slice(1),
    ];
    const profile = { ...PROFILE, scoring: { ...SCORING, groups } };
    const first = table(FULL, profile);
    expect([rowOf(first, '结转结余率').passedOver, rowOf(first, '执行').passedOver]).toEqual([true, false]);
    expect(toText(first.total!)).toBe('97.5');
    const chosen = table([...FULL, fact('indicator_chosen', '是', '', '结转结余率')], profile);
    expect([rowOf(chosen, '执行').passedOver, chosen.open]).toEqual([true, ['结转结余率']]);
  });

  it('gives the points of satisfaction away only when a person says that there is nothing of the kind', () => {
    const sets = [{ id: 'none', label: '无满意度', when: 'without_satisfaction' as const }, ...SCORING.sets];
    const groups = SCORING.groups.map((g) => ({
      ...g,
      weights: { ...g.weights, none: { 效益指标: 40, 满意度指标: 0, 产出指标: 50, 预算执行率: 10 }[g.name] ?? 0 },
    }));
    const profile = { ...PROFILE, scoring: { ...SCORING, sets, groups } };
    const bare = FULL.filter((f) => f.scope !== '服务对象满意度');
    expect(table(bare, profile).set.id).toBe('without');
    const said = [...bare, fact('indicator_not_applicable', '没有直接服务对象', '', '满意度指标')];
    expect(table(said, profile).set.id).toBe('none');
    expect(table([...said, ...of('群众满意度', '满意度指标', '10', '≥95%', '96%')], profile).set.id).toBe('without');
  });
});
