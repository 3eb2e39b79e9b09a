// The server as `zhibi serve` runs it, in a process of its own, for as long as something is measured.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

export interface Serving {
  base: string;
  /** Milliseconds from its start until it was ready. */
  readyAfter: number;
  post(path: string, body: unknown): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number };
      s.close(() => done(port));
    });
  });

export async function serving(env: Record<string, string> = {}): Promise<Serving> {
  const dir = await mkdtemp(join(tmpdir(), 'zhibi-bench-'));
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: { ...process.env, ...env, PORT: String(port), ZHIBI_DB: join(dir, 'bench.db'), ZHIBI_LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  const base = `http://127.0.0.1:${port}`;
  for (;;) {
    const up = await fetch(`${base}/readyz`).then(
      (r) => r.ok,
      () => false,
    );
    if (up) break;
    if (performance.now() - from > 20_000) throw new Error('the server did not start');
    await new Promise((r) => setTimeout(r, 5));
  }
  return {
    base,
    readyAfter: performance.now() - from,
    async post(path, body) {
      const r = await fetch(base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!r.ok) throw new Error(`${path}: ${r.status} ${await r.text()}`);
      return r.json() as Promise<Record<string, unknown>>;
    },
    async stop() {
      const over = new Promise((done) => child.once('close', done));
      child.kill('SIGTERM');
      await over;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

interface ListedFact {
  id: string;
  standing: { is: string };
}

/** A report with last year's text and its facts confirmed; answers its id. */
export async function reportFrom(server: Serving, text: string, period: number): Promise<string> {
  const made = await server.post('/api/reports', { profile: 'jiangxi-2022', period });
  const id = String(made.id);
  await server.post(`/api/reports/${id}/sources`, { name: 'prior.txt', text, role: 'prior' });
  const list = (await (await fetch(`${server.base}/api/reports/${id}/facts?limit=500`)).json()) as {
    items: ListedFact[];
    conflicts: { ids: string[] }[];
  };
  const beaten = new Set(list.conflicts.flatMap((c) => c.ids.slice(1)));
  await server.post(
    `/api/reports/${id}/facts/settle`,
    list.items
      .filter((f) => f.standing.is === 'candidate' && !beaten.has(f.id))
      .map((f) => ({ id: f.id, decision: 'accept' })),
  );
  return id;
}
