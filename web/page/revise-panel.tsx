// Changing words by instruction: the target, the words asked for, what would change, and the decision. Nothing is stored before it.
import { useEffect, useRef } from 'preact/hooks';
import type { WireRemedy, WireRevision, WireSection } from '../../src/http/wire.ts';
import { type Client, failureWords } from '../client.ts';
import { around, type Revising, type RevisingAction } from '../state/revising.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { revise as words } from '../words/zh-draft.ts';
import { Trouble } from './bits.tsx';

interface PanelProps {
  client: Client;
  report: string;
  state: Revising;
  act(a: RevisingAction): void;
  /** Something was stored: what was done, in words. */
  done(said: string, now?: WireSection): void;
}

const clip = (s: string, n: number): string => (s.length > n ? `${s.slice(0, n)}…` : s);

export function RevisePanel({ client, report, state, act, done }: PanelProps) {
  const panel = useRef<HTMLElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const { target, shown } = state;
  const ask = (instruction: string): void => {
    if (state.busy || (!state.refreshing && instruction.trim() === '')) return;
    act({ do: 'ask' });
    const asked = state.refreshing
      ? client.refresh(report, target.section, target.version)
      : client.revise(report, target.section, {
          instruction,
          expectedVersion: target.version,
          ...(target.stretch ? { selection: target.stretch.text, start: target.stretch.start } : {}),
        });
    asked.then(
      (r) => act({ do: 'shown', shown: r }),
      (e) => act({ do: 'failed', error: failureWords(e) }),
    );
  };
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
    if (state.refreshing) ask('');
    else box.current?.focus();
  }, [target.section, target.stretch?.start, state.refreshing]);
  const choose = (instruction: string): void => {
    act({ do: 'type', instruction });
    if (instruction.includes('……')) box.current?.focus();
    else ask(instruction);
  };
  const follow = (r: WireRemedy): void => {
    act({ do: 'ask' });
    client.follow(r.request).then(
      () => done(words.factChanged),
      (e) => act({ do: 'failed', error: failureWords(e) }),
    );
  };
  const accept = (r: Extract<WireRevision, { is: 'revision' }>): void => {
    act({ do: 'ask' });
    client.acceptRevision(report, target.section, { id: r.id, text: r.text, expectedVersion: r.version }).then(
      (now) => done(fill(words.stored, { title: target.title }), now),
      (e) => act({ do: 'failed', error: failureWords(e) }),
    );
  };
  return (
    <section
      class="panel revise"
      ref={panel}
      aria-label={words.title}
      onKeyDown={(e) => {
        if (e.key === 'Escape') act({ do: 'shut' });
      }}
    >
      <h2>
        {fill(state.refreshing ? words.refreshing : words.of, { title: target.title })}
        <button type="button" class="quiet" onClick={() => act({ do: 'shut' })}>
          {zh.common.close}
        </button>
      </h2>
      {target.stretch && <blockquote class="revise-target">{clip(target.stretch.text, 120)}</blockquote>}
      {!state.refreshing && (
        <>
          <fieldset class="revise-choices" aria-label={words.choices}>
            {words.quick.map((q) => (
              <button type="button" key={q} class="act" disabled={state.busy} onClick={() => choose(q)}>
                {q}
              </button>
            ))}
          </fieldset>
          <form
            class="revise-form"
            onSubmit={(e) => {
              e.preventDefault();
              // The words as they stand in the box, also when Enter comes before the page is drawn again.
              ask(box.current?.value ?? state.instruction);
            }}
          >
            <label class="hidden" for="revise-words">
              {words.title}
            </label>
            <input
              id="revise-words"
              ref={box}
              value={state.instruction}
              maxLength={2000}
              placeholder={words.hint}
              onInput={(e) => act({ do: 'type', instruction: e.currentTarget.value })}
            />
            <button type="submit" class="primary" disabled={state.busy}>
              {state.busy ? words.thinking : words.preview}
            </button>
          </form>
        </>
      )}
      <div role="status">
        {shown?.is === 'revision' && (
          <Difference
            revision={shown}
            refreshed={state.refreshing}
            accept={accept}
            refuse={() => act({ do: 'shut' })}
          />
        )}
        {shown?.is === 'cannot' && (
          <div class="revise-cannot">
            <p>{shown.why}</p>
            {shown.offers.length > 0 && (
              <p class="revise-choices">
                {words.instead}
                {shown.offers.map((o) => (
                  <button type="button" key={o} class="act" onClick={() => choose(o)}>
                    {clip(o, 40)}
                  </button>
                ))}
              </p>
            )}
          </div>
        )}
        {shown?.is === 'proposal' && (
          <div class="revise-cannot">
            <p>{words.proposal}</p>
            <ul>
              {shown.proposal.changes.map((c) => (
                <li key={c.id}>
                  {c.title}：<del>{`${c.from.value}${c.from.unit}`}</del> → <ins>{`${c.to.value}${c.to.unit}`}</ins>
                </li>
              ))}
            </ul>
            <div class="actions">
              {shown.remedies.map((r) => (
                <button type="button" key={r.label} class="act yes" onClick={() => follow(r)}>
                  {r.label}
                </button>
              ))}
              <button type="button" class="act" onClick={() => act({ do: 'shut' })}>
                {words.leave}
              </button>
            </div>
          </div>
        )}
      </div>
      <Trouble error={state.error} />
    </section>
  );
}

function Difference(p: {
  revision: Extract<WireRevision, { is: 'revision' }>;
  refreshed: boolean;
  accept(r: Extract<WireRevision, { is: 'revision' }>): void;
  refuse(): void;
}) {
  const r = p.revision;
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), [r.id]);
  return (
    <>
      <p class="diff" data-diff="">
        {around(r.segments, 60).map((s, i) =>
          s.is === 'new' ? (
            <ins key={i}>{s.t}</ins>
          ) : s.is === 'gone' ? (
            <del key={i}>{s.t}</del>
          ) : (
            <span key={i}>{s.t}</span>
          ),
        )}
      </p>
      {r.notes.map((n) => (
        <p key={n} class="hint">
          {n}
        </p>
      ))}
      {r.dropped.length > 0 && !p.refreshed && (
        <p class="remark">{fill(words.dropped, { what: r.dropped.slice(0, 8).join('、') })}</p>
      )}
      <div class="actions">
        <button type="button" class="primary" ref={yes} onClick={() => p.accept(r)}>
          {words.accept}
        </button>
        <button type="button" class="plain-button" onClick={p.refuse}>
          {words.refuse}
        </button>
        <span class="hint">{p.refreshed ? words.byFacts : r.by === 'model' ? words.byModel : words.byEngine}</span>
      </div>
    </>
  );
}

/** What of a section's text does not go with the facts: numbers in staff's words, sentences that no longer hold. */
export function SectionNotes(p: {
  client: Client;
  section: WireSection;
  onRefresh(): void;
  done(said: string): void;
  failed(e: unknown): void;
}) {
  const s = p.section;
  const claims = s.claims.filter((c) => c.standing !== 'linked');
  if (!claims.length && !s.stale.length) return null;
  const follow = (r: WireRemedy): void => {
    p.client.follow(r.request).then(
      () => p.done(words.remedied[r.do]),
      (e) => p.failed(e),
    );
  };
  return (
    <aside class="section-notes" aria-label={fill(words.notes, { title: s.title })}>
      {claims.length > 0 && (
        <ul>
          {claims.map((c) => (
            <li key={c.start}>
              <span class={`tag ${c.standing === 'conflict' ? 'sev-E' : 'sev-W'}`}>{words.standing[c.standing]}</span>
              <b>{c.text}</b>
              <span class="hint">
                {c.standing === 'conflict'
                  ? fill(words.says, { title: c.title ?? '', says: c.says ?? '' })
                  : clip(c.sentence, 50)}
              </span>
              {!s.locked &&
                c.remedies.map((r) => (
                  <button type="button" key={r.do} class="act" onClick={() => follow(r)}>
                    {r.label}
                  </button>
                ))}
            </li>
          ))}
        </ul>
      )}
      {s.stale.length > 0 && (
        <div>
          <span class="tag sev-W">{fill(words.stale, { n: s.stale.length })}</span>
          <ul>
            {s.stale.slice(0, 5).map((x) => (
              <li key={`${x.paragraph}.${x.index}`} class="hint">
                {clip(x.text, 80)}
              </li>
            ))}
          </ul>
          {s.locked ? (
            <span class="hint">{words.lockedStale}</span>
          ) : (
            <button type="button" class="act" onClick={p.onRefresh}>
              {words.refresh}
            </button>
          )}
        </div>
      )}
    </aside>
  );
}
