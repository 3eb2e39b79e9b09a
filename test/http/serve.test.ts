// The server as a process of its own: told to end in the middle of a turn, it ends in order and leaves the turn to the next one.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactList, WireTurn } from '../../src/http/wire.ts';
import { INVENTED_REPORT, INVENTED_YEAR } from './invented-report.ts';
import { call, type Send } from './local-app.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'zhibi-serve-'));
const db = join(folder, 'zhibi.db');
const running: ChildProcess[] = [];
let endpoint: Server;
/** Resolves when a call has arrived at the endpoint, which never answers. */
let called: Promise<void>;
let onCall = (): void => {};
const expectCall = (): void => {
  called = new Promise((done) => {
    onCall = done;
  });
};

beforeAll(async () => {
  endpoint = createServer((_, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.flushHeaders();
    onCall();
  });
  await new Promise<void>((up) => endpoint.listen(0, '127.0.0.1', up));
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  endpoint.closeAllConnections();
  endpoint.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<{ child: ChildProcess; send: Send }> {
  const { port } = endpoint.address() as AddressInfo;
  const child = spawn(process.execPath, [CLI, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      ZHIBI_DB: db,
      ZHIBI_LOG_LEVEL: 'silent',
      ZHIBI_LLM_BASE_URL: `http://127.0.0.1:${port}/v1`,
      ZHIBI_LLM_MODEL: 'scripted',
    },
  });
  running.push(child);
  const url = await new Promise<string>((up, failed) => {
    let said = '';
    child.stdout!.setEncoding('utf8').on('data', (d: string) => {
      said += d;
      const at = /http:\/\/\S+/.exec(said);
      if (at) up(at[0]);
    });
    child.once('close', (code) => failed(new Error(`it ended with ${code}`)));
  });
  return { child, send: (path, init) => fetch(`${url}${path}`, init) };
}

const ended = (child: ChildProcess): Promise<number | null> => new Promise((done) => child.once('close', done));

describe('a server that is told to end in the middle of a turn', () => {
  it('stops the model call, hands the turn back, leaves one whole file, and the next one takes the turn up', async () => {
    const first = await start();
    const { body } = await call<{ id: string }>(first.send, 'POST', '/api/reports', {
      profile: 'jiangxi-2022',
      period: INVENTED_YEAR,
    });
    const at = `/api/reports/${body.id}`;
    await call(first.send, 'POST', `${at}/sources`, { name: '上年报告', text: INVENTED_REPORT, role: 'prior' });
    const { items } = (await call<FactList>(first.send, 'GET', `${at}/facts?limit=500`)).body;
    const open = items.filter((f) => f.standing.is === 'candidate').map((f) => ({ id: f.id, decision: 'accept' }));
    expect((await call(first.send, 'POST', `${at}/facts/settle`, open)).status).toBe(200);
    expectCall();
    const turn = 'turn-serve-1';
    expect((await call(first.send, 'POST', `${at}/turns`, { id: turn, text: '起草1.2' })).status).toBe(202);
    await called;
    const over = ended(first.child);
    first.child.kill('SIGTERM');
    expect(await over).toBe(0);
    expect(existsSync(`${db}-wal`) ? statSync(`${db}-wal`).size : 0).toBe(0);
    const file = new Database(db, { readonly: true });
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(file.prepare('SELECT status, lease_until, attempt FROM turn').all()).toEqual([
      { status: 'queued', lease_until: null, attempt: 1 },
    ]);
    expect(file.prepare('SELECT count(*) FROM section').pluck().get()).toBe(0);
    file.close();

    expectCall();
    const second = await start();
    await called;
    expect((await call<WireTurn>(second.send, 'GET', `${at}/turns/${turn}`)).body.status).toBe('running');
    const stopped = await call<WireTurn>(second.send, 'POST', `${at}/turns/${turn}/stop`, {});
    expect(stopped.body.status).toBe('stopped');
    const gone = ended(second.child);
    second.child.kill('SIGTERM');
    expect(await gone).toBe(0);
  });
});
