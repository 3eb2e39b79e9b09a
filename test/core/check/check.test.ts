// Every rule meets cases it must object to and cases it must pass; both are data.
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import { checkFacts, checkText, FACT_RULES, TEXT_RULES } from '../../../src/core/check/check.ts';
import type { Finding } from '../../../src/core/check/finding.ts';
import { FOLLOW_UPS } from '../../../src/core/check/followups.ts';
import { checkOutput, OUTPUT, type OutputScene } from '../../../src/core/check/output.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import { cpuTime } from '../../cpu-time.ts';
import { type Notation, PERIOD, PROFILE, readCases, stated } from '../figure/stated.ts';

interface FactCase {
  rule: string;
  name: string;
  facts: Notation;
  /** Second values of the same slots. */
  also?: Notation;
  /** What this form has and the usual one has not. */
  caps?: { below: number; total: number }[];
  requires?: string[];
  expect: string[];
}
interface OutputCase {
  rule: string;
  name: string;
  scene: Record<string, unknown>;
  expect: string[];
}
interface RuleRow {
  id: string;
  severity: Finding['severity'];
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

const OUTPUTS = readCases<OutputCase[]>('output.json');
const RULES = readCases<RuleRow[]>('rules.json');

const findings = (facts: readonly StatedFact[], period = PERIOD, profile = PROFILE): Finding[] => {
  const book = factBook(facts, period);
  return checkFacts(book, computeFigures(book, profile), profile);
};
const profileOf = ({ caps, requires }: FactCase): typeof PROFILE => {
  const [first, ...rest] = PROFILE.outline;
  return {
    ...PROFILE,
    ...(caps ? { scoring: { ...PROFILE.scoring!, caps } } : {}),
    ...(requires ? { outline: [{ ...first!, requires }, ...rest] } : {}),
  };
};
const outputScene = (scene: Record<string, unknown>): OutputScene => {
  const whole = (f: object) => ({ period: PERIOD, scope: null, item: null, source: null, ...f });
  const facts = scene.facts as object[] | undefined;
  return { period: PERIOD, ...scene, ...(facts ? { facts: facts.map(whole) } : {}) } as OutputScene;
};
const read = (text: string, period = PERIOD, prior?: string[]): Finding[] =>
  checkText(text, { profile: PROFILE, period, ...(prior ? { prior } : {}) });

describe('facts', () => {
  it.each(FACTS.map((c) => [c.rule, c.name, c] as const))('%s: %s', (rule, _, c) => {
    const facts = [...stated(c.facts), ...stated(c.also ?? {})];
    const found = findings(facts, PERIOD, profileOf(c)).filter((f) => f.rule === rule);
    expect(found.map((f) => f.message)).toEqual(c.expect);
  });
});

describe('what leaves the house', () => {
  it.each(OUTPUTS.map((c) => [c.rule, c.name, c] as const))('%s: %s', (rule, _, c) => {
    const found = checkOutput(outputScene(c.scene)).filter((f) => f.rule === rule);
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
  const objects = (c: { expect?: string[]; quotes?: string[] }): boolean => (c.expect ?? c.quotes)!.length > 0;
  const cases: readonly { rule: string; expect?: string[]; quotes?: string[] }[] = [...FACTS, ...TEXTS, ...OUTPUTS];
  const own: readonly RuleRow[] = [...FACT_RULES, ...FOLLOW_UPS, ...TEXT_RULES, ...OUTPUT];
  it.each(RULES.map((r) => [r.id, r.severity] as const))(
    '%s is a row of severity %s, with a case it objects to and one it passes',
    (id, severity) => {
      const rows = own.filter((r) => r.id === id);
      expect(new Set(rows.map((r) => r.severity))).toEqual(new Set([severity]));
      const about = cases.filter((c) => c.rule === id);
      expect([about.some(objects), about.some((c) => !objects(c))]).toEqual([true, true]);
    },
  );
  it('hold the 119 rules of the list and no other', () => {
    expect(RULES).toHaveLength(119);
    expect([...new Set(own.map((r) => r.id))].sort()).toEqual(RULES.map((r) => r.id));
    const count = (s: string) => RULES.filter((r) => r.severity === s).length;
    expect([count('E'), count('W'), count('I')]).toEqual([52, 58, 9]);
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
      const start = cpuTime();
      read(text);
      return cpuTime() - start;
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
