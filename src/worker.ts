// The Cloudflare Workers entry: the same app over D1 and the assets binding. It only builds the parts and connects them.
import type { ExecutionContext, Hono } from 'hono';
import { type Config, readConfig } from './config.ts';
import type { OrgId, UserId } from './core/id.ts';
import { type Profile, readProfile } from './core/profile.ts';
import { readLibrary } from './core/read-library.ts';
import type { Library } from './core/sentence-library.ts';
import { createApp } from './http/app.ts';
import { readFile as readSource } from './ingest/read-file.ts';
import { SMALL_LIMITS } from './ingest/zip-directory.ts';
import { modelFor } from './model/model-for.ts';
import { readPrompts } from './model/prompt.ts';
import { storeLedger } from './model/store-ledger.ts';
import type { Actor, Log, Model, Store } from './ports.ts';
import { PROFILE_FILES, SENTENCE_FILES } from './profile-files.ts';
import { PROMPT_FILES } from './prompt-files.ts';
import { type D1Like, openD1 } from './store/d1.ts';

export interface Env {
  DB: D1Like;
  ASSETS?: { fetch(request: Request): Promise<Response> };
  /** The settings of the model endpoint, as on Node: variables and secrets of the Worker. */
  [setting: `ZHIBI_${string}`]: string | undefined;
}

/** One user until there is sign-in; therefore only loopback names are answered (a deployed Worker has none of them). */
const LOCAL: Actor = { org: 'local' as OrgId, user: 'local' as UserId, name: '本机用户' };
const HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

function reportKinds(): { profiles: Profile[]; library: Library } {
  const stop = (faults: readonly string[]): never => {
    throw new Error(`报告格式文件有错，不能启动：${faults.join('；')}`);
  };
  const sentences = readLibrary(SENTENCE_FILES);
  if (!sentences.ok) return stop(sentences.faults);
  const { library } = sentences;
  const read = Object.entries(PROFILE_FILES).map(([file, json]) => ({ file, read: readProfile(json, library) }));
  const faults = read.flatMap(({ file, read: r }) => (r.ok ? [] : r.faults.map((f) => `${file}：${f}`)));
  if (faults.length) stop(faults);
  return { library, profiles: read.flatMap(({ read: r }) => (r.ok ? [r.profile] : [])) };
}

const clock = { now: () => new Date().toISOString() };

function settingsOf(env: Env): Config {
  const given = Object.entries(env).filter((e): e is [string, string] => typeof e[1] === 'string');
  const settings = readConfig(Object.fromEntries(given));
  if (!settings.ok) throw new Error(`不能启动：${settings.faults.join('；')}`);
  return settings.config;
}

function modelOf(config: Config, store: Store): Model {
  const prompts = readPrompts(PROMPT_FILES);
  if (!prompts.ok) throw new Error(`不能启动：${prompts.faults.join('；')}`);
  return modelFor({
    endpoint: config.endpoint,
    prompts: prompts.prompts,
    ledger: (name, quotas) => storeLedger({ store, clock, log, name, quotas }),
    log,
    clock,
  });
}

const line = (level: string, event: string, fields: Record<string, unknown> = {}): string =>
  JSON.stringify({ level, event, ...fields });
const log: Log = {
  info: (event, fields) => console.log(line('info', event, fields)),
  warn: (event, fields) => console.warn(line('warn', event, fields)),
  error: (event, fields) => console.error(line('error', event, fields)),
};

function appOver(env: Env): Hono {
  const assets = env.ASSETS;
  const store = openD1(env.DB);
  const config = settingsOf(env);
  return createApp({
    store,
    model: modelOf(config, store),
    ...(config.draftsAtOnce === null ? {} : { atOnce: config.draftsAtOnce }),
    ...reportKinds(),
    clock,
    newId: () => crypto.randomUUID(),
    log,
    // No threads here: the isolate has limits of its own.
    readBytes: (name, bytes) => readSource(name, bytes, SMALL_LIMITS),
    actorOf: () => LOCAL,
    hosts: HOSTS,
    ...(assets
      ? {
          async assets(path: string) {
            const file = await assets.fetch(new Request(new URL(path, 'http://assets.local')));
            return file.status === 404 ? null : new Response(file.body, file);
          },
        }
      : {}),
  });
}

// One app for the life of the isolate: bindings stay the same, and parsed sources are kept between requests.
let app: Hono | null = null;

export default {
  fetch(request: Request, env: Env, context: ExecutionContext): Response | Promise<Response> {
    app ??= appOver(env);
    return app.fetch(request, env, context);
  },
};
