// Step 3: what is still missing, section by section, to be typed in here or answered in the chat beside it.
import { useState } from 'preact/hooks';
import type { AddedFact, WireReach, WireSection } from '../../src/http/wire.ts';
import { failureWords } from '../client.ts';
import { readAsk, readKey } from '../state/figures.ts';
import { typedValue } from '../state/review.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { ask as askWords } from '../words/zh-figures.ts';
import { review as reviewWords } from '../words/zh-review.ts';
import { Head, Trouble, Waiting } from './bits.tsx';
import { useLoaded } from './load.ts';
import { Ripple, reached } from './ripple.tsx';
import type { StepProps } from './workspace.tsx';

type Need = Pick<WireSection['needs'][number], 'key' | 'title'>;

/** What a key is called: asked of the figures and findings, which name every key they wait for. */
function useTitles(p: StepProps, key: string | null): Record<string, string> | null {
  const read = useLoaded(`titles ${p.report} ${key}`, 0, async () => {
    if (key === null) return {};
    const [figures, findings] = await Promise.all([p.client.figures(p.report), p.client.findings(p.report)]);
    const waited = figures.items.flatMap((f) => (f.state.is === 'waiting' ? f.state.for : []));
    const titles: Record<string, string> = { ...figures.titles, ...findings.titles };
    for (const w of waited) titles[w.key] = w.title;
    return titles;
  });
  return read.value ?? (read.error ? {} : null);
}

export function AskStep(p: StepProps) {
  const sections = useLoaded(`sections ${p.report}`, p.tick, () => p.client.sections(p.report));
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [ripple, setRipple] = useState<WireReach | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const asked = new Set<string>();
  const lists = (sections.value?.items ?? []).map((s) => ({
    section: s,
    needs: s.needs.filter((n) => !n.has && !asked.has(n.key) && asked.add(n.key)),
  }));
  const lacking = lists.filter((l) => l.needs.length);
  const { key, back } = readAsk(p.focus);
  const titles = useTitles(p, key);
  const saved = (title: string, added: AddedFact): void => {
    setRipple(reached(added.affected));
    setSaid(fill(askWords.saved, { title }));
    p.changed();
  };

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
      {ripple && <Ripple report={p.report} of={ripple} onClose={() => setRipple(null)} />}
      {key !== null && (
        <section class="panel needs" aria-label={askWords.one}>
          <h2>{askWords.one}</h2>
          {answered === key ? (
            <p class="hint">{said}</p>
          ) : (
            titles && (
              <Give
                {...p}
                key={key}
                need={{ key, title: titles[key] ?? key }}
                onEnd={(done) => {
                  if (done) setAnswered(key);
                  if (done) saved(titles[key] ?? key, done);
                  else p.goTo('ask');
                }}
              />
            )
          )}
          {back && (
            <div class="actions">
              <button
                type="button"
                class={answered === key ? 'primary' : 'quiet'}
                onClick={() => p.goTo(back.step, back.focus)}
              >
                {askWords.back}
              </button>
            </div>
          )}
        </section>
      )}
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
                    onEnd={(done) => {
                      setOpen(null);
                      if (done) saved(n.title, done);
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

function Give(p: StepProps & { need: Need; onEnd(saved: AddedFact | null): void }) {
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
      const { key, period } = readKey(p.need.key, p.period);
      p.onEnd(await p.client.addFact(p.report, { key, period, value: typed.value, ...(unit ? { unit } : {}) }));
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
      <p class="hint">{askWords.unitHint}</p>
      <div class="actions">
        <button type="submit" class="primary small" disabled={busy}>
          {busy ? zh.common.saving : zh.common.save}
        </button>
        <button type="button" class="quiet" onClick={() => p.onEnd(null)}>
          {zh.common.cancel}
        </button>
      </div>
      <Trouble error={error} />
    </form>
  );
}
