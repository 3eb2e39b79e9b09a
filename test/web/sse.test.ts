import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SseEvent, sseReader } from '../../web/sse.ts';

const read = (chunks: readonly string[]): SseEvent[] => {
  const reader = sseReader();
  return chunks.flatMap((c) => reader.feed(c));
};

describe('the event stream reader', () => {
  const CASES: [string, string, SseEvent[]][] = [
    ['one event', 'id: 1\nevent: say\ndata: {"a":1}\n\n', [{ id: '1', event: 'say', data: '{"a":1}' }]],
    ['an event without a name is a message', 'data: x\n\n', [{ id: null, event: 'message', data: 'x' }]],
    ['data over several lines', 'data: a\ndata: b\n\n', [{ id: null, event: 'message', data: 'a\nb' }]],
    ['heartbeats are silent', ': ping\n\n: ping\n\ndata: x\n\n', [{ id: null, event: 'message', data: 'x' }]],
    [
      'carriage returns',
      'data: a\r\n\r\ndata: b\r\n\r\n',
      [
        { id: null, event: 'message', data: 'a' },
        { id: null, event: 'message', data: 'b' },
      ],
    ],
    ['only one blank after the colon is dropped', 'data:  a\n\n', [{ id: null, event: 'message', data: ' a' }]],
    ['a byte order mark', '\uFEFFdata: a\n\n', [{ id: null, event: 'message', data: 'a' }]],
    [
      'the last id holds until another comes',
      'id: 7\ndata: a\n\ndata: b\n\n',
      [
        { id: '7', event: 'message', data: 'a' },
        { id: '7', event: 'message', data: 'b' },
      ],
    ],
    ['an unfinished event is not told', 'data: a\n', []],
    ['a name alone is no event', 'event: say\n\n', []],
  ];
  it.each(CASES)('reads %s', (_, text, events) => {
    expect(read([text])).toEqual(events);
  });

  const word = fc.string({ unit: fc.constantFrom('预', '算', 'a', '1', ':', ' ', '{', '}'), maxLength: 12 });
  const sent = fc.record({
    id: fc.nat(),
    event: fc.constantFrom('say', 'fact', 'done'),
    data: fc.array(word, { minLength: 1, maxLength: 3 }),
  });
  const end = fc.constantFrom('\n', '\r\n', '\r');

  it('reads what was written, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(sent, { maxLength: 6 }),
        end,
        fc.array(fc.nat(400), { maxLength: 30 }),
        (events, eol, at) => {
          const text = `${events
            .map((e) => [`id: ${e.id}`, `event: ${e.event}`, ...e.data.map((d) => `data: ${d}`), '', ''].join(eol))
            .join('')}: end\n`;
          const cuts = [0, ...at.map((n) => Math.min(n, text.length)).sort((a, b) => a - b), text.length];
          const chunks = cuts.slice(1).map((c, i) => text.slice(cuts[i], c));
          expect(read(chunks)).toEqual(
            events.map((e) => ({ id: String(e.id), event: e.event, data: e.data.join('\n') })),
          );
        },
      ),
    );
  });

  it('never throws, and one piece gives what many pieces give', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.nat(200), (text, cut) => {
        const whole = read([`${text}\n\n`]);
        expect(read([text.slice(0, cut), text.slice(cut), '\n\n'])).toEqual(whole);
      }),
    );
  });
});
