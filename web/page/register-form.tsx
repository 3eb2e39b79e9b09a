// A small form that makes a fact of a place in a source: which entry, which year, value and unit as printed there.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WireFact, WireOpenNumber } from '../../src/http/wire.ts';
import { failureWords } from '../client.ts';
import { draftOf, OTHER, requestOf } from '../state/coverage.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { review as reviewWords } from '../words/zh-review.ts';
import { Trouble } from './bits.tsx';
import { useLoaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

interface FormProps extends StepProps {
  source: string;
  number: WireOpenNumber;
  facts: readonly WireFact[];
  onAdded(facts: WireFact[], id: string): void;
  onDone(): void;
}

export function RegisterForm(p: FormProps) {
  const sections = useLoaded(`keys ${p.report}`, 0, () => p.client.sections(p.report));
  const first = useRef<HTMLSelectElement>(null);
  const [draft, setDraft] = useState(() => draftOf(p.number, p.period));
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useLayoutEffect(() => first.current?.focus(), []);
  const titles = new Map<string, string>();
  if (p.number.suggestion) titles.set(p.number.suggestion.key, p.number.suggestion.title);
  titles.set(OTHER, reviewWords.otherFigure);
  for (const s of sections.value?.items ?? []) for (const n of s.needs) titles.set(n.key, n.title);
  for (const f of p.facts) if (f.key !== 'passage_figure' && f.key !== OTHER) titles.set(f.key, f.title);
  const set = (change: Partial<typeof draft>): void => setDraft({ ...draft, ...change });

  const register = async (): Promise<void> => {
    const request = requestOf(draft, p.number, p.source);
    if (typeof request === 'string') {
      setError(reviewWords.registerNeeds[request]);
      return;
    }
    setBusy(true);
    setError(null);
    try {
      const added = await p.client.addFact(p.report, request);
      p.onAdded([added.fact, ...added.changed], added.fact.id);
      p.onDone();
    } catch (e) {
      setError(failureWords(e));
      setBusy(false);
    }
  };
  const id = `register-${p.number.start}`;
  const text = (name: 'label' | 'period' | 'value' | 'unit', words: string, wide = false) => (
    <div class={wide ? 'field grow' : 'field unit'}>
      <label for={`${id}-${name}`}>{words}</label>
      <input
        id={`${id}-${name}`}
        value={draft[name]}
        autocomplete="off"
        onInput={(e) => set({ [name]: e.currentTarget.value })}
      />
    </div>
  );
  return (
    <form
      class="register"
      onSubmit={(e) => {
        e.preventDefault();
        void register();
      }}
      onKeyDown={(e) => {
        if (e.key === 'Escape') p.onDone();
        e.stopPropagation();
      }}
    >
      <div class="field grow">
        <label for={`${id}-key`}>{reviewWords.missedKey}</label>
        <select id={`${id}-key`} ref={first} value={draft.key} onChange={(e) => set({ key: e.currentTarget.value })}>
          {[...titles].map(([k, t]) => (
            <option key={k} value={k}>
              {k === p.number.suggestion?.key ? fill(reviewWords.suggested, { title: t }) : t}
            </option>
          ))}
        </select>
      </div>
      {draft.key === OTHER && text('label', reviewWords.otherLabel, true)}
      {text('value', reviewWords.value, true)}
      {text('unit', reviewWords.unit)}
      {text('period', reviewWords.period)}
      <div class="actions">
        <button type="submit" class="primary small" disabled={busy}>
          {reviewWords.register}
        </button>
        <button type="button" class="quiet" onClick={p.onDone}>
          {zh.common.cancel}
        </button>
      </div>
      <Trouble error={error} />
    </form>
  );
}
