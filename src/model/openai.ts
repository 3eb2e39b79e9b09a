// Any OpenAI-compatible endpoint behind the model port: a prompt for each task, the endpoint's answer read and brought back to our own
// terms. It proposes; the steps judge, and fall back to the embedded engine.
import type { DraftLine, RepairAsk } from '../core/draft/line.ts';
import { readLines } from '../core/draft/read-lines.ts';
import type { Model, ModelCall, Reply } from '../ports.ts';
import { failureOf } from './classify.ts';
import type { Client, Inputs } from './client.ts';
import { endpointDesk } from './endpoint-desk.ts';
import { extractPassages } from './extract-passages.ts';
import { ALL_KEYS, keysNear } from './key-list.ts';
import { marked } from './marked.ts';
import { plainSchema } from './plain-schema.ts';
import type { Prompts } from './prompt.ts';
import { askedWords, knownNames } from './understand-inputs.ts';
import { intentsIn, understandShape } from './understand-reply.ts';
import { wantedToRepair, wantedToRevise, wantedToUnderstand, wantedToWrite } from './wanted.ts';
import { repairInputs, reviseInputs, writeInputs } from './write-inputs.ts';

export interface OpenAiParts {
  client: Client;
  prompts: Prompts;
  /** A few letters nobody can guess, for the boundary around other people's words. */
  boundary(): string;
  /** ISO, for what is kept of a probe. */
  today(): string;
}

const CANNOT = /^做不到[：:]\s*(.{1,200})/;
const UNDERSTAND_SHAPE = JSON.stringify(plainSchema(understandShape));

export function openAiModel({ client, prompts, boundary, today }: OpenAiParts): Model {
  /** `section`: a turn that works on several has its limits for each. */
  const lines = async (
    task: 'write' | 'repair' | 'revise',
    inputs: Inputs,
    { section, wanted }: { section: string; wanted: number },
    call: ModelCall,
    less?: () => Inputs | null,
  ): Promise<Reply<DraftLine[]>> => {
    const reply = await client.text(prompts[task], inputs, call, {
      wanted,
      piece: section,
      ...(less ? { less } : {}),
    });
    if (!reply.ok) return reply;
    const read = readLines(reply.value);
    return read.length ? { ...reply, value: read } : { ok: false, failure: failureOf('empty'), calls: reply.calls };
  };

  const mending = (section: string, asks: readonly RepairAsk[]) => ({ section, wanted: wantedToRepair(asks.length) });

  return {
    name: client.desk.endpoint.model,
    endpoint: endpointDesk(client, today),

    extract: (doc, found, call) => extractPassages({ client, prompt: prompts.extract, boundary }, doc, found, call),

    async understand(ask, call) {
      const message = marked(ask.message, boundary());
      const inputs = (keys: string): Inputs => ({
        year: `${ask.period}年`,
        asked: askedWords(ask),
        keys,
        known: knownNames(ask),
        message,
        shape: UNDERSTAND_SHAPE,
      });
      const reply = await client.json(understandShape, prompts.understand, inputs(ALL_KEYS), call, {
        wanted: wantedToUnderstand(ask.message),
        less: () => inputs(keysNear(ask.message, ask.asked?.key ?? null)),
      });
      return reply.ok ? { ...reply, value: intentsIn(reply.value, ask) } : reply;
    },

    async write(brief, call) {
      const { id } = brief.section;
      const reply = brief.repair
        ? await lines('repair', repairInputs(brief, brief.repair), mending(id, brief.repair), call)
        : await lines(
            'write',
            writeInputs(brief, boundary()),
            { section: id, wanted: wantedToWrite(brief) },
            call,
            () => {
              const fewer = brief.excerpts.slice(0, Math.floor(brief.excerpts.length / 2));
              return fewer.length < brief.excerpts.length ? writeInputs(brief, boundary(), fewer) : null;
            },
          );
      return reply.ok ? { ...reply, value: { is: 'lines', lines: reply.value } } : reply;
    },

    async revise(brief, call) {
      const { id } = brief.section;
      const reply = brief.repair
        ? await lines('repair', repairInputs(brief, brief.repair), mending(id, brief.repair), call)
        : await lines('revise', reviseInputs(brief, boundary()), { section: id, wanted: wantedToRevise(brief) }, call);
      if (!reply.ok) return reply;
      const why = CANNOT.exec(reply.value[0]!.text)?.[1];
      return { ...reply, value: why ? { is: 'cannot', why, offers: [] } : { is: 'lines', lines: reply.value } };
    },
  };
}
