// The API as outsiders meet it: its description, its guards, its words for what goes wrong.
import { afterAll, describe, expect, it } from 'vitest';
import { createApp, ROUTES } from '../../src/http/app.ts';
import { attachment } from '../../src/http/document.ts';
import { openApiPath } from '../../src/http/openapi.ts';
import { call, json, localApp, testParts } from './local-app.ts';

const { send, parts } = localApp();
afterAll(() => parts.store.close());

const newReport = { profile: 'jiangxi-2022', period: 2022 };
const errorOf = async (r: Response) =>
  ((await r.json()) as { error: { code: string; message: string; details?: Record<string, unknown>; id?: string } })
    .error;

describe('the description of the API', () => {
  it('describes every route and nothing that is not served', async () => {
    const described = (await (await send('/api/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: Record<string, unknown>; parameters: { name: string }[] }>>;
    };
    expect(described.openapi).toBe('3.1.0');
    const listed = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    );
    const app = createApp(testParts());
    const served = app.routes
      .filter((r) => r.path.startsWith('/api/') && r.method !== 'ALL' && r.path !== '/api/openapi.json')
      .map((r) => `${r.method.toLowerCase()} ${openApiPath(r.path)}`);
    expect([...new Set(listed)].sort()).toEqual([...new Set(served)].sort());
    expect(listed.length).toBe(ROUTES.length);
  });

  it('names every path parameter and an answer for every operation', async () => {
    const described = (await (await send('/api/openapi.json')).json()) as {
      paths: Record<
        string,
        Record<string, { responses: Record<string, object>; parameters: { name: string; in: string }[] }>
      >;
    };
    for (const [path, methods] of Object.entries(described.paths))
      for (const operation of Object.values(methods)) {
        const named = operation.parameters.filter((p) => p.in === 'path').map((p) => p.name);
        expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]));
        expect(Object.keys(operation.responses).some((s) => s.startsWith('2'))).toBe(true);
        expect(operation.responses.default).toBeDefined();
      }
  });

  it('has the paths of the contract', () => {
    const has = new Set(ROUTES.map((r) => `${r.method} ${r.path.replace('/api/reports/:id', '…')}`));
    for (const route of [
      'get /api/profiles',
      'post /api/reports',
      'get /api/reports',
      'get …',
      'delete …',
      'post …/sources',
      'get …/sources/:sourceId',
      'get …/facts',
      'post …/facts',
      'post …/facts/settle',
      'get …/facts/:factId/uses',
      'post …/what-if',
      'get …/facts/:key/history',
      'post …/turns',
      'get …/turns/:turnId/events',
      'post …/turns/:turnId/stop',
      'get …/figures',
      'get …/findings',
      'post …/findings/:findingId/excuse',
      'get …/sections',
      'post …/sections/:sid/draft',
      'post …/sections/:sid/revise',
      'put …/sections/:sid',
      'post …/sections/:sid/lock',
      'post …/sections/:sid/unlock',
      'get …/sections/:sid/versions',
      'post …/sections/:sid/restore',
      'get …/document',
      'get …/export',
    ])
      expect(has, route).toContain(route);
  });
});

describe('health', () => {
  it('is alive, and ready while the database answers', async () => {
    expect(await (await send('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await send('/readyz')).status).toBe(200);
    const broken = localApp();
    await broken.parts.store.close();
    expect((await broken.send('/readyz')).status).toBe(503);
    expect((await broken.send('/healthz')).status).toBe(200);
  });
});

describe('what goes wrong is said in Chinese', () => {
  it.each([
    ['an unknown address', 'GET', '/api/nothing', undefined, 404, 'no_such_address'],
    ['an unknown report', 'GET', '/api/reports/none', undefined, 404, 'report_not_found'],
    ['an unknown profile', 'POST', '/api/reports', { profile: 'x', period: 2022 }, 400, 'unknown_profile'],
    ['a missing field', 'POST', '/api/reports', { profile: 'jiangxi-2022' }, 400, 'bad_body'],
    ['a field too many', 'POST', '/api/reports', { ...newReport, colour: 'red' }, 400, 'bad_body'],
    ['a year of another age', 'POST', '/api/reports', { ...newReport, period: 22 }, 400, 'bad_body'],
    ['a bad query', 'GET', '/api/reports?limit=many', undefined, 400, 'bad_query'],
    ['an unknown section', 'POST', '/api/reports/none/sections/9.9/draft', {}, 404, 'report_not_found'],
  ])('%s', async (_, method, path, body, status, code) => {
    const response = await send(path, body === undefined ? { method } : json(method, body));
    const error = await errorOf(response);
    expect([response.status, error.code]).toEqual([status, code]);
    expect(error.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('names the field that is wrong', async () => {
    const error = await errorOf(
      await send('/api/reports', json('POST', { profile: 'jiangxi-2022', period: '二〇二二' })),
    );
    expect(error.message).toContain('“period”');
    expect(error.details?.field).toBe('period');
  });

  it('says so when the body is no JSON', async () => {
    const response = await send('/api/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"profile":',
    });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).code).toBe('not_json');
  });

  it('refuses bodies over the limit, with and without a declared length', async () => {
    const big = JSON.stringify({ ...newReport, unitName: '甲'.repeat(200_000) });
    const plain = await send('/api/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: big,
    });
    expect([plain.status, (await errorOf(plain)).code]).toEqual([413, 'too_large']);
    const chunks = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 40; i++) controller.enqueue(new TextEncoder().encode('甲'.repeat(5000)));
        controller.close();
      },
    });
    const chunked = await send('/api/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: chunks,
      duplex: 'half',
    } as RequestInit);
    expect([chunked.status, (await errorOf(chunked)).code]).toEqual([413, 'too_large']);
  });

  it('hides an error of ours behind a number that the log has too', async () => {
    const logged = testParts();
    const app = createApp({
      ...logged,
      store: { ...logged.store, reports: () => Promise.reject(new Error('secret path /x')) },
    });
    const response = await app.request('http://127.0.0.1/api/reports');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret');
    const { error } = JSON.parse(text) as { error: { id: string; message: string } };
    expect(error.message).toContain(error.id);
    expect(logged.logged).toMatchObject([{ level: 'error', fields: { id: error.id } }]);
    await logged.store.close();
  });

  it('answers 401 when nobody is signed in', async () => {
    const closed = localApp({ actorOf: () => null });
    expect((await closed.send('/api/reports')).status).toBe(401);
    await closed.parts.store.close();
  });
});

describe('guards', () => {
  const post = (headers: Record<string, string>) =>
    send('/api/reports', { method: 'POST', headers, body: JSON.stringify(newReport) });
  const JSON_TYPE = { 'content-type': 'application/json' };

  it.each([
    ['a program without Origin', JSON_TYPE, 201],
    ['our own page', { ...JSON_TYPE, origin: 'http://127.0.0.1:8787', 'sec-fetch-site': 'same-origin' }, 201],
    ['a foreign page', { ...JSON_TYPE, origin: 'http://evil.example' }, 403],
    ['a page of another port', { ...JSON_TYPE, origin: 'http://127.0.0.1:9999' }, 403],
    ['an opaque origin', { ...JSON_TYPE, origin: 'null' }, 403],
    ['a cross-site fetch', { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' }, 403],
    ['a plain form', { 'content-type': 'text/plain' }, 415],
    ['a form post', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a multipart post where no file is expected', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ] as [string, Record<string, string>, number][])('%s', async (_, headers, status) => {
    expect((await post(headers)).status).toBe(status);
  });

  it('sends safe headers and no CORS', async () => {
    const { headers } = await send('/api/profiles', { headers: { origin: 'http://evil.example' } });
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('lets pages of named origins in, and no others, when it is told to', async () => {
    const trusted = 'https://oa.example.gov.cn';
    const app = createApp({ ...testParts(), origins: [trusted] });
    const ask = (origin: string, method = 'POST') =>
      app.request('http://127.0.0.1:8787/api/reports', {
        method,
        headers: {
          ...JSON_TYPE,
          origin,
          'sec-fetch-site': 'cross-site',
          ...(method === 'OPTIONS' ? { 'access-control-request-method': 'POST' } : {}),
        },
        ...(method === 'POST' ? { body: JSON.stringify(newReport) } : {}),
      });
    const preflight = await ask(trusted, 'OPTIONS');
    expect(preflight.headers.get('access-control-allow-origin')).toBe(trusted);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    expect((await ask(trusted)).status).toBe(201);
    const foreign = await ask('https://evil.example');
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers only to its own host names when they are given', async () => {
    const app = createApp({ ...testParts(), hosts: ['127.0.0.1'] });
    expect((await app.request('http://127.0.0.1:8787/api/profiles')).status).toBe(200);
    const foreign = await app.request('http://rebound.example/api/profiles');
    expect(foreign.status).toBe(403);
    expect((await errorOf(foreign)).message).toContain('登录');
  });

  it('never reaches another organisation', async () => {
    const made = await call<{ id: string }>(send, 'POST', '/api/reports', newReport);
    const other = createApp({
      ...parts,
      actorOf: () => ({ ...parts.actorOf(new Request('http://x'))!, org: 'org-2' as never }),
    });
    for (const r of ROUTES.filter((x) => x.path.includes(':id'))) {
      const path = r.path
        .replace(':id', made.body.id)
        .replace(':sid', '1.1')
        .replace(/:\w+/g, 'x')
        .concat(r.path.endsWith('/export') ? '?format=md' : '');
      const bodies: Record<string, unknown> = {
        sources: { name: 'x', text: '临澜市2022年收入10万元', role: 'prior' },
        facts: { key: 'budget_income_total', value: '1' },
        settle: [{ id: 'x', decision: 'accept' }],
        turns: { id: 'turn-other-1', text: '还缺什么' },
        excuse: { reason: '另有说明' },
        score: { expectedVersion: 1 },
        'what-if': { facts: [{ key: 'staff_total', value: '1' }] },
        revise: { instruction: '删去甲', expectedVersion: 1 },
        accept: { id: 'x', text: '甲', expectedVersion: 1 },
        undo: { expectedVersion: 1 },
        redo: { expectedVersion: 1 },
        refresh: { expectedVersion: 1 },
        restore: { version: 1, expectedVersion: 1 },
        profile: { version: '9', expectedVersion: 1 },
        '1.1': { text: '甲', expectedVersion: 0 },
      };
      const init = r.body
        ? json(r.method.toUpperCase(), bodies[path.split('/').at(-1)!] ?? {})
        : { method: r.method.toUpperCase() };
      const response = await other.request(`http://127.0.0.1${path}`, init);
      expect([r.method, r.path, response.status]).toEqual([r.method, r.path, 404]);
    }
    expect((await call(send, 'GET', `/api/reports/${made.body.id}`)).status).toBe(200);
  });
});

describe('lists', () => {
  it('come in pages that join without gap or repetition', async () => {
    const own = localApp();
    const made: string[] = [];
    for (let i = 0; i < 7; i++)
      made.push((await call<{ id: string }>(own.send, 'POST', '/api/reports', newReport)).body.id);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const query: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
      const page: { body: { items: { id: string }[]; next: string | null } } = await call(
        own.send,
        'GET',
        `/api/reports?limit=3${query}`,
      );
      expect(page.body.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.body.items.map((r) => r.id));
      after = page.body.next;
    } while (after !== null);
    expect(seen).toEqual(made.reverse());
    await own.parts.store.close();
  });
});

describe('names of files', () => {
  it('are Chinese for today and ASCII for old clients, and cannot break the header', () => {
    expect(attachment(`青屏区（"草稿"）'a'.docx`)).toBe(
      `attachment; filename="report.docx"; filename*=UTF-8''%E9%9D%92%E5%B1%8F%E5%8C%BA%EF%BC%88%22%E8%8D%89%E7%A8%BF%22%EF%BC%89%27a%27.docx`,
    );
  });
});

describe('pages', () => {
  it('serves the files it is given and says so where there is none', async () => {
    const app = createApp({
      ...testParts(),
      assets: (path) => (path === '/' ? new Response('<!doctype html>') : null),
    });
    const page = await app.request('http://127.0.0.1/');
    expect(await page.text()).toBe('<!doctype html>');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await app.request('http://127.0.0.1/none')).status).toBe(404);
  });
});
