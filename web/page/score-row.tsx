// The row at hand: how its score comes about, what is due, and everything about it that has no column of its own.
import { useEffect, useState } from 'preact/hooks';
import type { WireScoreRow } from '../../src/http/wire.ts';
import { COLUMNS, canEdit, saidIn, type Unsaved as UnsavedEdit, unsavedAt } from '../state/score.ts';
import { fill } from '../words/fill.ts';
import { score as words } from '../words/zh-score.ts';
import { Sure } from './bits.tsx';
import { PlaceChoice } from './score-place.tsx';
import type { Scoring } from './score-step.tsx';
import type { StepProps } from './workspace.tsx';

type RowProps = StepProps & Scoring & { row: WireScoreRow };

/** Words about a row that are typed in a box of their own. */
const TEXTS = ['reason', 'improvement', 'scoreReason', 'approvedTarget', 'adjustedTarget', 'notApplicable'] as const;

export function RowPanel(p: StepProps & Scoring & { row: WireScoreRow | null }) {
  if (!p.row) return <p class="panel hint">{words.rowHint}</p>;
  return <Row {...p} key={p.row.name} row={p.row} />;
}

function Row(p: RowProps) {
  const { row } = p;
  const { score } = row;
  const put = (field: string, value: string | null): void => p.put([{ row: row.name, field, value }]);
  const can = (field: string): boolean => canEdit(row, field);
  const own = row.origin === 'own';
  return (
    <section class="panel row-panel" aria-label={fill(words.row, { name: row.name })}>
      <h2>
        {row.label}
        <small>{row.level2 || row.level1}</small>
      </h2>
      {score.working && (
        <p class="formula">
          <b>{words.working}</b> {score.working}
        </p>
      )}
      {score.computed !== null && <p class="hint">{fill(words.computed, { n: score.computed })}</p>}
      {score.why && <p class="hint">{score.why}</p>}
      {score.between && <p class="hint">{fill(words.between, { from: score.between[0], to: score.between[1] })}</p>}
      {row.todo && (
        <p class="remark">
          <b>{words.todo}</b> {row.todo}
        </p>
      )}
      {score.waitingFor
        .filter((w) => !w.key.startsWith('indicator_'))
        .map((w) => (
          <button
            type="button"
            class="act yes"
            key={`${w.key} ${w.period}`}
            onClick={() => p.goTo('ask', `${w.period === p.period - 1 ? `${w.key}@prior` : w.key}~score~${row.name}`)}
          >
            {fill(words.fillIn, { title: w.title })}
          </button>
        ))}
      {row.reasonDue.map((d) => (
        <p class="remark" key={d}>
          <b>{words.due}</b> {d}
        </p>
      ))}
      {row.notes.map((n) => (
        <p class="hint" key={n}>
          {n}
        </p>
      ))}

      {p.state.unsaved
        .filter((u) => u.row === row.name && u.is !== 'saving' && !hasPlace(u.field))
        .map((u) => (
          <Unsaved key={u.field} {...p} of={u} />
        ))}

      {row.checklist.length > 0 && (
        <fieldset class="checklist">
          <legend class="label">{words.checklist}</legend>
          {row.checklist.map((c) => (
            <label key={c.n}>
              <span>
                {c.label} <small>{fill(words.points, { n: c.points })}</small>
              </span>
              <select
                value={c.met === null ? '' : c.met ? '是' : '否'}
                onChange={(e) => put(`check.${c.n}`, e.currentTarget.value || null)}
              >
                <option value="">{words.open}</option>
                <option value="是">{words.yes}</option>
                <option value="否">{words.no}</option>
              </select>
            </label>
          ))}
        </fieldset>
      )}
      {can('band') && (row.nature === 'qualitative' || row.band !== null) && (
        <Choice
          id="row-band"
          label={words.band}
          value={row.band ?? ''}
          options={[
            ['', words.bandNone],
            ...(row.bands.length
              ? row.bands.map((b): [string, string] => [b.label, fill(words.bandRange, b)])
              : (p.state.table?.limits.bands ?? []).map((b): [string, string] => [b, b])),
          ]}
          onChange={(v) => put('band', v || null)}
        />
      )}
      {own && can('level1') && (
        <div class="field">
          <label for="row-place">{words.place}</label>
          <PlaceChoice {...p} id="row-place" />
        </div>
      )}
      {own && can('nature') && (
        <Choice
          id="row-nature"
          label={words.nature}
          value={row.nature === 'qualitative' ? '定性' : '定量'}
          options={[
            ['定量', words.natures.quantitative],
            ['定性', words.natures.qualitative],
          ]}
          onChange={(v) => put('nature', v)}
        />
      )}
      {row.oneOf !== null && (
        <div class="field">
          <span class="label">{words.chosen}</span>
          {saidIn(row, 'chosen') === '是' ? (
            <p class="hint">{words.isChosen}</p>
          ) : (
            <button type="button" class="act" onClick={() => put('chosen', '是')}>
              {words.choose}
            </button>
          )}
        </div>
      )}
      {TEXTS.filter((f) => can(f) && wanted(row, f)).map((f) => (
        <Text key={f} {...p} field={f} />
      ))}
      <details>
        <summary>{words.extra}</summary>
        {TEXTS.filter((f) => can(f) && !wanted(row, f)).map((f) => (
          <Text key={f} {...p} field={f} />
        ))}
        {own && can('row') && (
          <div class="field">
            <Sure
              label={words.remove}
              question={words.removeSure}
              yes={words.removeYes}
              onYes={() => put('row', null)}
            />
          </div>
        )}
      </details>
    </section>
  );
}

/** Boxes that are open by themselves: those with words, and those where words are due. */
function wanted(row: WireScoreRow, field: (typeof TEXTS)[number]): boolean {
  if (saidIn(row, field) !== '') return true;
  const raised =
    row.score.given !== null && row.score.computed !== null && Number(row.score.given) > Number(row.score.computed);
  if (field === 'scoreReason') return raised;
  return (field === 'reason' || field === 'improvement') && row.reasonDue.length > 0;
}

/** Fields that show by themselves what could not be saved: columns of the grid and boxes of words. */
const hasPlace = (field: string): boolean => COLUMNS.some((c) => c === field) || TEXTS.some((t) => t === field);

/** What could not be saved, why, and the two ways out. */
function Unsaved(p: Scoring & { of: UnsavedEdit; onDrop?(): void }) {
  const u = p.of;
  return (
    <p class="cell-error" role="alert">
      {u.is === 'clash'
        ? fill(words.clash, { theirs: u.theirs || words.cleared, mine: u.value ?? words.cleared })
        : `${words.failed}${u.error ?? ''}`}{' '}
      <button type="button" class="quiet small" onClick={() => p.put([u])}>
        {u.is === 'clash' ? words.clashMine : words.again}
      </button>{' '}
      <button
        type="button"
        class="quiet small"
        onClick={() => {
          p.act({ do: 'drop', edit: u });
          p.onDrop?.();
        }}
      >
        {u.is === 'clash' ? words.clashTheirs : words.drop}
      </button>
    </p>
  );
}

function Choice(p: {
  id: string;
  label: string;
  value: string;
  options: [string, string][];
  onChange(value: string): void;
}) {
  return (
    <div class="field">
      <label for={p.id}>{p.label}</label>
      <select id={p.id} value={p.value} onChange={(e) => p.onChange(e.currentTarget.value)}>
        {p.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

function Text(p: RowProps & { field: (typeof TEXTS)[number] }) {
  const { row, field } = p;
  const said = saidIn(row, field);
  const kept = unsavedAt(p.state, row.name, field);
  const [text, setText] = useState(kept?.value ?? said);
  useEffect(() => {
    if (!kept) setText(said);
  }, [said]);
  const most = field === 'reason' || field === 'improvement' ? p.state.table?.limits.reason : null;
  const save = (): void => {
    if (text.trim() !== said) p.put([{ row: row.name, field, value: text.trim() || null }]);
  };
  const id = `row-${field}`;
  return (
    <div class="field">
      <label for={id}>{words[field]}</label>
      <textarea
        id={id}
        rows={2}
        value={text}
        onInput={(e) => setText(e.currentTarget.value)}
        onBlur={save}
        onKeyDown={(e) => {
          if (e.key === 'Escape') setText(said);
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) save();
        }}
      />
      {most && <p class="hint">{fill(words.reasonLeft, { n: text.length, most })}</p>}
      {field === 'notApplicable' && <p class="hint">{words.notApplicableHint}</p>}
      {kept && kept.is !== 'saving' && <Unsaved {...p} of={kept} onDrop={() => setText(said)} />}
    </div>
  );
}
