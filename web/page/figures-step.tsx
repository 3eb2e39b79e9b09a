// Step 4: computed figures with their working, and what a finance bureau would send the report back for.
import { useState } from 'preact/hooks';
import type { FindingList, WireFigure, WireFinding } from '../../src/http/wire.ts';
import { failureWords } from '../client.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { figures as figuresWords } from '../words/zh-figures.ts';
import { Head, Trouble, Waiting } from './bits.tsx';
import { type Loaded, useLoaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

type Computed = WireFigure & { state: Extract<WireFigure['state'], { is: 'computed' }> };
const isComputed = (f: WireFigure): f is Computed => f.state.is === 'computed';

export function FiguresStep(p: StepProps & { findings: Loaded<FindingList> }) {
  const figures = useLoaded(`figures ${p.report}`, p.tick, () => p.client.figures(p.report));
  const all = figures.value?.items ?? [];
  const computed = all.filter(isComputed);
  const without = all.filter((f) => f.state.is === 'not-applicable');
  const waiting = all.filter((f) => f.state.is === 'waiting');
  const found = p.findings.value;
  const rank = { E: 0, W: 1, I: 2 } as const;
  const list = [...(found?.items ?? [])].sort(
    (a, b) => Number(a.excuse !== null) - Number(b.excuse !== null) || rank[a.severity] - rank[b.severity],
  );

  return (
    <>
      <Head title={figuresWords.title} lead={figuresWords.lead}>
        <button type="button" class="primary" onClick={() => p.goTo('draft')}>
          {figuresWords.next}
        </button>
      </Head>
      <div class="two">
        <section class="panel" aria-labelledby="findings-title">
          <h2 id="findings-title">
            {figuresWords.findings}
            {found && <small>{fill(figuresWords.openCount, found.open)}</small>}
          </h2>
          <Trouble error={p.findings.error} again={() => void p.findings.reload()} />
          {!found && p.findings.busy && <Waiting />}
          {found && !list.length && <p class="empty">{figuresWords.noFindings}</p>}
          <ul class="plain-list">
            {list.map((f) => (
              <Finding key={f.id} finding={f} {...p} />
            ))}
          </ul>
        </section>
        <section class="panel" aria-labelledby="figures-title">
          <h2 id="figures-title">{figuresWords.figures}</h2>
          <Trouble error={figures.error} again={() => void figures.reload()} />
          {!figures.value && figures.busy && <Waiting />}
          {figures.value && !computed.length && <p class="empty">{figuresWords.noFigures}</p>}
          <ul class="figures">
            {[...computed, ...without].map((f) => (
              <li key={`${f.key} ${f.scope} ${f.period}`} data-figure={f.key}>
                <div class="figure-top">
                  <span>
                    {f.scope ? `${f.scope} · ` : ''}
                    {f.label}
                  </span>
                  <b>
                    {isComputed(f)
                      ? `${f.state.printed}${f.state.printed.endsWith(f.unit) ? '' : f.unit}`
                      : figuresWords.notApplicable}
                  </b>
                </div>
                <p class="figure-why">
                  {f.state.is === 'not-applicable' ? (
                    f.state.text
                  ) : (
                    <>
                      {f.formula && <span class="formula">{f.formula}</span>}
                      {f.base && <span>{fill(figuresWords.base, { base: f.base })}</span>}
                    </>
                  )}
                  {f.source && <span>{fill(figuresWords.source, { source: f.source })}</span>}
                </p>
              </li>
            ))}
          </ul>
          {waiting.length > 0 && (
            <details>
              <summary>{fill(figuresWords.waitingTitle, { n: waiting.length })}</summary>
              <ul class="figures">
                {waiting.map((f) => (
                  <li key={`${f.key} ${f.scope}`}>
                    <div class="figure-top">
                      <span>
                        {f.scope ? `${f.scope} · ` : ''}
                        {f.label}
                      </span>
                    </div>
                    <p class="figure-why">
                      {f.state.is === 'waiting' &&
                        fill(figuresWords.waiting, { list: f.state.for.map((w) => w.title).join('、') })}
                    </p>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
      </div>
    </>
  );
}

function Finding(p: StepProps & { finding: WireFinding }) {
  const f = p.finding;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (reason.trim().length < 2) return setError(figuresWords.excuseShort);
    setBusy(true);
    setError(null);
    try {
      await p.client.excuse(p.report, f.id, reason.trim());
      setOpen(false);
      p.changed();
    } catch (e) {
      setError(failureWords(e));
    } finally {
      setBusy(false);
    }
  };
  return (
    <li class={f.excuse ? 'finding excused' : 'finding'} data-rule={f.rule}>
      <p>
        <span class={`tag sev-${f.severity}`} title={figuresWords.severityHint[f.severity]}>
          {figuresWords.severity[f.severity]}
        </span>
        {f.message}
      </p>
      {f.place?.quote && <p class="place">{fill(figuresWords.place, { quote: f.place.quote })}</p>}
      {f.excuse ? (
        <p class="hint">{fill(figuresWords.excused, { reason: f.excuse.reason })}</p>
      ) : (
        <div class="finding-acts">
          {f.ask.length > 0 && (
            <button type="button" class="act" onClick={() => p.goTo('ask')}>
              {figuresWords.ask}
            </button>
          )}
          <button type="button" class="act" aria-expanded={open} onClick={() => setOpen(!open)}>
            {figuresWords.excuse}
          </button>
          <span class="rule">{f.rule}</span>
        </div>
      )}
      {open && !f.excuse && (
        <form
          class="edit"
          onSubmit={(e) => {
            e.preventDefault();
            void save();
          }}
        >
          <div class="field grow">
            <label for={`why-${f.id}`}>{figuresWords.excuseLabel}</label>
            <textarea id={`why-${f.id}`} rows={2} onInput={(e) => setReason(e.currentTarget.value)} />
          </div>
          <div class="actions">
            <button type="submit" class="primary small" disabled={busy}>
              {busy ? zh.common.saving : figuresWords.excuseSave}
            </button>
            <button type="button" class="quiet" onClick={() => setOpen(false)}>
              {zh.common.cancel}
            </button>
          </div>
          <Trouble error={error} />
        </form>
      )}
    </li>
  );
}
