// What becomes of a message that gives no fact and orders no text: a question back, another subject, thanks, taking back, a person wanted.
import { definitionOf, labelOf } from '../core/catalogue/catalogue.ts';
import { explain } from '../core/interview/explain.ts';
import type { Topic } from '../core/interview/intent.ts';
import { missingText } from '../core/interview/next-question.ts';
import { inTopic, topicWords } from '../core/interview/topic.ts';
import type { Intent } from '../ports.ts';
import { askNow, stillMissing } from './ask-next.ts';
import { askUrl } from './export-url.ts';
import { printed, slotName } from './name-slot.ts';
import { showMissing } from './show-fact.ts';
import { say, type TurnDesk } from './turn-desk.ts';

export const HELP =
  '您可以直接告诉我数据（如“2022年总收入7910万元，其中财政拨款6781.4万元”），说“没有”“和去年一样”或“跳过”来回答问题，问“在哪里找”“还缺什么”，说“撤销”收回刚才的话，说“起草全文”或“起草第三部分”，以及“导出Word”。';

export async function answerExplain(desk: TurnDesk, intent: Extract<Intent, { is: 'explain' }>): Promise<void> {
  const { proposal } = desk.state;
  if (proposal && intent.key === null && intent.about === 'why')
    return desk.emit([
      say(
        `因为您说的${proposal.changes.map((c) => `${slotName(c.to)}${printed(c.to).slice(0, 40)}`).join('、')}和已经确认的不一样。`,
      ),
    ]);
  const key = intent.key ?? desk.state.asked?.key ?? null;
  if (key === null) return desk.emit([say(HELP)]);
  const { profile, usable } = desk.loaded;
  const open = askNow(desk.loaded, desk.state);
  const reason = open?.key === key ? open.reason : null;
  await desk.emit([say(explain(intent.about, key, profile, usable.book, reason))]);
}

/** Nothing was read: what could be said instead, beginning with what is asked. */
export async function answerUnclear(desk: TurnDesk): Promise<void> {
  const key = desk.state.asked?.key ?? null;
  const nothing = '这句话我没有看懂，没有登记任何数据。';
  if (key === null) return desk.emit([say(`${nothing}${HELP}`)]);
  const { profile, usable } = desk.loaded;
  await desk.emit([
    say(
      `${nothing}现在问的是${explain('how', key, profile, usable.book, null)}没有数的说“跳过”，不清楚的问“在哪里找”；要登记别的数据，请连名称一起说，例如“收入预算总额1260万元”。`,
    ),
  ]);
}

/** 不对，上面那个是错的: which one is meant is said, and how to put it right. */
export async function answerWrong(desk: TurnDesk): Promise<void> {
  const last = desk.loaded.facts.find((f) => f.id === desk.state.last && f.standing.is !== 'rejected');
  if (!last)
    return desk.emit([say('要改哪一项？请连名称和正确的数一起说，例如“编制数改为17人”；也可以在事实列表里直接改。')]);
  desk.state = { ...desk.state, topic: { key: last.key } };
  await desk.emit([
    say(
      `最后登记的是${slotName(last)}：${printed(last).slice(0, 60)}。请直接说正确的，例如“应该是……”；要收回请说“撤销”；错的是另一项，请连名称一起说。`,
    ),
  ]);
}

/** What is on record: the report year's and the year's before. */
export async function answerRecall(desk: TurnDesk, keys: readonly string[]): Promise<void> {
  const { period } = desk.loaded.report;
  const held = desk.loaded.facts
    .filter(
      (f) => keys.includes(f.key) && f.standing.is !== 'rejected' && (f.period === period || f.period === period - 1),
    )
    .sort((a, b) => (b.period ?? 0) - (a.period ?? 0));
  if (!held.length) return desk.emit([say(`还没有登记${keys.map(labelOf).join('、')}。直接告诉我就可以登记。`)]);
  const lines = held
    .slice(0, 12)
    .map((f) => `${slotName(f)}：${printed(f).slice(0, 80)}${f.standing.is === 'confirmed' ? '' : '（还没有确认）'}`);
  await desk.emit([
    say([...lines, ...(held.length > 12 ? [`还有${held.length - 12}条，见事实列表。`] : [])].join('\n')),
  ]);
}

export async function answerTurnTo(desk: TurnDesk, topic: Topic | null): Promise<void> {
  if (topic === null) {
    desk.state = { ...desk.state, topic };
    return;
  }
  const within = (key: string): boolean => inTopic(topic, key, definitionOf(key)?.supplier ?? '业务');
  // Turned to again, what was put off there is asked again.
  desk.state = { ...desk.state, topic, skipped: desk.state.skipped.filter((k) => !within(k)) };
  const words = topicWords(topic, labelOf);
  const open = 'key' in topic || stillMissing(desk.loaded).some((m) => within(m.key));
  await desk.emit([
    say(open ? `好的，先说${words}。` : `${words}没有必须补充的了；有要登记的直接告诉我。接着问其他的。`),
  ]);
  if (!open) desk.state = { ...desk.state, topic: null };
}

export async function answerAskList(desk: TurnDesk, supplier: string | null): Promise<void> {
  const items = stillMissing(desk.loaded).filter((m) => supplier === null || m.supplier === supplier);
  if (!items.length) return desk.emit([say(`${supplier ?? '各部门'}需要提供的都齐了，不用再发清单。`)]);
  await desk.emit([
    {
      kind: 'asks',
      payload: { supplier, docx: askUrl(desk.report, 'docx', supplier), md: askUrl(desk.report, 'md', supplier) },
    },
    { kind: 'missing', payload: { items: items.map(showMissing) } },
    say(
      `${supplier ?? '各部门'}还要提供${items.length}项：\n\n${missingText(items)}\n\n清单已经备好，可以下载发给同事；填好后贴回这里或作为材料上传。`,
    ),
  ]);
}

const SOCIAL = {
  greet: '您好！我来帮您填报和起草绩效自评报告。',
  thanks: '不客气。',
  bye: '好的，已登记的内容都保存好了，随时可以接着填。',
  chat: '我只懂绩效自评报告，咱们接着填吧。',
} as const;

export const answerSocial = (desk: TurnDesk, kind: keyof typeof SOCIAL): Promise<void> =>
  desk.emit([say(SOCIAL[kind])]);

export const answerHuman = (desk: TurnDesk): Promise<void> =>
  desk.emit([
    say(
      '这里没有人工坐席。业务口径请问本单位财务或财政局绩效科，使用问题请联系本系统的管理员；已登记的内容都保存着，随时可以接着填。',
    ),
  ]);

export async function answerCancel(desk: TurnDesk): Promise<void> {
  const open = desk.state.choices.length > 0 || desk.state.topic !== null;
  desk.state = { ...desk.state, choices: [], topic: null };
  await desk.emit([
    say(
      open
        ? '好的，取消了，没有登记。'
        : '好的，没有正在进行的操作。要收回刚才登记的，请说“撤销”；要跳过问题，请说“跳过”。',
    ),
  ]);
}
