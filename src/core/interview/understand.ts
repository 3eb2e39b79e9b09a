// Reads one chat message without a model: values, corrections, commands. Decides nothing and looks nothing up in the report.
import type { FactDefinition } from '../catalogue/definition.ts';
import type { Candidate } from '../fact.ts';
import { scanQuantities } from '../number/scan.ts';
import { claimOf, isBareStatement, readNumber, readValues, type Sentence } from './answer.ts';
import {
  bareCommand,
  CHANGED,
  DRAFT,
  EXPORT,
  EXPORT_INTO,
  EXPORT_KIND,
  EXPORT_PLAIN,
  EXPORT_VERB,
  FORMATS,
  HELP,
  LATER,
  MISSING,
  NONE,
  NONE_NAMED,
  NOT_BUT,
  PROGRESS,
  QUESTION,
  SAME,
  SAME_NAMED,
  SECTION_CODE,
  SECTION_ENDS,
  SECTION_NAME,
  SECTION_ORDINAL,
  SKIP,
  SKIP_NAMED,
  SOFT,
  WHOLE,
  WRONG,
} from './commands.ts';
import type { Asked, Intent, Unread } from './intent.ts';
import { isPasted, readLeftOver, readMaterial } from './material.ts';
import { askedDefinition, factNamed, isNumeric, meaning, namesIn } from './naming.ts';
import { readWords } from './wording.ts';

/** What may stand after a pasted passage; 没有变化 in its last sentence is part of it. */
const REQUESTS: ReadonlySet<Intent['is']> = new Set(['what-is-missing', 'draft', 'export', 'help']);

/** A command is short; a longer sentence is material. */
const LONGEST_COMMAND = 40;

/**
 * What the message asks for, in the order of its sentences; values of one message come in one `give`. Offsets of claims are
 * UTF-16 offsets into `message`. `asked` is the open question, for a bare answer; `period` the report year.
 */
export function understandMessage(message: string, asked: Asked | null, period: number): Intent[] {
  if (message.trim() === '') return [{ is: 'unclear' }];
  const whole = commandIn(message, asked);
  if (whole) return [whole];
  const d = askedDefinition(asked?.key ?? null);
  if (asked && d && !isNumeric(d)) {
    const words = readWords(message, asked, d);
    if (words && !isBareStatement(message)) return words;
  }
  const sentences = sentencesOf(message);
  if (isPasted(message)) {
    const claims = readMaterial(message, period);
    const request = commandIn(sentences.at(-1)!.text, null);
    const then = request && REQUESTS.has(request.is) ? [request] : [];
    if (claims.length) return [{ is: 'give', claims }, ...then];
  }
  const intents: Intent[] = [];
  const read: { claims: Candidate[]; unread: Unread[] } = { claims: [], unread: [] };
  for (const s of sentences) {
    const command = commandIn(s.text, asked);
    if (command) {
      intents.push(command);
      continue;
    }
    const correction = correctionIn(s, asked, period);
    if (correction?.is === 'give') read.claims.push(...correction.claims);
    else if (correction) intents.push(correction);
    else {
      const values = readValues(s, asked, period);
      read.claims.push(...values.claims);
      read.unread.push(...values.unread);
    }
  }
  const { claims, unread } = readLeftOver(message, period, read.claims, read.unread);
  const rest = unread.length ? { unread } : {};
  if (claims.length) intents.unshift({ is: 'give', claims, ...rest });
  else if (unread.length) intents.unshift({ is: 'unclear', ...rest });
  return intents.length ? intents : [QUESTION.test(message.trim()) ? { is: 'help' } : { is: 'unclear' }];
}

function sentencesOf(message: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const m of message.matchAll(/[^。！？!?；;\n\r]+[。！？!?；;]*/g))
    if (m[0].trim() !== '') sentences.push({ text: m[0], start: m.index });
  return sentences;
}

function commandIn(sentence: string, asked: Asked | null): Intent | null {
  if (sentence.length > LONGEST_COMMAND) return null;
  const s = bareCommand(sentence);
  const key = asked?.key ?? null;
  if (HELP.test(s) || /^[?？]+$/.test(sentence.trim())) return { is: 'help' };
  if (SKIP.test(s) || LATER.test(s)) return { is: 'skip', key };
  if (MISSING.test(s) || PROGRESS.test(s)) return { is: 'what-is-missing' };
  if (NONE.test(s)) return key ? { is: 'none', key } : { is: 'unclear' };
  if (SAME.test(s)) return key ? { is: 'same-as-last-year', key } : { is: 'unclear' };
  const written = exportIn(s) ?? draftIn(s);
  if (written) return written;
  if (hasFigure(s)) return null;
  const skipped = named(SKIP_NAMED, s, key);
  if (skipped) return { is: 'skip', key: skipped.key };
  const same = named(SAME_NAMED, s, key);
  if (same) return { is: 'same-as-last-year', key: same.key };
  const none = named(NONE_NAMED, s, key);
  return none ? { is: 'none', key: none.key } : null;
}

const hasFigure = (s: string): boolean => scanQuantities(s).some((q) => q.class === 'figure');

function named(patterns: readonly RegExp[], s: string, asked: string | null): FactDefinition | null {
  for (const p of patterns) {
    const m = p.exec(s);
    const d = m?.[1] ? factNamed(m[1], asked) : null;
    if (d) return d;
  }
  return null;
}

function exportIn(s: string): Intent | null {
  const formatOf = (words: string) => FORMATS.find((f) => f.words.test(words))?.format;
  if (EXPORT_KIND.test(s)) return { is: 'export', format: formatOf(s) ?? 'docx' };
  const m = EXPORT_INTO.exec(s) ?? EXPORT.exec(s);
  if (!m) return null;
  const what = m[1]!.trim();
  const format = formatOf(what);
  if (format && !hasFigure(what)) return { is: 'export', format };
  return (EXPORT_VERB.test(s) || EXPORT_INTO.test(s)) && EXPORT_PLAIN.test(what)
    ? { is: 'export', format: 'docx' }
    : null;
}

function draftIn(s: string): Intent | null {
  for (const p of DRAFT) {
    const m = p.exec(s);
    const section = m ? sectionIn(m[1]!.trim().replace(/^(?:一下|出)|的$/g, '')) : null;
    if (section) return { is: 'draft', section };
  }
  return null;
}

const ORDER = '一二三四五六七八九';
const digit = (c: string): string => (ORDER.includes(c) ? String(ORDER.indexOf(c) + 1) : c);

function sectionIn(words: string): string | null {
  if (WHOLE.test(words)) return 'all';
  const code = SECTION_CODE.exec(words);
  if (code) return `${code[1]}.${code[2]}`;
  const ordinal = SECTION_ORDINAL.exec(words);
  if (ordinal) {
    const part = digit(ordinal[1] ?? ordinal[2]!);
    return ordinal[3] ? `${part}.${digit(ordinal[3])}` : part;
  }
  if (/^[1-9]$/.test(words)) return words;
  return SECTION_NAME.test(words) && SECTION_ENDS.test(words) ? words : null;
}

/** A stated correction. With a name it is a plain value; without one it is known by the value it replaces. */
function correctionIn(s: Sentence, asked: Asked | null, period: number): Intent | null {
  const wrong = WRONG.exec(s.text);
  const body: Sentence = wrong ? { text: s.text.slice(wrong[0].length), start: s.start + wrong[0].length } : s;
  const notBut = NOT_BUT.exec(body.text);
  const changed = notBut ? null : CHANGED.exec(body.text);
  if (!wrong && !notBut && (!changed || (asked && SOFT.test(s.text)))) return null;
  const before = notBut?.[1] ?? changed?.[1] ?? '';
  const after = notBut?.[3] ?? changed?.[2] ?? body.text;
  const offset = body.text.length - after.length;
  const now = readNumber(after);
  if (!now) return null;
  const was = notBut ? readNumber(notBut[2]!) : readNumber(before);
  const unit = now.unit || was?.unit || '';
  const value = { ...now, unit, start: offset + now.start, end: offset + now.end };
  const name = namesIn(before).at(-1) ?? namesIn(after.slice(0, now.start)).at(-1);
  if (name) {
    const d = meaning(name, unit, body.text, asked?.key ?? null);
    const claim = d && claimOf(d, value, body, yearOf(before, period), null);
    return claim ? { is: 'give', claims: [claim] } : { is: 'unclear' };
  }
  return {
    is: 'correct',
    was: was && { value: was.value, unit: was.unit },
    claim: {
      key: '',
      period,
      scope: null,
      item: null,
      value: value.value,
      unit,
      qualifier: value.qualifier,
      label: null,
      quote: body.text.slice(value.start, value.end),
      start: body.start + value.start,
      end: body.start + value.end,
      also: [],
      confidence: unit ? 'high' : 'medium',
      reasons: [],
    },
  };
}

const yearOf = (text: string, period: number): number => {
  const year = /(20\d\d)年/.exec(text)?.[1];
  return year ? Number(year) : /(?<![比较同与跟和于])(?:去年|上年|上一年)/.test(text) ? period - 1 : period;
};
