// What an endpoint was found to accept, by probing it and by what it refused. A record is a value; keeping it is the ledger's business.
import { z } from 'zod';

/** Ways to ask for JSON, the surest first. */
export const RUNGS = ['schema-strict', 'schema', 'object', 'prompt'] as const;
export type Rung = (typeof RUNGS)[number];

export const THINKING_SWITCHES = [
  'thinking.type',
  'enable_thinking',
  'chat_template_kwargs',
  'reasoning_effort',
] as const;
export type ThinkingSwitch = (typeof THINKING_SWITCHES)[number];

const shape = z.object({
  version: z.literal(1),
  rung: z.enum(RUNGS),
  /** json_object is refused but json_schema is not: a schema of just an object does the same. */
  objectBySchema: z.boolean(),
  /** A rung that ran away twice: not to be used until then (ISO), and where it would have stood. */
  demoted: z.object({ from: z.enum(RUNGS), until: z.string() }).nullable(),
  tokenField: z.enum(['max_tokens', 'max_completion_tokens']),
  /** The most it lets one answer have, as an error of the server named it. */
  mostOut: z.number().int().positive().nullable(),
  streamUsage: z.boolean(),
  temperature: z.boolean(),
  /** null: none is known to work; unknown: not tried yet. */
  thinkingSwitch: z.enum(THINKING_SWITCHES).nullable(),
  thinkingTried: z.boolean(),
  /** It sent reasoning of its own accord. */
  reasons: z.boolean(),
  /** Tokens; as an error of the server named it. */
  context: z.number().int().positive().nullable(),
  /** What the server counts over what we estimate. */
  tokenFactor: z.number(),
  /** The model's name as the server gave it back. */
  servedModel: z.string().nullable(),
  /** The list of models names the one set; null: there is no list. */
  listed: z.boolean().nullable(),
  /** Milliseconds to the first character, when probed. */
  firstToken: z.number().nullable(),
  /** ISO; null: never probed. */
  probedAt: z.string().nullable(),
  /** Chinese: what an administrator should see to. */
  warnings: z.array(z.string()),
});
export type Capability = z.infer<typeof shape>;

/** Before anything is known: the surest JSON, every optional field, and the refusals teach the rest. */
export const unprobed = (baseUrl: string): Capability => ({
  version: 1,
  rung: 'schema-strict',
  objectBySchema: false,
  demoted: null,
  tokenField: /^https:\/\/api\.openai\.com(?:\/|$)/.test(baseUrl) ? 'max_completion_tokens' : 'max_tokens',
  mostOut: null,
  streamUsage: true,
  temperature: true,
  thinkingSwitch: null,
  thinkingTried: false,
  reasons: false,
  context: null,
  tokenFactor: 1,
  servedModel: null,
  listed: null,
  firstToken: null,
  probedAt: null,
  warnings: [],
});

/** A stored record; null where it is none of this version. */
export function readCapability(json: unknown): Capability | null {
  const read = shape.safeParse(json);
  return read.success ? read.data : null;
}

/** The rung to begin with at `now` (ISO). */
export function rungAt(c: Capability, now: string): Rung {
  if (!c.demoted || c.demoted.until <= now) return c.rung;
  const below = lower(c.demoted.from);
  return RUNGS.indexOf(below) > RUNGS.indexOf(c.rung) ? below : c.rung;
}

/** One rung down; the lowest stays. */
export const lower = (rung: Rung): Rung => RUNGS[Math.min(RUNGS.indexOf(rung) + 1, RUNGS.length - 1)]!;

const NAMES_TOKENS = /max_completion_tokens/i;
const REFUSES =
  /unsupported|not support|unknown|unrecognized|unexpected|invalid|extra|not permitted|only .{0,20}allowed|不支持|无效|未知/i;

/**
 * What a refusal of a request teaches; null where it teaches nothing (or what it teaches was known already, so that nobody asks again).
 * `message`: the server's own words. `sent`: the top-level names of the body it refused.
 */
export function learned(c: Capability, message: string, sent: readonly string[]): Capability | null {
  const says = (name: string): boolean => sent.includes(name) && new RegExp(name, 'i').test(message);
  if (c.streamUsage && /stream_options|include_usage/i.test(message)) return { ...c, streamUsage: false };
  const most = mostIn(message);
  if (most !== null && (c.mostOut === null || most < c.mostOut)) return { ...c, mostOut: most };
  if (c.tokenField === 'max_tokens' && NAMES_TOKENS.test(message)) return { ...c, tokenField: 'max_completion_tokens' };
  if (c.tokenField === 'max_completion_tokens' && says('max_completion_tokens') && REFUSES.test(message))
    return { ...c, tokenField: 'max_tokens' };
  if (c.temperature && says('temperature')) return { ...c, temperature: false };
  if (c.thinkingSwitch && /thinking|reasoning_effort|chat_template/i.test(message))
    return { ...c, thinkingSwitch: null, thinkingTried: true };
  return null;
}

/** Range of max_tokens should be [1, 2000]; max_tokens must be less than or equal to 8192. */
function mostIn(message: string): number | null {
  const m =
    /max(?:_completion)?_tokens.{0,60}?(?:\[\s*\d+\s*,\s*(\d{2,7})\s*\]|(?:less than or equal to|at most|no more than|cannot exceed|<=|≤|不超过|不能大于|最大)\D{0,12}(\d{2,7}))/i.exec(
      message,
    );
  return m ? Number(m[1] ?? m[2]) : null;
}

const RUNG_WORDS = /response_format|json_schema|json_object|guided|grammar|structured|schema|strict/i;

/** Whether a refusal speaks of the JSON that was asked for. */
export const refusesRung = (message: string): boolean => RUNG_WORDS.test(message);
