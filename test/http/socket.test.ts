// The app behind a real socket: what only shows there, such as whether events leave as they happen.
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import { call, type Send, testParts } from './local-app.ts';

let release = (): void => {};
const held = new Promise<void>((resolve) => {
  release = resolve;
});
const model = embeddedModel();
const parts = testParts({
  hosts: ['127.0.0.1'],
  model: {
    ...model,
    understand: async (...args) => {
      await held;
      return model.understand(...args);
    },
  },
});

let server: ServerType;
let send: Send;

beforeAll(async () => {
  const address = await new Promise<AddressInfo>((ready) => {
    server = serve({ fetch: createApp(parts).fetch, port: 0, hostname: '127.0.0.1' }, ready);
  });
  send = (path, init) => fetch(`http://127.0.0.1:${address.port}${path}`, init);
});

afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  await parts.store.close();
});

const newReport = async (): Promise<string> =>
  `/api/reports/${(await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period: 2022 })).body.id}`;

describe('over a socket', () => {
  it('sends events as they happen, and the rest to a reader who comes back', async () => {
    const at = await newReport();
    await call(send, 'POST', `${at}/turns`, { id: 'turn-socket', text: '收入预算总额1260万元' });
    const gone = new AbortController();
    const first = await send(`${at}/turns/turn-socket/events`, { signal: gone.signal });
    const { value } = await first.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toContain('event: accepted');
    gone.abort();

    const back = await send(`${at}/turns/turn-socket/events?after=1`);
    release();
    const rest = await back.text();
    expect(rest).not.toContain('event: accepted');
    expect(rest).toContain('event: fact');
    expect(rest.trimEnd().split('\n').at(-1)).toContain('"kind":"done"');
  });

  it('takes a file and refuses one that is too large before it is read to its end', async () => {
    const at = await newReport();
    const form = new FormData();
    form.set('role', 'prior');
    form.set('file', new File([new Uint8Array(21 * 1024 * 1024)], '太大.txt'));
    const refused = await send(`${at}/sources`, { method: 'POST', body: form });
    expect(refused.status).toBe(413);
    expect(await refused.text()).toContain('20 MB');
  });

  it('is ready and carries its headers', async () => {
    const ready = await send('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
