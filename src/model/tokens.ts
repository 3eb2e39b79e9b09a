// How many tokens a text may be, and what they cost. Estimates, until the endpoint says itself.
import type { Price } from './endpoint.ts';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

const PER_MESSAGE = 4;

function counts(text: string): { wide: number; narrow: number } {
  let wide = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x2e7f) wide++;
  return { wide, narrow: text.length - wide };
}

/** On the safe side: a tokenizer nobody knows takes a token for a Chinese character. `factor`: what was learned about this one. */
export const estimate = (messages: readonly Message[], factor = 1): number =>
  Math.ceil(messages.reduce((n, m) => n + atMost(m.content) + PER_MESSAGE, 0) * factor);

const atMost = (text: string): number => {
  const { wide, narrow } = counts(text);
  return wide + 0.3 * narrow;
};

export const estimateText = (text: string): number => Math.ceil(atMost(text));

/** What the tightest tokenizers make of it: fewer than this means that the server has not read it all. */
export const atLeast = (messages: readonly Message[]): number =>
  Math.floor(
    messages.reduce((n, m) => {
      const { wide, narrow } = counts(m.content);
      return n + 0.5 * wide + 0.15 * narrow;
    }, 0),
  );

const LEARNING = 0.2;

/** The factor after one more call. What a server that cuts prompts says is not learned from. */
export const learnFactor = (factor: number, counted: number, messages: readonly Message[]): number => {
  const ratio = counted / Math.max(1, estimate(messages));
  return Math.min(2, Math.max(0.5, factor + LEARNING * (ratio - factor)));
};

/** Reported tokens so few that part of a long prompt cannot have been read. */
export const wasCut = (counted: number, messages: readonly Message[]): boolean => {
  const least = atLeast(messages);
  return least >= 600 && counted < 0.7 * least;
};

const MILLION = 1_000_000;

/** Whole millionths of a currency unit, rounded up; null where no price is set. */
export const costOf = (price: Price | null, tokensIn: number, tokensOut: number): number | null =>
  price === null ? null : Math.ceil((price.in * tokensIn + price.out * tokensOut) / MILLION);
