// Reads one chat message without a model: values, corrections, commands. Decides nothing and looks nothing up in the report.
import type { FactBook } from '../book.ts';
import { definitionOf } from '../catalogue/catalogue.ts';
import type { FactDefinition } from '../catalogue/definition.ts';
import { type Candidate, slotKey } from '../fact.ts';
import type { Naming } from '../profile-choices.ts';
import { agreement } from '../same-value.ts';
import { isBareStatement, readValues, type Sentence } from './answer.ts';
import { type Values, valuesIn } from './cell-value.ts';
import {
  bareCommand,
  CHANGED,
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
  PROGRESS,
  QUESTION,
  SAME,
  SAME_NAMED,
  SKIP,
  SKIP_NAMED,
  WRONG,
} from './commands.ts';
import { correctionIn } from './correction.ts';
import { readForm } from './form.ts';
import type { Asked, Intent, Unread } from './intent.ts';
import { isPasted, readLeftOver, readMaterial } from './material.ts';
import { askedDefinition, factNamed, isNumeric, severalNamed } from './naming.ts';
import { draftIn, reviseIn } from './order.ts';
import { readScoped } from './scoped.ts';
import { spokenQuantities } from './spoken.ts';
import { talkIn } from './talk.ts';
import { choicesIn, inWordsOf, readWords } from './wording.ts';

/** What may stand after a pasted passage; 没有变化 in its last sentence is part of it. */
const REQUESTS: ReadonlySet<Intent['is']> = new Set(['what-is-missing', 'draft', 'export', 'help']);

/** So is a statement of facts: longer words are a passage that may begin with a number. */
const LONGEST_STATEMENT = 60;

/** UTF-16 units of a note that is full of numbers, and how many of them go with each. */
const LONGEST_NOTE = 300;
const WORDS_A_NUMBER = 22;

/** A command is short; a longer sentence is material. */
const LONGEST_COMMAND = 40;

/**
 * What the message asks for, in the order of its sentences; values of one message come in one `give`. Offsets of claims are
 * UTF-16 offsets into `message`. `asked` is the open question, for a bare answer; `period` the report year; `book` what is
 * known, for the names of projects, indicators and the unit; `profile` the report kind, where it names choices of its own.
 */
export function understandMessage(
  message: string,
  asked: Asked | null,
  period: number,
  book?: FactBook,
  profile: Naming | null = null,
): Intent[] {
  if (message.trim() === '') return [{ is: 'unclear' }];
  const whole = commandIn(message, asked);
  if (whole) return [whole];
  const d = askedDefinition(asked?.key ?? null);
  const words = asked && d && !isNumeric(d) ? inWordsOf(profile, d) : null;
  const order = reviseIn(bareCommand(message), words === null);
  if (order) return [order];
  const form = readForm(message, period, book);
  const stated = form.claims.length > 0 || form.unread.length > 0;
  if (asked && words && !stated && !isAbout(message, asked.key, period, book, profile)) {
    const answer = readWords(message, asked, words);
    if (answer && !isBareStatement(message)) return answer;
  }
  const sentences = sentencesOf(message);
  const pasted = !stated && isPasted(message);
  if (pasted) {
    const claims = readMaterial(message, period);
    const request = commandIn(sentences.at(-1)!.text, null);
    const then = request && REQUESTS.has(request.is) ? [request] : [];
    if (claims.length) return [{ is: 'give', claims }, ...then];
  }
  const intents: Intent[] = [];
  const read: { claims: Candidate[]; unread: Unread[] } = { claims: [...form.claims], unread: [...form.unread] };
  for (const s of sentences.flatMap(changesApart)) {
    if (form.spans.some((f) => s.start < f.end && s.start + s.text.length > f.start)) continue;
    const command = commandIn(s.text, asked) ?? reviseIn(bareCommand(s.text), words === null);
    if (command) {
      intents.push(command);
      continue;
    }
    const correction = correctionIn(s, asked, period);
    if (correction?.is === 'give') read.claims.push(...correction.claims);
    else if (correction) intents.push(correction);
    else {
      const scoped = readScoped(s, period, book);
      if (scoped) read.claims.push(...scoped);
      else {
        const values = wordsNamed(s.text, period, null, s.start) ?? readValues(s, asked, period);
        read.claims.push(...values.claims, ...choicesIn(s, period, profile));
        read.unread.push(...values.unread);
        intents.push(...clausesIn(s.text, asked));
      }
    }
  }
  // Of a pasted passage the miners found nothing a moment ago.
  const left = pasted || form.spans.length ? read : readLeftOver(message, period, read.claims, read.unread);
  const { claims, unread } = apart(left.claims, left.unread);
  const rest = unread.length ? { unread } : {};
  // 编制没变，还是16个: the number says it already.
  const said = new Set(claims.filter((c) => c.period === period).map((c) => c.key));
  const more = intents.filter((i) => !((i.is === 'none' || i.is === 'same-as-last-year') && said.has(i.key)));
  intents.splice(0, intents.length, ...more);
  if (claims.length) intents.unshift({ is: 'give', claims, ...rest });
  else if (unread.length) intents.unshift({ is: 'unclear', ...rest });
  return intents.length ? intents : [QUESTION.test(message.trim()) ? { is: 'help' } : { is: 'unclear' }];
}

/** A short statement of another fact (全年预算数不含上年结转; 项目“甲”预算50万元) is no answer in words. */
function isAbout(
  message: string,
  asked: string,
  period: number,
  book: FactBook | undefined,
  profile: Naming | null,
): boolean {
  const s = { text: message, start: 0 };
  if (message.length <= LONGEST_STATEMENT && WRONG.test(message)) return true;
  if (/^\s*(?:项目|指标)/.test(message) && readScoped(s, period, book)) return true;
  // 编制16人，另外……: what begins with a fact and its number goes on to speak of facts.
  const first = message.split(/[，,；;。\n]/)[0]!;
  if (message.length <= LONGEST_STATEMENT) {
    if (isBareStatement(first)) return true;
    if (correctionIn({ text: first, start: 0 }, null, period)?.is === 'give') return true;
    if (wordsNamed(message, period, asked)) return true;
  }
  // 老王刚发我的：固定资产原值5032.6万，在用4980万: little else than numbers with their names.
  if (message.length <= LONGEST_NOTE) {
    const { length } = readValues(s, null, period).claims;
    if (length > 1 && message.length <= length * WORDS_A_NUMBER) return true;
  }
  return message.length <= LONGEST_COMMAND && choicesIn(s, period, profile).some((c) => c.key !== asked);
}

/** 存在的问题主要是预算执行慢: an answer in words to a question that is not open, by its name. */
const WORDS_NAMED = /^\s*([\u4e00-\u9fff（）]{2,14}?)(?:主要|大概|今年)?(?:是|有|为|：|:)\s*(?=[\u4e00-\u9fff“（(\d])/;

function wordsNamed(text: string, period: number, asked: string | null, start = 0): Values | null {
  const m = text.length <= 400 ? WORDS_NAMED.exec(text) : null;
  const d = m && factNamed(m[1]!, null);
  if (!m || !d || d.key === asked || isNumeric(d) || d.choices || d.scope === 'indicator' || d.scope === 'project')
    return null;
  const body = text.slice(m[0].length).replace(ENDS, '');
  const from = start + m[0].length;
  return valuesIn(d, { text: body, start: from, end: from + body.length }, '', period, null);
}

/** 年中追加217万元，结构调剂没有发生: a clause without a number that says of a fact that there is nothing, or that it is put off. */
function clausesIn(sentence: string, asked: Asked | null): Intent[] {
  const clauses = sentence.split(/[，,、]/);
  if (clauses.length < 2) return [];
  return clauses.flatMap((clause): Intent[] => {
    if (clause.length > LONGEST_COMMAND) return [];
    const s = bareCommand(clause);
    if (s === '' || hasFigure(s)) return [];
    const intent = aboutNamed(s, asked?.key ?? null);
    return intent ? [intent] : [];
  });
}

/** Two different values for one fact in one message: neither is taken, the person chooses. */
function apart(claims: readonly Candidate[], unread: readonly Unread[]): { claims: Candidate[]; unread: Unread[] } {
  const slots = Map.groupBy(claims, slotKey);
  const kept: Candidate[] = [];
  const open: Unread[] = [];
  for (const said of slots.values()) {
    const [first, ...more] = said as [Candidate, ...Candidate[]];
    const others = more.filter((c) => agreement(first, c) === 'differ');
    if (first.item !== null) kept.push(first, ...more);
    else if (!others.length) kept.push(first);
    else {
      const { quote, start, end } = others[0]!;
      open.push({ quote, start, end, between: [], options: [first, ...others] });
    }
  }
  return { claims: kept, unread: [...unread, ...open] };
}

/** 收入预算改为7190万元，编制改为17人: each change by itself. */
function changesApart(s: Sentence): Sentence[] {
  const parts = [...s.text.matchAll(/[^，,、]+[，,、]*/g)].map((m) => ({ text: m[0], start: s.start + m.index }));
  const own = (p: Sentence): boolean => CHANGED.test(p.text.replace(ENDS, '')) && hasFigure(p.text);
  return parts.length > 1 && parts.length <= 20 && parts.every(own) ? parts : [s];
}

function sentencesOf(message: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const m of message.matchAll(/[^。！？!?；;\n\r]+[。！？!?；;]*/g))
    if (m[0].trim() !== '') sentences.push({ text: m[0], start: m.index });
  return sentences;
}

/** 谢谢！, 填了吗？: what ends a sentence is no part of its words. */
const ENDS = /[，,。.!！?？~～；;：:\s]+$/;

function commandIn(sentence: string, asked: Asked | null): Intent | null {
  if (sentence.length > LONGEST_COMMAND) return null;
  const s = bareCommand(sentence);
  const key = asked?.key ?? null;
  if (SKIP.test(s)) return { is: 'skip', key };
  const said = sentence.trim().replace(ENDS, '');
  const talk = talkIn(s, asked) ?? (said === s ? null : talkIn(said, asked));
  if (talk?.is === 'explain') return talk;
  if (HELP.test(s) || /^[?？]+$/.test(sentence.trim())) return { is: 'help' };
  if (talk) return talk;
  if (LATER.test(s)) return { is: 'skip', key };
  if (MISSING.test(s) || PROGRESS.test(s)) return { is: 'what-is-missing' };
  if (key && saysNone(s, key)) return { is: 'none', key };
  if (NONE.test(s)) return key ? { is: 'none', key } : { is: 'unclear' };
  if (SAME.test(s)) return key ? { is: 'same-as-last-year', key } : { is: 'unclear' };
  const written = exportIn(s) ?? draftIn(s);
  if (written) return written;
  return hasFigure(s) ? null : (aboutNamed(s, key) ?? inClauses(said, asked));
}

/** 没有问题, 暂无问题: the asked fact's own word. */
function saysNone(s: string, key: string): boolean {
  const what = /^(?:没有|暂无|无|没|不存在)(?:什么|任何)?(.{2,8})$/.exec(s)?.[1];
  return what !== undefined && (definitionOf(key)?.label.includes(what) ?? false);
}

/** 不清楚，问财务吧: clauses that are commands each; the first says what to do. */
function inClauses(sentence: string, asked: Asked | null): Intent | null {
  const clauses = sentence.split(/[，,]/).filter((c) => c.trim() !== '');
  if (clauses.length < 2) return null;
  const commands = clauses.map((c) => commandIn(c, asked));
  return commands.every((c) => c !== null && c.is === commands[0]!.is) ? commands[0]! : null;
}

/** 编制数先跳过, 编制数和去年一样, 会议费无. */
function aboutNamed(s: string, key: string | null): Intent | null {
  const skipped = named(SKIP_NAMED, s, key);
  if (skipped) return { is: 'skip', key: skipped.key };
  const same = named(SAME_NAMED, s, key);
  if (same) return { is: 'same-as-last-year', key: same.key };
  const none = named(NONE_NAMED, s, key);
  if (none) return { is: 'none', key: none.key };
  return several(SAME_NAMED, s, 'same-as-last-year') ?? several(NONE_NAMED, s, 'none');
}

/** 三公经费和去年一样: the budget's, or the account's? */
function several(patterns: readonly RegExp[], s: string, is: 'none' | 'same-as-last-year'): Intent | null {
  for (const p of patterns) {
    const between = severalNamed(p.exec(s)?.[1] ?? '');
    if (between.length) return { is, key: between[0]!, between };
  }
  return null;
}

const hasFigure = (s: string): boolean => spokenQuantities(s).some((q) => q.class === 'figure');

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
  const what = (m[1] ?? m[2] ?? '').trim();
  const format = formatOf(what);
  if (format && !hasFigure(what)) return { is: 'export', format };
  return (EXPORT_VERB.test(s) || EXPORT_INTO.test(s)) && EXPORT_PLAIN.test(what)
    ? { is: 'export', format: 'docx' }
    : null;
}
