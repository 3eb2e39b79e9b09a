// One request's body: as little as the endpoint needs, and nothing it was found to refuse.
import type { Capability, Rung, ThinkingSwitch } from './capability.ts';
import type { Endpoint, Thinking } from './endpoint.ts';
import type { Message } from './tokens.ts';

export interface JsonWish {
  rung: Rung;
  name: string;
  schema: Record<string, unknown>;
}

export interface Ask {
  messages: readonly Message[];
  /** Tokens of the answer itself, without reasoning. */
  wanted: number;
  json?: JsonWish;
}

/** Room for reasoning that is not switched off. */
export const HEADROOM = 4096;

/** Never two switches at once. */
const SWITCH: Record<ThinkingSwitch, (on: boolean) => Record<string, unknown>> = {
  'thinking.type': (on) => ({ thinking: { type: on ? 'enabled' : 'disabled' } }),
  enable_thinking: (on) => ({ enable_thinking: on }),
  chat_template_kwargs: (on) => ({ chat_template_kwargs: { enable_thinking: on } }),
  reasoning_effort: (on) => ({ reasoning_effort: on ? 'medium' : 'none' }),
};
export const switchedTo = (by: ThinkingSwitch, on: boolean): Record<string, unknown> => SWITCH[by](on);

const formatOf = (j: JsonWish, objectBySchema: boolean): Record<string, unknown> => {
  switch (j.rung) {
    case 'schema-strict':
      return {
        response_format: { type: 'json_schema', json_schema: { name: j.name, strict: true, schema: j.schema } },
      };
    case 'schema':
      return { response_format: { type: 'json_schema', json_schema: { name: j.name, schema: j.schema } } };
    case 'object':
      return {
        response_format: objectBySchema
          ? { type: 'json_schema', json_schema: { name: j.name, schema: { type: 'object' } } }
          : { type: 'json_object' },
      };
    case 'prompt':
      return {};
  }
};

/** Whether reasoning can be expected to take part of the limit. */
const mayThink = (thinking: Thinking, c: Capability): boolean =>
  thinking === 'on' || (!(thinking === 'off' && c.thinkingSwitch !== null) && (c.reasons || c.probedAt === null));

/** `room`: tokens left for the answer; null where nobody knows. */
export function bodyOf(
  endpoint: Pick<Endpoint, 'model' | 'temperature' | 'thinking'>,
  c: Capability,
  ask: Ask,
  room: number | null,
): Record<string, unknown> {
  const wish = ask.wanted + (mayThink(endpoint.thinking, c) ? HEADROOM : 0);
  const limit = Math.max(64, Math.min(wish, room ?? wish, c.mostOut ?? wish));
  const by = c.thinkingSwitch;
  return {
    model: endpoint.model,
    messages: ask.messages,
    stream: true,
    ...(c.streamUsage ? { stream_options: { include_usage: true } } : {}),
    [c.tokenField]: limit,
    ...(endpoint.temperature !== null && c.temperature
      ? { temperature: Math.min(1, Math.max(0, endpoint.temperature)) }
      : {}),
    ...(by !== null && endpoint.thinking !== 'default' ? switchedTo(by, endpoint.thinking === 'on') : {}),
    ...(ask.json ? formatOf(ask.json, c.objectBySchema) : {}),
  };
}
