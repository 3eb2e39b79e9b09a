// Any OpenAI-compatible endpoint behind the model port: a prompt for each task, the endpoint's answer read and brought back to our own
// terms. It proposes; the steps judge, and fall back to the embedded engine.
import { CATALOGUE } from '../core/catalogue/catalogue.ts';
import { readLines } from '../core/draft/read-lines.ts';
import type { Candidate } from '../core/fact.ts';
import type { CallRecord, Model, Reply, ReviseBrief, WriteBrief } from '../ports.ts';
import { failureOf } from './classify.ts';
import type { Client } from './client.ts';
import { endpointDesk } from './endpoint-desk.ts';
import { candidatesIn, extractShape, heldIn, keysFor, type Passage, passagesOf, passageText } from './extract-reply.ts';
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

const WANTED = { extract: 1500, understand: 800, write: 1500, repair: 1000, revise: 1200 } as const;
/** Questions about one text; what is beyond stays with the numbers no fact covers. */
const MOST_PASSAGES = 40;
const CANNOT = /^做不到[：:]\s*(.{1,200})/;

const shapeText = (shape: Parameters<typeof plainSchema>[0]): string => JSON.stringify(plainSchema(shape));

export function openAiModel({ client, prompts, boundary, today }: OpenAiParts): Model {
  const extractWords = shapeText(extractShape);
  const understandWords = shapeText(understandShape);
  const keyList = CATALOGUE.filter((d) => d.supplier !== '程序')
    .map((d) => `${d.key}｜${d.label}｜${d.unit}`)
    .join('\n');

  const lines = async (
    task: 'write' | 'repair' | 'revise',
    inputs: Readonly<Record<string, string>>,
    brief: Pick<WriteBrief | ReviseBrief, 'section' | 'slots'>,
    call: Parameters<Model['write']>[1],
    less?: () => Readonly<Record<string, string>> | null,
  ) => {
    const reply = await client.text(prompts[task], inputs, call, {
      wanted: WANTED[task],
      piece: brief.section.id,
      ...(less ? { less } : {}),
    });
    if (!reply.ok) return reply;
    const read = readLines(reply.value);
    return read.length
      ? { ok: true as const, value: read, calls: reply.calls }
      : { ok: false as const, failure: failureOf('empty'), calls: reply.calls };
  };

  return {
    name: client.desk.endpoint.model,
    endpoint: endpointDesk(client, today),

    async extract(doc, found, call) {
      const calls: CallRecord[] = [];
      const out: Candidate[] = [];
      const held = new Set<string>();
      let failed: Reply<Candidate[]> | null = null;
      const ask = async (p: Passage, split: boolean): Promise<void> => {
        const reply = await client.json(
          extractShape,
          prompts.extract,
          {
            year: found.period === null ? '没有写明' : `${found.period}年`,
            keys: keysFor(p).join('\n'),
            found: heldIn(p, found).join('\n') || '（无）',
            heading: p.path.join(' / ') || '（无）',
            passage: marked(passageText(p), boundary()),
            shape: extractWords,
          },
          call,
          { wanted: WANTED.extract },
        );
        calls.push(...reply.calls);
        if (reply.ok) {
          for (const c of candidatesIn(reply.value, p, doc, found)) {
            const slot = `${c.key}|${c.period}|${c.scope}`;
            if (!held.has(slot)) out.push(c);
            held.add(slot);
          }
          return;
        }
        const { why } = reply.failure;
        // The half that was not at fault is read all the same.
        if (split && (why === 'filtered' || why === 'context_overflow') && p.paragraphs.length > 1) {
          const middle = Math.ceil(p.paragraphs.length / 2);
          await ask({ ...p, paragraphs: p.paragraphs.slice(0, middle) }, false);
          await ask({ ...p, paragraphs: p.paragraphs.slice(middle) }, false);
          return;
        }
        failed = { ok: false, failure: reply.failure, calls };
      };
      const passages = passagesOf(doc, found).filter((p) => keysFor(p).length > 0);
      for (const p of passages.slice(0, MOST_PASSAGES)) {
        await ask(p, true);
        const last: Reply<Candidate[]> | null = failed;
        if (last && ENDS.has((last as Extract<Reply<never>, { ok: false }>).failure.why)) break;
      }
      return failed && out.length === 0 ? failed : { ok: true, value: out, calls };
    },

    async understand(ask, call) {
      const reply = await client.json(
        understandShape,
        prompts.understand,
        {
          year: `${ask.period}年`,
          asked: askedWords(ask),
          keys: keyList,
          known: knownNames(ask),
          message: marked(ask.message, boundary()),
          shape: understandWords,
        },
        call,
        { wanted: WANTED.understand },
      );
      return reply.ok ? { ...reply, value: intentsIn(reply.value, ask) } : reply;
    },

    async write(brief, call) {
      const reply = brief.repair
        ? await lines('repair', repairInputs(brief, brief.repair), brief, call)
        : await lines('write', writeInputs(brief, boundary()), brief, call, () => {
            const fewer = brief.excerpts.slice(0, Math.floor(brief.excerpts.length / 2));
            return fewer.length < brief.excerpts.length ? writeInputs(brief, boundary(), fewer) : null;
          });
      return reply.ok ? { ...reply, value: { is: 'lines', lines: reply.value } } : reply;
    },

    async revise(brief, call) {
      const reply = brief.repair
        ? await lines('repair', repairInputs(brief, brief.repair), brief, call)
        : await lines('revise', reviseInputs(brief, boundary()), brief, call);
      if (!reply.ok) return reply;
      const why = CANNOT.exec(reply.value[0]!.text)?.[1];
      return { ...reply, value: why ? { is: 'cannot', why, offers: [] } : { is: 'lines', lines: reply.value } };
    },
  };
}

/** Failures that every further passage would meet as well. */
const ENDS: ReadonlySet<string> = new Set([
  'auth',
  'quota',
  'network',
  'held',
  'budget',
  'stopped',
  'rate_limited',
  'bad_request',
]);
