// Step 2: the source beside what was read from it. Decisions go to the service one list at a time; state/review.ts says which.
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Decision, Settled } from '../../src/http/wire.ts';
import { Failure, failureWords } from '../client.ts';
import {
  accept,
  emptyReview,
  groupOf,
  groups,
  isOpen,
  moved,
  nextOpen,
  reject,
  remaining,
  reopen,
  review,
  rounds,
  rowIds,
  rowOf,
} from '../state/review.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { Head, Trouble, Waiting } from './bits.tsx';
import { FactRow } from './fact-row.tsx';
import { useLoaded } from './load.ts';
import { SourcePane } from './source-pane.tsx';
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
    if (fact?.origin.from === 'text') setSource(fact.origin.sourceId);
  }, [state.at]);

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
      let last: Settled | null = null;
      const merged = new Map<string, Settled['facts'][number]>();
      for (const round of rounds(decisions)) {
        last = await p.client.settle(p.report, round);
        for (const f of last.facts) merged.set(f.id, f);
      }
      act({ do: 'settled', facts: [...merged.values()], decided: decisions.map((d) => d.id), undone });
      setSaid(undone ? zh.review.undone : fill(zh.review.settled, { n: decisions.length }));
      setEditing(null);
      if (then !== null) act({ do: 'focus', id: then });
      wantFocus.current = true;
      p.changed();
    } catch (e) {
      if (e instanceof Failure && e.status === 409) await list.reload();
      setError(failureWords(e));
    } finally {
      setBusy(false);
    }
  };

  const undo = (): void => {
    const back = state.undo[state.undo.length - 1];
    if (back) void send(back, true, back[0]!.id);
    else setSaid(zh.review.nothingToUndo);
  };
  const acceptHigh = (theme: string): void => {
    const g = gs.find((x) => x.theme === theme);
    if (g) void send(g.high.map(accept), false, nextAfter(g.high.map((f) => f.id)));
  };
  const nextAfter = (done: string[]): string | null => {
    const settled = new Set(done);
    const open = gs.flatMap((g) => g.rows).find((r) => r.is === 'fact' && isOpen(r.fact) && !settled.has(r.id));
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
        <Head title={zh.review.title} lead={zh.review.lead} />
        {list.error ? <Trouble error={list.error} again={() => void list.reload()} /> : <Waiting />}
      </>
    );
  const all = state.facts.length;
  const left = remaining(state.facts);
  if (!list.value.items.length)
    return (
      <>
        <Head title={zh.review.title} lead={zh.review.lead} />
        <div class="panel empty">
          <p>{zh.review.empty}</p>
          <button type="button" class="primary" onClick={() => p.goTo('source')}>
            {zh.review.goSource}
          </button>
        </div>
      </>
    );

  return (
    <>
      <Head title={zh.review.title} lead={zh.review.lead}>
        <div class="count">
          <b>{left ? fill(zh.review.progress, { n: left }) : zh.review.allDone}</b>
          <progress max={all} value={all - left} aria-label={zh.review.title} />
          <span class="faint">{fill(zh.review.progressOf, { done: all - left, all })}</span>
        </div>
        {left === 0 && (
          <button type="button" class="primary" onClick={() => p.goTo('ask')}>
            {zh.review.next}
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
          {zh.review.onlyOpen}
        </label>
        <button type="button" class="plain-button" disabled={!state.undo.length || busy} onClick={undo}>
          {zh.review.undo}
        </button>
        <p class="keys">{zh.review.keys}</p>
        <p class="hidden" role="status">
          {said}
        </p>
      </div>
      <Trouble error={error} />
      <nav class="pane-switch" aria-label={zh.review.title}>
        {(['list', 'source'] as const).map((x) => (
          <button type="button" key={x} aria-pressed={pane === x} onClick={() => setPane(x)}>
            {x === 'list' ? zh.review.narrowList : zh.review.narrowSource}
          </button>
        ))}
      </nav>
      <div class={`panes show-${pane}`}>
        <SourcePane
          {...p}
          sources={sources.value?.items ?? []}
          chosen={source}
          facts={state.facts}
          row={row}
          onChoose={setSource}
          onPick={(id) => {
            wantFocus.current = true;
            act({ do: 'focus', id: rowOf(gs, id)?.id ?? id });
          }}
        />
        <section class="pane facts" aria-label={zh.review.listPane}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys act on the focused row inside */}
          <div class="rows" ref={rows} onKeyDown={onKey}>
            {gs.map((g) => (
              <section key={g.theme} aria-label={zh.themes[g.theme] ?? g.theme}>
                <header class="group">
                  <h2>{zh.themes[g.theme] ?? g.theme}</h2>
                  <span class="faint">{g.open ? fill(zh.review.groupOpen, { n: g.open }) : zh.review.groupDone}</span>
                  {g.high.length > 0 && (
                    <button type="button" class="quiet" disabled={busy} onClick={() => acceptHigh(g.theme)}>
                      {fill(zh.review.acceptHigh, { n: g.high.length })}
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
                      sources={sources.value?.items ?? []}
                      period={p.period}
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
            {!gs.length && <p class="empty">{zh.review.allDone}</p>}
          </div>
        </section>
      </div>
    </>
  );
}
