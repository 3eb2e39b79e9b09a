// What a model makes of a message: the shape it answers in, and its answer as intents. A number counts only where it stands in the
// message, and is read there by our own scanner; a key only where the catalogue has it and the unit fits.
import { z } from 'zod';
import { definitionOf } from '../core/catalogue/catalogue.ts';
import { isNumericKind } from '../core/catalogue/definition.ts';
import { reasonsOf } from '../core/extract/confidence.ts';
import type { Candidate } from '../core/fact.ts';
import type { Intent } from '../core/interview/intent.ts';
import { toText } from '../core/number/exact.ts';
import { scanQuantities } from '../core/number/scan.ts';
import { unitOf } from '../core/number/unit.ts';
import type { UnderstandAsk } from '../ports.ts';

const KINDS = [
  'give',
  'none',
  'same-as-last-year',
  'skip',
  'what-is-missing',
  'draft',
  'export',
  'help',
  'unclear',
] as const;

export const understandShape = z.object({
  intents: z
    .array(
      z.object({
        is: z.enum(KINDS),
        /** The words of the message it is read from. */
        quote: z.string().nullable(),
        key: z.string().nullable(),
        raw: z.string().nullable(),
        year: z.string().nullable(),
        /** draft: an outline code or a section's name, or all. */
        section: z.string().nullable(),
      }),
    )
    .max(40),
});
export type UnderstandReply = z.infer<typeof understandShape>;

export function intentsIn(reply: UnderstandReply, ask: UnderstandAsk): Intent[] {
  const out: Intent[] = [];
  const claims: Candidate[] = [];
  for (const i of reply.intents) {
    const key = i.key && definitionOf(i.key) ? i.key : null;
    switch (i.is) {
      case 'give': {
        const claim = key && claimIn(key, i.raw ?? '', i.quote ?? '', i.year, ask);
        if (claim && !claims.some((c) => c.start === claim.start)) claims.push(claim);
        break;
      }
      case 'none':
      case 'same-as-last-year': {
        const about = key ?? ask.asked?.key ?? null;
        if (about) out.push({ is: i.is, key: about });
        break;
      }
      case 'skip':
        out.push({ is: 'skip', key: key ?? ask.asked?.key ?? null });
        break;
      case 'draft': {
        const section = i.section?.trim();
        if (section) out.push({ is: 'draft', section: section as 'all' });
        break;
      }
      case 'export':
        out.push({ is: 'export', format: 'docx' });
        break;
      case 'what-is-missing':
      case 'help':
        out.push({ is: i.is });
        break;
      case 'unclear':
        break;
    }
  }
  if (claims.length) out.unshift({ is: 'give', claims });
  return out.length ? out : [{ is: 'unclear' }];
}

function claimIn(key: string, raw: string, quote: string, year: string | null, ask: UnderstandAsk): Candidate | null {
  const d = definitionOf(key)!;
  if (!isNumericKind(d.kind) || !raw.trim()) return null;
  const around = ask.message.indexOf(quote);
  const at = ask.message.indexOf(raw.trim(), Math.max(0, around));
  if (at < 0) return null;
  const q = scanQuantities(ask.message).find((x) => x.start < at + raw.trim().length && at < x.end);
  if (q?.class !== 'figure' || !q.value || q.high) return null;
  const unit = q.unit || d.unit;
  if (unitOf(unit).dimension !== unitOf(d.unit).dimension) return null;
  const stated = /(?:19|20)\d{2}/.exec(year ?? '')?.[0];
  const claim = {
    key,
    period:
      stated && ask.message.includes(stated) ? Number(stated) : ask.asked?.key === key ? ask.asked.period : ask.period,
    scope: ask.asked?.key === key ? ask.asked.scope : null,
    item: null,
    value: toText(q.value),
    unit,
    qualifier: q.qualifier,
    label: null,
  };
  const place = { quote: q.text, start: q.start, end: q.end };
  const reasons = reasonsOf(claim, {
    wording: 'medium',
    quote: place.quote,
    cell: false,
    tableUnit: null,
    places: 1,
    contradicted: false,
    adds: null,
  });
  return { ...claim, ...place, also: [], confidence: 'medium', reasons };
}
