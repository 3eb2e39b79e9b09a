// One turn of the conversation: the message is understood, code decides what becomes of it, and every step is stored with its
// events before anyone sees them. A stopped turn stores nothing more.
import { definitionOf, labelOf } from '../core/catalogue/catalogue.ts';
import type { Claim, Fact } from '../core/fact.ts';
import type { ReportId, TurnId } from '../core/id.ts';
import { NOT_BUT } from '../core/interview/commands.ts';
import type { Unread } from '../core/interview/intent.ts';
import { missingText } from '../core/interview/next-question.ts';
import { sectionsNamed } from '../core/interview/section-name.ts';
import type { Actor, Committed, Intent, TurnEvent, TurnRow, Write } from '../ports.ts';
import { askNext, stillMissing } from './ask-next.ts';
import { allTurns, type Conversation, conversationAfter } from './conversation.ts';
import { draftDesk, prepareDraft } from './draft-section.ts';
import { exportUrl } from './export-url.ts';
import { FactDesk } from './fact-desk.ts';
import { type Loaded, loadReport } from './load-report.ts';
import { slotName } from './name-slot.ts';
import type { StepParts } from './parts.ts';
import { applyProposal, replyTo } from './propose-change.ts';
import { keyTitles, showFact, showMissing, showQuestion } from './show-fact.ts';
import { sectionState } from './show-sections.ts';
import { type Said, takeClaims } from './take-claims.ts';
import { sectionRefusal, sectionWrites } from './write-section.ts';

type Event = { kind: string; payload: unknown };
const say = (text: string): Event => ({ kind: 'say', payload: { text } });

const HELP =
  '您可以直接告诉我数据（如“2022年总收入7910万元，其中财政拨款6781.4万元”），说“没有”“和去年一样”或“跳过”来回答问题，问“还缺什么”，说“起草全文”或“起草第三部分”，以及“导出Word”。';

/** Someone else ended the turn, or the report is gone: nothing more to do here. */
class TurnOver extends Error {}

/** How often a decision is thought through again when someone else was faster. */
const ATTEMPTS = 3;

class TurnDesk {
  loaded: Loaded;
  state: Conversation;
  readonly parts: StepParts;
  readonly actor: Actor;
  readonly turn: TurnRow;
  private n: number;

  constructor(parts: StepParts, actor: Actor, turn: TurnRow, n: number, loaded: Loaded, state: Conversation) {
    this.parts = parts;
    this.actor = actor;
    this.turn = turn;
    this.n = n;
    this.loaded = loaded;
    this.state = state;
  }

  get report(): ReportId {
    return this.turn.reportId;
  }

  /** Stores events, and what they tell of, in one list. Answers a refusal that is not about the turn itself. */
  async tryEmit(
    events: readonly Event[],
    writes: readonly Write[] = [],
    to: 'running' | 'done' = 'running',
  ): Promise<Extract<Committed, { ok: false }> | null> {
    const at = this.parts.clock.now();
    const rows: TurnEvent[] = events.map((e, i) => ({ n: this.n + 1 + i, kind: e.kind, payload: e.payload, at }));
    const { report } = this;
    const done = await this.parts.store.commit(this.actor, [
      { do: 'move-turn', report, turn: this.turn.id, from: ['running'], to },
      ...writes,
      ...(rows.length ? [{ do: 'add-turn-events', report, turn: this.turn.id, events: rows } as const] : []),
    ]);
    if (!done.ok) {
      if (done.what.startsWith('turn:') || done.what.startsWith('report:'))
        throw new TurnOver(`${done.why} ${done.what}`);
      return done;
    }
    this.n += rows.length;
    this.parts.bus.moved(this.turn.id);
    return null;
  }

  async emit(
    events: readonly Event[],
    writes: readonly Write[] = [],
    to: 'running' | 'done' = 'running',
  ): Promise<void> {
    if (!events.length && !writes.length && to === 'running') return;
    const refused = await this.tryEmit(events, writes, to);
    if (refused) throw new Error(`refused: ${refused.why} ${refused.what}`);
  }

  async reload(): Promise<void> {
    const read = await loadReport(this.parts, this.actor, this.report);
    if (!read.ok) throw new TurnOver(read.problem.code);
    this.loaded = read.value;
  }

  /** Decides on the facts as they are; decides again when someone else was faster. */
  async settle(decide: (desk: FactDesk) => Event[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const desk = new FactDesk(this.loaded.facts, this.actor, this.parts.newId);
      const events = decide(desk);
      const at = this.parts.clock.now();
      const writes = desk.writes(this.report, at);
      const refused = await this.tryEmit(
        events,
        writes.length ? [{ do: 'touch-report', report: this.report, at }, ...writes] : [],
      );
      if (refused && (refused.why !== 'stale' || attempt === ATTEMPTS))
        throw new Error(`refused: ${refused.why} ${refused.what}`);
      if (refused || writes.length) await this.reload();
      if (!refused) return;
    }
  }
}

const factEvents = (change: 'stated' | 'edited', facts: readonly Fact[]): Event[] =>
  facts.map((f) => ({ kind: 'fact', payload: { change, fact: showFact(f) } }));

async function answerGive(desk: TurnDesk, claims: readonly Said[]): Promise<void> {
  await desk.settle((facts) => {
    const taken = takeClaims(facts, claims, desk.turn.id, desk.loaded.report.period);
    const last = taken.stated.at(-1) ?? taken.edited.at(-1);
    if (taken.proposal) desk.state = { ...desk.state, proposal: taken.proposal };
    if (last) desk.state = { ...desk.state, last: last.id };
    return [
      ...factEvents('stated', taken.stated),
      ...factEvents('edited', taken.edited),
      ...taken.says.map(say),
      ...(taken.proposal
        ? [{ kind: 'proposal', payload: { proposal: taken.proposal } }, say(taken.proposal.text)]
        : []),
    ];
  });
}

/** 不是7910，是7190: the fact that has the value, or the one stated last; with more than one, the person must name it. */
async function answerCorrection(desk: TurnDesk, intent: Extract<Intent, { is: 'correct' }>): Promise<void> {
  const { was, claim } = intent;
  const open = desk.loaded.facts.filter((f) => f.standing.is !== 'rejected');
  const meant = was
    ? open.filter((f) => f.value === was.value && (was.unit === '' || f.unit === was.unit))
    : open.filter((f) => f.id === desk.state.last);
  const newest = meant.length > 1 ? meant.filter((f) => f.id === desk.state.last) : meant;
  const [fact] = newest;
  if (!fact || newest.length > 1)
    return desk.emit([
      say(
        meant.length > 1
          ? `有${meant.length}项数据都是${was?.value}${was?.unit}：${meant.map(slotName).join('、')}。请说明要改哪一项。`
          : `没有找到要更正的数据${was ? `（${was.value}${was.unit}）` : ''}。请连名称一起说，例如“总收入是7190万元”。`,
      ),
    ]);
  const { key, period, scope, item, label } = fact;
  await answerGive(desk, [{ ...claim, key, period, scope, item, label, unit: claim.unit || fact.unit }]);
}

/** A number of the message that became no fact is never passed over in silence. */
const sayUnread = (u: Unread): Event =>
  say(
    u.between.length
      ? `“${u.quote}”没有登记：它可能是${u.between.map(labelOf).join('、')}，请说明是哪一项。`
      : `“${u.quote}”没有登记：没有认出它是哪一项数据。请连规范名称一起说，例如“收入预算总额是1260万元”。`,
  );

const slotClaim = (key: string, period: number, value: string, unit: string, qualifier: Claim['qualifier']): Claim => ({
  key,
  period,
  scope: null,
  item: definitionOf(key)?.many ? '1' : null,
  value,
  unit,
  qualifier,
  label: null,
});

async function answerNone(desk: TurnDesk, key: string): Promise<void> {
  const d = definitionOf(key);
  if (!d) return desk.emit([say(`没有名为“${key}”的数据项，没有登记。`)]);
  const asked = desk.state.asked?.key === key ? desk.state.asked : null;
  const number = d.kind === 'money' || d.kind === 'count';
  if (!number && d.kind !== 'passage' && d.kind !== 'text')
    return desk.emit([say(`${d.label}不能填“没有”。请提供具体内容，或说“跳过”。`)]);
  const claim = {
    ...slotClaim(key, asked?.period ?? desk.loaded.report.period, number ? '0' : '无', number ? d.unit : '', '无'),
    scope: asked?.scope ?? null,
  };
  await answerGive(desk, [{ ...claim, quote: desk.turn.text }]);
}

/** Last year's values, restated for the report year by the person who says so. */
async function answerSame(desk: TurnDesk, key: string): Promise<void> {
  const { period } = desk.loaded.report;
  const last = desk.loaded.facts.filter(
    (f) => f.key === key && f.period === period - 1 && (f.standing.is === 'confirmed' || f.standing.is === 'candidate'),
  );
  if (!last.length)
    return desk.emit([say(`没有${period - 1}年的${labelOf(key)}可以沿用。请直接提供${period}年的数据。`)]);
  const claims = last.map((f): Said => ({ ...f, period, quote: desk.turn.text }));
  await answerGive(desk, claims);
}

async function answerSkip(desk: TurnDesk, key: string | null): Promise<void> {
  const skip = key ?? desk.state.asked?.key ?? null;
  if (skip === null) return desk.emit([say('现在没有正在问的问题，不需要跳过。')]);
  desk.state = { ...desk.state, skipped: [...new Set([...desk.state.skipped, skip])] };
  await desk.emit([say(`好的，先跳过${labelOf(skip)}。缺少的内容在报告里会标为【待补】。`)]);
}

async function answerMissing(desk: TurnDesk): Promise<void> {
  const missing = stillMissing(desk.loaded);
  await desk.emit([
    { kind: 'missing', payload: { items: missing.map(showMissing) } },
    say(missing.length ? `还缺${missing.length}项：\n\n${missingText(missing)}` : '需要的数据都齐了。'),
  ]);
}

async function answerDraft(desk: TurnDesk, which: string): Promise<void> {
  const { loaded, parts, actor } = desk;
  const rows = new Map(loaded.sections.map((s) => [s.section, s]));
  const all = loaded.profile.outline.filter((o) => o.compose.length > 0);
  const named = new Set(sectionsNamed(which, loaded.profile));
  const wanted = all.filter((o) => named.has(o.id));
  if (!wanted.length)
    return desk.emit([say(`没有找到要起草的章节。可以起草：${all.map((o) => o.title).join('、')}。`)]);
  // A whole draft never writes over what people wrote or locked; a section asked for by itself does, keeping the old version.
  const kept = which === 'all' ? wanted.filter((o) => ['edited', 'locked'].includes(sectionState(rows.get(o.id)))) : [];
  const drafting = await draftDesk(parts, actor, loaded);
  const missing = new Set<string>();
  const faults: string[] = [];
  const gaps: string[] = [];
  let written = 0;
  for (const outline of wanted) {
    if (kept.includes(outline)) continue;
    const prepared = await prepareDraft(parts, drafting, outline.id);
    if (!prepared.ok) {
      faults.push(prepared.problem.message);
      continue;
    }
    const { draft, held, withheld } = prepared.value;
    const expectedVersion = held?.version ?? 0;
    const event = {
      kind: 'section',
      payload: {
        section: outline.id,
        title: outline.title,
        version: expectedVersion + 1,
        missing: keyTitles(draft.missing),
        withheld,
      },
    };
    // The text and the event that tells of it are one list; a turn that was stopped writes neither.
    const { paragraphs } = draft;
    const text = { section: outline.id, paragraphs, expectedVersion, reason: 'draft', at: parts.clock.now() };
    const refused = await desk.tryEmit([event], sectionWrites(desk.report, text));
    if (refused) faults.push(sectionRefusal(refused).problem.message);
    else {
      written++;
      for (const key of draft.missing) missing.add(key);
      if (withheld.length)
        gaps.push(
          `“${outline.title}”里有${withheld.length}处数据没有对应的已确认事实（${withheld.slice(0, 5).join('、')}），没有写入，文中标为【待补】。请核实后登记，再起草这一节。`,
        );
    }
  }
  await desk.reload();
  const waiting = loaded.facts.filter((f) => f.standing.is === 'candidate' || f.standing.is === 'disputed').length;
  await desk.emit([
    ...[...faults, ...gaps].map(say),
    ...(kept.length ? [say(`${kept.map((o) => `“${o.title}”`).join('、')}有人工修改或已锁定，保留原文。`)] : []),
    say(
      `已起草${written}节。${missing.size ? `有${missing.size}项还没有数据，文中标为【待补】。` : ''}${waiting ? `还有${waiting}条数据没有确认，未确认的不写进正文。` : ''}`,
    ),
  ]);
}

async function answer(desk: TurnDesk, intent: Intent): Promise<void> {
  switch (intent.is) {
    case 'give':
      if (intent.claims.length) await answerGive(desk, intent.claims);
      return desk.emit((intent.unread ?? []).map(sayUnread));
    case 'correct':
      return answerCorrection(desk, intent);
    case 'none':
      return answerNone(desk, intent.key);
    case 'same-as-last-year':
      return answerSame(desk, intent.key);
    case 'skip':
      return answerSkip(desk, intent.key);
    case 'what-is-missing':
      return answerMissing(desk);
    case 'draft':
      return answerDraft(desk, intent.section);
    case 'export':
      return desk.emit([
        { kind: 'export', payload: { format: intent.format, url: exportUrl(desk.report, intent.format, 'draft') } },
        say('草稿已经备好，请点链接下载。'),
      ]);
    case 'help':
      return desk.emit([say(HELP)]);
    case 'unclear':
      return desk.emit([
        ...(intent.unread ?? []).map(sayUnread),
        ...(intent.unread?.length ? [] : [say(`没有看懂这条消息，没有登记任何数据。${HELP}`)]),
      ]);
  }
}

/** A plain yes or no to the change proposed in the turn before; false when the message is something else. */
async function answerProposal(desk: TurnDesk): Promise<boolean> {
  const { proposal } = desk.state;
  if (!proposal) return false;
  desk.state = { ...desk.state, proposal: null };
  const reply = replyTo(desk.turn.text);
  if (reply === null) return false;
  if (reply === 'no') {
    await desk.emit([say('好的，保留原值，没有修改。')]);
    return true;
  }
  await desk.settle((facts) => {
    const edited = applyProposal(facts, proposal, desk.turn.id, desk.turn.text);
    if (!edited) return [say('这条数据刚刚被他人改动过，没有修改。请核对现在的值，再说一次。')];
    return [...factEvents('edited', edited), say(`已修改：${edited.map((f) => slotName(f)).join('、')}。`)];
  });
  return true;
}

async function finish(desk: TurnDesk): Promise<void> {
  const question = askNext(desk.loaded, desk.state.skipped);
  const asked = question ? { key: question.key, period: question.period, scope: question.scope } : null;
  desk.state = { ...desk.state, asked };
  const { version } = desk.loaded.report;
  await desk.emit(
    [
      // While a change waits for a yes, another question would take its answer.
      ...(desk.state.proposal
        ? []
        : [{ kind: 'question', payload: { question: question ? showQuestion(question) : null } }]),
      { kind: 'done', payload: { version, ...desk.state } },
    ],
    [],
    'done',
  );
}

/** Facts may have been settled since the last turn, or there was none yet: a reply answers the question that is shown now. */
function questionNow(loaded: Loaded, state: Conversation): Conversation {
  const open = askNext(loaded, state.skipped);
  return open ? { ...state, asked: { key: open.key, period: open.period, scope: open.scope } } : state;
}

/** 不是1260，是1280 is about a number said before, whatever question is open: it never answers one that asks for words. */
function correctsNumber(message: string): boolean {
  const m = NOT_BUT.exec(message.trim().replace(/[。！!]+$/, ''));
  return m !== null && /\d/.test(m[2] ?? '') && /\d/.test(m[3] ?? '');
}

/** Works a queued turn to its end. Never rejects: what goes wrong becomes the turn's last event and a line in the log. */
export async function takeTurn(parts: StepParts, actor: Actor, reportId: ReportId, turnId: TurnId): Promise<void> {
  const id = parts.newId();
  try {
    const started = await parts.store.commit(actor, [
      { do: 'move-turn', report: reportId, turn: turnId, from: ['queued'], to: 'running' },
    ]);
    if (!started.ok) return;
    const [turn, turns, events, loaded] = await Promise.all([
      parts.store.turn(actor, reportId, turnId),
      allTurns(parts, actor, reportId),
      parts.store.turnEvents(actor, reportId, turnId, 0),
      loadReport(parts, actor, reportId),
    ]);
    if (!turn || !loaded.ok) return;
    const state = questionNow(loaded.value, await conversationAfter(parts, actor, reportId, turns));
    const desk = new TurnDesk(parts, actor, turn, events.at(-1)?.n ?? 0, loaded.value, state);
    if (!(await answerProposal(desk))) {
      const asked = correctsNumber(turn.text) ? null : state.asked;
      for (const intent of await parts.model.understand(turn.text, asked, loaded.value.report.period))
        await answer(desk, intent);
    }
    await finish(desk);
  } catch (cause) {
    if (cause instanceof TurnOver) return;
    parts.log.error('turn failed', {
      id,
      turn: turnId,
      cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
    });
    await failTurn(parts, actor, reportId, turnId, id);
  }
}

async function failTurn(parts: StepParts, actor: Actor, report: ReportId, turn: TurnId, id: string): Promise<void> {
  try {
    const n = ((await parts.store.turnEvents(actor, report, turn, 0)).at(-1)?.n ?? 0) + 1;
    const message = `处理这条消息时出了错，已完成的部分都已保存。请再试一次；如果还不行，请把编号 ${id} 告诉管理员。`;
    await parts.store.commit(actor, [
      { do: 'move-turn', report, turn, from: ['queued', 'running'], to: 'failed' },
      {
        do: 'add-turn-events',
        report,
        turn,
        events: [{ n, kind: 'failed', payload: { code: 'internal', message }, at: parts.clock.now() }],
      },
    ]);
  } catch (cause) {
    parts.log.error('turn could not be ended', { id, turn, cause: String(cause) });
  }
  parts.bus.moved(turn);
}
