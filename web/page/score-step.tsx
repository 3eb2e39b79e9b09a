// Step 5: the scoring table. It loads and saves; the grid is drawn by score-grid.tsx, the row at hand by score-row.tsx.
import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { SavedScore, ScoreEdits, WireScore } from '../../src/http/wire.ts';
import { Failure, failureWords } from '../client.ts';
import {
  asRequest,
  type Edit,
  emptyGrid,
  grid,
  nextOpen,
  resendable,
  rowNamed,
  type ScoreGrid,
  saidIn,
} from '../state/score.ts';
import { fill } from '../words/fill.ts';
import { score as words } from '../words/zh-score.ts';
import { Head, Trouble, Waiting } from './bits.tsx';
import type { Loaded } from './load.ts';
import { useNarrow } from './narrow.ts';
import { Grid } from './score-grid.tsx';
import { PriorRows } from './score-prior.tsx';
import { RowPanel } from './score-row.tsx';
import type { StepProps } from './workspace.tsx';

export interface Scoring {
  state: ScoreGrid;
  /** The state as it is now, also for an event that comes after the drawing it belongs to. */
  latest(): ScoreGrid;
  act: (a: Parameters<typeof grid>[1]) => void;
  /** Sends cells; what cannot be saved stays typed in its cell. */
  put(edits: readonly Edit[]): void;
  /** Sends what is not a cell: a split, last year's rows, the total. */
  adopt(what: Omit<ScoreEdits, 'expectedVersion'>): void;
  undo(): void;
}

/** `score`: read by the workspace, which says on the tab how much is open. */
export function ScoreStep(p: StepProps & { score: Loaded<WireScore> }) {
  const loaded = p.score;
  const [state, dispatch] = useReducer(grid, emptyGrid);
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const narrow = useNarrow();
  // Requests go out one after the other, each with the version the one before it answered.
  const now = useRef(state);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const act = useCallback((a: Parameters<typeof grid>[1]): void => {
    now.current = grid(now.current, a);
    dispatch(a);
  }, []);
  useEffect(() => {
    if (loaded.value) act({ do: 'load', table: loaded.value });
  }, [loaded.value]);
  useEffect(() => {
    if (p.focus && rowNamed(state.table, p.focus)) act({ do: 'go', at: { row: p.focus, column: 'name' } });
  }, [p.focus, state.table !== null]);

  const later = (work: () => Promise<void>): void => {
    queue.current = queue.current.then(work, work);
  };
  const version = (): number => now.current.table?.version ?? 0;
  const done = (saved: SavedScore, edits: readonly Edit[]): void => {
    act({ do: 'saved', edits, table: saved.table, changed: saved.changed });
    setSaid(words.saved);
    p.changed();
  };

  const send = async (edits: readonly Edit[]): Promise<void> => {
    try {
      done(await p.client.saveScore(p.report, { expectedVersion: version(), rows: asRequest(edits) }), edits);
    } catch (e) {
      if (!(e instanceof Failure && e.status === 409)) return act({ do: 'failed', edits, error: failureWords(e) });
      // Somebody saved first: what they did not touch is sent again, what they did is for the person to decide.
      try {
        act({ do: 'stale', edits, table: await p.client.score(p.report) });
        const again = resendable(now.current, edits);
        if (again.length)
          done(await p.client.saveScore(p.report, { expectedVersion: version(), rows: asRequest(again) }), again);
      } catch (again) {
        act({ do: 'failed', edits: resendable(now.current, edits), error: failureWords(again) });
      }
    }
  };
  const put = (edits: readonly Edit[]): void => {
    const { table } = now.current;
    const seen = edits.map((e) => {
      const row = rowNamed(table, e.row);
      return { ...e, seen: row ? saidIn(row, e.field) : '' };
    });
    act({ do: 'save', edits: seen });
    later(() => send(edits));
  };
  const adopt = (what: Omit<ScoreEdits, 'expectedVersion'>): void =>
    later(async () => {
      setError(null);
      try {
        done(await p.client.saveScore(p.report, { expectedVersion: version(), ...what }), []);
      } catch (e) {
        if (e instanceof Failure && e.status === 409) await loaded.reload();
        setError(failureWords(e));
      }
    });
  const undo = (): void =>
    later(async () => {
      const last = now.current.undo[now.current.undo.length - 1];
      if (!last) return;
      setError(null);
      try {
        await p.client.settle(
          p.report,
          last.map((c) => ({ id: c.id, decision: 'undo' as const, expectedVersion: c.version })),
        );
        act({ do: 'undone', table: await p.client.score(p.report) });
        setSaid(words.undone);
        p.changed();
      } catch (e) {
        if (e instanceof Failure && (e.status === 409 || e.code === 'nothing_to_undo')) act({ do: 'forget' });
        setError(failureWords(e));
      }
    });

  const t = state.table;
  const scoring: Scoring = { state, latest: () => now.current, act, put, adopt, undo };
  const panel = t && <RowPanel {...p} {...scoring} row={rowNamed(t, state.at?.row ?? '')} />;
  const left = state.unsaved.filter((u) => u.is !== 'saving').length;

  return (
    <>
      <Head title={words.title} lead={words.lead}>
        <button type="button" class="plain-button" onClick={() => p.goTo('download')}>
          {words.download}
        </button>
        <button type="button" class="primary" onClick={() => p.goTo('draft')}>
          {words.next}
        </button>
      </Head>
      <Trouble error={error} />
      {!t && (loaded.error ? <Trouble error={loaded.error} again={() => void loaded.reload()} /> : <Waiting />)}
      {t && (
        <>
          <Result {...scoring} />
          <PriorRows {...scoring} />
          <div class="bar">
            <button type="button" class="plain-button" disabled={!state.undo.length} onClick={undo}>
              {words.undo}
            </button>
            <p class="keys">{words.keys}</p>
            <p class="hidden" role="status">
              {said}
            </p>
            {left > 0 && (
              <p class="remark" role="alert">
                {fill(words.unsavedCount, { n: left })}
              </p>
            )}
          </div>
          <div class="score-wrap">
            <Grid {...scoring} detail={narrow ? panel : null} />
            {!narrow && panel}
          </div>
        </>
      )}
    </>
  );
}

function Result(p: Scoring) {
  const t = p.state.table!;
  /** To the next row with something to fill, else to the first group that has none. */
  const goOn = (): void => {
    const at = nextOpen(t, p.state.at);
    if (at) p.act({ do: 'go', at });
    const group = at ? null : t.groups.find((g) => t.open.includes(g.name));
    setTimeout(() => {
      const el = group
        ? Array.from(document.querySelectorAll<HTMLElement>('[data-group]')).find((g) => g.dataset.group === group.name)
        : document.querySelector<HTMLElement>('.score-grid td[tabindex="0"]');
      (group ? el?.querySelector('button') : el)?.focus();
      el?.scrollIntoView({ block: 'center' });
    });
  };
  return (
    <section class="panel result" aria-label={words.total}>
      <p class="result-total" role="status">
        <span>
          {words.total} <b data-total={t.total ?? ''}>{t.total ?? words.noTotal}</b>
        </span>
        <span>
          {words.grade} <b>{t.grade ?? words.noTotal}</b>
        </span>
        {t.open.length ? (
          <span>
            <span class="tag medium">{fill(words.openCount, { n: t.open.length })}</span>
            <button type="button" class="quiet" onClick={goOn}>
              {words.nextOpen}
            </button>
          </span>
        ) : (
          <span class="tag confirmed">{words.allFilled}</span>
        )}
        <span class="faint">{fill(words.set, { label: t.set.label })}</span>
      </p>
      {t.sum !== null && t.sum !== t.total && <p class="hint">{fill(words.sum, { sum: t.sum })}</p>}
      {t.rescaled && <p class="hint">{fill(words.rescaled, { ...t.rescaled })}</p>}
      {t.cap && <p class="remark">{t.cap.why}</p>}
      {t.issues.map((i) => (
        <p class="remark" key={i}>
          {i}
        </p>
      ))}
      {t.stated.agrees === false && t.total !== null && (
        <p class="remark">
          {fill(words.stated, {
            stated: [t.stated.score?.value, t.stated.grade?.value].filter((v) => v !== undefined).join('、'),
          })}{' '}
          <button type="button" class="quiet" onClick={() => p.adopt({ adoptTotal: true })}>
            {words.adopt}
          </button>
        </p>
      )}
    </section>
  );
}
