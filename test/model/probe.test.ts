// The probe: what it finds of an endpoint, what it makes of it afterwards, and what it says where there is nothing to find.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointDesk } from '../../src/model/endpoint-desk.ts';
import {
  type Act,
  answers,
  chunks,
  delta,
  type FaultServer,
  faultServer,
  finish,
  hangsUp,
  says,
} from './fault-server.ts';
import { PLAIN, someCall, someClient } from './some-client.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await faultServer();
});
afterAll(() => server.close());

const ITEMS = JSON.stringify({
  items: ['14人', '37人', '7910万元'].map((raw) => ({ quote: raw, raw })),
});
const WRONG = JSON.stringify({ items: [{ quote: '14人', raw: '14人' }] });
const NOW = '2026-03-02T08:00:00.000Z';

interface Kind {
  /** Ways of asking for JSON it refuses. */
  refuses?: string[];
  /** Ways it takes, and gives wrong values for. */
  garbles?: string[];
  /** The field that ends its reasoning; absent: it does not reason. */
  reasonsUntil?: string;
  models?: Act;
}

/** An endpoint of a kind: looks at the request, as servers do. */
const endpoint =
  ({ refuses = [], garbles = [], reasonsUntil, models = answers(404, '') }: Kind): Act =>
  (res, req) => {
    if (req.path.endsWith('/models')) return models(res, req);
    const format = req.body.response_format as { type: string; json_schema?: { strict?: boolean } } | undefined;
    const way = !format
      ? 'prompt'
      : format.type === 'json_object'
        ? 'object'
        : format.json_schema!.strict
          ? 'strict'
          : 'schema';
    if (refuses.includes(way))
      return answers(400, { error: { message: 'response_format is not supported' } })(res, req);
    const isJson = JSON.stringify(req.body.messages).includes('raw');
    const text = isJson ? (garbles.includes(way) ? WRONG : ITEMS) : '好';
    const quiet = reasonsUntil === undefined || reasonsUntil in req.body;
    return quiet
      ? says(text)(res, req)
      : chunks(delta({ reasoning_content: '嗯' }), delta({ content: text }), finish('stop'))(res, req);
  };

const probe = async (kind: Kind, given: Parameters<typeof someClient>[1] = {}) => {
  server.script(endpoint(kind));
  const made = someClient(server.url, given);
  const desk = endpointDesk(made.client, () => NOW);
  return { ...made, desk, reply: await desk.probe(someCall()) };
};
const found = async (kind: Kind, given: Parameters<typeof someClient>[1] = {}) => {
  const { reply } = await probe(kind, given);
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.value;
};

describe('a probe', () => {
  it('finds a good endpoint good, and keeps it with the moment', async () => {
    const { desk, reply } = await probe(
      { models: answers(200, { data: [{ id: 'some-model' }] }) },
      { context: 32_768 },
    );
    expect(reply).toMatchObject({
      ok: true,
      value: {
        probedAt: NOW,
        json: 'schema-strict',
        reasons: false,
        thinkingSwitch: null,
        streamUsage: true,
        context: 32_768,
        listed: true,
        servedModel: 'served-model',
        warnings: [],
      },
    });
    expect(await desk.findings(someCall().actor)).toEqual(reply.ok && reply.value);
    expect(reply.calls.every((c) => c.task === 'probe')).toBe(true);
  });

  it.each<[string, Kind]>([
    ['schema', { refuses: ['strict'] }],
    ['object', { refuses: ['strict', 'schema'] }],
    ['object', { refuses: ['strict'], garbles: ['schema'] }],
    ['prompt', { refuses: ['strict', 'schema', 'object'] }],
  ])('finds that %s is the surest way to JSON where values must be right: %j', async (json, kind) => {
    expect(await found(kind)).toMatchObject({ json });
  });

  it.each([
    ['thinking', 'thinking.type'],
    ['enable_thinking', 'enable_thinking'],
    ['chat_template_kwargs', 'chat_template_kwargs'],
    ['reasoning_effort', 'reasoning_effort'],
  ])('finds that %s ends the reasoning, and uses it where it is to be off', async (field, name) => {
    const { client, reply } = await probe({ reasonsUntil: field }, { thinking: 'off' });
    expect(reply).toMatchObject({ ok: true, value: { reasons: true, thinkingSwitch: name } });
    server.script(says('好'));
    await client.text(PLAIN, { x: '写' }, someCall(), { wanted: 100 });
    expect(server.requests[0]!.body).toHaveProperty(field);
    // Room for reasoning is not asked for any more.
    expect(server.requests[0]!.body.max_tokens).toBe(100);
  });

  it('says what an administrator should see to', async () => {
    const f = await found(
      {
        garbles: ['strict', 'schema', 'object', 'prompt'],
        reasonsUntil: 'no_such_field',
        models: answers(200, { data: [{ id: 'another' }] }),
      },
      { thinking: 'off' },
    );
    expect(f.listed).toBe(false);
    expect(f.warnings.join('\n')).toMatch(/ZHIBI_LLM_MODEL/);
    expect(f.warnings.join('\n')).toMatch(/结构化/);
    expect(f.warnings.join('\n')).toMatch(/关闭思考/);
    expect(f.warnings.join('\n')).toMatch(/ZHIBI_LLM_CONTEXT/);
  });

  it.each([
    ['vLLM', { max_model_len: 32_768 }, 32_768],
    ['a gateway', { context_length: 131_072 }, 131_072],
    ['what is no length', { max_model_len: '32768', context_length: -1 }, null],
    ['what it was trained with', { meta: { n_ctx_train: 40_960 } }, null],
  ])('takes the length that the list of models names: %s', async (_, more, context) => {
    const f = await found({
      models: answers(200, {
        data: [
          { id: 'another', max_model_len: 2048 },
          { id: 'some-model', ...more },
        ],
      }),
    });
    expect(f.context).toBe(context);
    expect(/ZHIBI_LLM_CONTEXT/.test(f.warnings.join())).toBe(context === null);
  });

  it.each<[string, Act, string, RegExp]>([
    ['nobody is there', hangsUp, 'network', /连不上.*ZHIBI_LLM_BASE_URL/],
    ['the key is wrong', answers(401, { error: { message: 'bad key' } }), 'auth', /ZHIBI_LLM_API_KEY/],
    ['the address is a web page', answers(200, '<html>登录</html>'), 'bad_request', /ZHIBI_LLM_BASE_URL/],
  ])('says in Chinese that %s, and keeps what it knew', async (_, act, why, words) => {
    const { desk } = await probe({ refuses: ['strict'] });
    server.script(act);
    const reply = await desk.probe(someCall());
    expect(reply).toMatchObject({ ok: false, failure: { why, message: expect.stringMatching(words) } });
    expect(await desk.findings(someCall().actor)).toMatchObject({ json: 'schema', probedAt: NOW });
  });

  it('ends a hold: the administrator has seen to it', async () => {
    server.script(answers(401, {}));
    const made = someClient(server.url);
    const desk = endpointDesk(made.client, () => NOW);
    await made.client.text(PLAIN, { x: '写' }, someCall(), { wanted: 100 });
    expect(desk.health()).toMatchObject({ is: 'held', why: 'auth' });
    server.script(endpoint({}));
    expect((await desk.probe(someCall())).ok).toBe(true);
    expect(desk.health()).toMatchObject({ is: 'ready' });
  });

  it('is made once for all who ask at the same time', async () => {
    server.script(endpoint({}));
    const desk = endpointDesk(someClient(server.url).client, () => NOW);
    const [a, b] = await Promise.all([desk.probe(someCall()), desk.probe(someCall())]);
    expect(a).toEqual(b);
    expect(server.requests.filter((r) => r.path.endsWith('/models'))).toHaveLength(1);
  });
});
