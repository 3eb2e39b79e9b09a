// Any OpenAI-compatible endpoint behind the model port: a prompt for each task, the endpoint's answer read and brought back to our own
// terms. It proposes; the steps judge, and fall back to the embedded engine.
import type { DraftLine } from '../core/draft/line.ts';
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
import { repairInputs, reviseInputs, writeInputs } from './write-inputs.ts';

export interface OpenAiParts {
  client: Client;
  prompts: Prompts;
  /** A few letters nobody can guess, for the boundary around other people's words. */
  boundary(): string;
  /** ISO, for what is kept of a probe. */
  today(): string;
}

const WANTED = { understand: 800, write: 1500, repair: 1000, revise: 1200 } as const;
const CANNOT = /^做不到[：:]\s*(.{1,200})/;
const UNDERSTAND_SHAPE = JSON.stringify(plainSchema(understandShape));

export function openAiModel({ client, prompts, boundary, today }: OpenAiParts): Model {
  /** `section`: a turn that works on several has its limits for each. */
  const lines = async (
    task: 'write' | 'repair' | 'revise',
    inputs: Inputs,
    section: string,
    call: ModelCall,
    less?: () => Inputs | null,
  ): Promise<Reply<DraftLine[]>> => {
    const reply = await client.text(prompts[task], inputs, call, {
      wanted: WANTED[task],
      piece: section,
      ...(less ? { less } : {}),
    });
    if (!reply.ok) return reply;
    const read = readLines(reply.value);
    return read.length ? { ...reply, value: read } : { ok: false, failure: failureOf('empty'), calls: reply.calls };
  };

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
        wanted: WANTED.understand,
        less: () => inputs(keysNear(ask.message, ask.asked?.key ?? null)),
      });
      return reply.ok ? { ...reply, value: intentsIn(reply.value, ask) } : reply;
    },

    async write(brief, call) {
      const { id } = brief.section;
      const reply = brief.repair
        ? await lines('repair', repairInputs(brief, brief.repair), id, call)
        : await lines('write', writeInputs(brief, boundary()), id, call, () => {
            const fewer = brief.excerpts.slice(0, Math.floor(brief.excerpts.length / 2));
            return fewer.length < brief.excerpts.length ? writeInputs(brief, boundary(), fewer) : null;
          });
      return reply.ok ? { ...reply, value: { is: 'lines', lines: reply.value } } : reply;
    },

    async revise(brief, call) {
      const { id } = brief.section;
      const reply = brief.repair
        ? await lines('repair', repairInputs(brief, brief.repair), id, call)
        : await lines('revise', reviseInputs(brief, boundary()), id, call);
      if (!reply.ok) return reply;
      const why = CANNOT.exec(reply.value[0]!.text)?.[1];
      return { ...reply, value: why ? { is: 'cannot', why, offers: [] } : { is: 'lines', lines: reply.value } };
    },
  };
}
