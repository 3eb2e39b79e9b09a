// The next question with who can answer it and the quick answers to it.
import { useRef, useState } from 'preact/hooks';
import type { Question } from '../state/transcript.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';

const MONEY = ['元', '万元', '亿元'];
const NUMERIC = /^(?:money|count|percent|score|year)$/;

/** The short replies that fit: nothing there fits amounts, counts and words, as last year where last year is known. */
const shortReplies = (q: Question) => [
  ...(/^(?:money|count|list|text)$/.test(q.type) ? (['none'] as const) : []),
  ...(q.hint ? (['same'] as const) : []),
  'skip' as const,
  'where' as const,
];

export function QuestionCard(p: { question: Question | null; onSay(text: string): Promise<boolean> }) {
  const q = p.question;
  const chip = (label: string, say: string) => (
    <button type="button" class="chip" key={label} onClick={() => void p.onSay(say)}>
      {label}
    </button>
  );
  if (!q)
    return (
      <div class="ask">
        <p>{zh.chat.noQuestion}</p>
        <div class="chips">
          {chip(zh.chat.chips.missing, zh.chat.say.missing)}
          {chip(zh.chat.chips.draft, zh.chat.say.draft)}
        </div>
      </div>
    );
  return (
    <div class="ask">
      <p class="ask-what">
        <span class="tag">{zh.chat.question}</span>
        {q.scope ? `${q.scope} · ` : ''}
        {q.title}
      </p>
      <p class="ask-text">{q.text}</p>
      {q.hint && <p class="faint">{fill(zh.chat.lastYear, { hint: q.hint })}</p>}
      <p class="faint">
        {fill(zh.chat.supplier, { who: q.supplier })}
        {q.document && fill(zh.chat.document, { document: q.document })}
      </p>
      {q.reason && <p class="reason">{q.reason}</p>}
      <TypedAnswer key={`${q.key}|${q.period}|${q.scope}`} question={q} onSay={p.onSay} />
      <div class="chips">
        {(q.choices ?? []).map((c) => chip(c, c))}
        {shortReplies(q).map((c) => chip(zh.chat.chips[c], zh.chat.say[c]))}
        {chip(zh.chat.chips.missing, zh.chat.say.missing)}
      </div>
    </div>
  );
}

/** A box of the answer's own kind: a number beside its unit, or a day. Words, lists and tables go into the chat's box. */
function TypedAnswer({ question: q, onSay }: { question: Question; onSay(text: string): Promise<boolean> }) {
  const box = useRef<HTMLInputElement>(null);
  const money = q.type === 'money';
  const [unit, setUnit] = useState(q.unit);
  const day = q.type === 'date';
  if (!day && !NUMERIC.test(q.type)) return null;
  const send = (e: Event): void => {
    e.preventDefault();
    const value = box.current?.value.trim() ?? '';
    if (value) void onSay(day ? value : `${value}${/[^\d.,，\s-]$/.test(value) ? '' : unit}`);
  };
  return (
    <form class="answer" onSubmit={send}>
      {day ? (
        <input ref={box} type="date" aria-label={q.title} />
      ) : (
        <input ref={box} type="text" inputMode="decimal" autocomplete="off" aria-label={q.title} />
      )}
      {money ? (
        <select aria-label={zh.chat.answerUnit} value={unit} onChange={(e) => setUnit(e.currentTarget.value)}>
          {MONEY.map((u) => (
            <option key={u} value={u}>
              {u}
            </option>
          ))}
        </select>
      ) : (
        q.unit && <span>{q.unit}</span>
      )}
      <button type="submit" class="chip strong">
        {zh.chat.answer}
      </button>
    </form>
  );
}

/** What an answer to this question may look like. */
export function typedHint(q: Question | null): string {
  const h = zh.chat.hints;
  if (!q) return '';
  if (q.choices?.length) return h.choice;
  if (MONEY.includes(q.unit)) return h.money;
  if (q.unit === '%') return h.percent;
  if (q.unit === '年') return h.year;
  if (q.unit) return fill(h.count, { unit: q.unit });
  return q.type === 'list' ? h.list : h.text;
}
