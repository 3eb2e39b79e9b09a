import { describe, expect, it } from 'vitest';
import { sectionText } from '../../../src/core/draft/section.ts';
import { readInstruction } from '../../../src/core/revise/instruction.ts';
import { revise } from '../../../src/core/revise/revise.ts';
import { paragraphs, scene, stated } from './scene.ts';

const run = (text: string, instruction: string, over: Partial<ReturnType<typeof scene>> = {}) => {
  const all = paragraphs(text);
  return revise(all, readInstruction(instruction).changes, { ...scene(all), ...over });
};
const result = (text: string, instruction: string, over: Partial<ReturnType<typeof scene>> = {}): string => {
  const done = run(text, instruction, over);
  return done.ok
    ? sectionText(done.value.paragraphs)
    : 'cannot' in done
      ? `✗${done.cannot.why}`
      : `✗${done.problem.code}`;
};

describe('the embedded engine', () => {
  it.each([
    ['takes words out', '甲工作已完成，成效显著。', '删去“成效显著”', '甲工作已完成。'],
    ['takes a sentence out', '甲。乙。丙。', '删去第二句', '甲。丙。'],
    ['takes a paragraph out', '甲。\n乙。\n丙。', '删去第二段', '甲。\n丙。'],
    ['takes out what is about a topic', '收入情况良好。公众满意度较高。', '删去关于满意度的句子', '收入情况良好。'],
    ['counts entries anew', '（1）甲。\n（2）乙。\n（3）丙。', '删去第二段', '（1）甲。\n（2）丙。'],
    ['puts other words in', '我们做了工作。', '把“做了工作”改为“开展了工作”', '我们开展了工作。'],
    ['puts another sentence in', '甲。乙。丙。', '把第二句改为“丁戊。”', '甲。丁戊。丙。'],
    ['merges', '甲。\n乙。\n丙。', '合并第一段和第二段', '甲。乙。\n丙。'],
    ['merges the last two', '甲。\n乙。\n丙。', '合并后两段', '甲。\n乙。丙。'],
    ['splits at a stop, near the middle', '甲甲甲甲。乙乙。丙丙丙。', '拆成两段', '甲甲甲甲。\n乙乙。丙丙丙。'],
    ['splits where it is told to', '甲。乙。丙。', '从第三句开始另起一段', '甲。乙。\n丙。'],
    ['moves a paragraph', '甲。\n乙。\n丙。', '把第三段放到第一段前面', '丙。\n甲。\n乙。'],
    ['moves a sentence', '甲事。乙事。丙事。', '把“丙事”放到“甲事”前面', '丙事。甲事。乙事。'],
    ['moves to the end', '甲事。乙事。丙事。', '把“甲事”移到最后', '乙事。丙事。甲事。'],
    ['changes places', '甲。\n乙。\n丙。', '第一段和第三段对调', '丙。\n乙。\n甲。'],
    [
      'orders sentences',
      '支出20万元。其中项目10万元。收入30万元。',
      '按先收入后支出的顺序',
      '收入30万元。支出20万元。其中项目10万元。',
    ],
    ['makes a list', '加强培训。提前论证。', '改成分条', '（1）加强培训。\n（2）提前论证。'],
    [
      'makes a list behind its lead',
      '主要做法是：\n加强培训。提前论证。',
      '用一是、二是的形式列出',
      '主要做法是：\n一是加强培训。\n二是提前论证。',
    ],
    ['makes one paragraph of a list', '（1）加强培训；\n（2）提前论证。', '改成一段', '加强培训。提前论证。'],
    ['writes formal words', '我们搞了很多工作，但是人手不够。', '语气更正式', '我中心开展了较多工作，但人员不足。'],
    [
      'leaves look-alikes alone',
      '充分体现在跟踪问效和所有点位上，作为了解情况的方式。',
      '更正式',
      '✗没有找到可以换成书面语的口语词，文字没有改动。',
    ],
    ['takes set phrases out', '在区委的坚强领导下，完成了年度任务，取得了显著成效。', '去掉套话', '完成了年度任务。'],
    [
      'is shorter',
      '中心切实推进各项改革，进一步加强管理，收入1260万元。',
      '更简洁',
      '中心推进各项改革，加强管理，收入1260万元。',
    ],
    ['leaves out what states nothing', '收入1260万元。各科室通力配合。', '压缩一半', '收入1260万元。'],
    [
      'does one thing after another',
      '甲。\n乙，成效显著。\n丙。',
      '删去“成效显著”，再合并第一段和第二段',
      '甲。乙。\n丙。',
    ],
  ])('%s', (_, before, instruction, wanted) => {
    expect(result(before, instruction)).toBe(wanted);
  });

  it.each([
    ['words that are not there', '甲乙丙。', '删去“丁戊”', '✗words_not_found'],
    ['words that are there twice', '甲乙，甲乙。', '删去“甲乙”', '✗words_not_unique'],
    ['this, where nothing is selected', '甲。', '删去这句话', '✗没有选中要改的文字'],
    ['more paragraphs than there are', '甲。', '合并第一段和第二段', '✗这里只有1段'],
    ['more parts than sentences', '甲。', '拆成两段', '✗这里只有1句话'],
    ['an order of what is not there', '收入1万元。支出2万元。', '按收入、结余的顺序', '✗这里没有写到“结余”'],
    ['less where every sentence has data', '收入1260万元。', '更简洁', '✗每句话都写有数据'],
    ['more without facts', '收入1260万元。', '扩写', '✗这一节的已确认事实都写到了'],
    ['a cause nobody gave', '收入1260万元。', '补充原因', '✗原因要由单位提供'],
    ['what needs a writer', '收入1260万元。', '写得更生动一些', '✗内置引擎没有看懂'],
  ])('refuses %s, and says so', (_, before, instruction, wanted) => {
    expect(result(before, instruction)).toContain(wanted);
  });

  it('offers what it can do instead', () => {
    const done = run('收入1260万元，支出60万元。', '更简洁');
    expect(done).toMatchObject({ ok: false, cannot: { offers: expect.arrayContaining(['删去“……”']) } });
    const cause = run('甲。', '补充原因');
    expect(cause.ok || !('cannot' in cause) ? [] : cause.cannot.offers.join()).toContain('原因');
  });

  it('says how far it got when it must stop short of a length', () => {
    const done = run('收入1260万元，支出60万元，结余1200万元。各科室通力配合。', '压缩到5字');
    expect(done.ok && done.value.notes.join()).toMatch(/只压缩到\d+字/);
    expect(done.ok && sectionText(done.value.paragraphs)).toBe('收入1260万元，支出60万元，结余1200万元。');
  });

  it('keeps what backs each number, also in a sentence that changed', () => {
    const all = paragraphs('我们搞了预算，总额[1260万元=budget_income_total]。其他不变。');
    const done = revise(all, readInstruction('更正式').changes, scene(all));
    if (!done.ok) throw new Error('refused');
    const [p] = done.value.paragraphs;
    expect(p!.runs.find((r) => r.t === '1260万元')?.by).toMatchObject({ key: 'budget_income_total' });
    expect(p).toMatchObject({ origin: 'embedded', revised: true });
  });

  it('never leaves a required fact out, not even when told that data may go', () => {
    const all = paragraphs('收入预算总额[1260万元=budget_income_total]。另有闲置资产[3万元=idle_assets_value]。');
    const done = revise(all, readInstruction('删去次要数据').changes, scene(all));
    expect(done.ok && sectionText(done.value.paragraphs)).toBe('收入预算总额1260万元。');
  });

  it('adds the sentence about a fact as the report kind says it, tied to the fact', () => {
    const facts = [stated('budget_income_total', '1260', '万元'), stated('total_assets', '880', '万元')];
    const all = paragraphs('2022年，收入预算总额为[1260万元=budget_income_total]。');
    const done = revise(all, readInstruction('加上资产总额的句子').changes, scene(all, facts));
    if (!done.ok) throw new Error(JSON.stringify(done));
    const runs = done.value.paragraphs.flatMap((p) => p.runs);
    expect(runs.find((r) => r.by?.kind === 'fact' && r.by.key === 'total_assets')?.t).toBe('880万元');
    expect(sectionText(done.value.paragraphs)).toContain(sectionText(all).slice(0, -1));
    const again = revise(
      done.value.paragraphs,
      readInstruction('加上资产总额的句子').changes,
      scene(done.value.paragraphs, facts),
    );
    expect(again.ok).toBe(false);
  });

  it('writes more only from facts that are not said yet', () => {
    const facts = [stated('budget_expenditure_total', '1250', '万元')];
    const all = paragraphs('其他情况见附表。');
    const done = revise(all, readInstruction('扩写').changes, scene(all, facts));
    expect(done.ok && sectionText(done.value.paragraphs)).toBe('其他情况见附表。2022年，支出预算总额为1250万元。');
  });

  it('adds a cause that was given as a fact', () => {
    const facts = [
      stated('budget_income_total', '1260', '万元'),
      stated('budget_adjustment_reason', '上级追加专项资金', ''),
    ];
    const all = paragraphs('2022年，收入预算总额为[1260万元=budget_income_total]。');
    const done = revise(all, readInstruction('补充原因').changes, scene(all, facts));
    expect(done.ok && sectionText(done.value.paragraphs)).toContain('上级追加专项资金');
  });
});
