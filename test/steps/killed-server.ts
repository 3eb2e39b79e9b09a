// A server process for killed-turns.test.ts: it takes up what the process before it left, sends the messages of a script to the
// app, says which were acknowledged, and dies without warning at a commit that was chosen for it.
// node killed-server.mjs <life as JSON>
import { writeSync } from 'node:fs';
import { readProfile } from '../../src/core/profile.ts';
import { readLibrary } from '../../src/core/read-library.ts';
import { type AppParts, createApp, stepParts } from '../../src/http/app.ts';
import { readFile as readSource } from '../../src/ingest/read-file.ts';
import type { Model, Store } from '../../src/ports.ts';
import { PROFILE_FILES, SENTENCE_FILES } from '../../src/profile-files.ts';
import { resumeTurns } from '../../src/steps/resume-turns.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { type Life, messageAt, STAFF } from './killed-life.ts';
import { scriptedModel } from './scripted-model.ts';

const life = JSON.parse(process.argv[2] ?? '') as Life;
const tell = (line: string): void => void writeSync(1, `${line}\n`);

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

/** Dies at the chosen commit: before it, after it and before anyone hears of it, or whenever the parent's signal arrives. */
function mortal(store: Store): Store {
  let n = 0;
  return {
    ...store,
    async commit(actor, writes) {
      n++;
      if (n === life.at && life.when === 'before') die();
      const done = await store.commit(actor, writes);
      if (n === life.at && life.when === 'after') die();
      if (n === life.at && life.when === 'told') tell('now');
      return done;
    },
  };
}

/** Gives way between its words, so that sections written side by side come to their ends in any order. */
function slow(model: Model): Model {
  return {
    ...model,
    async write(brief, call) {
      for (let i = 0; i < 1 + (brief.section.id.length % 5); i++) await new Promise((done) => setImmediate(done));
      return model.write(brief, call);
    },
  };
}

const library = readLibrary(SENTENCE_FILES);
const file = Object.values(PROFILE_FILES).find((p) => (p as { id?: string }).id === 'jiangxi-2022');
const profile = library.ok ? readProfile(file, library.library) : null;
if (!library.ok || !profile?.ok) throw new Error('the profile does not read');
const silent = {
  info() {},
  warn() {},
  error: (event: string, f?: object) => tell(`error ${event} ${JSON.stringify(f)}`),
};
let ids = 0;
const parts: AppParts = {
  store: mortal(openSqlite(life.db, { migrations: life.migrations })),
  model: slow(scriptedModel().model),
  profiles: [profile.profile],
  library: library.library,
  // Each life begins long after the leases of the one before it.
  clock: { now: () => new Date(life.began + performance.now()).toISOString() },
  newId: () => `id-${life.n}-${++ids}`,
  log: silent,
  readBytes: readSource,
  actorOf: () => STAFF,
  atOnce: 3,
};
const steps = stepParts(parts);
const app = createApp(parts, steps);
const at = `/api/reports/${life.report}`;
const ask = async (path: string, body?: unknown): Promise<Response> =>
  app.request(
    `http://127.0.0.1${path}`,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );

/** Follows a turn to its end; what was interrupted is continued, as a person would. */
async function toEnd(id: string): Promise<void> {
  for (;;) {
    await (await ask(`${at}/turns/${id}/events`)).text();
    const { status } = (await (await ask(`${at}/turns/${id}`)).json()) as { status: string };
    if (status === 'done') return;
    if (status !== 'queued' && status !== 'running') await ask(`${at}/turns/${id}/continue`, {});
  }
}

await resumeTurns(steps, STAFF);
for (let i = life.from; i < life.to; i++) {
  const { id, text } = messageAt(i);
  for (;;) {
    const answer = await ask(`${at}/turns`, { id, text });
    if (answer.ok) break;
    const { error } = (await answer.json()) as { error: { code: string; details?: { id: string } } };
    if (error.code !== 'turn_running') throw new Error(JSON.stringify(error));
    await toEnd(error.details!.id);
  }
  tell(`ack ${i}`);
  await toEnd(id);
  tell(`end ${i}`);
}
await parts.store.close();
