// The app over SQLite in memory with a clock that ticks when asked and ids that count: what the HTTP tests talk to.
import type { OrgId, UserId } from '../../src/core/id.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { Library } from '../../src/core/sentence-library.ts';
import { type AppParts, createApp, ROUTES } from '../../src/http/app.ts';
import type { Route } from '../../src/http/route.ts';
import { readFile as readSource } from '../../src/ingest/read-file.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import type { Actor, MineText, Store } from '../../src/ports.ts';
import { mineText } from '../../src/steps/mine-text.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { LIBRARY, profileNamed } from '../profiles.ts';

export const PROFILE: Profile = profileNamed('jiangxi-2022');

export const STAFF: Actor = { org: 'org-1' as OrgId, user: 'user-1' as UserId, name: '测试员' };

export interface Logged {
  level: 'info' | 'warn' | 'error';
  event: string;
  fields: Record<string, unknown>;
}

export function testParts(
  over: Partial<Omit<AppParts, 'mine' | 'library'>> = {},
): AppParts & { logged: Logged[]; store: Store; mine: MineText; library: Library } {
  let tick = 0;
  let id = 0;
  const logged: Logged[] = [];
  const log =
    (level: Logged['level']) =>
    (event: string, fields: Record<string, unknown> = {}) => {
      logged.push({ level, event, fields });
    };
  return {
    store: openSqlite(':memory:', {}),
    model: embeddedModel(),
    profiles: [PROFILE],
    library: LIBRARY,
    clock: { now: () => new Date(Date.UTC(2023, 2, 1) + tick++ * 1000).toISOString() },
    newId: () => `id-${String(++id).padStart(6, '0')}`,
    readBytes: readSource,
    mine: mineText,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    actorOf: () => STAFF,
    ...over,
    logged,
  };
}

export type Send = (path: string, init?: RequestInit) => Promise<Response>;

export const localApp = (
  over: Parameters<typeof testParts>[0] = {},
): { send: Send; parts: ReturnType<typeof testParts> } => {
  const parts = testParts(over);
  const app = createApp(parts);
  return { parts, send: async (path, init) => app.request(`http://127.0.0.1:8787${path}`, init) };
};

export const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The route a request reaches, the one with the fewest parameters first. */
export function routeOf(method: string, path: string): Route | undefined {
  const bare = path.split('?')[0]!;
  return ROUTES.find(
    (r) => r.method === method.toLowerCase() && new RegExp(`^${r.path.replace(/:\w+/g, '[^/]+')}$`).test(bare),
  );
}

/** Sends, and holds the answer against the shape that OpenAPI promises for it. */
export async function call<T = Record<string, unknown>>(
  send: Send,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await send(path, body === undefined ? { method } : json(method, body));
  const value = (await response.json()) as T;
  if (response.status < 300) {
    const shape = routeOf(method, path)?.answers[response.status as 200];
    if (!shape) throw new Error(`${method} ${path}: status ${response.status} is not described`);
    const read = shape.safeParse(value);
    if (!read.success) throw new Error(`${method} ${path}: ${JSON.stringify(read.error.issues.slice(0, 5))}`);
  }
  return { status: response.status, body: value };
}

export interface SseEvent {
  n: number;
  kind: string;
  payload: Record<string, unknown>;
}

/** Reads a whole event stream; it ends when the turn does. */
export async function readEvents(response: Response): Promise<SseEvent[]> {
  const text = await response.text();
  return (
    text
      .split('\n\n')
      // What has no number is news of the moment and is not replayed.
      .filter((block) => block.includes('data: ') && /^id: /m.test(block))
      .map((block) => {
        const field = (name: string): string =>
          /* one line per field */
          block
            .split('\n')
            .find((l) => l.startsWith(`${name}: `))!
            .slice(name.length + 2);
        const data = JSON.parse(field('data')) as SseEvent;
        if (String(data.n) !== field('id') || data.kind !== field('event')) throw new Error(`uneven event: ${block}`);
        return data;
      })
  );
}

let turns = 0;
/** Says something in the chat and waits for the end of the turn. */
export async function chat(send: Send, report: string, text: string, id = `turn-test-${++turns}`): Promise<SseEvent[]> {
  const begun = await call(send, 'POST', `/api/reports/${report}/turns`, { id, text });
  if (begun.status !== 202) throw new Error(`turn refused: ${JSON.stringify(begun.body)}`);
  return readEvents(await send(`/api/reports/${report}/turns/${id}/events`));
}
