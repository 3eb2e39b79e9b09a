// The next question with who can answer it and the quick answers to it.
import type { Question } from '../state/transcript.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';

const CHIPS = ['none', 'same', 'skip'] as const;

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
      <div class="chips">
        {(q.choices ?? []).map((c) => chip(c, c))}
        {CHIPS.map((c) => chip(zh.chat.chips[c], zh.chat.say[c]))}
        {chip(zh.chat.chips.missing, zh.chat.say.missing)}
      </div>
    </div>
  );
}

const MONEY = ['元', '万元', '亿元'];

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
