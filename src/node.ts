// The Node entry: reads settings, opens the store, builds the parts, connects them and listens. No rule of the product lives here.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import type { Config } from './config.ts';
import type { OrgId, UserId } from './core/id.ts';
import { createApp, stepParts } from './http/app.ts';
import { modelFor } from './model/model-for.ts';
import { storeLedger } from './model/store-ledger.ts';
import { nodeFetch } from './node-fetch.ts';
import type { Actor, Log } from './ports.ts';
import { loadReportKinds } from './profiles.ts';
import { loadPrompts } from './prompts.ts';
import { readSettings } from './read-settings.ts';
import { resumeTurns } from './steps/resume-turns.ts';
import { openSqlite, UnusableDatabase } from './store/sqlite.ts';
import { threadMiner } from './thread-miner.ts';
import { threadReader } from './thread-reader.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WEB = join(ROOT, 'dist', 'web');
/** How long turns may take to come to rest when the program is told to end. */
const CLOSE_MS = 5000;
/** One local user until there is sign-in; the server listens on loopback only. */
const LOCAL: Actor = { org: 'local' as OrgId, user: 'local' as UserId, name: '本机用户' };

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The page's files, by flat name only: nothing outside the folder can be named. */
async function asset(path: string): Promise<Response | null> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const type = /^[\w-]+(?:\.[\w-]+)*\.(\w+)$/.exec(name)?.[1];
  if (!type || !TYPES[type] || !existsSync(join(WEB, name))) return null;
  return new Response(await readFile(join(WEB, name)), {
    headers: { 'content-type': TYPES[type], 'cache-control': 'no-cache' },
  });
}

function logTo(level: Config['logLevel']): Log {
  const to = pino.destination({ dest: 2, sync: true });
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
  return {
    info: (event, fields = {}) => out.info(fields, event),
    warn: (event, fields = {}) => out.warn(fields, event),
    error: (event, fields = {}) => out.error(fields, event),
  };
}

const stop = (lines: readonly string[]): number => {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return 2;
};

/** Resolves when the server has been told to stop; 2 when it could not start (the reason is on standard error). */
export async function serveForever(): Promise<number> {
  const read = readSettings();
  if (!read.ok) return stop(read.faults);
  const { config } = read;
  const kinds = await loadReportKinds();
  if (!kinds.ok) return stop([kinds.problem.message]);
  const prompts = await loadPrompts();
  if (!prompts.ok) return stop([prompts.problem.message]);

  let store: ReturnType<typeof openSqlite>;
  try {
    store = openSqlite(isAbsolute(config.db) ? config.db : join(ROOT, config.db));
  } catch (cause) {
    if (cause instanceof UnusableDatabase) return stop([cause.message]);
    throw cause;
  }
  const log = logTo(config.logLevel);
  const clock = { now: () => new Date().toISOString() };
  const reader = threadReader({}, (what) => log.error('reader_fault', { what }));
  const miner = threadMiner({}, (what) => log.error('miner_fault', { what }));
  const parts = {
    store,
    model: modelFor({
      endpoint: config.endpoint,
      prompts: prompts.value,
      ledger: (name, quotas) => storeLedger({ store, clock, log, name, quotas }),
      log,
      clock,
      fetch: nodeFetch,
    }),
    profiles: kinds.value.profiles,
    library: kinds.value.library,
    clock,
    newId: randomUUID,
    log,
    readBytes: reader.read,
    mine: miner.mine,
    ...(config.draftsAtOnce === null ? {} : { atOnce: config.draftsAtOnce }),
    actorOf: () => LOCAL,
    hosts: ['127.0.0.1', 'localhost', '[::1]'],
    assets: asset,
  };
  const steps = stepParts(parts);

  return new Promise<number>((done) => {
    const server = serve({ fetch: createApp(parts, steps).fetch, hostname: config.host, port: config.port }, (at) => {
      const host = config.host.includes(':') ? `[${config.host}]` : config.host;
      process.stdout.write(`执笔已启动：http://${host}:${at.port}\n`);
      // Turns that the program before this one left; only now, as a port that is taken means that it still runs.
      resumeTurns(steps, LOCAL).catch((cause) => log.error('turns not resumed', { cause: String(cause) }));
    });
    server.on('error', (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE' ? `端口 ${config.port} 已被占用，请用设置 PORT 换一个端口` : cause.message;
      void store.close().then(() => done(stop([`无法启动：${why}。`])));
    });
    // No new requests; what is being stored is stored, what waits for a model is handed back for the next start.
    const close = (): void => {
      server.close();
      let patience: NodeJS.Timeout;
      const enough = new Promise<void>((over) => {
        patience = setTimeout(over, CLOSE_MS);
      });
      void Promise.race([steps.works.close(), enough])
        .then(() => {
          clearTimeout(patience);
          if ('closeAllConnections' in server) server.closeAllConnections();
          return Promise.all([store.close(), reader.close(), miner.close()]);
        })
        .then(() => done(0));
    };
    process.once('SIGTERM', close);
    process.once('SIGINT', close);
  });
}
