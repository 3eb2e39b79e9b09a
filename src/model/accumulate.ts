// What the chunks of one answer add up to: text, the amount of reasoning, how it ended, what it used. Reasoning is counted; of its
// text only the end is held, while the call lasts, for servers that put their answer there.
import { type Split, thinkSplitter } from './think-tags.ts';

export interface Usage {
  in: number;
  out: number;
}

export interface Answer {
  content: string;
  /** Characters of reasoning. */
  reasoning: number;
  /** The end of what came through a channel of its own; never leaves the room. */
  aside: string;
  /** A tag of reasoning was opened and never closed. */
  unfinishedThought: boolean;
  finish: string | null;
  refusal: string;
  usage: Usage | null;
  servedModel: string | null;
}

export interface Growth {
  /** New text of the answer. */
  said: string;
  thought: boolean;
  /** The text before this was no answer. */
  unsaid: boolean;
}

const ASIDE = 64 * 1024;

const wordsOf = (content: unknown): string => {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((p) => (typeof p === 'string' ? p : typeof p?.text === 'string' ? p.text : '')).join('');
};

const countOf = (n: unknown): number | null => (typeof n === 'number' && Number.isFinite(n) && n >= 0 ? n : null);

function usageOf(u: unknown): Usage | null {
  const given = u as { prompt_tokens?: unknown; completion_tokens?: unknown } | null | undefined;
  const [input, output] = [countOf(given?.prompt_tokens), countOf(given?.completion_tokens)];
  return input === null && output === null ? null : { in: input ?? 0, out: output ?? 0 };
}

/** A chunk as servers send it, which is not always as it is written down. */
interface Chunk {
  model?: unknown;
  usage?: unknown;
  choices?:
    | {
        delta?: Record<string, unknown> | null;
        message?: Record<string, unknown> | null;
        finish_reason?: unknown;
        usage?: unknown;
      }[]
    | null;
}

export function accumulator(): { take(chunk: unknown): Growth; answer(): Answer } {
  const split = thinkSplitter();
  let content: string[] = [];
  let aside = '';
  let [reasoning, refusal] = [0, ''];
  let finish: string | null = null;
  let usage: Usage | null = null;
  let servedModel: string | null = null;
  let ended: (Split & { open: boolean }) | null = null;
  const keep = (s: Split): void => {
    if (s.unsaid) {
      reasoning += content.reduce((n, c) => n + c.length, 0);
      content = [];
    }
    if (s.said) content.push(s.said);
    reasoning += s.thought;
  };
  return {
    take(given) {
      const chunk = (given ?? {}) as Chunk;
      if (typeof chunk.model === 'string' && chunk.model) servedModel = chunk.model;
      usage = usageOf(chunk.usage) ?? usage;
      const choice = chunk.choices?.[0];
      if (!choice) return { said: '', thought: false, unsaid: false };
      usage = usageOf(choice.usage) ?? usage;
      if (typeof choice.finish_reason === 'string' && choice.finish_reason) finish = choice.finish_reason;
      const delta = choice.delta ?? choice.message ?? {};
      const thought = wordsOf(delta.reasoning_content) || wordsOf(delta.reasoning);
      if (thought) {
        reasoning += thought.length;
        aside = (aside + thought).slice(-ASIDE);
      }
      if (typeof delta.refusal === 'string') refusal += delta.refusal;
      const s = split.take(wordsOf(delta.content));
      keep(s);
      return { said: s.said, thought: thought !== '' || s.thought > 0, unsaid: s.unsaid };
    },
    answer() {
      if (!ended) {
        ended = split.end();
        keep(ended);
      }
      return {
        content: content.join(''),
        reasoning,
        aside,
        unfinishedThought: ended.open,
        finish,
        refusal,
        usage,
        servedModel,
      };
    },
  };
}
