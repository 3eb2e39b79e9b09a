// The figures: grouped, filtered by state; each shows its working, and on request its inputs with their place, base and source.
import { useEffect, useState } from 'preact/hooks';
import type { WireFact, WireFigure, WireSlot } from '../../src/http/wire.ts';
import {
  countStates,
  FIGURE_FILTERS,
  type FigureFilter,
  factAt,
  figureId,
  groupFigures,
  viewFocus,
  withUnit,
} from '../state/figures.ts';
import { placesOf } from '../state/review.ts';
import { amount } from '../words/amount.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { figures as words } from '../words/zh-figures.ts';
import { Trouble, Waiting } from './bits.tsx';
import { factTitle } from './fact-row.tsx';
import { useLoaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

export function FigureList(p: StepProps & { at: string | null }) {
  const figures = useLoaded(`figures ${p.report}`, p.tick, () => p.client.figures(p.report));
  const facts = useLoaded(`facts ${p.report}`, p.tick, () => p.client.facts(p.report));
  const [filter, setFilter] = useState<FigureFilter>('all');
  const [find, setFind] = useState('');
  const [open, setOpen] = useState<string | null>(p.at);
  const all = figures.value?.items ?? [];
  const counts = countStates(all);
  const wanted = find.trim();
  const groups = groupFigures(wanted ? all.filter((f) => `${f.scope ?? ''}${f.label}`.includes(wanted)) : all, filter);

  useEffect(() => {
    if (!p.at || !figures.value) return;
    setFilter('all');
    setFind('');
    setOpen(p.at);
    const key = p.at;
    const row = Array.from(document.querySelectorAll<HTMLElement>('[data-id]')).find((e) => e.dataset.id === key);
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector('button')?.focus();
  }, [p.at, figures.value !== null]);

  return (
    <section class="panel" aria-label={words.figures}>
      <fieldset class="filters">
        <legend class="hidden">{words.filter}</legend>
        {FIGURE_FILTERS.map((f) => (
          <button type="button" key={f} aria-pressed={filter === f} onClick={() => setFilter(f)}>
            {words.filters[f]} {counts[f]}
          </button>
        ))}
        <input
          class="find-figure"
          type="search"
          placeholder={words.find}
          aria-label={words.find}
          value={find}
          onInput={(e) => setFind(e.currentTarget.value)}
        />
      </fieldset>
      <Trouble error={figures.error} again={() => void figures.reload()} />
      {!figures.value && figures.busy && <Waiting />}
      {figures.value && counts.computed === 0 && filter === 'all' && <p class="empty">{words.noFigures}</p>}
      {figures.value && !groups.length && (
        <p class="empty">{wanted ? fill(words.notFound, { find: wanted }) : words.noneOf}</p>
      )}
      {groups.map((g) => (
        <section key={g.group} aria-label={words.groups[g.group]}>
          <h3 class="sub-head">
            {words.groups[g.group]} <small>{g.figures.length}</small>
          </h3>
          <ul class="figures">
            {g.figures.map((f) => {
              const id = figureId(f);
              return (
                <Figure
                  key={id}
                  {...p}
                  figure={f}
                  titles={figures.value?.titles ?? {}}
                  facts={facts.value?.items ?? null}
                  open={open === id}
                  onToggle={() => setOpen(open === id ? null : id)}
                />
              );
            })}
          </ul>
        </section>
      ))}
    </section>
  );
}

interface FigureProps extends StepProps {
  figure: WireFigure;
  titles: Record<string, string>;
  facts: readonly WireFact[] | null;
  open: boolean;
  onToggle(): void;
}

function Figure(p: FigureProps) {
  const f = p.figure;
  const id = figureId(f);
  const { state } = f;
  return (
    <li data-figure={f.key} data-id={id} class={`is-${state.is}`}>
      <div class="figure-top">
        <span>
          {f.scope ? `${f.scope} · ` : ''}
          {f.label}
        </span>
        {state.is === 'computed' ? (
          <b>{withUnit(state.printed, f.unit)}</b>
        ) : (
          <span class={state.is === 'waiting' ? 'tag medium' : 'tag'}>{words.state[state.is]}</span>
        )}
      </div>
      {state.is === 'computed' && f.formula && <p class="formula">{f.formula}</p>}
      {state.is === 'not-applicable' && <p class="formula">{state.text}</p>}
      {state.is === 'waiting' && (
        <p class="figure-why">
          {words.waitingFor}{' '}
          {state.for.map((w) => (
            <button
              type="button"
              class="quiet"
              key={w.key}
              onClick={() => p.goTo('ask', `${w.key}~${viewFocus('figures', id)}`)}
            >
              {w.title}
            </button>
          ))}
        </p>
      )}
      <button type="button" class="quiet small" aria-expanded={p.open} onClick={p.onToggle}>
        {p.open ? words.detailsHide : words.details}
      </button>
      {p.open && (
        <dl class="trace">
          {f.base && (
            <>
              <dt>{words.baseTitle}</dt>
              <dd>{f.base}</dd>
            </>
          )}
          {f.source && (
            <>
              <dt>{words.sourceTitle}</dt>
              <dd>{f.source}</dd>
            </>
          )}
          <dt>{words.inputsTitle}</dt>
          <dd>
            {!f.inputs.length && <span class="faint">{words.noInputs}</span>}
            <ul>
              {f.inputs.map((slot) => (
                <Input key={JSON.stringify(slot)} {...p} slot={slot} />
              ))}
            </ul>
          </dd>
        </dl>
      )}
    </li>
  );
}

function Input(p: FigureProps & { slot: WireSlot }) {
  const { slot } = p;
  const fact = p.facts && factAt(p.facts, slot, p.period);
  const title = fact ? factTitle(fact) : `${slot.scope ? `${slot.scope} · ` : ''}${p.titles[slot.key] ?? slot.key}`;
  const quote = fact ? placesOf(fact)[0]?.quote : undefined;
  return (
    <li class="input">
      <span>
        {title}
        {slot.period !== null && slot.period !== p.period && `（${fill(zh.common.year, { year: slot.period })}）`}
        {fact && <b>{amount(fact)}</b>}
      </span>
      {fact ? (
        <button type="button" class="quiet small" onClick={() => p.goTo('review', fact.id)}>
          {words.seeFact}
        </button>
      ) : (
        p.facts && <span class="faint">{words.noFact}</span>
      )}
      {quote && <q>{quote}</q>}
    </li>
  );
}
