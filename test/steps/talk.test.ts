// What the conversation does beside taking facts: takes back, offers choices, keeps what is open through an aside, turns to a subject.
import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { FactList } from '../../src/http/wire.ts';
import { call, chat, localApp, type SseEvent } from '../http/local-app.ts';

const PRIOR = readFileSync(new URL('../../examples/prior-2022.txt', import.meta.url), 'utf8');
const { send, parts } = localApp();
afterAll(() => parts.store.close());

let report = '';
let at = '';
beforeEach(async () => {
  report = (await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period: 2023 })).body
    .id;
  at = `/api/reports/${report}`;
  await call(send, 'POST', `${at}/sources`, { name: '上年报告.txt', text: PRIOR, role: 'prior' });
  const { items } = (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body;
  await call(
    send,
    'POST',
    `${at}/facts/settle`,
    items.filter((f) => f.standing.is === 'candidate').map((f) => ({ id: f.id, decision: 'accept' })),
  );
});

const say = (text: string): Promise<SseEvent[]> => chat(send, report, text);
const words = (events: readonly SseEvent[]): string =>
  events
    .filter((e) => e.kind === 'say')
    .map((e) => e.payload.text)
    .join('\n');
const asks = (events: readonly SseEvent[]): unknown =>
  (events.find((e) => e.kind === 'question')?.payload.question as { key: string } | undefined)?.key;
/** What stands of a key this year. */
const held = async (key: string): Promise<string[]> =>
  (await call<FactList>(send, 'GET', `${at}/facts?key=${key}`)).body.items
    .filter((f) => f.period === 2023 && f.standing.is === 'confirmed')
    .map((f) => `${f.scope ?? ''}${f.value}${f.unit}`);

describe('撤销', () => {
  it('takes back what was said, step by step, and says when there is no more', async () => {
    await say('编制16人，在职15人');
    await say('编制改为17人');
    await say('是');
    expect(await held('staff_quota')).toEqual(['17人']);
    expect(words(await say('撤销'))).toContain('16人');
    expect(await held('staff_quota')).toEqual(['16人']);
    await say('刚才说的不算');
    expect([await held('staff_quota'), await held('staff_in_post')]).toEqual([[], []]);
    expect(words(await say('撤销'))).toContain('没有可以撤销');
  });

  it('asks again what was skipped', async () => {
    await say('先说预算');
    await say('跳过');
    expect(asks(await say('撤销'))).toBe('budget_income_total');
  });

  it('brings back the words before a revision, and says of a first draft that there are none', async () => {
    await say('一是项目推进偏慢，原因是前期论证不充分。');
    const draft = await say('起草3.1');
    expect(draft.some((e) => e.kind === 'section')).toBe(true);
    const text = async (): Promise<string> =>
      (await call<{ items: { id: string; text: string }[] }>(send, 'GET', `${at}/sections`)).body.items.find(
        (s) => s.id === '3.1',
      )!.text;
    const before = await text();
    const word = /[\u4e00-\u9fff]{4}/.exec(before)![0];
    await say(`把3.1的“${word}”改为“个别事项”`);
    expect(await text()).not.toBe(before);
    expect(words(await say('撤销'))).toContain('恢复');
    expect(await text()).toBe(before);
    expect(words(await say('撤销'))).toContain('没有可以撤销');
  });
});

describe('what a message leaves open', () => {
  it('is put as a choice, and only what is chosen is registered', async () => {
    const asked = await say('基本支出1186.3万元');
    expect(asked.find((e) => e.kind === 'choice')?.payload.options).toEqual(['基本支出预算', '基本支出决算数']);
    expect(await held('budget_expenditure_basic')).toEqual([]);
    await say('第一个');
    expect(await held('budget_expenditure_basic')).toEqual(['1186.3万元']);
  });

  it('is asked one by one when there are several', async () => {
    expect(words(await say('基本支出1186.3万元。项目支出13276.7万元'))).toContain('1186.3万元');
    expect(words(await say('B'))).toContain('13276.7万元');
    await say('B');
    expect([await held('final_expenditure_basic'), await held('final_expenditure_project')]).toEqual([
      ['1186.3万元'],
      ['13276.7万元'],
    ]);
  });

  it('stays open through a question back, and is said to be dropped by anything else', async () => {
    await say('收入预算总额14463元');
    const aside = await say('谢谢');
    expect(aside.some((e) => e.kind === 'choice')).toBe(true);
    expect(words(await say('编制16人'))).toContain('没有登记');
    await say('B');
    expect(await held('budget_income_total')).toEqual([]);
  });

  it('takes the facts it could read and names the one it could not', async () => {
    const events = await say('编制16人，在职15人，还有十几个临时工');
    expect([await held('staff_quota'), await held('staff_in_post')]).toEqual([['16人'], ['15人']]);
    expect(words(events)).toContain('十几个');
  });

  it('talk is registered as an answer in words only after a yes', async () => {
    await say('先填公开渠道');
    expect(words(await say('我明天翻翻看'))).toContain('要登记为公开渠道吗');
    expect(await held('disclosure_channel')).toEqual([]);
    await say('不是');
    expect(await held('disclosure_channel')).toEqual([]);
    await say('先填公开渠道');
    await say('我看就区政府网站吧');
    await say('是');
    expect(await held('disclosure_channel')).toEqual(['我看就区政府网站吧']);
  });
});

describe('loose words', () => {
  it('a sentence that holds 是 is no yes to a passage that was asked about', async () => {
    await say('先填公开渠道');
    await say('我明天翻翻看');
    await say('收入预算是1.2亿，支出预算也是1.2亿');
    expect(await held('disclosure_channel')).toEqual([]);
    expect(await held('budget_expenditure_total')).toEqual(['1.2亿元']);
  });

  it('as last year is a choice where the name leaves open which', async () => {
    await say('2022年三公经费预算数2万元，2022年三公经费决算数1.5万元');
    const asked = await say('三公经费和去年一样');
    expect(asked.find((e) => e.kind === 'choice')?.payload.options).toHaveLength(2);
    await say('都不是');
    expect(await held('three_public_actual')).toEqual([]);
    await say('三公经费和去年一样');
    await say('B');
    expect(await held('three_public_actual')).toEqual(['1.5万元']);
    expect(await held('three_public_budget')).toEqual([]);
  });

  it('what is said to be wrong is named, and the next number puts it right after a yes', async () => {
    await say('收入预算1.2亿');
    expect(words(await say('不对，上面那个是错的'))).toContain('收入预算总额：1.2亿元');
    expect(words(await say('1.3亿'))).toContain('要改为1.3亿元吗');
    await say('是');
    expect(await held('budget_income_total')).toEqual(['1.3亿元']);
  });

  it('a number never puts words right', async () => {
    await say('存在问题主要是预算执行慢');
    expect(words(await say('不对，上面那个是错的，应该是1.3亿'))).toContain('没有找到');
    expect(await held('problems')).toEqual(['预算执行慢']);
  });

  it('what could not be read is answered with what is asked', async () => {
    await say('先填公开渠道');
    const reply = words(await say('今年哪个来着'));
    expect(reply).toContain('没有登记');
    expect(reply).toContain('公开渠道');
  });
});

describe('a change of confirmed facts', () => {
  beforeEach(async () => {
    await say('编制16人，在职15人，编外聘用22人');
  });

  it.each<[string, string[]]>([
    ['是', ['17人', '18人', '23人']],
    ['不改', ['16人', '15人', '22人']],
    ['改吧，但在职人数不改', ['17人', '15人', '23人']],
    ['都改，第三个不改', ['17人', '18人', '22人']],
    ['只改编制数', ['17人', '15人', '22人']],
    ['除了编外聘用人数，其他都改', ['17人', '18人', '22人']],
  ])('%s', async (reply, expected) => {
    await say('编制改为17人，在职改为18人，编外聘用改为23人');
    await say(reply);
    expect([
      ...(await held('staff_quota')),
      ...(await held('staff_in_post')),
      ...(await held('staff_contract')),
    ]).toEqual(expected);
  });

  it('goes on with what else the reply says', async () => {
    await say('编制改为17人');
    await say('是，另外年末实有37人');
    expect([await held('staff_quota'), await held('staff_total')]).toEqual([['17人'], ['37人']]);
  });

  it('waits through a question back, and is put again after it', async () => {
    await say('编制改为17人');
    const aside = await say('编制数是什么意思？');
    expect(words(aside)).toContain('要改为17人吗');
    expect(await held('staff_quota')).toEqual(['16人']);
    await say('是');
    expect(await held('staff_quota')).toEqual(['17人']);
  });
});

describe('a subject', () => {
  it('is asked about first until nothing of it is missing', async () => {
    expect(asks(await say('先说人事'))).toBe('staff_in_post');
    expect(asks(await say('15人'))).toBe('staff_total');
    expect(asks(await say('换到资产'))).toBe('fixed_assets_gross');
  });

  it('put off before is asked again when it is turned to', async () => {
    await say('先说人事');
    await say('跳过');
    expect(asks(await say('先说人事'))).toBe('staff_in_post');
  });

  it('that is one fact is asked about once', async () => {
    expect(asks(await say('先填佐证材料'))).toBe('evidence');
    expect(asks(await say('决算报表'))).not.toBe('evidence');
  });
});
