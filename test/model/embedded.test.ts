// The embedded engine on the real report: what it extracts is composed, and what it composes its own verifier accepts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../src/core/book.ts';
import { carryForward } from '../../src/core/carry.ts';
import { type Paragraph, paragraphText, type SectionDraft } from '../../src/core/draft/section.ts';
import { termsOf } from '../../src/core/draft/terms.ts';
import { verifyText } from '../../src/core/draft/verify.ts';
import { extractFacts } from '../../src/core/extract/extract.ts';
import type { StatedFact } from '../../src/core/fact.ts';
import { computeFigures } from '../../src/core/figure/compute.ts';
import { scanQuantities } from '../../src/core/number/scan.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import type { Reply } from '../../src/ports.ts';
import { localCall } from '../../src/steps/call-model.ts';
import { statedFigures } from '../../src/steps/facts-file.ts';
import { readAnswers } from '../../src/steps/read-answers.ts';
import { profileNamed } from '../profiles.ts';

const root = new URL('../../', import.meta.url);
const corpus = new URL('../shared/corpus/', root);
const here = existsSync(corpus);
const profile = profileNamed('jiangxi-2022');
const model = embeddedModel();

const given = <T>(reply: Reply<T>): T => {
  if (!reply.ok) throw new Error(reply.failure.why);
  return reply.value;
};
const textOf = (d: SectionDraft): string => d.paragraphs.map(paragraphText).join('\n');

interface Drafted {
  text: string;
  sections: Map<string, SectionDraft>;
  unbacked: string[];
  quantities: number;
}

async function draftAll(facts: readonly StatedFact[], period: number, sources: readonly string[]): Promise<Drafted> {
  const book = factBook(facts, period);
  const figures = computeFigures(book, profile);
  const sections = new Map<string, SectionDraft>();
  for (const section of profile.outline)
    if (section.compose.length) {
      const reply = await model.write(
        { section, profile, book, figures, prior: null, slots: [], excerpts: [] },
        localCall(),
      );
      if (!reply.ok || reply.value.is !== 'draft') throw new Error('the embedded engine writes drafts');
      sections.set(section.id, reply.value.draft);
    }
  const text = profile.outline
    .map((s) => `${s.number}${s.title}\n${sections.has(s.id) ? textOf(sections.get(s.id)!) : ''}`)
    .join('\n');
  const verdicts = verifyText(text, {
    unitName: book.get('unit_name')?.value ?? null,
    period,
    facts,
    figures: statedFigures(figures),
    terms: termsOf(sources, facts),
  });
  const unbacked = verdicts
    .filter((v) => v.standing === 'unbacked')
    .map((v) => `${v.text}（${v.why}）：…${text.slice(Math.max(0, v.start - 30), v.end + 20).replaceAll('\n', '⏎')}…`);
  return { text, sections, unbacked, quantities: verdicts.length };
}

/** Figures of a paragraph that no single backed run covers. */
function loose(p: Paragraph): string[] {
  let at = 0;
  const backed = p.runs.flatMap((r) => {
    at += r.t.length;
    return r.by ? [{ start: at - r.t.length, end: at }] : [];
  });
  return scanQuantities(paragraphText(p))
    .filter((q) => q.class === 'figure' && !backed.some((b) => b.start <= q.start && b.end >= q.end))
    .map((q) => `${q.text} in ${paragraphText(p)}`);
}

const read = (name: string): string => readFileSync(new URL(name, corpus), 'utf8');
const extract = async (source: string): Promise<StatedFact[]> => {
  const doc = readDocument(source);
  const found = extractFacts(doc);
  return [...found.candidates, ...given(await model.extract(doc, found, localCall()))];
};

describe('the engine’s name and understanding', () => {
  it('reads a value given in a message', async () => {
    const intents = given(
      await model.understand({ message: '全年预算数是18000万元', asked: null, period: 2022 }, localCall()),
    );
    expect(intents[0]).toMatchObject({ is: 'give' });
    expect(model.name).toBe('embedded');
  });
});

describe.skipIf(!here)('the real report of 2022, drafted again from its own facts', () => {
  const source = here ? read('00-qingyunpu-2022.txt') : '';
  const drafted = here ? extract(source).then((facts) => draftAll(facts, 2022, [source])) : Promise.reject();
  if (!here) drafted.catch(() => {});

  it('has every quantity backed', async () => {
    expect((await drafted).unbacked).toEqual([]);
  });

  it.each([
    '7910万元',
    '3250万元',
    '4660万元',
    '1128.6万元',
    '6781.4万元',
    '17847.37万元',
    '37人',
    '13人',
    '7人',
    '18个',
    '12个',
    '66.67%',
  ])('says %s', async (value) => {
    expect((await drafted).text).toContain(value);
  });

  it('carries no residue, hint, misspelling, outsider’s voice or rate of a hundred', async () => {
    expect((await drafted).text).not.toMatch(
      /MERGEFIELD|\$\{|续效|候效|施画|平米|孕育而生|约\d+余|提请单位|核查单位|从数量、质量、时效|100%|2023|总额为支出/,
    );
  });

  it('asks for the targets, the full-year budget, the measured satisfaction and the disclosure', async () => {
    const { sections } = await drafted;
    expect(sections.get('1.3')!.missing).toContain('performance_goal_text');
    expect(sections.get('1.5')!.missing).toEqual(['budget_adjusted_total']);
    expect(sections.get('2.2')!.missing).toEqual(['effect_economic']);
    expect(sections.get('2.3')!.missing).toContain('satisfaction_rate');
    expect(sections.get('4')!.missing).toEqual(expect.arrayContaining(['disclosure_channel', 'disclosure_date']));
  });

  it('keeps the duties, the organisation and the four achievements', async () => {
    const { sections } = await drafted;
    expect(textOf(sections.get('1.1')!)).toMatch(/（12）承办区政府交办的其他事项。/);
    expect(textOf(sections.get('1.1')!)).toContain('内设4个职能部室');
    const done = textOf(sections.get('2.1')!);
    for (const mark of ['一是', '二是', '三是', '四是']) expect(done).toContain(mark);
    for (const q of ['700余家', '120余个', '1500余平方米', '320户', '331人', '55人次', '790人'])
      expect(done).toContain(q);
  });
});

describe.skipIf(!here)('the next year’s report, from the real one and the example answers', () => {
  const source = here ? read('00-qingyunpu-2022.txt') : '';
  const drafted = (async () => {
    const answers = readAnswers(readFileSync(new URL('examples/answers-2023.json', root), 'utf8'), 2023);
    if (!answers.ok) throw new Error(answers.problem.message);
    return draftAll(carryForward([...(await extract(source)), ...answers.value], 2023), 2023, [source]);
  })();
  if (!here) drafted.catch(() => {});

  it('has every quantity backed and nothing left to fill in', async () => {
    const { unbacked, text } = await drafted;
    expect(unbacked).toEqual([]);
    expect(text).not.toContain('待补');
  });

  it('says 2023 where 2023 belongs, and last year only as last year', async () => {
    const { text } = await drafted;
    expect(text).not.toContain('2022');
    expect(text).toContain('收入预算总额为14463万元，较上年增加6553万元，增长82.84%');
    expect(text).toContain('支出决算数较上年减少3611.29万元，下降20.23%');
    expect(text).toContain('为全年预算数的99.07%，为年初预算数的98.43%');
  });

  it('carries duties and organisation over', async () => {
    const { text } = await drafted;
    expect(text).toContain('（12）承办区政府交办的其他事项。');
    expect(text).toContain('内设4个职能部室');
  });
});

describe.skipIf(!here)('every text of the corpus', () => {
  const names = here ? readdirSync(corpus).filter((n) => n.endsWith('.txt')) : [];

  const drafts = names.map(async (name) => {
    const source = read(name);
    const facts = await extract(source);
    const period = Number(facts.find((f) => f.key === 'report_year')?.value ?? 2022);
    return draftAll(facts, period, [source]);
  });

  it.each(names.map((name, i) => [name, i] as const))(
    '%s is drafted without residue, every figure inside a backed run',
    async (_, i) => {
      const { text, sections } = await drafts[i]!;
      expect(text).not.toMatch(/MERGEFIELD|\$\{|\{\{|undefined|NaN|。。|，。/);
      for (const d of sections.values()) for (const p of d.paragraphs) expect(loose(p)).toEqual([]);
    },
  );

  it('has hardly a quantity that the verifier refuses: less than one in a hundred over all texts', async () => {
    const all = await Promise.all(drafts);
    const refused = all.flatMap((d) => d.unbacked);
    const stated = all.reduce((n, d) => n + d.quantities, 0);
    expect(stated).toBeGreaterThan(1000);
    expect(refused.length / stated, refused.join('\n')).toBeLessThan(0.01);
  });
});
