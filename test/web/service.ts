// The real service for browser tests: the app of src/http on an in-memory database, on a free port of the loopback address.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import type { OrgId, UserId } from '../../src/core/id.ts';
import { createApp } from '../../src/http/app.ts';
import { readFile as readSource } from '../../src/ingest/read-file.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import type { Model } from '../../src/ports.ts';
import { loadReportKinds } from '../../src/profiles.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface Service {
  origin: string;
  /** What went wrong inside, as it was logged. */
  mistakes: string[];
  close(): Promise<void>;
}

/** `pages`: further pages by path, such as those of another office system that embeds the chat. */
export async function startService(
  files: string,
  pages: Record<string, string> = {},
  model: Model = embeddedModel(),
): Promise<Service> {
  const kinds = await loadReportKinds();
  if (!kinds.ok) throw new Error(kinds.problem.message);
  const store = openSqlite(':memory:', {});
  const mistakes: string[] = [];
  const html = { 'Content-Type': 'text/html; charset=utf-8' };
  const app = createApp({
    store,
    model,
    profiles: kinds.value.profiles,
    library: kinds.value.library,
    clock: { now: () => new Date().toISOString() },
    newId: randomUUID,
    readBytes: readSource,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (event, fields) => mistakes.push(`${event} ${JSON.stringify(fields)}`),
    },
    actorOf: () => ({ org: 'local' as OrgId, user: 'local' as UserId, name: '本机用户' }),
    assets(path) {
      if (pages[path] !== undefined) return new Response(pages[path], { headers: html });
      const file = join(files, normalize(path === '/' ? '/index.html' : path));
      if (!file.startsWith(files) || !existsSync(file)) return null;
      return new Response(readFileSync(file), {
        headers: { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' },
      });
    },
  });
  const server = await new Promise<ServerType>((ready) => {
    const s: ServerType = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => ready(s));
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mistakes,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await store.close();
    },
  };
}
