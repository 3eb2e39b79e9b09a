// The repair patterns of a conversation that Rasa's assistants are held to, each with the ways people say it in an office.
import { describe, expect, test } from 'vitest';
import type { Asked, Intent } from '../../../src/core/interview/intent.ts';
import { understandMessage } from '../../../src/core/interview/understand.ts';

const asked = (key: string | null): Asked | null => (key === null ? null : { key, period: 2023, scope: null });
const read = (message: string, key: string | null): Intent[] => understandMessage(message, asked(key), 2023);
const INCOME = 'budget_income_total';
const STAFF = 'staff_quota';

type Case = [message: string, asked: string | null, first: Partial<Intent>];

const PATTERNS: Record<string, Case[]> = {
  'collect information': [
    ['7910万元', INCOME, { is: 'give' }],
    ['编制16人，在职15人，聘用人员22人', null, { is: 'give' }],
    ['收入预算总额：14463万元\n支出预算总额：14463万元', null, { is: 'give' }],
    ['无', 'three_public_actual', { is: 'none', key: 'three_public_actual' }],
    ['和去年一样', STAFF, { is: 'same-as-last-year', key: STAFF }],
    ['第二个', 'self_grade', { is: 'give' }],
    ['B', 'self_grade', { is: 'give' }],
  ],
  correction: [
    ['不是7910万元，是7190万元', null, { is: 'correct' }],
    ['说错了，应该是7190万元', null, { is: 'correct' }],
    ['收入预算改为7190万元', null, { is: 'give' }],
    ['收入预算7910万元，不对，7190万元', null, { is: 'give' }],
    ['撤销刚才的', INCOME, { is: 'undo' }],
    ['刚才说的不算', INCOME, { is: 'undo' }],
    ['刚才那条撤回', INCOME, { is: 'undo' }],
    ['撤回上一条', null, { is: 'undo' }],
  ],
  digression: [
    ['这是什么意思？', STAFF, { is: 'explain', about: 'meaning', key: null }],
    ['全年预算数是什么意思', STAFF, { is: 'explain', about: 'meaning', key: 'budget_adjusted_total' }],
    ['在哪里找', STAFF, { is: 'explain', about: 'where', key: null }],
    ['这个数去哪里查？', STAFF, { is: 'explain', about: 'where', key: null }],
    ['为什么要问这个？', STAFF, { is: 'explain', about: 'why', key: null }],
    ['这个必须填吗？', STAFF, { is: 'explain', about: 'why', key: null }],
    ['填什么单位', INCOME, { is: 'explain', about: 'unit', key: null }],
    ['万元还是元？', INCOME, { is: 'explain', about: 'unit', key: null }],
    ['谁知道？', STAFF, { is: 'explain', about: 'who', key: null }],
    ['怎么填？', STAFF, { is: 'explain', about: 'how', key: null }],
    ['去年是多少？', STAFF, { is: 'explain', about: 'last-year', key: null }],
    ['去年编制数是多少', null, { is: 'explain', about: 'last-year', key: STAFF }],
    ['收入预算登记的是多少？', STAFF, { is: 'recall', key: INCOME }],
    ['编制数填了吗', INCOME, { is: 'recall', key: STAFF }],
    ['先说人事', INCOME, { is: 'turn-to', topic: { supplier: '人事' } }],
    ['换到预算', STAFF, { is: 'turn-to', topic: { theme: 'budget' } }],
    ['先填三公经费', STAFF, { is: 'turn-to', topic: { theme: 'three_public' } }],
    ['回到刚才的问题', STAFF, { is: 'turn-to', topic: null }],
    ['还缺什么？', STAFF, { is: 'what-is-missing' }],
    ['给财务的清单', STAFF, { is: 'ask-list', supplier: '财务' }],
    ['导出资料清单', STAFF, { is: 'ask-list', supplier: null }],
    ['起草第三部分', STAFF, { is: 'draft', section: '3' }],
    ['导出word', STAFF, { is: 'export', format: 'docx' }],
  ],
  clarification: [
    ['基本支出1128.6万元', null, { is: 'unclear' }],
    ['79100000', INCOME, { is: 'unclear' }],
    ['0.95', 'satisfaction_rate', { is: 'unclear' }],
    ['12月15日', 'satisfaction_date', { is: 'unclear' }],
    ['去年12月15日', 'satisfaction_date', { is: 'unclear' }],
    ['收入预算7910万元，收入预算总额7190万元', null, { is: 'unclear' }],
  ],
  cancel: [
    ['取消', null, { is: 'cancel' }],
    ['算了', STAFF, { is: 'cancel' }],
    ['停', null, { is: 'cancel' }],
    ['先停一下', null, { is: 'cancel' }],
    ['不弄了', STAFF, { is: 'cancel' }],
  ],
  skip: [
    ['跳过', STAFF, { is: 'skip', key: STAFF }],
    ['以后再说', STAFF, { is: 'skip', key: STAFF }],
    ['换个话题', STAFF, { is: 'skip', key: STAFF }],
    ['等会儿张三给我', STAFF, { is: 'skip', key: STAFF, from: '张三' }],
    ['明天财务给我', STAFF, { is: 'skip', key: STAFF, from: '财务' }],
    ['这个让小李填', STAFF, { is: 'skip', key: STAFF, from: '小李' }],
    ['这个数我问一下王科长', STAFF, { is: 'skip', key: STAFF, from: '王科长' }],
  ],
  chitchat: [
    ['你好', STAFF, { is: 'social', kind: 'greet' }],
    ['早上好！', null, { is: 'social', kind: 'greet' }],
    ['谢谢', STAFF, { is: 'social', kind: 'thanks' }],
    ['谢谢，辛苦了', STAFF, { is: 'social', kind: 'thanks' }],
    ['今天天气真好', STAFF, { is: 'social', kind: 'chat' }],
    ['讲个笑话', STAFF, { is: 'social', kind: 'chat' }],
    ['哈哈', STAFF, { is: 'social', kind: 'chat' }],
    ['谢谢', 'problems', { is: 'social', kind: 'thanks' }],
  ],
  'human handoff': [
    ['转人工', STAFF, { is: 'human' }],
    ['我要找管理员', null, { is: 'human' }],
    ['有没有客服', null, { is: 'human' }],
  ],
  completed: [
    ['拜拜', null, { is: 'social', kind: 'bye' }],
    ['今天先到这里', STAFF, { is: 'social', kind: 'bye' }],
  ],
  'cannot handle': [
    ['帮我订一张去北京的机票', STAFF, { is: 'unclear' }],
    ['🙂🙂', STAFF, { is: 'unclear' }],
    ['asdfghjkl', INCOME, { is: 'unclear' }],
  ],
};

describe.each(Object.entries(PATTERNS))('%s', (_, cases) => {
  test.each(cases)('%j asked %s', (message, key, first) => {
    expect(read(message, key)[0]).toMatchObject(first);
  });
});

describe('what a message leaves open can be chosen from', () => {
  test.each<[string, string | null, string[]]>([
    ['79100000', INCOME, ['79100000元', '79100000万元']],
    ['0.95', 'satisfaction_rate', ['95%', '0.95%']],
    ['基本支出1128.6万元', null, ['budget_expenditure_basic', 'final_expenditure_basic']],
    ['12月15日', 'satisfaction_date', ['2023-12-15', '2024-12-15']],
    ['去年12月15日', 'satisfaction_date', ['2022-12-15', '2023-12-15']],
    ['收入预算7910万元，收入预算总额7190万元', null, ['7910万元', '7190万元']],
  ])('%j asked %s', (message, key, expected) => {
    const open = read(message, key).flatMap((i) => (i.is === 'unclear' || i.is === 'give' ? (i.unread ?? []) : []));
    const options = open.flatMap((u) => u.options ?? []);
    const several = new Set(options.map((o) => o.key)).size > 1;
    expect(options.map((o) => (several ? o.key : `${o.value}${o.unit}`))).toEqual(expected);
  });
});

describe('an order to revise says where and what', () => {
  test.each<[string, string | null, number | null, string]>([
    ['把第三部分第二段改得简洁些', '3', 2, '改得简洁些'],
    ['第三部分第二段太长了，精简一下', '3', 2, '太长了，精简'],
    ['请把第二部分第一节最后一段按时间顺序重排', '2.1', -1, '按时间顺序重排'],
    ['把3.1的“预算编制不科学”改为“预算编制不够科学”', '3.1', null, '把“预算编制不科学”改为“预算编制不够科学”'],
    ['把第一段的“14人”改成“15人”', null, 1, '把“14人”改成“15人”'],
    ['主要问题那部分补充原因', '主要问题', null, '补充原因'],
    ['把存在的问题这部分写得具体一点', '存在的问题', null, '写得具体一点'],
    ['请把“主要问题”这一节扩写一下', '主要问题', null, '扩写'],
    ['全文语气正式一些', 'all', null, '语气正式一些'],
    ['刚才写的那部分再精简一下', null, null, '再精简'],
    ['语气更正式一点', null, null, '语气更正式一点'],
    ['删去“加快项目建设”', null, null, '删去“加快项目建设”'],
    ['最后一段删掉', null, -1, '删掉'],
    ['把“加快推进”都换成“稳步推进”', null, null, '把“加快推进”都换成“稳步推进”'],
    ['2.1第三段和第四段合并', '2.1', null, '第三段和第四段合并'],
  ])('%s', (message, section, paragraph, instruction) => {
    expect(read(message, null)).toEqual([{ is: 'revise', section, paragraph, instruction }]);
  });

  test.each([
    ['把收入预算改成7190万元', null],
    ['收入预算这部分改为7190万元', null],
    ['一是预算编制不够细化；二是项目推进偏慢。', 'problems'],
    ['针对上年问题，已修改完善内部制度，补充了采购流程。', 'last_year_issues'],
  ])('%s is none', (message, key) => {
    expect(read(message, key)[0]).toMatchObject({ is: 'give' });
  });
});
