// What a model makes of a message: the shape it answers in, and its answer as intents. It proposes: a number counts only where it stands
// in the message and is read there by our own scanner, a key only where the catalogue has it and the unit fits, a name only as it was said.
import { z } from 'zod';
import type { FactBook } from '../core/book.ts';
import { definitionOf } from '../core/catalogue/catalogue.ts';
import type { FactDefinition, Supplier } from '../core/catalogue/definition.ts';
import type { Candidate } from '../core/fact.ts';
import { claimOf, readNumber, type Sentence, unitsOf } from '../core/interview/answer.ts';
import { dayIn } from '../core/interview/date.ts';
import type { Explained, Intent, Unread } from '../core/interview/intent.ts';
import { isNumeric } from '../core/interview/naming.ts';
import { choicesOf } from '../core/profile-choices.ts';
import type { UnderstandAsk } from '../ports.ts';

const KINDS = [
  'give',
  'correct',
  'none',
  'same-as-last-year',
  'skip',
  'explain',
  'recall',
  'turn-to',
  'what-is-missing',
  'ask-list',
  'draft',
  'revise',
  'export',
  'undo',
  'cancel',
  'human',
  'social',
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
        was: z.string().nullable(),
        year: z.string().nullable(),
        scope: z.string().nullable(),
        section: z.string().nullable(),
        paragraph: z.string().nullable(),
        /** What else there is to it: see prompts/understand.md. */
        detail: z.string().nullable(),
      }),
    )
    .max(40),
});
export type UnderstandReply = z.infer<typeof understandShape>;
type Proposed = UnderstandReply['intents'][number];

const ABOUT: ReadonlySet<string> = new Set(['meaning', 'where', 'why', 'unit', 'who', 'how', 'last-year']);
const SUPPLIERS: ReadonlySet<string> = new Set(['财务', '人事', '资产', '业务', '办公室', '领导']);
const SOCIAL: ReadonlySet<string> = new Set(['greet', 'thanks', 'bye', 'chat']);
const FORMATS: ReadonlySet<string> = new Set(['docx', 'md', 'xlsx', 'json']);

/** Proposals that hold against the message, in their order; all values in one `give` first. Never empty. */
export function intentsIn(reply: UnderstandReply, ask: UnderstandAsk): Intent[] {
  const out: Intent[] = [];
  const claims: Candidate[] = [];
  const unread: Unread[] = [];
  for (const i of reply.intents) {
    // What is said to be read from words that are not there is read from nowhere.
    if (i.quote !== null && !ask.message.includes(i.quote.trim())) continue;
    if (i.is !== 'give') {
      const intent = intentOf(i, ask);
      if (intent) out.push(intent);
      continue;
    }
    const read = givenIn(i, ask);
    if (read && 'key' in read) {
      if (!claims.some((c) => c.start < read.end && read.start < c.end)) claims.push(read);
    } else if (read) unread.push(read);
  }
  const rest = unread.length ? { unread } : {};
  if (claims.length) out.unshift({ is: 'give', claims, ...rest });
  else if (unread.length) out.unshift({ is: 'unclear', ...rest });
  return out.length ? out : [{ is: 'unclear' }];
}

const keyOf = (i: Proposed): string | null => (i.key && definitionOf(i.key) ? i.key : null);

function intentOf(i: Proposed, ask: UnderstandAsk): Intent | null {
  const key = keyOf(i);
  const about = key ?? (i.key === null ? (ask.asked?.key ?? null) : null);
  const detail = i.detail?.trim() ?? '';
  switch (i.is) {
    case 'none':
    case 'same-as-last-year':
      return about ? { is: i.is, key: about } : null;
    case 'skip':
      return { is: 'skip', key: about, ...(detail !== '' && ask.message.includes(detail) ? { from: detail } : {}) };
    case 'explain':
      return ABOUT.has(detail) && about ? { is: 'explain', about: detail as Explained, key } : { is: 'help' };
    case 'recall':
      return key ? { is: 'recall', key } : null;
    case 'turn-to':
      if (key) return { is: 'turn-to', topic: { key } };
      return SUPPLIERS.has(detail)
        ? { is: 'turn-to', topic: { supplier: detail as Supplier } }
        : { is: 'turn-to', topic: null };
    case 'ask-list':
      return { is: 'ask-list', supplier: SUPPLIERS.has(detail) ? (detail as Supplier) : null };
    case 'draft': {
      const section = sectionOf(i.section);
      return section ? { is: 'draft', section } : null;
    }
    case 'revise': {
      const paragraph = /^-?[1-9]\d?$/.exec(i.paragraph?.trim() ?? '')?.[0];
      return {
        is: 'revise',
        section: sectionOf(i.section),
        paragraph: paragraph ? Number(paragraph) : null,
        // Words to be put in come from the message alone.
        instruction: detail !== '' && ask.message.includes(detail) ? detail : ask.message.trim(),
      };
    }
    case 'export':
      return { is: 'export', format: FORMATS.has(detail) ? (detail as 'docx') : 'docx' };
    case 'correct':
      return correctionOf(i, ask);
    case 'social':
      return { is: 'social', kind: SOCIAL.has(detail) ? (detail as 'chat') : 'chat' };
    case 'what-is-missing':
    case 'undo':
    case 'cancel':
    case 'human':
    case 'help':
      return { is: i.is };
    default:
      return null;
  }
}

const sectionOf = (section: string | null): string | null => {
  const s = section?.trim() ?? '';
  return s === '' ? null : /^(?:all|全文|全部|整篇)$/.test(s) ? 'all' : s.replace(/^第|(?:部分|节)$/g, '');
};

/** Where words stand in the message, after the quote's start where that is said. */
function placeOf(words: string, quote: string | null, message: string): Sentence | null {
  const raw = words.trim();
  if (raw === '') return null;
  const from = quote ? Math.max(0, message.indexOf(quote.trim())) : 0;
  const at = message.indexOf(raw, from);
  return at < 0 ? null : { text: raw, start: at };
}

/** A claim, what it leaves open, or null for what does not hold. */
function givenIn(i: Proposed, ask: UnderstandAsk): Candidate | Unread | null {
  const d = definitionOf(keyOf(i) ?? '');
  const said = placeOf(i.raw ?? '', i.quote, ask.message);
  if (!d || !said || d.supplier === '程序') return null;
  const isAsked = ask.asked?.key === d.key;
  const scope = scopeOf(i.scope, ask) ?? (isAsked ? ask.asked!.scope : null);
  if ((d.scope === 'project' || d.scope === 'indicator') && scope === null) return null;
  const period = yearOf(i.year, ask) ?? (isAsked ? ask.asked!.period : ask.period);
  if (isNumeric(d)) return numberIn(d, said, period, scope);
  return wordsIn(d, said, period, scope, ask);
}

function numberIn(d: FactDefinition, said: Sentence, period: number, scope: string | null): Candidate | Unread | null {
  const value = readNumber(said.text);
  if (!value) return null;
  const claim = claimOf(d, value, said, period, scope);
  // A model gave the number its name: that is for the person to see.
  if (claim) return { ...claim, confidence: 'medium' };
  const options = unitsOf(d, value, said, period, scope);
  const { text: quote, start } = said;
  return options.length ? { quote, start, end: start + quote.length, between: [], options } : null;
}

function wordsIn(
  d: FactDefinition,
  said: Sentence,
  period: number,
  scope: string | null,
  ask: UnderstandAsk,
): Candidate | null {
  const choices = choicesOf(d.key, ask.profile ?? null) ?? [];
  const value =
    d.kind === 'choice'
      ? choices.find((c) => said.text.includes(c) && !longer(choices, c).some((l) => said.text.includes(l)))
      : d.kind === 'date'
        ? dayOf(said.text, ask.period)
        : said.text;
  if (!value) return null;
  return {
    ...{ key: d.key, period, scope, item: d.many ? '1' : null, value, unit: '', qualifier: null, label: null },
    ...{ quote: said.text, start: said.start, end: said.start + said.text.length, also: [] },
    ...{ confidence: 'medium', reasons: [] },
  };
}

/** 不含 holds 含. */
const longer = (choices: readonly string[], choice: string): string[] =>
  choices.filter((c) => c !== choice && c.includes(choice));

function dayOf(text: string, period: number): string | null {
  const day = dayIn(text, period);
  return day && 'value' in day ? day.value : null;
}

/** A year is the report's, the one before or after it, and said: in figures or as 去年. */
function yearOf(stated: string | null, ask: UnderstandAsk): number | null {
  const year = Number(/(?:19|20)\d{2}/.exec(stated ?? '')?.[0]);
  if (!(Math.abs(year - ask.period) <= 1)) return null;
  const said = ask.message.includes(String(year)) || (year === ask.period - 1 && /去年|上年|上一年/.test(ask.message));
  return said ? year : null;
}

/** A name that the message says, or one that is known and that the message says part of. */
function scopeOf(scope: string | null, ask: UnderstandAsk): string | null {
  const name = scope?.trim() ?? '';
  if (name.length < 2) return null;
  if (ask.message.includes(name)) return name;
  return known(ask.book).has(name) &&
    [...name].some((_, i) => i + 2 <= name.length && ask.message.includes(name.slice(i, i + 2)))
    ? name
    : null;
}

const known = (book: FactBook | undefined): ReadonlySet<string> =>
  new Set((book?.all ?? []).flatMap((f) => (f.scope === null ? [] : [f.scope])));

function correctionOf(i: Proposed, ask: UnderstandAsk): Intent | null {
  const said = placeOf(i.raw ?? '', i.quote, ask.message);
  const now = said && readNumber(said.text);
  if (!said || !now) return null;
  const before = i.was && ask.message.includes(i.was.trim()) ? readNumber(i.was) : null;
  const unit = now.unit || before?.unit || '';
  return {
    is: 'correct',
    was: before && { value: before.value, unit: before.unit },
    claim: {
      ...{ key: '', period: ask.period, scope: null, item: null, value: now.value, unit, qualifier: now.qualifier },
      ...{ label: null, quote: said.text, start: said.start, end: said.start + said.text.length, also: [] },
      ...{ confidence: 'medium', reasons: [] },
    },
  };
}
