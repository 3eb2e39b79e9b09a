// Asks an endpoint about the numbers that no rule has read, passage by passage, and brings its answers back to their places.
import type { Extraction } from '../core/extract/extract.ts';
import { type Candidate, slotKey } from '../core/fact.ts';
import type { TextDocument } from '../core/text/document.ts';
import type { CallRecord, FailureClass, ModelCall, ModelFailure, Reply } from '../ports.ts';
import type { Client } from './client.ts';
import { candidatesIn, extractShape, heldIn, keysFor, type Passage, passagesOf, passageText } from './extract-reply.ts';
import { marked } from './marked.ts';
import { plainSchema } from './plain-schema.ts';
import type { Prompt } from './prompt.ts';
import { wantedToExtract } from './wanted.ts';

/** Questions about one text; what is beyond stays with the numbers no fact covers. */
const MOST_PASSAGES = 40;
const SHAPE = JSON.stringify(plainSchema(extractShape));
const NONE = '（无）';

/** What a passage meets that the next one would not. */
const ITS_OWN: ReadonlySet<FailureClass> = new Set([
  'filtered',
  'context_overflow',
  'unreadable',
  'length',
  'empty',
  'truncated',
] as const);
/** What half of a passage may not meet. */
const OF_A_PART: ReadonlySet<FailureClass> = new Set(['filtered', 'context_overflow', 'length'] as const);

export async function extractPassages(
  { client, prompt, boundary }: { client: Client; prompt: Prompt; boundary(): string },
  doc: TextDocument,
  found: Extraction,
  call: ModelCall,
): Promise<Reply<Candidate[]>> {
  const calls: CallRecord[] = [];
  const bySlot = new Map<string, Candidate>();
  let failure: ModelFailure | null = null;
  const waiting = passagesOf(doc, found)
    .filter((p) => keysFor(p).length > 0)
    .slice(0, MOST_PASSAGES)
    .map((passage) => ({ passage, whole: true }));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { passage, whole } = next;
    const numbers = passage.paragraphs.reduce((n, p) => n + p.numbers.length, 0);
    const reply = await client.json(extractShape, prompt, inputsOf(passage, found, boundary()), call, {
      wanted: wantedToExtract(numbers),
    });
    calls.push(...reply.calls);
    if (reply.ok) {
      for (const c of candidatesIn(reply.value, passage, doc, found))
        if (!bySlot.has(slotKey(c))) bySlot.set(slotKey(c), c);
      continue;
    }
    failure = reply.failure;
    if (!ITS_OWN.has(failure.why)) break;
    // What is at fault is found by halves, once; the other half is read all the same.
    if (whole && OF_A_PART.has(failure.why))
      waiting.unshift(...halves(passage).map((p) => ({ passage: p, whole: false })));
  }
  return failure && bySlot.size === 0
    ? { ok: false, failure, calls }
    : { ok: true, value: [...bySlot.values()], calls };
}

const inputsOf = (p: Passage, found: Extraction, boundary: string) => ({
  year: found.period === null ? '没有写明' : `${found.period}年`,
  keys: keysFor(p).join('\n'),
  found: heldIn(p, found).join('\n') || NONE,
  heading: p.path.join(' / ') || NONE,
  passage: marked(passageText(p), boundary),
  shape: SHAPE,
});

const halves = (p: Passage): Passage[] => {
  const middle = Math.ceil(p.paragraphs.length / 2);
  return p.paragraphs.length < 2
    ? []
    : [
        { ...p, paragraphs: p.paragraphs.slice(0, middle) },
        { ...p, paragraphs: p.paragraphs.slice(middle) },
      ];
};
