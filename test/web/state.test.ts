import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  WireConflict,
  WireCoverage,
  WireFact,
  WireOpenNumber,
  WireReportView,
  WireSection,
  WireTurnEvent,
} from '../../src/http/wire.ts';
import { blocked } from '../../web/state/blocked.ts';
import { draftOf, numberId, openGroups, requestOf } from '../../web/state/coverage.ts';
import { editing, isChanged, startEditing } from '../../web/state/editing.ts';
import { layout } from '../../web/state/layout.ts';
import { contentOf, joinPaste, tablesIn } from '../../web/state/paste.ts';
import { pieces } from '../../web/state/pieces.ts';
import {
  emptyReview,
  groups,
  moved,
  nextOpen,
  placesOf,
  type Review,
  remaining,
  review,
  rowIds,
  takeBack,
  typedValue,
} from '../../web/state/review.ts';
import { badges, readRoute, routeHash, STEPS, toDraft } from '../../web/state/steps.ts';
import { emptyTranscript, liveTurn, type Transcript, transcript } from '../../web/state/transcript.ts';
import { isSendKey } from '../../web/state/typing.ts';
import { amount } from '../../web/words/amount.ts';
import { fill } from '../../web/words/fill.ts';

const fact = (id: string, over: Partial<WireFact> = {}): WireFact => ({
  id,
  key: `key_${id}`,
  title: `数据${id}`,
  theme: 'budget',
  period: 2022,
  scope: null,
  item: null,
  value: '100',
  unit: '万元',
  qualifier: null,
  label: null,
  origin: { from: 'text', sourceId: 's', quote: '100万元', start: 0, end: 5 },
  also: [],
  confidence: 'high',
  reasons: [],
  raw: null,
  standing: { is: 'candidate' },
  version: 1,
  ...over,
});
const conflict = (...ids: string[]): WireConflict => ({
  key: 'k',
  period: 2022,
  scope: null,
  item: null,
  title: '数据',
  ids,
  suggested: ids[0] ?? '',
  because: '先出现',
  note: '',
});
const loaded = (facts: WireFact[], conflicts: WireConflict[] = []): Review =>
  review(emptyReview, { do: 'load', facts, conflicts });

describe('the review list', () => {
  it('shows doubtful facts first, then in the order of the text', () => {
    const at = (start: number) => ({ from: 'text' as const, sourceId: 's', quote: '', start, end: start + 1 });
    const s = loaded([
      fact('a', { origin: at(9) }),
      fact('b', { origin: at(3) }),
      fact('c', { origin: at(50), confidence: 'low' }),
      fact('d', { theme: 'unit', origin: at(99) }),
    ]);
    expect(rowIds(groups(s))).toEqual(['d', 'c', 'b', 'a']);
  });

  it('keeps every row in place when it is settled', () => {
    const s = loaded([fact('a'), fact('b', { confidence: 'low' }), fact('c')]);
    const before = rowIds(groups(s));
    const after = review(s, {
      do: 'settled',
      facts: [fact('b', { confidence: 'high', standing: { is: 'confirmed', by: 'u' }, version: 2 })].map((f) => ({
        ...f,
        confidence: 'low' as const,
      })),
      decided: ['b'],
      undone: false,
    });
    expect(rowIds(groups(after))).toEqual(before);
    expect(remaining(after.facts)).toBe(2);
  });

  it('puts values that disagree into one row, ahead of the others', () => {
    const s = loaded([fact('a'), fact('b'), fact('c')], [conflict('b', 'c')]);
    const [g] = groups(s);
    expect(g!.rows.map((r) => r.is)).toEqual(['conflict', 'fact']);
    expect(g!.open).toBe(2);
  });

  it('offers “accept all” only for open facts of high confidence outside conflicts', () => {
    const s = loaded(
      [
        fact('a'),
        fact('b', { confidence: 'medium' }),
        fact('c', { standing: { is: 'confirmed', by: 'u' } }),
        fact('d', { standing: { is: 'disputed', with: ['e'] } }),
        fact('e', { standing: { is: 'disputed', with: ['d'] } }),
      ],
      [conflict('d', 'e')],
    );
    expect(groups(s)[0]!.high.map((f) => f.id)).toEqual(['a']);
  });

  it('hides settled rows only when asked to', () => {
    const s = loaded([fact('a', { standing: { is: 'confirmed', by: 'u' } }), fact('b')]);
    expect(rowIds(groups(s))).toEqual(['a', 'b']);
    expect(rowIds(groups(review(s, { do: 'only-open', on: true })))).toEqual(['b']);
  });

  it('moves with the arrows and stops at the ends', () => {
    expect(moved(['a', 'b'], null, 1)).toBe('a');
    expect(moved(['a', 'b'], 'a', 1)).toBe('b');
    expect(moved(['a', 'b'], 'b', 1)).toBe('b');
    expect(moved(['a', 'b'], 'a', -1)).toBe('a');
    expect(moved([], 'a', 1)).toBeNull();
  });

  it('goes to the next open row, wrapping round', () => {
    const s = loaded([fact('a'), fact('b', { standing: { is: 'confirmed', by: 'u' } }), fact('c')]);
    const gs = groups(s);
    expect(nextOpen(gs, 'a')).toBe('c');
    expect(nextOpen(gs, 'c')).toBe('a');
  });

  it('keeps the place when the list is read again', () => {
    const s = review(loaded([fact('a'), fact('b')]), { do: 'focus', id: 'b' });
    expect(review(s, { do: 'load', facts: [fact('a'), fact('b')], conflicts: [] }).at).toBe('b');
    expect(review(s, { do: 'load', facts: [fact('a')], conflicts: [] }).at).toBe('a');
  });
});

describe('undo', () => {
  const yes = { is: 'confirmed', by: 'u' } as const;
  const decide = (s: Review, ...ids: string[]): Review =>
    review(s, {
      do: 'settled',
      facts: ids.map((id) => fact(id, { standing: yes, version: 2 })),
      decided: ids,
      undone: false,
    });

  it('asks the service to take back what a step decided, the latest step first', () => {
    const s = decide(decide(loaded([fact('a'), fact('b'), fact('c')]), 'a'), 'b', 'c');
    expect(takeBack(s)).toEqual([
      { id: 'b', decision: 'undo', expectedVersion: 2 },
      { id: 'c', decision: 'undo', expectedVersion: 2 },
    ]);
    expect(takeBack(review(s, { do: 'forget' }))).toEqual([{ id: 'a', decision: 'undo', expectedVersion: 2 }]);
    expect(takeBack(loaded([fact('a')]))).toBeNull();
  });
  it('is itself not put on the pile, and takes the last step off it', () => {
    const once = decide(loaded([fact('a')]), 'a');
    const back = review(once, { do: 'settled', facts: [fact('a')], decided: ['a'], undone: true });
    expect(back.undo).toEqual([]);
    expect(remaining(back.facts)).toBe(1);
  });
  it('leaves a step that cannot be taken back, so that the one before it can', () => {
    const s = review(decide(decide(loaded([fact('a'), fact('b')]), 'a'), 'b'), { do: 'forget' });
    expect(s.undo).toEqual([['a']]);
  });
  it('takes in a fact that a person registered', () => {
    const s = decide(loaded([fact('a')]), 'new');
    expect(s.facts.map((f) => f.id)).toEqual(['a', 'new']);
    expect(s.undo).toEqual([['new']]);
  });
});

describe('the places of a fact', () => {
  const at = (start: number) => ({ from: 'text' as const, sourceId: 's', quote: 'q', start, end: start + 1 });
  it('are those of what the text said, also after a person wrote another value', () => {
    const said = { value: '1', unit: '人', qualifier: null, origin: at(4), also: [at(9)] };
    const edited = fact('a', { origin: { from: 'person' }, also: [], raw: said });
    expect(placesOf(edited).map((x) => x.start)).toEqual([4, 9]);
  });
});

describe('a text laid out for reading', () => {
  it.each([
    ['a text without tables', '甲\n乙。\n', ['text']],
    ['piped rows between lines', '甲\n项目 | 金额 |\n基本 | 5 |\n乙', ['text', 'table', 'text']],
    ['tabbed rows', '项目\t金额\n基本\t5\n', ['table']],
    ['a lone pipe is no table', '甲 |\n乙\n', ['text']],
  ])('%s', (_name, text, kinds) => {
    expect(layout(text).map((p) => p.is)).toEqual(kinds);
  });
  it('gives cells their places, a blank first cell too', () => {
    const text = '|  | 预算 |\n基本 | 5 |\n';
    const [table] = layout(text);
    const rows = table?.is === 'table' ? table.rows.map((r) => r.map((c) => text.slice(c.start, c.end).trim())) : [];
    expect(rows).toEqual([
      ['', '预算'],
      ['基本', '5'],
    ]);
  });
  it('covers every character once, in order, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('甲', '5', '|', '\t', ' ', '\n', '\r\n'), maxLength: 60 }),
        (text) => {
          let at = 0;
          for (const p of layout(text)) {
            const spans =
              p.is === 'text'
                ? [[p.start, p.end] as const]
                : p.rows.flatMap((r) =>
                    r.flatMap((c) => [
                      [c.from, c.start] as const,
                      [c.start, c.end] as const,
                      [c.end, c.until] as const,
                    ]),
                  );
            for (const [from, to] of spans) {
              expect(from).toBe(at);
              expect(to).toBeGreaterThanOrEqual(from);
              at = to;
            }
          }
          expect(at).toBe(text.length);
        },
      ),
    );
  });
});

describe('a paste', () => {
  const html = '<html><body><!--StartFragment--><table><tr><td>甲</td></tr></table><!--EndFragment--></body></html>';
  it('sends the markup while the box shows its words, the words once they were changed', () => {
    const p = joinPaste(html, '甲', '', null)!;
    expect(contentOf('甲', p)).toEqual({ html });
    expect(contentOf('甲乙', p)).toEqual({ text: '甲乙' });
    expect(contentOf('甲', null)).toEqual({ text: '甲' });
    expect(tablesIn(p.html)).toBe(1);
  });
  it('joins a second paste to the first, and to typed words', () => {
    const first = joinPaste(html, '甲', '', null)!;
    const second = joinPaste('<p>乙</p>', '乙', '甲', first)!;
    expect(second).toEqual({ text: '甲\n乙', html: `${html}\n<p>乙</p>` });
    expect(joinPaste('<p>乙</p>', '乙', '收入<5', null)!.html).toBe('<pre>收入&lt;5</pre>\n<p>乙</p>');
  });
  it('leaves plain words to the box, and pictures behind', () => {
    expect(joinPaste('', '甲', '', null)).toBeNull();
    expect(joinPaste('甲 < 乙', '甲 < 乙', '', null)).toBeNull();
    expect(joinPaste('<img src="data:image/png;base64,AAAA"><p>甲</p>', '甲', '', null)!.html).toBe(
      '<img src=""><p>甲</p>',
    );
  });
});

describe('numbers that no fact has', () => {
  const number = (start: number, over: Partial<WireOpenNumber> = {}): WireOpenNumber => ({
    text: '18个',
    start,
    end: start + 3,
    value: '18',
    unit: '个',
    qualifier: null,
    kind: 'count',
    label: '重点项目',
    suggestion: null,
    ...over,
  });
  const coverage: WireCoverage = {
    items: [
      { start: 0, end: 20, kind: 'paragraph', path: ['二'], text: '…', numbers: [number(3), number(9)] },
      { start: 20, end: 40, kind: 'row', path: [], text: '…', numbers: [number(25)] },
    ],
    next: null,
    totals: { numbers: 3, covered: 0, exempt: 0, open: 3, exempted: [] },
  };
  it('are grouped by paragraph; those put aside are gone, with their paragraph when it is the last', () => {
    const groups = openGroups(coverage, new Set(['3-6', '25-28']));
    expect(groups.map((g) => g.numbers.map(numberId))).toEqual([['9-12']]);
  });
  it('offer the suggested entry and what is printed', () => {
    const n = number(3, { suggestion: { key: 'key_tasks', title: '重点项目', period: 2021 } });
    expect(draftOf(n, 2022)).toEqual({ key: 'key_tasks', label: '重点项目', period: '2021', value: '18', unit: '个' });
    expect(draftOf(number(3, { value: null }), 2022)).toMatchObject({ key: 'other_figure', value: '', period: '2022' });
  });
  it('are sent with their place, the label only where the catalogue has no entry', () => {
    const n = number(3, { qualifier: '余' });
    const d = draftOf(n, 2022);
    expect(requestOf(d, n, 's')).toEqual({
      key: 'other_figure',
      period: 2022,
      value: '18',
      unit: '个',
      label: '重点项目',
      qualifier: '余',
      source: { id: 's', start: 3, end: 6 },
    });
    expect(requestOf({ ...d, key: 'k', value: '19' }, n, 's')).not.toHaveProperty('qualifier');
  });
  it.each([
    ['period', { period: '22' }],
    ['value', { value: ' ' }],
    ['label', { label: '' }],
  ])('say what is missing: %s', (what, change) => {
    const n = number(3);
    expect(requestOf({ ...draftOf(n, 2022), ...change }, n, 's')).toBe(what);
  });
});

describe('a typed value', () => {
  it.each([
    ['7,910', '万元', { value: '7910', unit: '万元' }],
    ['７９１０．５', '万元', { value: '7910.5', unit: '万元' }],
    ['79100000元', '万元', { value: '79100000', unit: '元' }],
    ['37 人', '人', { value: '37', unit: '人' }],
    ['', '人', null],
    ['  ', '', null],
    ['招商局', '', { value: '招商局', unit: '' }],
    ['九百', '人', { value: '九百', unit: '人' }],
  ])('%j in %s', (typed, unit, want) => {
    expect(typedValue(typed, unit)).toEqual(want);
  });
});

describe('pieces of the source', () => {
  it('show spans that overlap', () => {
    expect(
      pieces('abcdef', [
        { id: 'x', start: 1, end: 4 },
        { id: 'y', start: 3, end: 5 },
      ]).map((p) => [p.text, p.ids]),
    ).toEqual([
      ['a', []],
      ['bc', ['x']],
      ['d', ['y', 'x']],
      ['e', ['y']],
      ['f', []],
    ]);
  });
  const span = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    start: fc.integer({ min: -3, max: 50 }),
    end: fc.integer({ min: -3, max: 60 }),
  });
  it('join to the text, and a span is exactly the pieces that bear its name', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 50 }),
        fc.uniqueArray(span, { selector: (s) => s.id, maxLength: 4 }),
        (text, spans) => {
          const ps = pieces(text, spans);
          expect(ps.map((p) => p.text).join('')).toBe(text);
          for (const s of spans)
            expect(
              ps
                .filter((p) => p.ids.includes(s.id))
                .map((p) => p.text)
                .join(''),
            ).toBe(
              text.slice(Math.max(0, s.start), Math.max(0, s.end)).slice(0, Math.max(0, s.end - Math.max(0, s.start))),
            );
        },
      ),
    );
  });
});

describe('the conversation', () => {
  const say = (n: number): WireTurnEvent => ({ n, at: '', kind: 'say', payload: { text: String(n) } });
  const question = (n: number, title: string): WireTurnEvent => ({
    n,
    at: '',
    kind: 'question',
    payload: {
      question: {
        key: 'k',
        period: 2022,
        scope: null,
        title,
        text: '',
        supplier: '财务',
        type: 'count',
        unit: '人',
        choices: null,
        document: '',
        hint: null,
        reason: null,
      },
    },
  });
  const run = (events: WireTurnEvent[], from = emptyTranscript): Transcript =>
    events.reduce(
      (s, event) => transcript(s, { do: 'event', id: 't', event }),
      transcript(from, { do: 'send', id: 't', text: '好' }),
    );

  it('grows by events and is over at done', () => {
    const s = run([
      say(1),
      say(2),
      { n: 3, at: '', kind: 'done', payload: { version: 2, asked: null, skipped: [], proposal: null, last: null } },
    ]);
    expect(s.turns[0]).toMatchObject({ status: 'done', after: 3 });
    expect(s.turns[0]!.parts.map((p) => p.n)).toEqual([1, 2]);
    expect(liveTurn(s)).toBeNull();
  });
  it('shows how far a draft is, and what is under way without its words', () => {
    const of = (done: number) => ({ done, of: 3 });
    const started = (n: number, section: string): WireTurnEvent => ({
      n,
      at: '',
      kind: 'section_started',
      payload: { section, title: `第${section}节`, progress: of(0) },
    });
    const live = (kind: 'state' | 'text', payload: object): WireTurnEvent =>
      ({ n: 2, at: '', kind, payload }) as WireTurnEvent;
    let s = run([
      started(1, '1'),
      started(2, '2'),
      live('state', { section: '2', state: { is: 'queued', position: 4 } }),
      live('text', { section: '1', from: 0, text: '一二三' }),
      live('text', { section: '1', from: 3, text: '四' }),
    ]);
    expect(s.turns[0]).toMatchObject({
      after: 2,
      drafting: {
        done: 0,
        of: 3,
        at: [
          { section: '1', title: '第1节', written: 4 },
          { section: '2', state: { is: 'queued', position: 4 } },
        ],
      },
    });
    expect(JSON.stringify(s)).not.toContain('一二三');
    const event = (e: WireTurnEvent): void => {
      s = transcript(s, { do: 'event', id: 't', event: e });
    };
    const instead = { why: 'overloaded', message: '模型太忙。' };
    const payload = { section: '1', title: '第1节', version: 1, missing: [], withheld: [], instead, progress: of(1) };
    event({ n: 3, at: '', kind: 'section', payload });
    event({
      n: 4,
      at: '',
      kind: 'section_failed',
      payload: { section: '2', title: '第2节', message: '没有写成。', progress: of(2) },
    });
    expect(s.turns[0]!.drafting).toEqual({ done: 2, of: 3, at: [] });
    // Said once more in words, for faces that show words only.
    event({ n: 5, at: '', kind: 'say', payload: { text: '没有写成。' } });
    expect(s.turns[0]!.parts).toMatchObject([
      { is: 'section', instead: '模型太忙。' },
      { is: 'section-failed', message: '没有写成。' },
    ]);
    event({ n: 6, at: '', kind: 'interrupted', payload: { code: 'unheard', message: '已暂停。' } });
    expect(s.turns[0]).toMatchObject({ status: 'interrupted', error: '已暂停。', drafting: { of: 0 } });
    // What still arrives of it changes nothing; continued, it runs again.
    event(live('text', { section: '3', from: 0, text: '迟' }));
    expect(s.turns[0]!.drafting.at).toEqual([]);
    event({ n: 7, at: '', kind: 'continued', payload: {} });
    expect(s.turns[0]).toMatchObject({ status: 'running', error: null });
    expect(transcript(s, { do: 'continue', id: 't' }).turns[0]).toMatchObject({ status: 'running', after: 7 });
  });
  it('is the same when events come twice', () => {
    const once = [say(1), question(2, '人员'), say(3)];
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2]), (again) => {
        expect(run([...once, ...again.map((i) => once[i]!)])).toEqual(run(once));
      }),
    );
  });
  it('takes the next question from the newest turn only', () => {
    let s = run([question(1, '旧')]);
    s = transcript(s, { do: 'send', id: 'u', text: '' });
    s = transcript(s, { do: 'event', id: 'u', event: question(1, '新') });
    s = transcript(s, { do: 'event', id: 't', event: question(2, '迟到') });
    expect(s.question?.title).toBe('新');
  });
  it('is over when it was stopped', () => {
    expect(run([say(1), { n: 2, at: '', kind: 'stopped', payload: {} }]).turns[0]).toMatchObject({ status: 'stopped' });
  });
  it('does not repeat in words what it shows as a list', () => {
    const missing = (n: number, items: number): WireTurnEvent => ({
      n,
      at: '',
      kind: 'missing',
      payload: {
        items: Array.from({ length: items }, (_, i) => ({
          key: `k${i}`,
          period: 2022,
          scope: null,
          title: '',
          supplier: '财务',
          unit: '',
          document: '',
          hint: null,
          section: null,
        })),
      },
    });
    expect(run([missing(1, 2), say(2), say(3)]).turns[0]!.parts.map((p) => p.is)).toEqual(['missing', 'say']);
    expect(run([missing(1, 0), say(2)]).turns[0]!.parts.map((p) => p.is)).toEqual(['missing', 'say']);
  });
  it('holds the question back while a choice waits for its answer, and does not repeat the choice in words', () => {
    const choice: WireTurnEvent = {
      n: 2,
      at: '',
      kind: 'choice',
      payload: { text: '哪一项？', options: ['甲', '乙'] },
    };
    const asked = run([question(1, '人员'), choice, { ...say(3), payload: { text: '哪一项？' } } as WireTurnEvent]);
    expect([asked.waiting, asked.turns[0]!.parts.map((p) => p.is)]).toEqual([true, ['choice']]);
    const answered = transcript(asked, { do: 'send', id: 'u', text: 'A' });
    expect(transcript(answered, { do: 'event', id: 'u', event: question(1, '资产') }).waiting).toBe(false);
  });
  it('forgets a turn that was not sent', () => {
    expect(transcript(run([]), { do: 'unsent', id: 't' }).turns).toEqual([]);
  });
  it('shows a failure in its words', () => {
    const s = run([{ n: 1, at: '', kind: 'failed', payload: { code: 'x', message: '没有完成。' } }]);
    expect(s.turns[0]).toMatchObject({ status: 'failed', error: '没有完成。' });
  });
  it('comes to life again when a lost line is back', () => {
    let s = transcript(run([say(1)]), { do: 'ended', id: 't', how: 'lost', error: '断' });
    expect(liveTurn(s)).toBeNull();
    s = transcript(s, { do: 'event', id: 't', event: say(2) });
    expect(s.turns[0]).toMatchObject({ status: 'running' });
  });
});

describe('Enter in the box', () => {
  const key = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13, timeStamp: 1000 };
  const idle = { on: false, endedAt: Number.NEGATIVE_INFINITY };
  it.each([
    ['sends', key, idle, true],
    ['with Shift breaks the line', { ...key, shiftKey: true }, idle, false],
    ['while composing chooses a word', { ...key, isComposing: true }, { on: true, endedAt: 0 }, false],
    ['reported as 229 belongs to the input method', { ...key, keyCode: 229 }, idle, false],
    ['right after a composition ended still chose the word', key, { on: false, endedAt: 980 }, false],
    ['a moment after a composition sends', key, { on: false, endedAt: 940 }, true],
    ['during a composition the browser does not report chooses a word', key, { on: true, endedAt: 0 }, false],
  ])('%s', (_, press, composing, sends) => {
    expect(isSendKey(press, composing)).toBe(sends);
  });
});

describe('editing a section', () => {
  const section = (over: Partial<WireSection> = {}): WireSection => ({
    id: '1.1',
    number: '（一）',
    level: 2,
    title: '人员',
    hint: '',
    required: true,
    state: 'drafted',
    version: 3,
    locked: false,
    text: '原文',
    paragraphs: [],
    quantities: [],
    needs: [],
    by: null,
    at: null,
    reason: null,
    claims: [],
    stale: [],
    ...over,
  });
  it('keeps the typed words when somebody saved first, and saves against theirs when told to', () => {
    let s = editing(startEditing(section(), null), { do: 'type', text: '我的' });
    s = editing(editing(s, { do: 'save' }), { do: 'clash', section: section({ version: 4, text: '别人的' }) });
    expect(s).toMatchObject({ text: '我的', saving: false, theirs: { text: '别人的', version: 4 } });
    expect(editing(s, { do: 'keep-mine' })).toMatchObject({ text: '我的', version: 4, base: '别人的', theirs: null });
    const taken = editing(s, { do: 'take-theirs' });
    expect(taken).toMatchObject({ text: '别人的', version: 4 });
    expect(isChanged(taken)).toBe(false);
  });
  it('keeps the typed words when saving fails', () => {
    const s = editing(editing(startEditing(section(), null), { do: 'type', text: '我的' }), {
      do: 'failed',
      error: '断网',
    });
    expect(s).toMatchObject({ text: '我的', error: '断网', saving: false });
  });
  it('finds unsent words again after a reload, and says when the section moved on meanwhile', () => {
    expect(startEditing(section(), { text: '旧稿', version: 3 })).toMatchObject({ text: '旧稿', theirs: null });
    expect(startEditing(section(), { text: '旧稿', version: 2 })).toMatchObject({
      text: '旧稿',
      theirs: { text: '原文', version: 3 },
    });
  });
  it('drafts what is empty, and again only what no person touched', () => {
    const all = [
      section({ id: '1', level: 1, state: 'empty' }),
      section({ id: '1.1', state: 'empty' }),
      section({ id: '1.2', state: 'drafted' }),
      section({ id: '1.3', state: 'edited' }),
      section({ id: '1.4', state: 'locked' }),
    ];
    expect(toDraft(all, false).map((s) => s.id)).toEqual(['1.1']);
    expect(toDraft(all, true).map((s) => s.id)).toEqual(['1.1', '1.2']);
  });
});

describe('steps', () => {
  it('have addresses that read back', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.constantFrom(...STEPS),
        fc.option(fc.string({ minLength: 1 })),
        (report, step, focus) => {
          expect(readRoute(routeHash({ report, step, focus }))).toEqual({ report, step, focus });
        },
      ),
    );
  });
  it.each(['', '#', '#/', '#/%E0%A4%A/x'])('go to the start for %j', (hash) => {
    expect(readRoute(hash).report).toBeNull();
  });
  const view = (facts: Partial<WireReportView['facts']>, progress: Partial<WireReportView['progress'][number]>[]) =>
    ({
      facts: { candidate: 0, confirmed: 0, disputed: 0, rejected: 0, ...facts },
      progress: progress.map((s, i) => ({ id: `1.${i + 1}`, state: 'empty', needs: 0, has: 0, ...s })),
    }) as unknown as WireReportView;
  it('say nothing before there are facts, then what is open', () => {
    expect(badges(view({}, [{ needs: 3 }]), 0, 0).review).toBeNull();
    const b = badges(
      view({ candidate: 2, disputed: 1, confirmed: 4 }, [{ needs: 3, has: 1, state: 'drafted' }, {}]),
      2,
      6,
    );
    expect(b).toMatchObject({
      source: { is: 'done' },
      review: { is: 'open', n: 3 },
      ask: { is: 'open', n: 2 },
      figures: { is: 'open', n: 2 },
      score: { is: 'open', n: 6 },
      draft: { is: 'part', n: 1, all: 2 },
    });
    expect(badges(view({ confirmed: 1 }, [{ state: 'edited' }]), 0, 0)).toMatchObject({
      review: { is: 'done' },
      ask: { is: 'done' },
      figures: { is: 'done' },
      draft: { is: 'done' },
    });
  });
});

it.each([
  [{ value: '700', unit: '家', qualifier: '余' }, '700余家'],
  [{ value: '200', unit: '份', qualifier: '约' }, '约200份'],
  [{ value: '90', unit: '%', qualifier: '以上' }, '90%以上'],
  [{ value: '0', unit: '万元', qualifier: '无' }, '无'],
  [{ value: '4', unit: '个', qualifier: '列举' }, '4个'],
  [{ value: '7910', unit: '万元', qualifier: null }, '7910万元'],
])('%j is shown as %s', (c, words) => {
  expect(amount(c)).toBe(words);
});

it('a wording without its value shows the gap', () => {
  expect(fill('还有 {n} 项{x}', { n: 3 })).toBe('还有 3 项{x}');
});

it('reads why a final copy is refused, whatever else the details hold', () => {
  expect(
    blocked({
      findings: [{ id: 'f', severity: 'E', message: '执行率没有基数。' }],
      unconfirmed: [{ id: 'a' }, { id: 'b' }],
      emptySections: [{ id: '1.1', title: '概况' }],
      score: { open: ['产出指标', 3], issues: ['分值合计101分'] },
    }),
  ).toEqual({
    findings: [{ id: 'f', severity: 'E', message: '执行率没有基数。' }],
    facts: 2,
    sections: ['概况'],
    score: ['产出指标', '分值合计101分'],
  });
  for (const odd of [null, 3, 'x', {}, { findings: 'no', emptySections: [1, null] }])
    expect(blocked(odd)).toEqual({ findings: [], facts: 0, sections: [], score: null });
});
