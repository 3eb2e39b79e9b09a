// What endpoints do wrong, one case a kind, against a real server: what comes of it, and how often it was asked.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FailureClass } from '../../src/ports.ts';
import {
  type Act,
  answers,
  chunks,
  DONE,
  delta,
  event,
  type FaultServer,
  faultServer,
  finish,
  hangsUp,
  pieces,
  says,
  silent,
  stalls,
  tears,
  usage,
} from './fault-server.ts';
import { PLAIN, someCall, someClient } from './some-client.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await faultServer();
});
afterAll(() => server.close());

const WORDS = '全年工作平稳有序，各项任务按期完成。';

const ask = async (acts: Act[], given: Parameters<typeof someClient>[1] = {}, call = someCall()) => {
  server.script(...acts);
  const made = someClient(server.url, given);
  const reply = await made.client.text(PLAIN, { x: '写吧' }, call, { wanted: 200 });
  return { ...made, reply, call, asked: server.requests.length };
};

describe('an answer', () => {
  it('is what was said, counted, and streamed as it came', async () => {
    const { reply, call, asked } = await ask([says(WORDS)]);
    expect(reply).toMatchObject({ ok: true, value: WORDS });
    expect(reply.calls).toEqual([
      expect.objectContaining({
        task: 'write',
        model: 'some-model',
        prompt: { task: 'write', version: '7' },
        tokensIn: 100,
        tokensOut: 20,
        estimated: false,
        cost: null,
        outcome: 'ok',
      }),
    ]);
    expect(call.texts.join('')).toBe(WORDS);
    expect(call.states).toEqual([{ is: 'writing' }]);
    expect(asked).toBe(1);
  });

  it.each<[string, Act]>([
    [
      'with comments that keep the line alive',
      pieces(': keep-alive\n\n', event(delta({ content: WORDS })), ': keep-alive\n\n', event(finish('stop')), DONE),
    ],
    [
      'with CRLF',
      pieces(...[delta({ content: WORDS }), finish('stop')].map((j) => event(j).replaceAll('\n', '\r\n')), DONE),
    ],
    [
      'with no space after data:',
      pieces(event(delta({ content: WORDS })).replace('data: ', 'data:'), event(finish('stop')), DONE),
    ],
    [
      'a byte a packet',
      pieces(
        ...[...Buffer.from(event(delta({ content: WORDS })) + event(finish('stop')) + DONE)].map((b) =>
          Buffer.from([b]),
        ),
      ),
    ],
    [
      'cut inside a character',
      (() => {
        const all = Buffer.from(event(delta({ content: WORDS })) + event(finish('stop')) + DONE);
        const at = all.indexOf(Buffer.from('年')) + 1;
        return pieces(all.subarray(0, at), all.subarray(at));
      })(),
    ],
    ['without [DONE]', pieces(event(delta({ content: WORDS })), event(finish('stop')))],
    [
      'with an empty finish_reason on the way',
      chunks(
        delta({ content: WORDS.slice(0, 5) }),
        { choices: [{ delta: { content: WORDS.slice(5) }, finish_reason: '' }] },
        finish('stop'),
      ),
    ],
    [
      'with chunks that have no choices',
      chunks({ choices: null }, {}, { choices: [] }, delta({ content: WORDS }), finish('stop')),
    ],
    [
      'in parts',
      chunks(
        delta({
          content: [
            { type: 'text', text: WORDS.slice(0, 4) },
            { type: 'text', text: WORDS.slice(4) },
          ],
        }),
        finish('stop'),
      ),
    ],
    ['with an ending nobody knows', chunks(delta({ content: WORDS }), finish('eos_token'))],
    ['that says [DONE] twice', pieces(event(delta({ content: WORDS })), event(finish('stop')), DONE, DONE)],
    [
      'as octet-stream',
      (res) =>
        void res
          .writeHead(200, { 'content-type': 'application/octet-stream' })
          .end(event(delta({ content: WORDS })) + event(finish('stop'))),
    ],
    [
      'without a content type',
      (res) => void res.writeHead(200).end(event(delta({ content: WORDS })) + event(finish('stop'))),
    ],
    [
      'in one piece although a stream was asked for',
      answers(200, {
        model: 'm',
        choices: [{ message: { role: 'assistant', content: WORDS }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 9, completion_tokens: 9 },
      }),
    ],
    [
      'in one piece behind blank lines',
      (res) =>
        void res
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`\n\n\n${JSON.stringify({ choices: [{ message: { content: WORDS }, finish_reason: 'stop' }] })}`),
    ],
  ])('is read %s', async (_, act) => {
    const { reply, asked } = await ask([act]);
    expect(reply).toMatchObject({ ok: true, value: WORDS });
    expect(asked).toBe(1);
  });

  it.each([
    ['in a last chunk without choices', chunks(delta({ content: WORDS }), finish('stop'), usage(321, 45))],
    [
      'inside the choice',
      chunks(delta({ content: WORDS }), finish('stop', { usage: { prompt_tokens: 321, completion_tokens: 45 } })),
    ],
    [
      'in every chunk, the last one right',
      chunks(delta({ content: WORDS }, { usage: { prompt_tokens: 321, completion_tokens: 1 } }), {
        ...finish('stop'),
        usage: { prompt_tokens: 321, completion_tokens: 45 },
      }),
    ],
  ])('says what it used %s', async (_, act) => {
    const { reply } = await ask([act]);
    expect(reply.calls[0]).toMatchObject({ tokensIn: 321, tokensOut: 45, estimated: false });
  });

  it('is estimated where the endpoint says nothing of it', async () => {
    const { reply } = await ask([says(WORDS, 'stop', null)]);
    expect(reply.calls[0]).toMatchObject({ estimated: true });
    expect(reply.calls[0]!.tokensOut).toBeGreaterThanOrEqual(WORDS.length);
  });

  it('costs what the price says, in whole millionths', async () => {
    const { reply } = await ask([says(WORDS)], { price: { in: 2_000_000, out: 8_000_000 } });
    // 100 tokens at 2 and 20 at 8 for a million: 0.0002 + 0.00016.
    expect(reply.calls[0]!.cost).toBe(360);
  });
});

describe('reasoning is never part of the answer', () => {
  it.each<[string, Act]>([
    [
      'as reasoning_content',
      chunks(
        delta({ reasoning_content: '机密想法一' }),
        delta({ content: null, reasoning_content: '二' }),
        delta({ content: WORDS }),
        finish('stop'),
      ),
    ],
    ['as reasoning', chunks(delta({ reasoning: '机密想法' }), delta({ content: WORDS }), finish('stop'))],
    ['in tags', chunks(delta({ content: `<think>机密想法</think>${WORDS}` }), finish('stop'))],
    [
      'in tags cut anywhere',
      chunks(
        ...[...'<think>机密想法</think>'].map((c) => delta({ content: c })),
        delta({ content: WORDS }),
        finish('stop'),
      ),
    ],
  ])('%s', async (_, act) => {
    const { reply, call } = await ask([act]);
    expect(reply).toMatchObject({ ok: true, value: WORDS });
    expect(call.texts.join('')).toBe(WORDS);
    expect(call.states).toEqual([{ is: 'thinking' }, { is: 'writing' }]);
    expect(JSON.stringify([reply, call.states, call.texts])).not.toContain('机密');
  });

  it('when only its end is marked: what came before is taken back', async () => {
    const { reply, call } = await ask([
      chunks(
        delta({ content: '机密想法' }),
        delta({ content: '</thi' }),
        delta({ content: `nk>${WORDS}` }),
        finish('stop'),
      ),
    ]);
    expect(reply).toMatchObject({ ok: true, value: WORDS });
    expect(call.states).toEqual([{ is: 'writing' }, { is: 'thinking' }, { is: 'writing' }]);
  });

  it('ten megabytes of it, without holding on to them', async () => {
    const half = 'x'.repeat(1024 * 512);
    const { reply } = await ask([
      chunks(
        ...Array.from({ length: 20 }, () => delta({ reasoning_content: half })),
        delta({ content: WORDS }),
        finish('stop'),
      ),
    ]);
    expect(reply).toMatchObject({ ok: true, value: WORDS });
    expect(reply.calls[0]!.tokensOut).toBeGreaterThan(1_000_000);
  });

  it('and one that never ends is no answer', async () => {
    const { reply, asked } = await ask([chunks(delta({ content: '<think>想了又想' }), finish('stop'))]);
    expect(reply).toMatchObject({ ok: false, failure: { why: 'empty' } });
    expect(asked).toBe(2);
  });
});

const GOOD = says(WORDS);
const moderation = {
  error: { message: 'Content Exists Risk', type: 'invalid_request_error', code: 'invalid_request_error' },
};

/** what happens · the acts · what comes of it · requests */
const FAULTS: [string, Act[], FailureClass | 'ok', number, Parameters<typeof someClient>[1]?][] = [
  ['it ends cleanly in the middle', [pieces(event(delta({ content: WORDS })))], 'truncated', 2],
  ['it says [DONE] in the middle', [chunks(delta({ content: WORDS }))], 'truncated', 2],
  ['it breaks off once', [tears(event(delta({ content: '全年' }))), GOOD], 'ok', 2],
  ['it breaks off every time', [tears(event(delta({ content: '全年' })))], 'truncated', 2],
  ['it sends a line that is no JSON', [pieces('data: {"choices": [\n\n', DONE)], 'truncated', 2],
  ['it falls silent after the headers', [stalls()], 'idle', 2, { limits: { byteIdle: 40 } }],
  [
    'it falls silent in the middle, then works',
    [stalls(event(delta({ content: '全年' }))), GOOD],
    'ok',
    2,
    { limits: { byteIdle: 40 } },
  ],
  ['it never sends headers', [silent], 'idle', 2, { limits: { firstByte: 40 } }],
  ['it only ever keeps the line alive', [keepsAlive()], 'idle', 2, { limits: { tokenIdle: 60 } }],
  ['it writes for longer than a call may take', [keepsWriting()], 'budget', 1, { limits: { call: 80 } }],
  ['it answers nothing', [chunks(finish('stop'))], 'empty', 2],
  ['it answers nothing once', [chunks(finish('stop')), GOOD], 'ok', 2],
  ['it hangs up', [hangsUp], 'network', 3],
  ['it hangs up twice', [hangsUp, hangsUp, GOOD], 'ok', 3],
  ['it is too busy twice', [answers(503, { error: { message: 'busy' } }), answers(500, 'oops'), GOOD], 'ok', 3],
  ['it is too busy for long', [answers(503, { error: { message: 'busy' } })], 'overloaded', 3],
  ['it is loading the model', [answers(503, { error: { message: 'Loading model', code: 503 } }), GOOD], 'ok', 2],
  [
    '429 with a short wait',
    [answers(429, { error: { message: 'slow down' } }, { 'retry-after-ms': '5' }), GOOD],
    'ok',
    2,
  ],
  [
    '429 with Retry-After: 120',
    [answers(429, { error: { message: 'slow down' } }, { 'retry-after': '120' })],
    'rate_limited',
    1,
  ],
  [
    '429 for money',
    [answers(429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } })],
    'quota',
    1,
  ],
  ['402', [answers(402, { error: { message: 'Insufficient Balance' } })], 'quota', 1],
  ['429 余额不足', [answers(429, { error: { code: '1113', message: '您的账户已欠费，请充值后重试' } })], 'quota', 1],
  ['401', [answers(401, { error: { message: 'Incorrect API key provided' } })], 'auth', 1],
  ['403', [answers(403, { message: 'forbidden' })], 'auth', 1],
  [
    '503 without a channel for the model',
    [answers(503, { error: { message: 'no available channel for model x' } })],
    'bad_request',
    1,
  ],
  ['404 for the model', [answers(404, { error: { message: 'The model `x` does not exist' } })], 'bad_request', 1],
  ['400 for reasons of its own', [answers(400, { error: { message: 'messages: bad' } })], 'bad_request', 1],
  [
    'a flat error body',
    [answers(400, { object: 'error', message: 'maximum context length is 2048 tokens', code: 400 })],
    'context_overflow',
    2,
  ],
  ['a list of details', [answers(422, { detail: [{ msg: 'prompt is too long' }] })], 'context_overflow', 1],
  [
    'an error that is a bare string',
    [answers(400, { error: 'the request exceeds the available context size' })],
    'context_overflow',
    1,
  ],
  ['moderation as 400', [answers(400, moderation)], 'filtered', 1],
  ['moderation as 500', [answers(500, { error: { message: 'data_inspection_failed' } })], 'filtered', 1],
  ['a finish of content_filter', [chunks(delta({ content: '全年' }), finish('content_filter'))], 'filtered', 1],
  ['a finish of sensitive', [chunks(finish('sensitive'))], 'filtered', 1],
  ['a refusal field', [chunks(delta({ refusal: 'no' }), finish('stop'))], 'filtered', 1],
  ['a refusal in words', [says('抱歉，我无法协助处理这个请求。')], 'filtered', 1],
  [
    'a finish of insufficient_system_resource',
    [chunks(delta({ content: '全' }), finish('insufficient_system_resource'))],
    'overloaded',
    1,
  ],
  [
    '200 with an error body',
    [answers(200, { error: { message: 'upstream timeout', type: 'upstream_error' } })],
    'overloaded',
    1,
  ],
  ['200 with a page to log in', [answers(200, '<!DOCTYPE html><html><body>登录</body></html>')], 'bad_request', 1],
  [
    'an error inside the stream',
    [pieces(event(delta({ content: '全' })), event({ error: { message: 'engine crashed' } }))],
    'overloaded',
    1,
  ],
  ['length once', [says('全年', 'length'), GOOD], 'ok', 2],
  ['length twice', [says('全年', 'length')], 'length', 2],
];

function keepsAlive(): Act {
  return (res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    const beat = setInterval(() => res.write(': ping\n\n'), 5);
    res.on('close', () => clearInterval(beat));
  };
}
function keepsWriting(): Act {
  return (res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    let n = 0;
    const beat = setInterval(() => res.write(event(delta({ content: `字${n++}` }))), 5);
    res.on('close', () => clearInterval(beat));
  };
}

describe('a fault', () => {
  it.each(FAULTS)('%s', async (_, acts, outcome, requests, given = {}) => {
    const { reply, asked } = await ask(acts, given);
    if (outcome === 'ok') expect(reply).toMatchObject({ ok: true, value: WORDS });
    else {
      expect(reply).toMatchObject({ ok: false, failure: { why: outcome } });
      if (!reply.ok) expect(reply.failure.message).toMatch(/[\u4e00-\u9fff].*。$/s);
    }
    expect(asked).toBe(requests);
    expect(reply.calls.length).toBeGreaterThan(0);
    for (const c of reply.calls.slice(0, -1)) expect(c.outcome).not.toBe('ok');
  });

  it('never shows the key, nor the words of the server, to staff', async () => {
    const { reply } = await ask([answers(401, { error: { message: 'bad key sk-test at node 10.1.2.3' } })]);
    expect(JSON.stringify(reply)).not.toMatch(/sk-test|10\.1\.2\.3/);
  });

  it('never puts a key into the log, though the server quotes it', async () => {
    const { warned } = await ask([
      answers(401, { error: { message: 'Incorrect API key provided: sk-test, sk-proj-abcdef' } }),
    ]);
    expect(JSON.stringify(warned)).toContain('Incorrect API key');
    expect(JSON.stringify(warned)).not.toMatch(/sk-test|abcdef/);
  });

  it('says how long to wait where the server does', async () => {
    const { reply } = await ask([answers(429, {}, { 'retry-after': '120' })]);
    expect(reply).toMatchObject({
      ok: false,
      failure: { retryAfter: 120_000, message: expect.stringContaining('2分钟') },
    });
  });

  it('reads no more of an error than is worth reading', async () => {
    const { warned } = await ask([answers(400, 'x'.repeat(5_000_000))]);
    expect(JSON.stringify(warned).length).toBeLessThan(2000);
  });

  it('asks for less once the server names its window, and for no more than it lets an answer have', async () => {
    const small = answers(400, {
      message:
        "'max_tokens' or 'max_completion_tokens' is too large: 4296. This model's maximum context length is 4096 tokens.",
    });
    const { reply, client } = await ask([small, GOOD]);
    expect(reply).toMatchObject({ ok: true, value: WORDS });
    expect(server.requests[1]!.body.max_tokens).toBeGreaterThan(3000);
    expect(server.requests[1]!.body.max_tokens).toBeLessThan(4096);
    expect(await client.desk.capabilities.of(someCall().actor)).toMatchObject({
      context: 4096,
      tokenField: 'max_tokens',
    });

    const narrow = answers(400, { error: { message: 'Range of max_tokens should be [1, 2000]' } });
    expect((await ask([narrow, GOOD])).reply.ok).toBe(true);
    expect(server.requests.map((r) => r.body.max_tokens)).toEqual([4296, 2000]);
  });

  it('raises the room for an answer that was all reasoning, then ends the reasoning', async () => {
    const musing = chunks(delta({ reasoning_content: '想' }), finish('length'));
    server.script(musing, musing, GOOD);
    const { client } = someClient(server.url);
    const call = someCall();
    const known = await client.desk.capabilities.of(call.actor);
    await client.desk.capabilities.keep(call.actor, { ...known, thinkingSwitch: 'enable_thinking' });
    expect(await client.text(PLAIN, { x: '写' }, call, { wanted: 200 })).toMatchObject({ ok: true, value: WORDS });
    const bodies = server.requests.map((r) => r.body);
    expect(bodies.map((b) => b.enable_thinking)).toEqual([undefined, undefined, false]);
    expect((bodies[1]!.max_tokens as number) > (bodies[0]!.max_tokens as number) + 4000).toBe(true);
  });

  it('doubles the room after a length, once', async () => {
    const { client } = await ask([says('全年', 'length')]);
    const [a, b] = server.requests.map((r) => r.body.max_tokens as number);
    expect(b! - a!).toBe(200);
    expect(client.desk.endpoint.thinking).toBe('default');
  });
});

describe('a stop', () => {
  it('before the call asks nothing', async () => {
    const { reply, asked } = await ask([GOOD], {}, someCall({ signal: AbortSignal.abort() }));
    expect(reply).toMatchObject({ ok: false, failure: { why: 'stopped' }, calls: [] });
    expect(asked).toBe(0);
  });

  it('in the middle ends the call at once and closes the connection', async () => {
    const stop = new AbortController();
    let closed!: () => void;
    const gone = new Promise<void>((done) => {
      closed = done;
    });
    const act: Act = (res) => {
      res.on('close', () => closed());
      stalls(event(delta({ content: '全年' })))(res, { path: '', headers: {}, body: {} });
    };
    const call = someCall({ signal: stop.signal });
    call.text = (t) => {
      call.texts.push(t);
      stop.abort();
    };
    const { reply } = await ask([act], {}, call);
    await gone;
    expect(reply).toMatchObject({ ok: false, failure: { why: 'stopped' } });
    expect(reply.calls).toEqual([expect.objectContaining({ outcome: 'stopped', estimated: true })]);
  });
});

describe('what is sent', () => {
  it('is a stream with usage, one system message, one limit, and nothing that endpoints refuse', async () => {
    await ask([GOOD]);
    const { body, headers, path } = server.requests[0]!;
    expect(path).toBe('/v1/chat/completions');
    expect(Object.keys(body).sort()).toEqual(['max_tokens', 'messages', 'model', 'stream', 'stream_options']);
    expect(body.messages).toEqual([
      { role: 'system', content: '你写一句话。' },
      { role: 'user', content: '写吧' },
    ]);
    expect(headers.authorization).toBe('Bearer sk-test');
    expect(Object.keys(headers).filter((h) => h.startsWith('x-'))).toEqual([]);
  });

  it('takes nothing from the environment of the SDK', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      OPENAI_API_KEY: 'sk-leak',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/leak',
      OPENAI_ORG_ID: 'org-leak',
      OPENAI_PROJECT_ID: 'proj-leak',
      OPENAI_CUSTOM_HEADERS: 'X-Leak: yes\nAuthorization: Bearer leak',
      OPENAI_LOG: 'debug',
    });
    try {
      const { reply } = await ask([GOOD], { apiKey: null });
      expect(reply.ok).toBe(true);
      expect(JSON.stringify(server.requests[0]!.headers)).not.toMatch(/leak/i);
      expect(server.requests[0]!.headers.authorization).toBeUndefined();
    } finally {
      process.env = before;
    }
  });

  it.each<[string, Act, (body: Record<string, unknown>) => void, Parameters<typeof someClient>[1]?]>([
    [
      'stream_options',
      answers(400, { error: { message: 'Unrecognized field: stream_options' } }),
      (b) => expect(b).not.toHaveProperty('stream_options'),
    ],
    [
      'max_tokens',
      answers(400, { error: { message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead." } }),
      (b) => {
        expect(b).not.toHaveProperty('max_tokens');
        expect(b).toHaveProperty('max_completion_tokens');
      },
    ],
    [
      'temperature',
      answers(400, { error: { message: 'invalid temperature: only 1 is allowed for this model' } }),
      (b) => expect(b).not.toHaveProperty('temperature'),
      { temperature: 0.3 },
    ],
  ])('leaves %s out once it was refused, and remembers', async (_, refusal, check, given) => {
    const { client, reply, call } = await ask([refusal, GOOD], given);
    expect(reply.ok).toBe(true);
    check(server.requests[1]!.body);
    expect(call.states[0]).toMatchObject({ is: 'again' });
    server.script(GOOD);
    await client.text(PLAIN, { x: '再写' }, someCall(), { wanted: 200 });
    expect(server.requests).toHaveLength(1);
    check(server.requests[0]!.body);
  });
});
