// A trial: other values are typed in, the service says what would change, nothing is written. The rows stay for this tab only.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { WireProspect } from '../../src/http/wire.ts';
import { failureWords } from '../client.ts';
import { choicesOf, refreshed, type TrialState, type Tried, trialRequest } from '../state/trial.ts';
import { fill } from '../words/fill.ts';
import { trial as words } from '../words/zh-figures.ts';
import { Trouble, Waiting } from './bits.tsx';
import { useLoaded } from './load.ts';
import { isNothing, Prospect } from './prospect.tsx';
import type { StepProps } from './workspace.tsx';

interface TrialProps extends StepProps {
  trial: TrialState;
  setTrial(change: (t: TrialState) => TrialState): void;
}

export function Trial(p: TrialProps) {
  const read = useLoaded(`trial ${p.report}`, p.tick, async () => {
    const [facts, figures] = await Promise.all([p.client.facts(p.report), p.client.figures(p.report)]);
    return choicesOf(facts.items, figures.items, p.period);
  });
  const { tried, result } = p.trial;
  /** Another row makes the result of before a wrong one; another value waits for the button. */
  const setTried = (change: (all: Tried[]) => Tried[], keep = false): void =>
    p.setTrial((t) => ({ tried: change(t.tried), result: keep ? t.result : null }));
  const setResult = (to: WireProspect | null): void => p.setTrial((t) => ({ ...t, result: to }));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const pick = useRef<HTMLInputElement>(null);
  const choices = (read.value ?? []).filter((c) => !tried.some((t) => t.choice.id === c.id));

  // Facts changed elsewhere: what is shown as it is now follows, and what was computed before is no longer true.
  const all = read.value;
  useEffect(() => {
    if (all && tried.length) p.setTrial((t) => refreshed(t, all));
  }, [all]);

  const add = (typed: string): void => {
    const choice = choices.find((c) => c.label === typed.trim());
    if (!choice) return;
    setTried((all) => [...all, { choice, typed: '' }]);
    if (pick.current) pick.current.value = '';
  };
  const run = async (): Promise<void> => {
    const { request, bad } = trialRequest(tried);
    setError(bad ? fill(words.badValue, { title: bad.title }) : request ? null : words.noValue);
    if (!request) return;
    setBusy(true);
    try {
      setResult(await p.client.whatIf(p.report, request));
    } catch (e) {
      setResult(null);
      setError(words.refused + failureWords(e));
    } finally {
      setBusy(false);
    }
  };

  return (
    <section class="panel trial" aria-label={words.title}>
      <p class="lead">{words.lead}</p>
      <Trouble error={read.error} again={() => void read.reload()} />
      {!read.value && read.busy && <Waiting />}
      {read.value && (
        <form
          onSubmit={(e) => {
            e.preventDefault();
            void run();
          }}
        >
          <div class="field">
            <label for="trial-pick">{words.pick}</label>
            <input
              id="trial-pick"
              ref={pick}
              list="trial-choices"
              autocomplete="off"
              aria-describedby="trial-hint"
              onInput={(e) => add(e.currentTarget.value)}
              onKeyDown={(e) => {
                if (e.key !== 'Enter' || e.isComposing) return;
                e.preventDefault();
                const typed = e.currentTarget.value.trim();
                const near = typed && choices.find((c) => c.label.includes(typed));
                if (near) add(near.label);
              }}
            />
            <datalist id="trial-choices">
              {choices.map((c) => (
                <option key={c.id} value={c.label} />
              ))}
            </datalist>
            <p class="hint" id="trial-hint">
              {words.pickHint}
            </p>
          </div>
          {!tried.length && <p class="empty">{words.empty}</p>}
          <ul class="tried">
            {tried.map((t, i) => (
              <li key={t.choice.id} data-try={t.choice.key}>
                <label for={`try-${t.choice.id}`}>
                  {t.choice.title}
                  <small>
                    {words.now} {t.choice.now || words.nothing}
                  </small>
                </label>
                <span class="try-value">
                  <span>{words.instead}</span>
                  <input
                    id={`try-${t.choice.id}`}
                    autocomplete="off"
                    value={t.typed}
                    ref={(el) => {
                      if (el && i === tried.length - 1 && !el.dataset.seen) {
                        el.dataset.seen = 'true';
                        el.focus();
                      }
                    }}
                    onInput={(e) => {
                      const typed = e.currentTarget.value;
                      setTried((all) => all.map((x, k) => (k === i ? { ...x, typed } : x)), true);
                    }}
                  />
                  <span class="faint">{t.choice.unit}</span>
                  <button
                    type="button"
                    class="quiet"
                    aria-label={`${words.remove} ${t.choice.title}`}
                    onClick={() => setTried((all) => all.filter((_, k) => k !== i))}
                  >
                    {words.remove}
                  </button>
                </span>
              </li>
            ))}
          </ul>
          <Trouble error={error} />
          {tried.length > 0 && (
            <div class="actions">
              <button type="submit" class="primary" disabled={busy}>
                {busy ? words.running : words.run}
              </button>
              <button
                type="button"
                class="quiet"
                onClick={() => {
                  setTried(() => []);
                  setError(null);
                }}
              >
                {words.clear}
              </button>
            </div>
          )}
        </form>
      )}
      <div class="trial-result" role="status">
        {result && (isNothing(result) ? <p class="empty">{words.none}</p> : <Prospect report={p.report} of={result} />)}
      </div>
    </section>
  );
}
