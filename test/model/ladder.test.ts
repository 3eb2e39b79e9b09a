// Asking for JSON: which way is taken, what is mended, what is asked again, and what is remembered.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainSchema } from '../../src/model/plain-schema.ts';
import { jsonIn } from '../../src/model/read-json.ts';
import { cpuTime } from '../cpu-time.ts';
import {
  type Act,
  answers,
  chunks,
  delta,
  event,
  type FaultServer,
  faultServer,
  finish,
  says,
  stalls,
} from './fault-server.ts';
import { ASKS_JSON, someCall, someClient } from './some-client.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await faultServer();
});
afterAll(() => server.close());

const shape = z.object({ items: z.array(z.object({ quote: z.string(), raw: z.string().nullable() })) });
const VALUE = { items: [{ quote: '编制14人', raw: '14人' }] };
const JSON_TEXT = JSON.stringify(VALUE);

const formats = () =>
  server.requests.map((r) => {
    const f = r.body.response_format as
      | { type: string; json_schema?: { strict?: boolean; schema: object } }
      | undefined;
    return f === undefined
      ? 'none'
      : f.type === 'json_object'
        ? 'object'
        : f.json_schema!.strict
          ? 'strict'
          : Object.keys(f.json_schema!.schema).length === 1
            ? 'bare'
            : 'schema';
  });

const ask = async (acts: Act[], made = someClient(server.url), call = someCall()) => {
  server.script(...acts);
  const reply = await made.client.json(shape, ASKS_JSON, { x: '编制14人' }, call, { wanted: 300 });
  return { ...made, reply, call };
};
const BLANKS: Act = stalls(event(delta({ content: `{"items": [${' '.repeat(70)}` })));
const refuses = (words: string, status = 400): Act => answers(status, { error: { message: words } });

describe('a value', () => {
  it('is asked for by its schema and read', async () => {
    const { reply, call } = await ask([says(JSON_TEXT)]);
    expect(reply).toMatchObject({ ok: true, value: VALUE });
    expect(formats()).toEqual(['strict']);
    // JSON is no text for the page.
    expect(call.texts).toEqual([]);
  });

  it.each([
    ['in a fence', `\`\`\`json\n${JSON_TEXT}\n\`\`\``],
    ['behind words', `好的，结果如下：\n${JSON_TEXT}\n请查收。`],
    ['behind other brackets', `（见{说明}）${JSON_TEXT}`],
    ['with a comma too many and no quotes', `{items: [{quote: '编制14人', raw: '14人',},]}`],
    ['behind reasoning in tags', `<think>{"items": 1}</think>${JSON_TEXT}`],
    ['with more than was asked for', JSON.stringify({ ...VALUE, note: '无' })],
  ])('is found %s', async (_, text) => {
    const { reply } = await ask([says(text)]);
    expect(reply).toMatchObject({ ok: true, value: VALUE });
    expect(server.requests).toHaveLength(1);
  });

  it('is found in the channel of reasoning when there is nothing else', async () => {
    const { reply } = await ask([chunks(delta({ reasoning_content: JSON_TEXT }), finish('stop'))]);
    expect(reply).toMatchObject({ ok: true, value: VALUE });
    expect(server.requests).toHaveLength(1);
  });

  it('that does not fit is asked for once more, with what is wrong, in alternating roles', async () => {
    const { reply, call } = await ask([says('{"items":[{"quote":1}]}'), says(JSON_TEXT)]);
    expect(reply).toMatchObject({ ok: true, value: VALUE });
    const messages = server.requests[1]!.body.messages as { role: string; content: string }[];
    expect(messages.map((m) => m.role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(messages[3]!.content).toContain('items.0.quote');
    expect(call.states).toContainEqual({ is: 'again', why: 'unreadable' });
    expect(formats()).toEqual(['strict', 'strict']);
  });

  it('that never fits is asked for one rung down, and in the end given up', async () => {
    const { reply } = await ask([says('[]')]);
    expect(reply).toMatchObject({ ok: false, failure: { why: 'unreadable' } });
    expect(formats()).toEqual(['strict', 'strict', 'schema', 'schema', 'object']);
    expect(reply.calls).toHaveLength(5);
  });
});

describe('a way of asking that is refused', () => {
  it('is left for the next one, and stays left', async () => {
    const made = someClient(server.url);
    const { reply } = await ask(
      [refuses('strict is not supported'), refuses('json_schema: unknown'), says(JSON_TEXT)],
      made,
    );
    expect(reply.ok).toBe(true);
    expect(formats()).toEqual(['strict', 'schema', 'object']);
    await ask([says(JSON_TEXT)], made);
    expect(formats()).toEqual(['object']);
  });

  it('down to plain words', async () => {
    await ask([
      refuses('response_format', 422),
      refuses('grammar error', 500),
      refuses('response_format'),
      says(JSON_TEXT),
    ]);
    expect(formats()).toEqual(['strict', 'schema', 'object', 'none']);
  });

  it('is told apart from a request that is bad for other reasons', async () => {
    const { reply } = await ask([refuses('messages too many')]);
    expect(reply).toMatchObject({ ok: false, failure: { why: 'bad_request' } });
    expect(server.requests).toHaveLength(1);
  });

  it('may be a bare object, where schemas are taken: a schema of an object stands for it', async () => {
    const refusal = refuses("'response_format.type' must be 'json_schema'");
    const { reply } = await ask([BLANKS, BLANKS, refusal, says(JSON_TEXT)]);
    expect(reply).toMatchObject({ ok: true, value: VALUE });
    expect(formats()).toEqual(['strict', 'schema', 'object', 'bare']);
  });
});

describe('an answer that runs away', () => {
  const again: Act = stalls(event(delta({ content: `{"items": [${'{"quote":"甲","raw":null},'.repeat(40)}` })));

  it.each([
    ['into blanks', BLANKS],
    ['into the same piece over and over', again],
    [
      'far beyond what was asked for',
      stalls(event(delta({ content: Array.from({ length: 3000 }, (_, i) => `${i}x`).join('') }))),
    ],
  ])('%s is ended, and asked for another way', async (_, act) => {
    const { reply } = await ask([act, says(JSON_TEXT)]);
    expect(reply).toMatchObject({ ok: true, value: VALUE });
    expect(formats()).toEqual(['strict', 'schema']);
    expect(reply.calls[0]).toMatchObject({ outcome: 'unreadable' });
  });

  it('twice keeps the way from being used for a day', async () => {
    const made = someClient(server.url);
    await ask([BLANKS, says(JSON_TEXT)], made);
    await ask([BLANKS, says(JSON_TEXT)], made);
    await ask([says(JSON_TEXT)], made);
    expect(formats()).toEqual(['schema']);
    const kept = await made.client.desk.capabilities.of(someCall().actor);
    expect(kept.demoted).toEqual({ from: 'schema-strict', until: '2026-03-03T08:00:00.000Z' });
  });
});

describe('the schema that is sent', () => {
  it('is one that every grammar engine takes', () => {
    const rich = z.object({
      name: z.string().min(1).max(60).describe('名称'),
      kind: z.enum(['a', 'b']).nullable(),
      unit: z.string().nullable(),
      list: z.array(z.object({ raw: z.string().regex(/^\d+$/) })).max(9),
      maybe: z.string().optional(),
    });
    expect(plainSchema(rich)).toEqual({
      type: 'object',
      properties: {
        name: { type: 'string', description: '名称' },
        kind: { type: ['string', 'null'], enum: ['a', 'b', null] },
        unit: { type: ['string', 'null'] },
        list: {
          type: 'array',
          items: {
            type: 'object',
            properties: { raw: { type: 'string' } },
            required: ['raw'],
            additionalProperties: false,
          },
        },
        maybe: { type: 'string' },
      },
      required: ['name', 'kind', 'unit', 'list', 'maybe'],
      additionalProperties: false,
    });
  });
});

describe('reading JSON', () => {
  it('never throws and stays quick on long nonsense', () => {
    const t = cpuTime();
    for (const text of [
      '{'.repeat(200_000),
      '{"a":"'.repeat(50_000),
      `{"a":${'['.repeat(100_000)}`,
      '"'.repeat(200_000),
    ])
      jsonIn(text);
    expect(cpuTime() - t).toBeLessThan(5000);
  });
});
