// A zod shape as the JSON schema that every grammar engine takes: objects, lists, enums, strings, null; no references and no limits.
import { z } from 'zod';

type Json = Record<string, unknown>;

const KEPT = new Set(['type', 'properties', 'items', 'enum', 'const', 'description', 'anyOf']);

/** All keys required, nothing further allowed, `string | null` as a list of types. Zod still judges by all of its own rules. */
export function plainSchema(shape: z.ZodType): Json {
  return plain(z.toJSONSchema(shape, { target: 'draft-7', reused: 'inline', io: 'input' }) as Json);
}

function plain(node: Json): Json {
  const out: Json = {};
  for (const [key, value] of Object.entries(node)) if (KEPT.has(key)) out[key] = value;
  const either = out.anyOf as Json[] | undefined;
  if (either) {
    const kinds = either.map(plain);
    const nothing = kinds.some((k) => k.type === 'null');
    const rest = kinds.filter((k) => k.type !== 'null');
    if (nothing && rest.length === 1 && typeof rest[0]!.type === 'string') {
      delete out.anyOf;
      const only = rest[0]!;
      Object.assign(out, only, { type: [only.type, 'null'] });
      if (Array.isArray(only.enum)) out.enum = [...only.enum, null];
      return out;
    }
    out.anyOf = kinds;
  }
  if (out.properties) {
    const properties = Object.entries(out.properties as Record<string, Json>).map(([k, v]) => [k, plain(v)]);
    out.properties = Object.fromEntries(properties);
    out.required = properties.map(([k]) => k);
    out.additionalProperties = false;
  }
  if (out.items) out.items = plain(out.items as Json);
  if ('const' in out) {
    out.enum = [out.const];
    delete out.const;
  }
  return out;
}
