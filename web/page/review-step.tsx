// Step 2: the source beside what was read from it. Decisions go to the service one list at a time; state/review.ts says which.
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Decision, WireFact, WireReach } from '../../src/http/wire.ts';
import { Failure, failureWords } from '../client.ts';
import { openGroups } from '../state/coverage.ts';
import {
  accept,
  emptyReview,
  groupOf,
  groups,
  isOpen,
  moved,
  nextOpen,
  placesOf,
  reject,
  remaining,
  reopen,
  review,
  rowIds,
  rowOf,
  rowOpen,
  takeBack,
} from '../state/review.ts';
import { amount } from '../words/amount.ts';
import { fill } from '../words/fill.ts';
import { review as reviewWords, themes as themesWords } from '../words/zh-review.ts';
import { Head, Trouble, Waiting } from './bits.tsx';
import { CoveragePane, keepAside, keptAside } from './coverage-pane.tsx';
import { FactRow } from './fact-row.tsx';
import { useLoaded } from './load.ts';
import { Ripple, reached, Uses } from './ripple.tsx';
import { SourcePane } from './source-pane.tsx';
import type { Spot } from './source-text.tsx';
import type { StepProps } from './workspace.tsx';

export function ReviewStep(p: StepProps) {
  const list = useLoaded(`facts ${p.report}`, p.tick, () => p.client.facts(p.report));
  const sources = useLoaded(`sources ${p.report}`, p.tick, () => p.client.sources(p.report));
  const [state, act] = useReducer(review, emptyReview);
  const [editing, setEditing] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [source, setSource] = useState<string | null>(null);
  const [pane, setPane] = useState<'list' | 'source'>('list');
  const [side, setSide] = useState<'facts' | 'coverage'>('facts');
  const [spot, setSpot] = useState<Spot | null>(null);
  const [usesOf, setUsesOf] = useState<string | null>(null);
  const [ripple, setRipple] = useState<WireReach | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  const wantFocus = useRef(false);

  useEffect(() => {
    if (list.value) act({ do: 'load', facts: list.value.items, conflicts: list.value.conflicts });
  }, [list.value]);
  const gs = groups(state);
  const row = rowOf(gs, state.at);

  // The address may name a fact (from a finding or the document) or a source (from step 1).
  useEffect(() => {
    if (!p.focus || !list.value) return;
    if (list.value.items.some((f) => f.id === p.focus)) {
      act({ do: 'focus', id: p.focus });
      wantFocus.current = true;
    } else setSource(p.focus);
  }, [p.focus, list.value !== null]);

  useEffect(() => {
    const fact = row?.is === 'conflict' ? row.facts[0] : row?.fact;
    const place = fact && placesOf(fact)[0];
    if (place) setSource(place.sourceId);
    setSpot(null);
  }, [state.at]);

  const known = sources.value?.items ?? [];
  const shown = known.some((s) => s.id === source) ? source : (known[0]?.id ?? null);
  const coverage = useLoaded(`coverage ${shown}`, p.tick, async () =>
    shown ? p.client.coverage(p.report, shown) : null,
  );
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (shown) setAside(keptAside(shown));
  }, [shown]);
  const openNumbers = coverage.value ? openGroups(coverage.value, aside).flatMap((g) => g.numbers).length : null;

  // With the drawing itself, not after it: a later focus would be taken from wherever the person went meanwhile.
  useLayoutEffect(() => {
    if (!wantFocus.current || editing !== null) return;
    wantFocus.current = false;
    const el = rows.current?.querySelector<HTMLElement>('[data-at="true"]');
    el?.focus();
    el?.scrollIntoView({ block: 'nearest' });
  });

  /** Sends decisions; on a stale version reads again, so that the person decides about what there is now. */
  const send = async (decisions: Decision[], undone: boolean, then: string | null): Promise<void> => {
    if (!decisions.length || busy) return;
    setBusy(true);
    setError(null);
    try {
      const { facts, affected } = await p.client.settle(p.report, decisions);
      setRipple(reached(affected));
      act({ do: 'settled', facts, decided: decisions.map((d) => d.id), undone });
      setSaid(undone ? reviewWords.undone : fill(reviewWords.settled, { n: decisions.length }));
      setEditing(null);
      if (then !== null) act({ do: 'focus', id: then });
      wantFocus.current = true;
      p.changed();
    } catch (e) {
      if (e instanceof Failure && e.status === 409) await list.reload();
      if (undone && e instanceof Failure && (e.code === 'undo_blocked' || e.code === 'nothing_to_undo'))
        act({ do: 'forget' });
      setError(failureWords(e));
    } finally {
      setBusy(false);
    }
  };

  const undo = (): void => {
    const back = takeBack(state);
    if (back?.length) void send(back, true, back[0]!.id);
    else setSaid(reviewWords.nothingToUndo);
  };
  /** A fact registered by hand is a step that can be taken back too. */
  const added = (facts: WireFact[], id: string): void => {
    act({ do: 'settled', facts, decided: [id], undone: false });
    setSaid(reviewWords.registered);
    p.changed();
  };
  const acceptHigh = (theme: string): void => {
    const g = gs.find((x) => x.theme === theme);
    if (g) void send(g.high.map(accept), false, nextAfter(g.high.map((f) => f.id)));
  };
  const nextAfter = (done: string[]): string | null => {
    const settled = new Set(done);
    const open = gs
      .flatMap((g) => g.rows)
      .find((r) => (r.is === 'fact' ? isOpen(r.fact) && !settled.has(r.id) : rowOpen(r)));
    return open?.id ?? state.at;
  };

  const onKey = (e: KeyboardEvent): void => {
    const target = e.target as HTMLElement;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    const onButton = target.tagName === 'BUTTON';
    const fact = row?.is === 'fact' ? row.fact : null;
    const go = (step: number): void => {
      wantFocus.current = true;
      act({ do: 'focus', id: moved(rowIds(gs), state.at, step) });
    };
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (key === 'ArrowDown') go(1);
    else if (key === 'ArrowUp') go(-1);
    else if (key === 'Enter' && !onButton) {
      if (fact && isOpen(fact)) void send([accept(fact)], false, nextOpen(gs, state.at));
      else if (row?.is === 'conflict' && row.facts.some(isOpen))
        rows.current?.querySelector<HTMLElement>('[data-at="true"] input[type=radio]')?.focus();
      else go(1);
    } else if (key === 'e' && fact) setEditing(fact.id);
    else if ((key === 'Delete' || key === 'Backspace') && fact && fact.standing.is !== 'rejected')
      void send([reject(fact)], false, nextOpen(gs, state.at));
    else if (key === 'z') undo();
    else if (key === 'a') {
      const g = groupOf(gs, state.at);
      if (g?.high.length) acceptHigh(g.theme);
    } else return;
    e.preventDefault();
  };

  if (!list.value)
    return (
      <>
        <Head title={reviewWords.title} lead={reviewWords.lead} />
        {list.error ? <Trouble error={list.error} again={() => void list.reload()} /> : <Waiting />}
      </>
    );
  const all = state.facts.length;
  const left = remaining(state.facts);
  if (!list.value.items.length)
    return (
      <>
        <Head title={reviewWords.title} lead={reviewWords.lead} />
        <div class="panel empty">
          <p>{reviewWords.empty}</p>
          <button type="button" class="primary" onClick={() => p.goTo('source')}>
            {reviewWords.goSource}
          </button>
        </div>
      </>
    );

  return (
    <>
      <Head title={reviewWords.title} lead={reviewWords.lead}>
        <div class="count">
          <b>{left ? fill(reviewWords.progress, { n: left }) : reviewWords.allDone}</b>
          <progress max={all} value={all - left} aria-label={reviewWords.title} />
          <span class="faint">{fill(reviewWords.progressOf, { done: all - left, all })}</span>
        </div>
        {left === 0 && (
          <button type="button" class="primary" onClick={() => p.goTo('ask')}>
            {reviewWords.next}
          </button>
        )}
      </Head>
      <div class="bar">
        <label class="check">
          <input
            type="checkbox"
            checked={state.onlyOpen}
            onChange={(e) => act({ do: 'only-open', on: e.currentTarget.checked })}
          />
          {reviewWords.onlyOpen}
        </label>
        <button type="button" class="plain-button" disabled={!state.undo.length || busy} onClick={undo}>
          {reviewWords.undo}
        </button>
        <p class="keys">{reviewWords.keys}</p>
        <p class="hidden" role="status">
          {said}
        </p>
      </div>
      <Trouble error={error} />
      {ripple && <Ripple report={p.report} of={ripple} onClose={() => setRipple(null)} />}
      <nav class="pane-switch" aria-label={reviewWords.title}>
        {(['list', 'source'] as const).map((x) => (
          <button type="button" key={x} aria-pressed={pane === x} onClick={() => setPane(x)}>
            {x === 'list' ? reviewWords.narrowList : reviewWords.narrowSource}
          </button>
        ))}
      </nav>
      <div class={`panes show-${pane}`}>
        <SourcePane
          {...p}
          sources={known}
          id={shown}
          facts={state.facts}
          row={row}
          spot={spot}
          onSpot={setSpot}
          onAdded={added}
          onChoose={setSource}
          onPick={(id) => {
            setSide('facts');
            wantFocus.current = true;
            act({ do: 'focus', id: rowOf(gs, id)?.id ?? id });
          }}
        />
        <section class="pane facts" aria-label={reviewWords.listPane}>
          <div class="pane-tabs" role="tablist" aria-label={reviewWords.listPane}>
            {(['facts', 'coverage'] as const).map((x) => (
              <button type="button" key={x} role="tab" aria-selected={side === x} onClick={() => setSide(x)}>
                {x === 'facts'
                  ? fill(reviewWords.tabFacts, { n: left })
                  : openNumbers === null
                    ? reviewWords.tabOpenWaiting
                    : fill(reviewWords.tabOpen, { n: openNumbers })}
              </button>
            ))}
          </div>
          {side === 'coverage' && shown && (
            <CoveragePane
              {...p}
              key={shown}
              source={shown}
              coverage={coverage}
              facts={state.facts}
              aside={aside}
              onAside={(next) => {
                setAside(next);
                keepAside(shown, next);
              }}
              onSpot={setSpot}
              onAdded={added}
            />
          )}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys act on the focused row inside */}
          <div class={side === 'facts' ? 'rows' : 'rows away'} ref={rows} onKeyDown={onKey}>
            {gs.map((g) => (
              <section key={g.theme} aria-label={themesWords[g.theme] ?? g.theme}>
                <header class="group">
                  <h2>{themesWords[g.theme] ?? g.theme}</h2>
                  <span class="faint">
                    {g.open ? fill(reviewWords.groupOpen, { n: g.open }) : reviewWords.groupDone}
                  </span>
                  {g.high.length > 0 && (
                    <button type="button" class="quiet" disabled={busy} onClick={() => acceptHigh(g.theme)}>
                      {fill(reviewWords.acceptHigh, { n: g.high.length })}
                    </button>
                  )}
                </header>
                <ul>
                  {g.rows.map((r) => (
                    <FactRow
                      key={r.id}
                      row={r}
                      on={r === row}
                      busy={busy}
                      editing={editing === r.id}
                      uses={
                        usesOf === r.id ? <Uses client={p.client} report={p.report} fact={r.id} tick={p.tick} /> : null
                      }
                      onUses={() => setUsesOf(usesOf === r.id ? null : r.id)}
                      sources={known}
                      period={p.period}
                      onLook={(f) => {
                        const place = placesOf(f)[0];
                        if (!place) return;
                        setSource(place.sourceId);
                        setSpot({ start: place.start, end: place.end, label: amount(f) });
                      }}
                      onFocus={() => state.at !== r.id && act({ do: 'focus', id: r.id })}
                      onEdit={() => setEditing(r.id)}
                      onEditEnd={() => {
                        setEditing(null);
                        wantFocus.current = true;
                      }}
                      onDecide={(d) => void send([d], false, nextOpen(gs, r.id))}
                      onReopen={(f) => void send([reopen(f)], false, r.id)}
                    />
                  ))}
                </ul>
              </section>
            ))}
            {!gs.length && <p class="empty">{reviewWords.allDone}</p>}
          </div>
        </section>
      </div>
    </>
  );
}
