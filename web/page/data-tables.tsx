// The data tables of the report as they will be printed, from the same facts: what is missing is marked and leads to where it is given.
import type { WireRun } from '../../src/http/wire.ts';
import { figureId, readKey, viewFocus } from '../state/figures.ts';
import { missingCells, type Table, tablesOf } from '../state/tables.ts';
import { fill } from '../words/fill.ts';
import { tables as words } from '../words/zh-figures.ts';
import { Trouble, Waiting } from './bits.tsx';
import { useLoaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

export function DataTables(p: StepProps) {
  const read = useLoaded(`document ${p.report}`, p.tick, async () => {
    const [document, facts] = await Promise.all([p.client.document(p.report), p.client.facts(p.report)]);
    return { document, facts: facts.items };
  });
  if (!read.value)
    return (
      <section class="panel">
        {read.error ? <Trouble error={read.error} again={() => void read.reload()} /> : <Waiting />}
      </section>
    );
  const { document, facts } = read.value;
  const all = tablesOf(document);
  /** Cells that a fact or figure backs lead there. */
  const see = (run: WireRun): (() => void) | null => {
    const { by } = run;
    if (by?.kind === 'figure') return () => p.goTo('figures', viewFocus('figures', figureId(by)));
    if (by?.kind !== 'fact') return null;
    const fact = facts.find(
      (f) => f.key === by.key && f.scope === by.scope && f.item === by.item && f.period === by.period,
    );
    return fact ? () => p.goTo('review', fact.id) : null;
  };
  const give = (key: string, scope: string | null) => (): void => {
    const at = readKey(key, p.period);
    const known = facts.find(
      (f) => f.key === at.key && f.period === at.period && f.scope === scope && f.standing.is !== 'rejected',
    );
    if (known) p.goTo('review', known.id);
    else p.goTo('ask', `${key}~tables`);
  };
  return (
    <section class="panel" aria-label={words.title}>
      <p class="lead">{words.lead}</p>
      {!all.length && <p class="empty">{words.none}</p>}
      {all.map((t) => (
        <DataTable key={`${t.section} ${t.table}`} table={t} see={see} give={give} />
      ))}
    </section>
  );
}

function DataTable(p: {
  table: Table;
  see(run: WireRun): (() => void) | null;
  give(key: string, scope: string | null): () => void;
}) {
  const t = p.table;
  const missing = missingCells(t);
  return (
    <figure class="data-table" data-table={t.table}>
      <figcaption>
        <b>{t.caption}</b>
        <span class={missing ? 'tag medium' : 'tag confirmed'}>
          {missing ? fill(words.missingCount, { n: missing }) : words.complete}
        </span>
        {t.unitLine && <span class="faint">{t.unitLine}</span>}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={t.caption}>
        <table>
          <thead>
            <tr>
              {t.columns.map((c) => (
                <th key={c.title} scope="col">
                  {c.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {t.rows.map((r, i) => {
              const label = r.cells[0]?.map((x) => x.t).join('') ?? '';
              return (
                <tr key={`${i} ${label}`} class={r.kind}>
                  {r.cells.map((cell, k) => (
                    <td key={t.columns[k]?.title ?? k} class={t.columns[k]?.align ?? 'left'}>
                      {cell.map((run, n) => {
                        const name = `${label.replace(/^其中[：:]/, '')} · ${t.columns[k]?.title ?? ''}`;
                        if (run.by?.kind === 'missing')
                          return (
                            <button
                              type="button"
                              key={n}
                              class="quiet small need-cell"
                              aria-label={fill(words.fillIn, { title: name })}
                              onClick={p.give(run.by.key, null)}
                            >
                              {words.missing}
                            </button>
                          );
                        const look = p.see(run);
                        return look ? (
                          <button
                            type="button"
                            key={n}
                            class="cell-link"
                            onClick={look}
                            aria-label={`${name} ${run.t}`}
                          >
                            {run.t}
                          </button>
                        ) : (
                          <span key={n}>{run.t}</span>
                        );
                      })}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {t.note && <p class="doc-note">{t.note}</p>}
    </figure>
  );
}
