// Reads an answer in words to a question that wants words: a choice, a date, a year, a name, a text, entries of a list.
import type { FactDefinition } from '../catalogue/definition.ts';
import type { Candidate } from '../fact.ts';
import { choicesOf, type Naming } from '../profile-choices.ts';
import { bareCommand, IN_PASSING, QUESTION } from './commands.ts';
import { dayIn } from './date.ts';
import type { Asked, Intent } from './intent.ts';
import { namesIn } from './naming.ts';
import { chosen } from './options.ts';
import { spokenQuantities } from './spoken.ts';

/** The definition with the choices that the report kind itself names. */
export function inWordsOf(profile: Naming | null, d: FactDefinition): FactDefinition {
  const choices = choicesOf(d.key, profile);
  return choices ? { ...d, choices } : d;
}

/** Null when the message is no answer of that kind: it may still state other facts. */
export function readWords(message: string, asked: Asked, d: FactDefinition): Intent[] | null {
  switch (d.kind) {
    case 'choice':
      return choiceIn(message, asked, d);
    case 'date':
    case 'year':
      return dayOf(message, asked, d);
    default:
      // Targets and amounts of indicators and projects need the name of theirs: see form.ts and scoped.ts.
      if ((d.scope === 'indicator' || d.scope === 'project') && asked.scope === null) return null;
      if (!hasWords(message)) return null;
      if (QUESTION.test(message.trim())) return [{ is: 'help' }];
      if (message.trim().length <= LONGEST_TALK && ASKS.test(message.trim())) return [{ is: 'unclear' }];
      if (message.length < 12 && IN_PASSING.test(bareCommand(message))) return [{ is: 'unclear' }];
      return asAnswer(message, give(d.many ? entriesOf(message, asked) : [whole(message, asked, d)]));
  }
}

/** 2023-12-15, 96.4%: a number alone is no answer in words. */
function hasWords(message: string): boolean {
  let rest = '';
  let from = 0;
  for (const q of spokenQuantities(message.slice(0, 400))) {
    rest += message.slice(from, q.start);
    from = q.end;
  }
  return /\p{L}{2}/u.test(rest + message.slice(from, 2000));
}

const give = (claims: readonly (Candidate | null)[]): Intent[] | null => {
  const found = claims.filter((c) => c !== null);
  return found.length ? [{ is: 'give', claims: found }] : null;
};

function claim(message: string, asked: Asked, start: number, end: number, over: Partial<Candidate> = {}): Candidate {
  const quote = message.slice(start, end);
  return {
    key: asked.key,
    period: asked.period,
    scope: asked.scope,
    item: null,
    value: quote,
    unit: '',
    qualifier: null,
    label: null,
    quote,
    start,
    end,
    also: [],
    confidence: 'high',
    reasons: [],
    ...over,
  };
}

/** Words of somebody who talks rather than writes a report: 这个我得回去翻翻. */
const TALKS =
  /我(?![单部委局区市县省国镇乡街办院校站所中会处队园馆])(?!们(?:单位|部门|委|局|院|校|镇|乡|所|中心))|你|您|咱|啥|咋|哪儿|哪里|玩意|[吗呢吧呀嘛啦哎唉]|[?？]/;
/** A question, though it ends without its mark: 今年预算是多少来着. */
const ASKS =
  /多少[^年]{0,4}$|几[个项条辆人家]?$|来着|^怎么|怎么[填写算弄]|为什么|为啥|什么时候|是不是|能不能|可不可以|行不行/;

/** Said to somebody about the work, not written in a report: 不对，上面那个是错的; 今年预算是多少来着. */
const TO_US =
  /上面|刚才|刚刚|那个|那条|这个[数我是]|不对|错了|错的|[弄填写搞]错|等下|等会|待会|回头|稍后|晚点|明天|后天|帮忙|麻烦|[问查看]一?下|翻翻|重新写|写短|写长|起草|导出|下载|发给|截图|附件|哦|嗯|太(?:啰嗦|长|短|简单|笼统|口语)|^没有?.{1,8}$|^(?:在|喂|唉|额|呃|好|行|对|是)/;
/** UTF-16 units: longer words are a report's. */
const LONGEST_TALK = 40;
/** A few words with a number in them are rather about that number: 车子有3辆. */
const LONGEST_NUMBER = 16;

const isTalk = (said: string): boolean =>
  said.length <= LONGEST_TALK &&
  (TALKS.test(said) ||
    TO_US.test(said) ||
    (said.length <= LONGEST_NUMBER && spokenQuantities(said).some((q) => q.class === 'figure')));

/** What sounds like talk is registered as an answer in words only after asking: it stands as an unread passage with one option. */
function asAnswer(message: string, intents: Intent[] | null): Intent[] | null {
  const [intent] = intents ?? [];
  const [only, second] = intent?.is === 'give' ? intent.claims : [];
  if (!only || second || !isTalk(message.trim())) return intents;
  const { quote, start, end } = only;
  return [{ is: 'unclear', unread: [{ quote, start, end, between: [], options: [only] }] }];
}

/** Choices that are stated with words of their own instead of the fact's name. */
const STATED: readonly { key: string; says: RegExp; value: string }[] = [
  {
    key: 'budget_adjusted_includes_carryover',
    says: /(?:不含|不包括|不包含|没有?含|未含|未包括)了?上年(?:度)?结转/,
    value: '不含',
  },
  { key: 'budget_adjusted_includes_carryover', says: /(?<![不没未])(?:含|包括|包含)了?上年(?:度)?结转/, value: '含' },
];

/** 自评等级为优, 全年预算数不含上年结转: choices that a sentence states of facts it names. */
export function choicesIn(
  s: { text: string; start: number },
  period: number,
  profile: Naming | null = null,
): Candidate[] {
  const at = (key: string, value: string, start: number, end: number): Candidate[] => {
    const found = claim(s.text, { key, period, scope: null }, start, end, { value });
    return [{ ...found, start: found.start + s.start, end: found.end + s.start }];
  };
  if (s.text.length > 400) return [];
  const stated = STATED.flatMap(({ key, says, value }) => {
    const m = says.exec(s.text);
    return m ? at(key, value, m.index, m.index + m[0].length) : [];
  });
  const named = namesIn(s.text).flatMap((n) => {
    const [d, second] = n.keys;
    const choices = d && choicesOf(d.key, profile);
    if (!choices || second) return [];
    const lead = /^(?:是|为|定为|评为|：|:|属于|\s)*[“"]?/.exec(s.text.slice(n.end))![0].length;
    const start = n.end + lead;
    const choice = [...choices].sort((a, b) => b.length - a.length).find((c) => s.text.startsWith(c, start));
    return choice && lead > 0 ? at(d.key, choice, start, start + choice.length) : [];
  });
  return [...stated, ...named];
}

const trimmedEnd = (s: string): number => s.trimEnd().length;

/** 不含 holds 含: of choices that overlap the longest counts; two different ones are no answer. */
function choiceIn(message: string, asked: Asked, d: FactDefinition): Intent[] | null {
  const found: { choice: string; start: number }[] = [];
  let rest = message;
  for (const choice of [...(d.choices ?? [])].sort((a, b) => b.length - a.length)) {
    const start = rest.indexOf(choice);
    if (start < 0) continue;
    found.push({ choice, start });
    rest = rest.replaceAll(choice, '\0'.repeat(choice.length));
  }
  const [only, second] = found;
  if (!only) {
    const at = chosen(message, d.choices ?? []);
    const whole = trimmedEnd(message);
    return typeof at === 'number' ? give([claim(message, asked, 0, whole, { value: d.choices![at]! })]) : null;
  }
  if (second) return null;
  return give([claim(message, asked, only.start, only.start + only.choice.length)]);
}

function dayOf(message: string, asked: Asked, d: FactDefinition): Intent[] | null {
  if (d.kind === 'date') {
    const day = dayIn(message, asked.period);
    if (!day) return null;
    if ('value' in day) return give([claim(message, asked, day.start, day.end, { value: day.value })]);
    const options = day.days.flatMap((o) => claim(message, asked, o.start, o.end, { value: o.value }) ?? []);
    const [{ quote, start, end }] = options as [Candidate];
    return [{ is: 'unclear', unread: [{ quote, start, end, between: [], options }] }];
  }
  const year = /^\D{0,6}((?:19|20)\d\d)\s*(?:年度?)?\D{0,3}$/.exec(message.normalize('NFKC'));
  if (!year) return null;
  const start = message.normalize('NFKC') === message ? message.indexOf(year[1]!) : 0;
  const end = message.normalize('NFKC') === message ? start + 4 : message.length;
  return give([claim(message, asked, start, end, { value: year[1]! })]);
}

/** 是…, 叫…, 单位全称：…: the words that only lead to the answer. */
const LEAD = /^\s*(?:(?:我们)?(?:单位|部门)?(?:的)?(?:名称|全称|简称)?(?:是|叫做?|为)|答[：:]|[：:])\s*/;

function whole(message: string, asked: Asked, d: FactDefinition): Candidate | null {
  let start = message.search(/\S/);
  let end = message.trimEnd().length;
  if (start < 0) return null;
  const label = d.label.replace(/（[^）]*）/g, '');
  if (message.startsWith(label, start)) {
    const led = /^\s*(?:是|为|：|:)\s*/.exec(message.slice(start + label.length));
    if (led) start += label.length + led[0].length;
  } else {
    const lead = LEAD.exec(message.slice(start, end));
    if (lead && start + lead[0].length < end) start += lead[0].length;
  }
  if (d.kind === 'name') end = endBefore(message, end, '。.!！');
  return start < end ? claim(message, asked, start, end) : null;
}

/** Where the text ends once these characters are taken off its end. A loop: an expression would go over long runs again and again. */
function endBefore(text: string, end: number, characters: string): number {
  let at = end;
  while (at > 0 && characters.includes(text[at - 1]!)) at--;
  return at;
}

const MARK =
  /^\s*(?:[（(]\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[）)]|[0-9０-９]{1,2}\s*[.．、)）](?!\d)|[一二三四五六七八九十]{1,3}\s*、|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,：:、]|[①-⑳]|[-*•·●]\s)\s*/;

/** One entry a line; a line of 一是…；二是… or （1）…（2）… is cut at its marks. Marks go, the wording stays. */
function entriesOf(message: string, asked: Asked): Candidate[] {
  const claims: Candidate[] = [];
  for (const line of message.matchAll(/[^\n\r]+/g))
    for (const [from, to] of cuts(line[0])) {
      const mark = MARK.exec(line[0].slice(from, to))?.[0].length ?? 0;
      const body = line[0].slice(from + mark, to);
      const start = line.index + from + mark + Math.max(body.search(/\S/), 0);
      const end = endBefore(message, line.index + to, '；; \t\u3000');
      if (start < end) claims.push(claim(message, asked, start, end, { item: String(claims.length + 1) }));
    }
  return claims;
}

const INNER =
  /(?<=[；;。：:，,]\s{0,4})(?=[一二三四五六七八九]是[^否的不]|[（(]\s*[0-9０-９一二三四五六七八九十]{1,2}\s*[）)])/g;

function cuts(line: string): [number, number][] {
  const at = [0, ...[...line.matchAll(INNER)].map((m) => m.index), line.length];
  const parts: [number, number][] = [];
  for (let i = 1; i < at.length; i++) if (at[i]! > at[i - 1]!) parts.push([at[i - 1]!, at[i]!]);
  // Words before the first mark lead in to the list: 主要有：一是…
  const [first, second] = parts;
  if (first && second && !MARK.test(line) && /[：:]\s*$/.test(line.slice(...first))) parts.shift();
  return parts;
}
