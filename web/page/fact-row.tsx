// One row of the review list: a fact with its decisions, or the values that disagree as a radio group.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Decision, WireFact, WireSource } from '../../src/http/wire.ts';
import { accept, edit, HEDGES, isHedge, isOpen, placesOf, type Row, reject, typedValue } from '../state/review.ts';
import { amount } from '../words/amount.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { ripple } from '../words/zh-figures.ts';
import { review as reviewWords } from '../words/zh-review.ts';

interface RowProps {
  row: Row;
  on: boolean;
  busy: boolean;
  editing: boolean;
  /** Where the fact is used, when asked for. */
  uses: ComponentChildren;
  onUses(): void;
  sources: readonly WireSource[];
  period: number;
  onFocus(): void;
  onEdit(): void;
  onEditEnd(): void;
  onDecide(d: Decision): void;
  onReopen(f: WireFact): void;
  /** Show the place of one of the values that disagree. */
  onLook(f: WireFact): void;
}

/** Where a value comes from, in a few words. */
export function origin(f: WireFact, sources: readonly WireSource[]): string {
  const o = (f.raw ?? f).origin;
  if (o.from === 'text')
    return fill(reviewWords.fromText, {
      name: sources.find((s) => s.id === o.sourceId)?.name ?? reviewWords.sourcePane,
    });
  if (o.from === 'turn') return reviewWords.fromTurn;
  return o.from === 'answers' ? reviewWords.fromAnswers : reviewWords.fromPerson;
}

export const factTitle = (f: WireFact): string =>
  `${f.scope ? `${f.scope} · ` : ''}${f.label && f.key === 'passage_figure' ? f.label : f.title}${
    f.item && f.key !== 'passage_figure' ? `（${f.item}）` : ''
  }`;

export function FactRow(p: RowProps) {
  const { row } = p;
  const standing = row.is === 'conflict' ? (row.facts.some(isOpen) ? 'disputed' : 'confirmed') : row.fact.standing.is;
  return (
    <li
      class={`row ${standing}${p.on ? ' on' : ''}`}
      tabIndex={p.on ? 0 : -1}
      data-at={p.on ? 'true' : undefined}
      data-fact={row.id}
      aria-current={p.on ? 'true' : undefined}
      onFocusIn={p.onFocus}
    >
      {row.is === 'conflict' ? <Conflict {...p} row={row} /> : <One {...p} fact={row.fact} />}
    </li>
  );
}

/** A pattern beside the word, so that colour says nothing alone. */
const DOTS = { high: '●●●', medium: '●●○', low: '●○○' } as const;

function Tags({ f }: { f: WireFact }) {
  return f.standing.is === 'candidate' ? (
    <span class={`tag ${f.confidence}`} title={f.reasons.join('；')}>
      <span aria-hidden="true" class="dots">
        {DOTS[f.confidence]}
      </span>
      {reviewWords[f.confidence]}
    </span>
  ) : (
    <span class={`tag ${f.standing.is}`}>{reviewWords.standing[f.standing.is]}</span>
  );
}

function One(p: RowProps & { fact: WireFact }) {
  const f = p.fact;
  const tab = p.on ? 0 : -1;
  const words = f.unit === '' && (f.value.length > 16 || /[，。；]/.test(f.value));
  const why = p.on && f.standing.is === 'candidate' && f.confidence !== 'high' ? f.reasons : [];
  return (
    <>
      <div class={words ? 'row-main words' : 'row-main'}>
        <span class="row-title">{factTitle(f)}</span>
        <span class="row-value">{amount(f)}</span>
      </div>
      {why.length > 0 && <p class="hint why">{fill(reviewWords.why, { list: why.join('；') })}</p>}
      {p.editing ? (
        <EditForm fact={f} busy={p.busy} onSave={p.onDecide} onEnd={p.onEditEnd} />
      ) : (
        <div class="row-foot">
          <Tags f={f} />
          <span class="row-meta">
            {f.period !== null && <span>{fill(zh.common.year, { year: f.period })}</span>}
            {(p.sources.length > 1 || f.origin.from !== 'text') && <span>{origin(f, p.sources)}</span>}
            {(f.raw ?? f).also.length > 0 && <span>{fill(reviewWords.also, { n: (f.raw ?? f).also.length })}</span>}
            {f.raw && <span>{fill(reviewWords.edited, { value: amount(f.raw) })}</span>}
          </span>
          <span class="row-acts">
            {isOpen(f) && (
              <button
                type="button"
                tabIndex={tab}
                disabled={p.busy}
                class="act yes"
                onClick={() => p.onDecide(accept(f))}
              >
                {reviewWords.accept}
              </button>
            )}
            {f.standing.is !== 'rejected' && (
              <button type="button" tabIndex={tab} disabled={p.busy} class="act" onClick={p.onEdit}>
                {reviewWords.edit}
              </button>
            )}
            {isOpen(f) && (
              <button type="button" tabIndex={tab} disabled={p.busy} class="act" onClick={() => p.onDecide(reject(f))}>
                {reviewWords.reject}
              </button>
            )}
            {f.standing.is === 'confirmed' && (
              <button type="button" tabIndex={tab} class="act" aria-expanded={p.uses !== null} onClick={p.onUses}>
                {ripple.ask}
              </button>
            )}
            {!isOpen(f) && (
              <button type="button" tabIndex={tab} disabled={p.busy} class="act" onClick={() => p.onReopen(f)}>
                {reviewWords.reopen}
              </button>
            )}
          </span>
        </div>
      )}
      {p.uses}
    </>
  );
}

function EditForm(p: { fact: WireFact; busy: boolean; onSave(d: Decision): void; onEnd(): void }) {
  const f = p.fact;
  const first = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [value, setValue] = useState(f.value);
  const [unit, setUnit] = useState(f.unit);
  const [hedge, setHedge] = useState<WireFact['qualifier']>(isHedge(f.qualifier) ? f.qualifier : null);
  const [error, setError] = useState('');
  // Before the next key arrives: a person who types on at once types into the box.
  useLayoutEffect(() => first.current?.select(), []);
  const save = (): void => {
    const typed = typedValue(value, unit);
    if (typed) p.onSave(edit(f, typed.value, typed.unit, hedge));
    else setError(reviewWords.badValue);
  };
  const field = {
    id: 'edit-value',
    ref: first,
    value,
    autocomplete: 'off',
    onInput: (e: { currentTarget: { value: string } }) => setValue(e.currentTarget.value),
  };
  return (
    <form
      class="edit"
      onSubmit={(e) => {
        e.preventDefault();
        save();
      }}
      onKeyDown={(e) => {
        if (e.key === 'Escape') p.onEnd();
      }}
    >
      <div class="field grow">
        <label for="edit-value">{reviewWords.value}</label>
        {f.unit === '' && f.value.length > 24 ? <textarea rows={3} {...field} /> : <input {...field} />}
      </div>
      {f.unit !== '' && (
        <div class="field unit">
          <label for="edit-unit">{reviewWords.unit}</label>
          <input id="edit-unit" value={unit} autocomplete="off" onInput={(e) => setUnit(e.currentTarget.value)} />
        </div>
      )}
      {isHedge(f.qualifier) && (
        <div class="field">
          <label for="edit-hedge">{reviewWords.hedge}</label>
          <select
            id="edit-hedge"
            value={hedge ?? ''}
            onChange={(e) => setHedge(HEDGES.find((h) => h === e.currentTarget.value) ?? null)}
          >
            <option value="">{reviewWords.exact}</option>
            {HEDGES.map((h) => (
              <option key={h}>{h}</option>
            ))}
          </select>
        </div>
      )}
      <div class="actions">
        <button type="submit" class="primary small" disabled={p.busy}>
          {reviewWords.editSave}
        </button>
        <button type="button" class="quiet" onClick={p.onEnd}>
          {zh.common.cancel}
        </button>
      </div>
      {error && (
        <p class="alert" role="alert">
          {error}
        </p>
      )}
    </form>
  );
}

const quoteOf = (f: WireFact): string => {
  const quote = placesOf(f)[0]?.quote ?? '';
  return quote ? `：“${quote}”` : '';
};

function Conflict(p: RowProps & { row: Extract<Row, { is: 'conflict' }> }) {
  const { conflict, facts } = p.row;
  const [picked, setPicked] = useState<string | null>(null);
  const [error, setError] = useState('');
  const settled = !facts.some(isOpen);
  const name = `conflict-${conflict.ids[0]}`;
  const take = (): void => {
    const f = facts.find((x) => x.id === picked);
    if (f) p.onDecide(accept(f));
    else setError(reviewWords.conflictNeedPick);
  };
  return (
    <fieldset class="conflict" disabled={p.busy}>
      <legend>
        {conflict.scope ? `${conflict.scope} · ` : ''}
        {conflict.title}
        {conflict.period !== null && conflict.period !== p.period
          ? `（${fill(zh.common.year, { year: conflict.period })}）`
          : ''}
        <span class={settled ? 'tag confirmed' : 'tag disputed'}>
          {settled ? reviewWords.standing.confirmed : reviewWords.standing.disputed}
        </span>
      </legend>
      <p class="hint">{conflict.note || reviewWords.conflict}</p>
      {facts.map((f) => (
        <label key={f.id} class={f.standing.is === 'rejected' ? 'pick lost' : 'pick'}>
          <input
            type="radio"
            name={name}
            disabled={settled}
            checked={settled ? f.standing.is === 'confirmed' : picked === f.id}
            onChange={() => {
              setPicked(f.id);
              setError('');
            }}
            onFocus={() => p.onLook(f)}
            onKeyDown={(e) => {
              if (e.key !== 'Enter') return;
              e.preventDefault();
              take();
            }}
          />
          <span>
            <b>{amount(f)}</b>
            {!settled && f.id === conflict.suggested && (
              <span class="tag suggested">{fill(reviewWords.suggestedBecause, { why: conflict.because })}</span>
            )}
            <small>
              {origin(f, p.sources)}
              {quoteOf(f)}
            </small>
          </span>
        </label>
      ))}
      {error && (
        <p class="alert" role="alert">
          {error}
        </p>
      )}
      <div class="actions">
        {settled ? (
          facts
            .filter((f) => f.standing.is === 'confirmed')
            .map((f) => (
              <button type="button" key={f.id} class="act" onClick={() => p.onReopen(f)}>
                {reviewWords.reopen}
              </button>
            ))
        ) : (
          <button type="button" class="act yes" onClick={take}>
            {reviewWords.conflictPick}
          </button>
        )}
      </div>
    </fieldset>
  );
}
