// The Workers entry in local workerd over local D1, built, migrated and served by wrangler from wrangler.toml.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INVENTED_REPORT, INVENTED_UNIT, INVENTED_YEAR } from '../http/invented-report.ts';
import type { Send } from '../http/local-app.ts';
import { runMainJob } from '../http/main-job.ts';
import { expectMainJob } from '../http/main-job-expected.ts';
import { archive, rows, workbookParts } from '../ingest/archive.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const REAL = resolve(ROOT, '../shared/corpus/00-qingyunpu-2022.txt');
const folder = mkdtempSync(join(tmpdir(), 'zhibi-worker-'));
const state = join(folder, 'state');
const assets = join(folder, 'web');

interface Running {
  process: ChildProcess;
  said(): string;
}

/** One wrangler command on the project's configuration, with no word to anyone outside. */
function wrangler(...args: string[]): Running {
  const bin = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const child = spawn(process.execPath, [bin, ...args, '--config', join(ROOT, 'wrangler.toml')], {
    cwd: ROOT,
    // A group of its own, so that workerd ends with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CI: '1',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    },
  });
  let said = '';
  const hear = (d: Buffer): void => {
    said += d.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { process: child, said: () => said };
}

async function finished(run: Running): Promise<void> {
  const code = await new Promise<number | null>((done) => run.process.once('close', done));
  if (code !== 0) throw new Error(`wrangler ended with ${code}: ${run.said()}`);
}

/** The address that `wrangler dev` prints when it is ready. */
function address(run: Running): Promise<string> {
  return new Promise((done, failed) => {
    const look = (): void => {
      const found = /Ready on (http:\/\/[^\s]+)/.exec(run.said());
      if (found) done(found[1]!);
    };
    run.process.stdout?.on('data', look);
    run.process.once('close', () => failed(new Error(`wrangler dev ended: ${run.said()}`)));
  });
}

let dev: Running;
let url: string;
const send: Send = (path, init) => fetch(new URL(path, url), init);

beforeAll(async () => {
  mkdirSync(assets);
  writeFileSync(join(assets, 'index.html'), '<!doctype html><title>执笔</title>');
  await finished(wrangler('d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state));
  const where = ['--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0'];
  dev = wrangler('dev', '--local', '--persist-to', state, '--assets', assets, ...where);
  url = await address(dev);
}, 120_000);

afterAll(async () => {
  if (dev?.process.pid && dev.process.exitCode === null) {
    const closed = new Promise((done) => dev.process.once('close', done));
    process.kill(-dev.process.pid, 'SIGTERM');
    await closed;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A request that names another host than the one it is sent to. */
function asHost(host: string, path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, headers: { host } }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (d: string) => {
        body += d;
      });
      answer.on('end', () => done({ status: answer.statusCode ?? 0, body }));
    });
    sent.on('error', failed);
    sent.end();
  });
}

describe('in workerd over D1', () => {
  it('is alive and ready once the migrations are applied', async () => {
    expect((await send('/healthz')).status).toBe(200);
    expect(await (await send('/readyz')).json()).toEqual({ status: 'ready' });
  });

  it('does the main job as on Node', async () => {
    const job = await runMainJob(send, INVENTED_REPORT, INVENTED_YEAR);
    expectMainJob(job, INVENTED_UNIT, ['1260', '180', '1200', '24', '75', '42', '13.6', '5200']);
  });

  it.skipIf(!existsSync(REAL))('does the main job on the real report of the corpus', async () => {
    const job = await runMainJob(send, readFileSync(REAL, 'utf8'), 2022);
    expectMainJob(job, '青云谱', ['7910', '3250', '4660', '1128.6', '6781.4', '17847.37', '18', '12', '66.67']);
  });

  it('reads uploaded Office files in place, and refuses what unpacks too far', async () => {
    const made = await send('/api/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ profile: 'jiangxi-2022', period: 2023 }),
    });
    const { id } = (await made.json()) as { id: string };
    const upload = async (file: Uint8Array): Promise<string> => {
      const form = new FormData();
      form.set('file', new Blob([file as BlobPart]), 'a.xlsx');
      form.set('role', 'material');
      form.set('anyUnit', 'true');
      return (await send(`/api/reports/${id}/sources`, { method: 'POST', body: form })).text();
    };
    const parts = workbookParts([
      { name: '表', xml: rows([['单位：万元'], ['项目', '决算数'], ['基本支出', 1180.25]]) },
    ]);
    expect(await upload(archive(parts))).toContain('"value":"1180.25"');
    expect(await upload(archive({ ...parts, 'xl/media/a': new Uint8Array(13 * 1024 * 1024) }))).toContain(
      'part_too_large',
    );
  });

  it('serves the page’s files with safe headers, and answers loopback names only while there is no sign-in', async () => {
    const page = await send('/');
    expect(await page.text()).toContain('<!doctype html>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const deployed = await asHost('zhibi.example.workers.dev', '/api/reports');
    expect(deployed.status).toBe(403);
    expect(deployed.body).toContain('登录');
  });
});
