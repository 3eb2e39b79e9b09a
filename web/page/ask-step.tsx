// Step 3: what is still missing, section by section, to be typed in here or answered in the chat beside it.
import { useState } from 'preact/hooks';
import type { WireSection } from '../../src/http/wire.ts';
import { failureWords } from '../client.ts';
import { typedValue } from '../state/review.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { ask as askWords } from '../words/zh-figures.ts';
import { review as reviewWords } from '../words/zh-review.ts';
import { Head, Trouble, Waiting } from './bits.tsx';
import { useLoaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

type Need = WireSection['needs'][number];

export function AskStep(p: StepProps) {
  const sections = useLoaded(`sections ${p.report}`, p.tick, () => p.client.sections(p.report));
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const asked = new Set<string>();
  const lists = (sections.value?.items ?? []).map((s) => ({
    section: s,
    needs: s.needs.filter((n) => !n.has && !asked.has(n.key) && asked.add(n.key)),
  }));
  const lacking = lists.filter((l) => l.needs.length);

  return (
    <>
      <Head title={askWords.title} lead={askWords.lead}>
        <button type="button" class={lacking.length ? 'plain-button' : 'primary'} onClick={() => p.goTo('figures')}>
          {askWords.next}
        </button>
      </Head>
      <Trouble error={sections.error} again={() => void sections.reload()} />
      {!sections.value && sections.busy && <Waiting />}
      <p class="said" role="status">
        {said}
      </p>
      {sections.value && !lacking.length && <p class="panel empty">{askWords.none}</p>}
      {lacking.map(({ section, needs }) => (
        <section class="panel needs" key={section.id} aria-label={section.title}>
          <h2>{fill(askWords.of, { title: `${section.number}${section.title}`, n: needs.length })}</h2>
          <ul class="plain-list">
            {needs.map((n) => (
              <li key={n.key}>
                <div class="need">
                  <span>{n.title}</span>
                  <span class="need-acts">
                    <button
                      type="button"
                      class="act"
                      aria-expanded={open === n.key}
                      onClick={() => setOpen(open === n.key ? null : n.key)}
                    >
                      {askWords.give}
                    </button>
                    <button type="button" class="act" onClick={() => p.ask(`${n.title}：`)}>
                      {askWords.askThis}
                    </button>
                  </span>
                </div>
                {open === n.key && (
                  <Give
                    {...p}
                    need={n}
                    onEnd={(saved) => {
                      setOpen(null);
                      if (!saved) return;
                      setSaid(fill(askWords.saved, { title: n.title }));
                      p.changed();
                    }}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Give(p: StepProps & { need: Need; onEnd(saved: boolean): void }) {
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const typed =
      /^\s*-?[\d０-９]/.test(value) && value.length < 40 ? typedValue(value, '?') : { value: value.trim(), unit: '' };
    if (!typed?.value) return setError(reviewWords.badValue);
    setBusy(true);
    setError(null);
    try {
      const unit = typed.unit === '?' ? '' : typed.unit;
      await p.client.addFact(p.report, { key: p.need.key, value: typed.value, ...(unit ? { unit } : {}) });
      p.onEnd(true);
    } catch (e) {
      setError(failureWords(e));
      setBusy(false);
    }
  };
  return (
    <form
      class="edit"
      onSubmit={(e) => {
        e.preventDefault();
        void save();
      }}
    >
      <div class="field grow">
        <label for={`give-${p.need.key}`}>{fill(askWords.valueFor, { title: p.need.title })}</label>
        <textarea
          id={`give-${p.need.key}`}
          rows={2}
          ref={(el) => {
            if (el && !value && document.activeElement !== el) el.focus();
          }}
          onInput={(e) => setValue(e.currentTarget.value)}
        />
      </div>
      <div class="actions">
        <button type="submit" class="primary small" disabled={busy}>
          {busy ? zh.common.saving : zh.common.save}
        </button>
        <button type="button" class="quiet" onClick={() => p.onEnd(false)}>
          {zh.common.cancel}
        </button>
      </div>
      <Trouble error={error} />
    </form>
  );
}
