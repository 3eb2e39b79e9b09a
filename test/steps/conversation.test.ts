// A whole conversation as an office has it: over a hundred messages, with digressions, corrections, doubts and pasted tables, fill the next
// year's report of the example; once with the rules alone, once said so loosely that a model has to read it (recorded replies).
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactList, WireFact } from '../../src/http/wire.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import { openAiModel } from '../../src/model/openai.ts';
import type { Model } from '../../src/ports.ts';
import { loadPrompts } from '../../src/prompts.ts';
import { call, chat, localApp, PROFILE, type Send, type SseEvent } from '../http/local-app.ts';
import { type FaultServer, faultServer, says } from '../model/fault-server.ts';
import { someClient } from '../model/some-client.ts';

interface Turn {
  say: string;
  /** What it registers or changes, in order; longer values by their first sixteen characters. */
  facts?: string[];
  /** What the turn ends with: the key asked next, a choice, or a proposal. */
  asks: string | null;
  says?: string;
  /** The same, said so that rules cannot read it, with what a model made of it. */
  loosely?: { say: string; reply: unknown };
}

const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T;
const SCRIPT = read<{ period: number; turns: Turn[] }>('../cases/conversation/park-2023.json');
const ANSWERS = read<{
  facts: { key: string; period: number; scope?: string; value: string; unit?: string; qualifier?: string }[];
  lists: Record<string, string[]>;
}>('../../examples/answers-2023.json');
const PRIOR = readFileSync(new URL('../../examples/prior-2022.txt', import.meta.url), 'utf8');

const shown = (f: WireFact): string => {
  const value = f.value.length > 16 ? `${f.value.slice(0, 16)}…` : f.value;
  const period = f.period === SCRIPT.period ? '' : `@${f.period}`;
  return `${f.key}${period}${f.scope ? `/${f.scope}` : ''}=${value}${f.unit}${f.qualifier ? `[${f.qualifier}]` : ''}`;
};
const factsOf = (events: readonly SseEvent[]): string[] =>
  events.filter((e) => e.kind === 'fact').map((e) => shown(e.payload.fact as WireFact));
const wordsOf = (events: readonly SseEvent[]): string =>
  events
    .filter((e) => e.kind === 'say')
    .map((e) => e.payload.text)
    .join('\n');
const asksOf = (events: readonly SseEvent[]): string | null => {
  const last = events.findLast((e) => ['question', 'choice', 'proposal'].includes(e.kind))!;
  return last.kind === 'question' ? ((last.payload.question as { key: string } | null)?.key ?? null) : last.kind;
};

async function begin(send: Send): Promise<string> {
  const { body } = await call<{ id: string }>(send, 'POST', '/api/reports', {
    profile: PROFILE.id,
    period: SCRIPT.period,
  });
  const at = `/api/reports/${body.id}`;
  await call(send, 'POST', `${at}/sources`, { name: '上年报告.txt', text: PRIOR, role: 'prior' });
  const { items } = (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body;
  const open = items.filter((f) => f.standing.is === 'candidate').map((f) => ({ id: f.id, decision: 'accept' }));
  await call(send, 'POST', `${at}/facts/settle`, open);
  return body.id;
}

/** A value with no trailing zeros, by plain text work. */
const plain = (value: string): string => (/^\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value);
const line = (f: { key: string; period: number | null; scope?: string | null; value: string; unit?: string }): string =>
  `${f.key}|${f.period}|${f.scope ?? ''}|${plain(f.value)}|${f.unit ?? ''}`;

/** What was said in the conversation and stands: single values, and the entries of lists in their order. */
async function stated(send: Send, report: string) {
  const { items } = (await call<FactList>(send, 'GET', `/api/reports/${report}/facts?limit=1000`)).body;
  const mine = items.filter(
    (f) => f.origin.from === 'turn' && f.standing.is === 'confirmed' && f.key !== 'passage_figure',
  );
  const values = mine.filter((f) => f.item === null);
  const lists: Record<string, string[]> = {};
  for (const f of mine.filter((x) => x.item !== null).sort((a, b) => Number(a.item) - Number(b.item)))
    lists[f.key] = [...(lists[f.key] ?? []), f.value];
  return { values, lists };
}

async function holdsTheAnswers(send: Send, report: string): Promise<void> {
  const { values, lists } = await stated(send, report);
  expect(values.map(line).sort()).toEqual(ANSWERS.facts.map(line).sort());
  // 没有发生 is how people say nought; everything else has the qualifier it was said with, and no other.
  const qualified = (fs: readonly { key: string; scope?: string | null; qualifier?: string | null }[]): string[] =>
    fs.flatMap((f) => (f.qualifier && f.qualifier !== '无' ? [`${f.key}/${f.scope ?? ''} ${f.qualifier}`] : [])).sort();
  expect(qualified(values)).toEqual(qualified(ANSWERS.facts));
  expect(lists).toEqual(ANSWERS.lists);
}

async function isWhole(send: Send, report: string): Promise<void> {
  const at = `/api/reports/${report}`;
  const { items: findings } = (await call<{ items: { severity: string }[] }>(send, 'GET', `${at}/findings?limit=1000`))
    .body;
  expect(findings.filter((f) => f.severity === 'E')).toEqual([]);
  const { items: facts } = (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body;
  const there = new Set(facts.filter((f) => f.standing.is === 'confirmed').map((f) => f.key));
  const needed = PROFILE.outline.flatMap((s) => s.requires);
  expect(needed.filter((key) => !there.has(key))).toEqual([]);
  const { items: sections } = (
    await call<{ items: { id: string; text: string; state: string }[] }>(send, 'GET', `${at}/sections`)
  ).body;
  const written = new Set(PROFILE.outline.filter((o) => o.compose.length > 0).map((o) => o.id as string));
  expect(sections.filter((s) => written.has(s.id) && s.state === 'empty')).toEqual([]);
  expect(sections.map((s) => s.text).join('\n')).not.toContain('【待补');
}

describe('a conversation of more than sixty turns', () => {
  it('fills the report of the example with the rules alone', { timeout: 120_000 }, async () => {
    const { send, parts } = localApp();
    const report = await begin(send);
    expect(SCRIPT.turns.length).toBeGreaterThanOrEqual(60);
    for (const turn of SCRIPT.turns) {
      const events = await chat(send, report, turn.say);
      expect({ say: turn.say, facts: factsOf(events), asks: asksOf(events) }).toEqual({
        say: turn.say,
        facts: turn.facts ?? [],
        asks: turn.asks,
      });
      if (turn.says) expect(wordsOf(events)).toContain(turn.says);
    }
    await holdsTheAnswers(send, report);
    await isWhole(send, report);
    await parts.store.close();
  });

  describe('with a model for what the rules leave', () => {
    let server: FaultServer;
    beforeAll(async () => {
      server = await faultServer();
    });
    afterAll(() => server.close());

    const listening = async (): Promise<Model> => {
      const prompts = await loadPrompts();
      if (!prompts.ok) throw new Error(prompts.problem.message);
      const model = openAiModel({
        client: someClient(server.url).client,
        prompts: prompts.value,
        boundary: () => 'x7',
        today: () => '2024-03-20',
      });
      // It only listens: drafts and revisions are the embedded engine's.
      return { ...embeddedModel(), name: model.name, understand: model.understand.bind(model) };
    };

    it('fills it all the same, and asks the model only for what was said loosely', { timeout: 120_000 }, async () => {
      const { send, parts } = localApp({ model: await listening() });
      const report = await begin(send);
      for (const turn of SCRIPT.turns) {
        const { loosely } = turn;
        server.script(says(JSON.stringify(loosely?.reply ?? { intents: [] })));
        const events = await chat(send, report, loosely?.say ?? turn.say);
        expect({ say: turn.say, facts: factsOf(events), asked: server.requests.length }).toEqual({
          say: turn.say,
          facts: turn.facts ?? [],
          asked: loosely ? 1 : 0,
        });
        if (turn.says && loosely) expect(wordsOf(events)).toContain(turn.says);
      }
      await holdsTheAnswers(send, report);
      await isWhole(send, report);
      await parts.store.close();
    });

    it('loses nothing of what the rules read when the model is unreachable or talks nonsense', async () => {
      const { send, parts } = localApp({ model: await listening() });
      const report = await begin(send);
      server.script(says('我觉得这句话的意思是：编制为99人。'));
      const events = await chat(send, report, '编制16人，另外占用了别处7个名额');
      expect(factsOf(events)).toEqual(['staff_quota=16人']);
      expect(wordsOf(events)).toContain('“7个”没有登记');
      await parts.store.close();
    });
  });
});
