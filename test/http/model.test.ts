// The engine as the page sees it: which one, how it fares, what it used; and the probe.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireModel, WireProbed } from '../../src/http/wire.ts';
import { modelFor } from '../../src/model/model-for.ts';
import { storeLedger } from '../../src/model/store-ledger.ts';
import { loadPrompts } from '../../src/prompts.ts';
import { callFor } from '../../src/steps/call-model.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { answers, type FaultServer, faultServer, says } from '../model/fault-server.ts';
import { call, localApp, STAFF } from './local-app.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await faultServer();
});
afterAll(() => server.close());

const clock = { now: () => '2026-03-31T17:00:00.000Z' };

async function appWithEndpoint(
  quotas: { userDay: number | null; orgMonth: number | null } = { userDay: null, orgMonth: null },
) {
  const prompts = await loadPrompts();
  if (!prompts.ok) throw new Error(prompts.problem.message);
  const store = openSqlite(':memory:');
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const model = modelFor({
    endpoint: {
      baseUrl: server.url,
      apiKey: 'sk-secret',
      model: 'some-model',
      price: { in: 2_000_000, out: 8_000_000 },
      quotas,
      limits: { backoff: 1 },
    },
    prompts: prompts.value,
    ledger: (name, q) => storeLedger({ store, clock, log, name, quotas: q }),
    log,
    clock,
  });
  return { ...localApp({ store, model, clock }), model, store };
}

describe('GET /api/model', () => {
  it('tells of the embedded engine', async () => {
    const { send, parts } = localApp();
    const { status, body } = await call<WireModel>(send, 'GET', '/api/model');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      engine: 'embedded',
      model: 'embedded',
      endpoint: null,
      usage: { today: { calls: 0 } },
    });
    await parts.store.close();
  });

  it('tells of an endpoint, what it used and cost, and never its key', async () => {
    const { send, model, store } = await appWithEndpoint();
    server.script(says('{"intents":[]}'));
    await model.understand({ message: '在职37人', asked: null, period: 2025 }, callFor(STAFF, null));
    const { body } = await call<WireModel>(send, 'GET', '/api/model');
    expect(body).toMatchObject({
      engine: 'endpoint',
      model: 'some-model',
      endpoint: { baseUrl: server.url, health: { is: 'ready' }, findings: { probedAt: null } },
      // 17:00 in UTC is the next day, and the next month, in the office.
      usage: {
        day: '2026-04-01',
        month: '2026-04',
        mineToday: { calls: 1, failed: 0, tokensIn: 100, tokensOut: 20, cost: '0.00036' },
        today: { calls: 1 },
        thisMonth: { calls: 1 },
      },
    });
    expect(JSON.stringify(body)).not.toContain('sk-secret');
    expect(await store.modelCalls(STAFF, 5)).toEqual([
      expect.objectContaining({
        task: 'understand',
        prompt: { task: 'understand', version: expect.any(String) },
        by: STAFF.user,
        cost: 360,
      }),
    ]);
    await store.close();
  });

  it('shows a quota that is reached as a failure of the call, not of the page', async () => {
    const { model, store } = await appWithEndpoint({ userDay: 10, orgMonth: null });
    server.script(says('{"intents":[]}'));
    const reply = await model.understand({ message: '在职37人', asked: null, period: 2025 }, callFor(STAFF, null));
    expect(reply).toMatchObject({
      ok: false,
      failure: { why: 'budget', message: expect.stringContaining('上限') },
      calls: [],
    });
    expect(server.requests).toHaveLength(0);
    await store.close();
  });
});

describe('POST /api/model/probe', () => {
  it('says that there is nothing to probe', async () => {
    const { send, parts } = localApp();
    const { status, body } = await call<{ error: { code: string; message: string } }>(send, 'POST', '/api/model/probe');
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ code: 'no_endpoint', message: expect.stringContaining('ZHIBI_LLM_BASE_URL') });
    await parts.store.close();
  });

  it('finds out, keeps it, and shows it from then on', async () => {
    const { send, store } = await appWithEndpoint();
    server.script(says('好'));
    const { status, body } = await call<WireProbed>(send, 'POST', '/api/model/probe');
    expect(status).toBe(200);
    expect(body.findings).toMatchObject({ json: 'prompt', probedAt: clock.now() });
    expect(body.calls).toBeGreaterThan(1);
    const shown = await call<WireModel>(send, 'GET', '/api/model');
    expect(shown.body.endpoint!.findings).toEqual(body.findings);
    expect(await store.endpoint(STAFF, `${server.url} some-model`)).toMatchObject({ rung: 'prompt' });
    await store.close();
  });

  it('says in Chinese why it could not', async () => {
    const { send, store } = await appWithEndpoint();
    server.script(answers(401, { error: { message: 'no' } }));
    const { status, body } = await call<{ error: { code: string; message: string } }>(send, 'POST', '/api/model/probe');
    expect(status).toBe(503);
    expect(body.error).toMatchObject({ code: 'model_auth', message: expect.stringContaining('ZHIBI_LLM_API_KEY') });
    await store.close();
  });
});
