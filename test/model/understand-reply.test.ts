// What a model makes of a message is held against the message: what is not said there, or cannot be, becomes nothing.
import { describe, expect, it, test } from 'vitest';
import { factBook } from '../../src/core/book.ts';
import type { Intent } from '../../src/core/interview/intent.ts';
import { leavesOpen, mergeReadings } from '../../src/core/interview/merge-readings.ts';
import { understandMessage } from '../../src/core/interview/understand.ts';
import { intentsIn, type UnderstandReply, understandShape } from '../../src/model/understand-reply.ts';
import type { UnderstandAsk } from '../../src/ports.ts';

const PERIOD = 2023;
const BOOK = factBook(
  [
    {
      ...{ key: 'staff_quota', period: PERIOD, scope: '企业服务中心', item: null, value: '6', unit: '人' },
      ...{ qualifier: null, label: null },
    },
  ],
  PERIOD,
);
const ask = (message: string, asked: string | null = null): UnderstandAsk => ({
  message,
  asked: asked === null ? null : { key: asked, period: PERIOD, scope: null },
  period: PERIOD,
  book: BOOK,
});
type Part = Partial<UnderstandReply['intents'][number]> & { is: UnderstandReply['intents'][number]['is'] };
const NOTHING = {
  ...{ quote: null, key: null, raw: null, was: null, year: null, scope: null },
  ...{ section: null, paragraph: null, detail: null },
};
const reply = (...parts: Part[]): UnderstandReply =>
  understandShape.parse({ intents: parts.map((p) => ({ ...NOTHING, ...p })) });

const claimsIn = (intents: readonly Intent[]): string[] =>
  intents.flatMap((i) =>
    i.is === 'give'
      ? i.claims.map(
          (c) =>
            `${c.key}${c.period === PERIOD ? '' : `@${c.period}`}${c.scope ? `/${c.scope}` : ''}=${c.value}${c.unit}${c.qualifier ? `[${c.qualifier}]` : ''}`,
        )
      : [],
  );

describe('a value that a model proposes', () => {
  test.each<[string, string, string | null, Part, string[]]>([
    [
      'is read where it stands',
      '盘子是1.4亿',
      null,
      { is: 'give', key: 'budget_income_total', raw: '1.4亿' },
      ['budget_income_total=1.4亿元'],
    ],
    [
      'keeps its qualifier',
      '走访了约七百家',
      null,
      { is: 'give', key: 'projects_total', raw: '约七百家' },
      ['projects_total=700家[约]'],
    ],
    [
      'is nothing when it is not in the message',
      '盘子是1.4亿',
      null,
      { is: 'give', key: 'budget_income_total', raw: '9999万元' },
      [],
    ],
    [
      'is nothing when one digit differs',
      '盘子是14463万元',
      null,
      { is: 'give', key: 'budget_income_total', raw: '14436万元' },
      [],
    ],
    [
      'is nothing under a key that is not there',
      '盘子是1.4亿',
      null,
      { is: 'give', key: 'budget_dream', raw: '1.4亿' },
      [],
    ],
    [
      'is nothing in a unit that does not fit',
      '有15人',
      null,
      { is: 'give', key: 'budget_income_total', raw: '15人' },
      [],
    ],
    [
      'is nothing for what the program computes',
      '执行率99%',
      null,
      { is: 'give', key: 'project_completion_rate_stated', raw: '99%' },
      [],
    ],
    [
      'is of last year only where that is said',
      '去年是7910万元',
      null,
      { is: 'give', key: 'budget_income_total', raw: '7910万元', year: '2022' },
      ['budget_income_total@2022=7910万元'],
    ],
    [
      'is of the report year where the year is made up',
      '是7910万元',
      null,
      { is: 'give', key: 'budget_income_total', raw: '7910万元', year: '2019' },
      ['budget_income_total=7910万元'],
    ],
    [
      'is of a part that is named',
      '企业服务中心有6人',
      null,
      { is: 'give', key: 'staff_quota', raw: '6人', scope: '企业服务中心' },
      ['staff_quota/企业服务中心=6人'],
    ],
    [
      'is of a known part that is named by half',
      '服务中心那边6人',
      null,
      { is: 'give', key: 'staff_quota', raw: '6人', scope: '企业服务中心' },
      ['staff_quota/企业服务中心=6人'],
    ],
    [
      'is of no part that nobody named',
      '有6人',
      null,
      { is: 'give', key: 'staff_quota', raw: '6人', scope: '后勤中心' },
      ['staff_quota=6人'],
    ],
    ['needs the name of its project', '花了48万元', null, { is: 'give', key: 'project_executed', raw: '48万元' }, []],
    [
      'is a choice that there is',
      '应该能评上良',
      null,
      { is: 'give', key: 'self_grade', raw: '良' },
      ['self_grade=良'],
    ],
    ['is no choice that there is not', '应该能评上优秀奖', null, { is: 'give', key: 'self_grade', raw: '一等' }, []],
    ['is a day that there is', '去年二月三十号', null, { is: 'give', key: 'satisfaction_date', raw: '二月三十号' }, []],
    [
      'is not read from words that are not there',
      '盘子是1.4亿',
      null,
      { is: 'give', quote: '收入预算', key: 'budget_income_total', raw: '1.4亿' },
      [],
    ],
  ])('%s', (_, message, asked, part, expected) => {
    expect(claimsIn(intentsIn(reply(part), ask(message, asked)))).toEqual(expected);
  });

  it('without its unit is put as a choice where the unit is open', () => {
    const [intent] = intentsIn(reply({ is: 'give', key: 'satisfaction_rate', raw: '0.95' }), ask('大家打0.95'));
    expect(intent).toMatchObject({ is: 'unclear', unread: [{ options: [{ value: '95' }, { value: '0.95' }] }] });
  });

  it('is never sure: the person sees whose reading it is', () => {
    const [intent] = intentsIn(reply({ is: 'give', key: 'staff_quota', raw: '6人' }), ask('有6人'));
    expect(intent).toMatchObject({ is: 'give', claims: [{ confidence: 'medium', quote: '6人' }] });
  });

  it('at one place is one value, whatever else is proposed there', () => {
    const both = reply({ is: 'give', key: 'staff_quota', raw: '6人' }, { is: 'give', key: 'staff_total', raw: '6人' });
    expect(claimsIn(intentsIn(both, ask('有6人')))).toEqual(['staff_quota=6人']);
  });
});

describe('an order that a model proposes', () => {
  test.each<[string, string | null, Part, Partial<Intent>]>([
    [
      '这个得等老周回来',
      'staff_quota',
      { is: 'skip', detail: '老周' },
      { is: 'skip', key: 'staff_quota', from: '老周' },
    ],
    [
      '这玩意儿上哪翻去',
      'staff_quota',
      { is: 'explain', detail: 'where' },
      { is: 'explain', about: 'where', key: null },
    ],
    ['整一份出来瞧瞧', null, { is: 'draft', section: '全文' }, { is: 'draft', section: 'all' }],
    [
      '头一块第二段再顺一顺',
      null,
      { is: 'revise', section: '第1部分', paragraph: '2', detail: '再顺一顺' },
      { is: 'revise', section: '1', paragraph: 2, instruction: '再顺一顺' },
    ],
    [
      '头一块再顺一顺',
      null,
      { is: 'revise', section: '1', detail: '把收入改为9999万元' },
      { is: 'revise', section: '1', instruction: '头一块再顺一顺' },
    ],
    ['先弄人那块', null, { is: 'turn-to', detail: '人事' }, { is: 'turn-to', topic: { supplier: '人事' } }],
    ['先弄人那块', null, { is: 'turn-to', detail: '保卫处' }, { is: 'turn-to', topic: null }],
    [
      '7910不对，7190才对',
      null,
      { is: 'correct', raw: '7190', was: '7910' },
      { is: 'correct', was: { value: '7910', unit: '' } },
    ],
    ['说岔了', null, { is: 'correct', raw: '7190', was: '7910' }, { is: 'unclear' }],
    ['没那回事', null, { is: 'none', key: 'no_such_key' }, { is: 'unclear' }],
    ['随便说说', null, { is: 'recall', key: null }, { is: 'unclear' }],
  ])('%s', (message, asked, part, expected) => {
    expect(intentsIn(reply(part), ask(message, asked))[0]).toMatchObject(expected);
  });

  it('is nothing where there is none', () => {
    expect(intentsIn(reply(), ask('嗯'))).toEqual([{ is: 'unclear' }]);
  });
});

describe('rules and model together', () => {
  const both = (message: string, asked: string | null, ...parts: Part[]): Intent[] => {
    const a = ask(message, asked);
    return mergeReadings(understandMessage(message, a.asked, PERIOD, BOOK), intentsIn(reply(...parts), a));
  };

  test.each<[string, string | null, boolean]>([
    ['收入预算7910万元', null, false],
    ['跳过', 'staff_quota', false],
    ['基本支出1128.6万元', null, false],
    ['编制16人，另外占用别处7个名额', null, true],
    ['盘子是1.4亿', null, true],
    ['这个我得回去翻翻', 'disclosure_channel', true],
  ])('%s: a model is asked where the rules leave something open', (message, asked, open) => {
    const { asked: question } = ask(message, asked);
    expect(leavesOpen(understandMessage(message, question, PERIOD, BOOK))).toBe(open);
  });

  it('the model fills what the rules left, and overrules nothing they read', () => {
    const merged = both(
      '编制16人，外头另有7个帮忙的',
      null,
      { is: 'give', key: 'staff_total', raw: '16人' },
      { is: 'give', key: 'staff_contract', raw: '7' },
      { is: 'draft', section: '全文' },
    );
    expect(claimsIn(merged)).toEqual(['staff_quota=16人', 'staff_contract=7人']);
    expect(merged.map((i) => i.is)).toEqual(['give']);
  });

  it('what neither reads stays named', () => {
    const merged = both('编制16人，外头另有7个帮忙的', null, { is: 'unclear' });
    expect(merged).toMatchObject([{ is: 'give', claims: [{ key: 'staff_quota' }], unread: [{ quote: '7个' }] }]);
  });

  it('talk that could have been an answer in words is what the model takes it for', () => {
    expect(both('这个我得回去翻翻', 'disclosure_channel', { is: 'skip' })).toEqual([
      { is: 'skip', key: 'disclosure_channel' },
    ]);
    const kept = both('我区政府门户网站', 'disclosure_channel', {
      is: 'give',
      key: 'disclosure_channel',
      raw: '我区政府门户网站',
    });
    expect(claimsIn(kept)).toEqual(['disclosure_channel=我区政府门户网站']);
  });
});
