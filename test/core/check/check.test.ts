// Every rule meets cases it must object to and cases it must pass; both are data.
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import { checkFacts, checkText, FACT_RULES, TEXT_RULES } from '../../../src/core/check/check.ts';
import type { Finding } from '../../../src/core/check/finding.ts';
import { FOLLOW_UPS } from '../../../src/core/check/followups.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import { type Notation, PERIOD, PROFILE, readCases, stated } from '../figure/stated.ts';

interface FactCase {
  rule: string;
  name: string;
  facts: Notation;
  expect: string[];
}
interface TextCase {
  rule: string;
  name: string;
  text: string;
  period?: number;
  /** Last year's texts. */
  prior?: string[];
  quotes: string[];
}

const FACTS = readCases<FactCase[]>('facts.json');
const TEXTS = readCases<TextCase[]>('texts.json');

const findings = (facts: readonly StatedFact[], period = PERIOD): Finding[] => {
  const book = factBook(facts, period);
  return checkFacts(book, computeFigures(book, PROFILE), PROFILE);
};
const read = (text: string, period = PERIOD, prior?: string[]): Finding[] =>
  checkText(text, { profile: PROFILE, period, ...(prior ? { prior } : {}) });

describe('facts', () => {
  it.each(FACTS.map((c) => [c.rule, c.name, c] as const))('%s: %s', (rule, _, c) => {
    const found = findings(stated(c.facts)).filter((f) => f.rule === rule);
    expect(found.map((f) => f.message)).toEqual(c.expect);
  });
});

describe('texts', () => {
  it.each(TEXTS.map((c) => [c.rule, c.name, c] as const))('%s: %s', (rule, _, c) => {
    const found = read(c.text, c.period, c.prior).filter((f) => f.rule === rule);
    expect(found.map((f) => f.place?.quote)).toEqual(c.quotes);
    for (const { place } of found) expect(c.text.slice(place!.start, place!.end)).toBe(place!.quote);
  });
});

describe('the rule tables', () => {
  const objected = new Set([
    ...FACTS.filter((c) => c.expect.length).map((c) => c.rule),
    ...TEXTS.filter((c) => c.quotes.length).map((c) => c.rule),
  ]);
  const passed = new Set([
    ...FACTS.filter((c) => !c.expect.length).map((c) => c.rule),
    ...TEXTS.filter((c) => !c.quotes.length).map((c) => c.rule),
  ]);
  // Rules that these cases cannot reach with a notation of one fact a slot, or with this profile; they have tests of their own.
  const apart = ['C017', 'C074', 'C129'];
  it('has for every rule a case it objects to and one it passes', () => {
    const rules = [...new Set([...FACT_RULES, ...FOLLOW_UPS, ...TEXT_RULES].map((r) => r.id))].filter(
      (id) => !apart.includes(id),
    );
    expect(rules.filter((id) => !objected.has(id) || !passed.has(id))).toEqual([]);
  });
  it('leaves no blank in a message', () => {
    const all = [
      ...FACTS.flatMap((c) => findings(stated(c.facts))),
      ...TEXTS.flatMap((c) => read(c.text, c.period).filter((f) => f.rule !== 'C096')),
    ];
    expect(all.filter((f) => /\{\w+\}|undefined|NaN/.test(f.message))).toEqual([]);
  });
  it('without facts raises only what a report must say and does not', () => {
    expect(findings([]).map((f) => f.rule)).toEqual(['C060', 'C078', 'C120', 'C127', 'C128']);
  });
});

it('C017: two values of one fact that differ ten thousand times are a slip of units', () => {
  const twice = (value: string, unit: string): StatedFact[] => [
    ...stated({ three_public_actual: '9.46万元' }),
    ...stated({ three_public_actual: '9.46万元' }).map((f) => ({ ...f, value, unit })),
  ];
  const messages = (facts: StatedFact[]) =>
    findings(facts)
      .filter((f) => f.rule === 'C017')
      .map((f) => f.message);
  expect(messages(twice('9.46', '元'))).toEqual([
    '“三公”经费决算数两处数值相差1万倍，疑似“元”“万元”混用，请核实单位。',
  ]);
  expect(messages(twice('94600', '元'))).toEqual([]);
});

it('C074: where the form caps the total by the execution rate, a higher stated score is objected to', () => {
  const scoring = { ...PROFILE.scoring!, caps: [{ below: 80, total: 89 }] };
  const facts = stated({ self_score: '92分', budget_adjusted_total: '1000万元', final_expenditure_total: '760万元' });
  const messages = (profile: typeof PROFILE) => {
    const book = factBook(facts, PERIOD);
    return checkFacts(book, computeFigures(book, profile), profile).flatMap((f) =>
      f.rule === 'C074' ? f.message : [],
    );
  };
  expect(messages({ ...PROFILE, scoring })).toEqual(['执行率76%，按规定总分不超过89分。']);
  expect(messages(PROFILE)).toEqual([]);
});

it('C129: last year’s rectification is asked for where the form requires it', () => {
  const [first, ...rest] = PROFILE.outline;
  const profile = { ...PROFILE, outline: [{ ...first!, requires: ['last_year_issues'] }, ...rest] };
  const rules = (notation: Notation, p = profile) =>
    checkFacts(factBook(stated(notation), PERIOD), [], p).map((f) => f.rule);
  expect(rules({})).toContain('C129');
  expect(rules({ last_year_issues: ['已完成整改。'] })).not.toContain('C129');
  expect(rules({}, PROFILE)).not.toContain('C129');
});

describe('findings', () => {
  const facts = stated({
    budget_income_total: '7910万元',
    budget_expenditure_total: '7910万元',
    budget_expenditure_basic: '1128.6万元',
    budget_expenditure_project: '6700万元',
    final_expenditure_total: '17847.37万元',
    execution_rate: '100%',
    staff_in_post: '14人',
    staff_contract: '23人',
    staff_total: '38人',
    'staff_in_post#所': '2人',
    'staff_contract#所': '5人',
    'staff_total#所': '9人',
  });
  it('name the facts they rest on, what to ask for, and are told apart by their ids', () => {
    const found = findings(facts);
    const claim = found.find((f) => f.rule === 'C031')!;
    expect(claim.id).toBe('C031:execution_rate|2022||');
    expect(claim.facts.map((f) => f.key)).toEqual([
      'execution_rate',
      'final_expenditure_total',
      'budget_expenditure_total',
    ]);
    expect(claim.ask).toContain('budget_adjusted_total');
    expect(new Set(found.map((f) => f.id)).size).toBe(found.length);
  });
  it('are the same in whatever order the facts come', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(findings(shuffled)).toEqual(findings(facts));
      }),
      { numRuns: 30 },
    ));
  it('are the same when the money is stated in 元', () => {
    const yuan = facts.map((f) =>
      f.unit === '万元' ? { ...f, value: String(Math.round(Number(f.value) * 10000)), unit: '元' } : f,
    );
    expect(findings(yuan).map((f) => f.message)).toEqual(findings(facts).map((f) => f.message));
  });
  it('in texts always quote what stands there', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ...TEXTS.map((c) => c.text),
            '\n',
            '２０２１年',
            '𠮷',
            '萬元',
            'MERGEFIELD ',
            '${',
            '《',
            '占 ',
          ),
          {
            maxLength: 12,
          },
        ),
        (pieces) => {
          const text = pieces.join('');
          for (const { place } of read(text)) if (place) expect(text.slice(place.start, place.end)).toBe(place.quote);
        },
      ),
      { numRuns: 60 },
    ));
  it('keep their ids when text is added elsewhere', () => {
    const text = '支出预算总额为支出预算总额为7910万元。';
    const ids = (t: string) =>
      read(t)
        .filter((f) => f.rule === 'C099')
        .map((f) => f.id);
    expect(ids(`一、部门概况\n${text}`)).toEqual(ids(text));
  });
});

describe('long text without a break stays cheap', () => {
  it.each([
    ['blanks', ' '],
    ['digits', '1'],
    ['one word', '支出'],
    ['opened codes', '${'],
    ['opened brackets', '【待补'],
    ['amounts', '年初预算1万元，'],
    ['shares', '占1.5%，'],
    ['years', '2021年'],
  ])('%s', (_, piece) => {
    const time = (n: number): number => {
      const text = piece.repeat(n);
      const start = performance.now();
      read(text);
      return performance.now() - start;
    };
    time(500);
    // Eight times the text may cost eight times the time and a margin, not its square.
    expect(time(40_000)).toBeLessThan(40 * Math.max(time(5_000), 5));
  });
});

const SEED = new URL('../../../../shared/corpus/00-qingyunpu-2022.txt', import.meta.url);
describe.skipIf(!existsSync(SEED))('the real report', () => {
  it('has its residue, its doubled phrase, its hints, its broken year and its wrong words found in place', () => {
    const text = existsSync(SEED) ? readFileSync(SEED, 'utf8') : '';
    const found = read(text);
    const count = (rule: string) => found.filter((f) => f.rule === rule).length;
    expect(found.filter((f) => f.rule === 'C096' && f.place!.quote.startsWith('MERGEFIELD'))).toHaveLength(3);
    expect(found.filter((f) => f.rule === 'C099').map((f) => f.place!.quote)).toEqual(['支出预算总额为支出预算总额为']);
    expect(count('C098')).toBeGreaterThanOrEqual(1);
    expect(found.filter((f) => f.rule === 'C092').map((f) => f.place!.quote)).toEqual(['预计2023将']);
    expect(found.filter((f) => f.rule === 'C090')).toEqual([]);
    for (const word of ['续效', '候效', '施画', '平米', '孕育而生', '各项指示'])
      expect(found.filter((f) => f.rule === 'C100').map((f) => f.place!.quote)).toContain(word);
    for (const f of found) if (f.place) expect(text.slice(f.place.start, f.place.end)).toBe(f.place.quote);
  });
});
