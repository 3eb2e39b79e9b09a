// The scoring table drawn as a grid with one cell in the tab order: arrows move, Enter or a letter types, Tab goes on. Everything
// typed goes to the state; nothing is requested here.
import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WireScoreGroup, WireScoreRow } from '../../src/http/wire.ts';
import {
  type Cell,
  COLUMNS,
  type Column,
  canEdit,
  isSorted,
  movedCell,
  nextEditable,
  rowNamed,
  rowsOf,
  saidIn,
  shownIn,
  unsavedAt,
} from '../state/score.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { score as words } from '../words/zh-score.ts';
import { PlaceChoice } from './score-place.tsx';
import type { Scoring } from './score-step.tsx';

const ARROWS = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'home',
  End: 'end',
} as const;

/** `detail`: what belongs to the row at hand, shown beneath it where there is no room beside the grid. */
export function Grid(p: Scoring & { detail: ComponentChildren }) {
  const { state, act } = p;
  const table = useRef<HTMLTableElement>(null);
  const wantFocus = useRef(false);
  /** A cell of a row that is on its way: into another group, or from the form it was named in. The keyboard goes with it. */
  const moving = useRef<Cell | null>(null);
  useLayoutEffect(() => {
    const to = moving.current;
    const moved = to && rowNamed(state.table, to.row);
    if (moved && isSorted(state.table!, moved.level1)) {
      moving.current = null;
      return go(to);
    }
    if (!wantFocus.current) return;
    wantFocus.current = false;
    const el = table.current?.querySelector<HTMLElement>('td[tabindex="0"], th[tabindex="0"]');
    const box = table.current?.querySelector<HTMLInputElement>('td input');
    (box ?? el)?.focus();
    if (box && state.editing?.value === state.editing?.seen) box.select();
  });
  const go = (at: ReturnType<typeof movedCell>): void => {
    if (!at) return;
    wantFocus.current = true;
    act({ do: 'go', at });
  };
  // Taking the box away makes it lose the keyboard, which saves too: only what is still being typed is saved.
  const commit = (): void => {
    const latest = p.latest();
    const { at, editing } = latest;
    if (!at || !editing) return;
    const row = rowNamed(latest.table, at.row);
    const value = editing.value.trim();
    const kept = row && unsavedAt(latest, at.row, at.column);
    if (!row || (value === saidIn(row, at.column) && !kept)) act({ do: 'cancel' });
    else p.put([{ row: at.row, field: at.column, value: value || null }]);
  };

  const onKey = (e: KeyboardEvent): void => {
    const { at, editing } = state;
    if (!at || e.isComposing) return;
    const target = e.target as HTMLElement;
    const inCell = target.closest('[data-column]') !== null;
    if (!inCell || target.tagName === 'BUTTON' || target.tagName === 'SELECT') return;
    if (editing) {
      if (e.key === 'Escape') {
        act({ do: 'cancel' });
        wantFocus.current = true;
      } else if (e.key === 'Enter') {
        commit();
        go(movedCell(state.table, at, e.shiftKey ? 'up' : 'down'));
      } else if (e.key === 'Tab') {
        const next = nextEditable(state.table, at, e.shiftKey ? -1 : 1);
        commit();
        if (!next) return;
        go(next);
      } else return;
      e.preventDefault();
      return;
    }
    const row = rowNamed(state.table, at.row);
    const step = ARROWS[e.key as keyof typeof ARROWS];
    if (e.ctrlKey || e.metaKey) {
      if (e.key.toLowerCase() !== 'z') return;
      p.undo();
    } else if (step) go(movedCell(state.table, at, step));
    // `Process`: an input method is about to compose; it needs the box.
    else if (e.key === 'Enter' || e.key === 'F2' || e.key === 'Process') {
      wantFocus.current = true;
      act({ do: 'begin' });
    } else if (e.key === 'Delete' || e.key === 'Backspace') {
      if (at.column !== 'name' && row && canEdit(row, at.column) && saidIn(row, at.column) !== '')
        p.put([{ row: at.row, field: at.column, value: null }]);
    } else if (e.key.toLowerCase() === 'z' && !(row && canEdit(row, at.column))) p.undo();
    else if (e.key.length === 1 && !e.altKey && e.key !== ' ') {
      wantFocus.current = true;
      act({ do: 'begin', with: e.key });
    } else return;
    e.preventDefault();
  };

  const t = state.table!;
  return (
    <div class="grid-scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are edited is a grid */}
      <table class="score-grid" role="grid" aria-label={words.title} ref={table} onKeyDown={onKey}>
        <thead>
          <tr>
            {COLUMNS.map((c) => (
              <th key={c} scope="col" class={`col-${c}`}>
                {words.columns[c]}
              </th>
            ))}
          </tr>
        </thead>
        {t.groups.map((g) => (
          <tbody key={g.name}>
            <GroupHead
              {...p}
              group={g}
              onAdded={(row) => {
                moving.current = { row, column: 'target' };
              }}
              onSplit={(row) => {
                wantFocus.current = true;
                act({ do: 'go', at: { row, column: 'weight' } });
              }}
            />
            {g.rows.map((r) => (
              <Fragment key={r.name}>
                <tr class={`${r.name === state.at?.row ? 'on' : ''}${r.passedOver ? ' passed' : ''}`} data-row={r.name}>
                  {COLUMNS.map((c) => (
                    <GridCell
                      key={c}
                      {...p}
                      row={r}
                      column={c}
                      onCommit={commit}
                      onSort={() => {
                        act({ do: 'go', at: { row: r.name, column: c } });
                        moving.current = { row: r.name, column: c };
                      }}
                      onPick={(edit) => {
                        wantFocus.current = true;
                        act({ do: 'go', at: { row: r.name, column: c } });
                        if (edit) act({ do: 'begin' });
                      }}
                    />
                  ))}
                </tr>
                <Unsaid
                  {...p}
                  row={r.name}
                  onMend={(c) => {
                    wantFocus.current = true;
                    act({ do: 'go', at: { row: r.name, column: c } });
                    act({ do: 'begin' });
                  }}
                />
                {p.detail && r.name === state.at?.row && (
                  <tr class="row-detail">
                    <td colSpan={COLUMNS.length}>{p.detail}</td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface CellProps extends Scoring {
  row: WireScoreRow;
  column: Column;
  onPick(edit: boolean): void;
  onSort(): void;
  onCommit(): void;
}

function GridCell(p: CellProps) {
  const { row, column, state } = p;
  const on = state.at?.row === row.name && state.at.column === column;
  const editing = on ? state.editing : null;
  const chosen = useRef(false);
  const kept = unsavedAt(state, row.name, column);
  const can = canEdit(row, column);
  const shown = kept ? (kept.value ?? '') : shownIn(row, column);
  const due = column === 'reason' && row.reasonDue.length > 0;
  const unsorted = column === 'level2' && row.origin === 'own' && !isSorted(state.table!, row.level1);
  const tag =
    column === 'score' && !kept
      ? row.passedOver
        ? words.passedOver
        : words.state[row.score.is]
      : due
        ? words.due
        : '';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the keys
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the role keeps it a cell when it is laid out as a block
      role="gridcell"
      class={`col-${column}${can ? ' can' : ''}${kept ? ` ${kept.is}` : ''}`}
      tabIndex={on && !editing ? 0 : -1}
      data-column={column}
      data-label={words.columns[column]}
      data-at={on ? 'true' : undefined}
      aria-readonly={!can}
      aria-selected={on}
      title={column === 'score' ? (row.score.working ?? row.score.why ?? undefined) : undefined}
      onFocus={(e) => {
        if (e.target === e.currentTarget && !on) p.onPick(false);
      }}
      // A first click chooses the cell, a second one types in it: focus comes before the click and would hide which it is.
      onMouseDown={() => {
        chosen.current = on;
      }}
      onClick={() => {
        if (!editing) p.onPick(chosen.current && can);
      }}
    >
      {editing ? (
        <input
          value={editing.value}
          aria-label={`${row.name} ${words.columns[column]}`}
          autocomplete="off"
          onInput={(e) => p.act({ do: 'type', value: e.currentTarget.value })}
          onBlur={p.onCommit}
        />
      ) : (
        <>
          {unsorted ? (
            <PlaceChoice {...p} id={`place-${row.name}`} onChosen={p.onSort} />
          ) : (
            shown !== '' && <span class="cell-text">{shown}</span>
          )}
          {tag && (
            <span class={column === 'score' && row.score.is !== 'not-applicable' ? 'tag medium' : 'tag'}>{tag}</span>
          )}
          {column === 'score' && !kept && row.score.given !== null && row.score.computed !== null && (
            <small>
              {row.score.given === row.score.final
                ? fill(words.computed, { n: row.score.computed })
                : fill(words.givenWaits, { n: row.score.given })}
            </small>
          )}
          {shown === '' && !tag && can && !unsorted && (
            <span class="hollow" aria-hidden="true">
              ·
            </span>
          )}
          {kept?.is === 'saving' && <small>{zh.common.saving}</small>}
        </>
      )}
    </td>
  );
}

/** Cells of a row that could not be saved: why, and the ways out, over the whole width. */
function Unsaid(p: Scoring & { row: string; onMend(column: Column): void }) {
  const cells = COLUMNS.flatMap((column) => {
    const kept = unsavedAt(p.state, p.row, column);
    return kept && kept.is !== 'saving' ? [{ column, kept }] : [];
  });
  return (
    <>
      {cells.map(({ column, kept }) => (
        <tr key={column} class="row-error" data-unsaved={`${p.row} ${column}`}>
          <td colSpan={COLUMNS.length} role="alert">
            <b>{words.columns[column]}</b>{' '}
            {kept.is === 'clash'
              ? fill(words.clash, { theirs: kept.theirs || words.cleared, mine: kept.value ?? words.cleared })
              : `${words.failed}${kept.error ?? ''}`}{' '}
            {kept.is === 'failed' && (
              <button type="button" class="act yes" onClick={() => p.onMend(column)}>
                {words.mend}
              </button>
            )}
            <button type="button" class="act" onClick={() => p.put([kept])}>
              {kept.is === 'clash' ? words.clashMine : words.again}
            </button>
            <button type="button" class="act" onClick={() => p.act({ do: 'drop', edit: kept })}>
              {kept.is === 'clash' ? words.clashTheirs : words.drop}
            </button>
          </td>
        </tr>
      ))}
    </>
  );
}

function GroupHead(p: Scoring & { group: WireScoreGroup; onSplit(first: string): void; onAdded(row: string): void }) {
  const g = p.group;
  const [adding, setAdding] = useState(false);
  const adder = useRef<HTMLButtonElement>(null);
  const [excusing, setExcusing] = useState(false);
  const [why, setWhy] = useState('');
  const sorted = !g.own || isSorted(p.state.table!, g.name);
  const bare = sorted && !g.rows.length && g.notApplicable === null;
  return (
    <tr class="grid-group" data-group={g.name}>
      <th colSpan={COLUMNS.length} scope="rowgroup">
        <div class="group-line">
          <b>{g.name}</b>
          {sorted && <span>{fill(words.groupWeight, { n: g.weight })}</span>}
          {g.rowsWeight !== null && g.rowsWeight !== g.weight && (
            <span class="tag medium">{fill(words.groupRows, { n: g.rowsWeight })}</span>
          )}
          {g.score !== null && <span>{fill(words.groupScore, { n: g.score })}</span>}
          {g.split.length > 0 && (
            <button
              type="button"
              class="act"
              title={fill(words.splitHint, { list: g.split.map((s) => `${s.name} ${s.weight}`).join('，') })}
              onClick={() => {
                p.onSplit(g.split[0]!.name);
                p.adopt({ adoptSplit: [g.name] });
              }}
            >
              {words.split}
            </button>
          )}
          {g.own && sorted && (
            <button type="button" class="act" ref={adder} aria-expanded={adding} onClick={() => setAdding(!adding)}>
              {words.add}
            </button>
          )}
          {bare && (
            <button type="button" class="act" aria-expanded={excusing} onClick={() => setExcusing(!excusing)}>
              {words.noneOf}
            </button>
          )}
        </div>
        {g.notApplicable !== null && (
          <p class="hint">
            {fill(words.groupNot, { why: g.notApplicable })}{' '}
            <button
              type="button"
              class="quiet small"
              onClick={() => p.adopt({ rows: [{ name: g.name, field: 'notApplicable', value: null }] })}
            >
              {words.groupNotBack}
            </button>
          </p>
        )}
        {bare && excusing && (
          <form
            class="edit"
            onSubmit={(e) => {
              e.preventDefault();
              if (why.trim()) p.adopt({ rows: [{ name: g.name, field: 'notApplicable', value: why.trim() }] });
            }}
            onKeyDown={(e) => e.stopPropagation()}
          >
            <div class="field grow">
              <label for={`none-${g.name}`}>{words.groupNotWhy}</label>
              <input id={`none-${g.name}`} autocomplete="off" onInput={(e) => setWhy(e.currentTarget.value)} />
            </div>
            <div class="actions">
              <button type="submit" class="primary small">
                {words.groupNotSave}
              </button>
            </div>
          </form>
        )}
        {g.issue && <p class="issue">{g.issue}</p>}
        {adding && (
          <AddRow
            {...p}
            onEnd={() => {
              setAdding(false);
              adder.current?.focus();
            }}
          />
        )}
      </th>
    </tr>
  );
}

function AddRow(p: Scoring & { group: WireScoreGroup; onAdded(row: string): void; onEnd(): void }) {
  const g = p.group;
  const [name, setName] = useState('');
  const [level2, setLevel2] = useState(g.level2[0] ?? '');
  const [error, setError] = useState('');
  const add = (): void => {
    const title = name.trim();
    const wrong = !title
      ? words.addNeedsName
      : rowsOf(p.state.table).some((r) => r.name === title)
        ? words.addTwice
        : '';
    setError(wrong);
    if (wrong) return;
    p.adopt({
      rows: [
        { name: title, field: 'level1', value: g.name },
        ...(level2 ? [{ name: title, field: 'level2', value: level2 }] : []),
      ],
    });
    p.onAdded(title);
    p.onEnd();
  };
  return (
    <form
      class="edit"
      aria-label={fill(words.addTo, { group: g.name })}
      onSubmit={(e) => {
        e.preventDefault();
        add();
      }}
      onKeyDown={(e) => {
        if (e.key === 'Escape') p.onEnd();
        e.stopPropagation();
      }}
    >
      <div class="field grow">
        <label for={`add-${g.name}`}>{words.addName}</label>
        <input
          id={`add-${g.name}`}
          autocomplete="off"
          maxLength={80}
          ref={(el) => {
            if (el && !name && document.activeElement !== el) el.focus();
          }}
          onInput={(e) => setName(e.currentTarget.value)}
        />
      </div>
      {g.level2.length > 0 && (
        <div class="field">
          <label for={`level2-${g.name}`}>{words.addLevel2}</label>
          <select id={`level2-${g.name}`} value={level2} onChange={(e) => setLevel2(e.currentTarget.value)}>
            {g.level2.map((l) => (
              <option key={l}>{l}</option>
            ))}
          </select>
        </div>
      )}
      <div class="actions">
        <button type="submit" class="primary small">
          {words.addSave}
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
