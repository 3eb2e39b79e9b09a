// What a finance bureau would object to: by severity and subject, each with its places, what settles it, and a reason to keep it.
import { useEffect, useState } from 'preact/hooks';
import type { FindingList as Findings, WireFact, WireFinding, WireSlot } from '../../src/http/wire.ts';
import { failureWords } from '../client.ts';
import { factAt, readKey, viewFocus } from '../state/figures.ts';
import { countRules, groupOfRule, placesIn, problemText, sortFindings } from '../state/findings.ts';
import { amount } from '../words/amount.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { findings as words } from '../words/zh-figures.ts';
import { Trouble, Waiting, when } from './bits.tsx';
import { factTitle } from './fact-row.tsx';
import { type Loaded, useLoaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

export function FindingList(p: StepProps & { findings: Loaded<Findings>; at: string | null }) {
  const facts = useLoaded(`facts ${p.report}`, p.tick, () => p.client.facts(p.report));
  const [said, setSaid] = useState('');
  const found = p.findings.value;
  const sorted = sortFindings(found?.items ?? []);
  const one = (f: WireFinding) => (
    <Finding
      key={f.id}
      {...p}
      finding={f}
      titles={found?.titles ?? {}}
      facts={facts.value?.items ?? []}
      onSaid={setSaid}
    />
  );

  useEffect(() => {
    if (!p.at || !found) return;
    const id = p.at;
    const row = Array.from(document.querySelectorAll<HTMLElement>('[data-finding]')).find(
      (e) => e.dataset.finding === id || e.dataset.rule === id,
    );
    row?.scrollIntoView({ block: 'center' });
    row?.focus();
  }, [p.at, found !== null]);

  return (
    <section class="panel" aria-label={words.title}>
      <Trouble error={p.findings.error} again={() => void p.findings.reload()} />
      <p class="said" role="status">
        {said}
      </p>
      {!found && p.findings.busy && <Waiting />}
      {found && !sorted.open.length && <p class="empty">{words.none}</p>}
      {sorted.open.map((g, i) => (
        <section key={`${g.severity} ${g.group}`} aria-label={`${words.severity[g.severity]} ${words.groups[g.group]}`}>
          {sorted.open[i - 1]?.severity !== g.severity && (
            <h3 class="sub-head">
              {words.severity[g.severity]} <small>{words.severityHint[g.severity]}</small>
            </h3>
          )}
          <h4 class="sub-sub">
            {words.groups[g.group]} <small>{g.findings.length}</small>
          </h4>
          <ul class="plain-list">{g.findings.map(one)}</ul>
        </section>
      ))}
      {sorted.excused.length > 0 && (
        <details class="excused-list">
          <summary>{fill(words.excusedTitle, { n: sorted.excused.length })}</summary>
          <ul class="plain-list">{sorted.excused.map(one)}</ul>
        </details>
      )}
      {found && <Rules found={found} />}
    </section>
  );
}

function Rules({ found }: { found: Findings }) {
  const { checked, notApplicable } = found;
  if (!checked.length && !notApplicable.length) return null;
  const hit = new Set(found.items.map((f) => f.rule));
  const list = (ids: readonly string[]) => (
    <ul class="rule-list">
      {!ids.length && <li class="faint">{words.rulesNone}</li>}
      {countRules(ids).map((g) => (
        <li key={g.group}>
          <span>{words.groups[g.group]}</span>
          <span class="rule-ids">
            {g.rules.map((id) => (
              <span key={id} class={hit.has(id) ? 'hit' : undefined}>
                {id}
                {hit.has(id) && <i>{words.rulesFound}</i>}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
  return (
    <details class="rules">
      <summary>{fill(words.rules, { checked: checked.length, without: notApplicable.length })}</summary>
      <h4 class="sub-sub">{words.rulesChecked}</h4>
      {list(checked)}
      <h4 class="sub-sub">{words.rulesWithout}</h4>
      {list(notApplicable)}
    </details>
  );
}

interface FindingProps extends StepProps {
  finding: WireFinding;
  titles: Record<string, string>;
  facts: readonly WireFact[];
  onSaid(words: string): void;
}

function Finding(p: FindingProps) {
  const f = p.finding;
  const [form, setForm] = useState<'excuse' | 'seed' | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const places = placesIn(f);
  const act = async (work: () => Promise<unknown>, said: string): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
      setForm(null);
      p.onSaid(said);
      p.changed();
    } catch (e) {
      setError(failureWords(e));
    } finally {
      setBusy(false);
    }
  };
  const here = viewFocus('findings', f.id);

  return (
    <li class={f.excuse ? 'finding excused' : 'finding'} data-rule={f.rule} data-finding={f.id} tabIndex={-1}>
      <p>
        <span class={`tag sev-${f.severity}`} title={words.severityHint[f.severity]}>
          {words.severity[f.severity]}
        </span>
        {f.message}
        {places.length > 1 && <span class="tag">{fill(words.places, { n: places.length })}</span>}
      </p>
      {places.slice(0, 3).map((place) => (
        <p class="place" key={`${place.start} ${place.quote}`}>
          {fill(words.place, { quote: place.quote })}
          <button type="button" class="quiet small" onClick={() => p.goTo('draft', `find~${place.quote}`)}>
            {words.seePlace}
          </button>
        </p>
      ))}
      {f.facts.length > 0 && (
        <p class="about">
          <span class="faint">{words.facts}</span>
          {f.facts.map((slot) => (
            <About key={JSON.stringify(slot)} {...p} slot={slot} />
          ))}
        </p>
      )}
      {f.excuse ? (
        <>
          <p class="hint">{fill(words.excused, { by: f.excuse.by, at: when(f.excuse.at), reason: f.excuse.reason })}</p>
          <button
            type="button"
            class="act"
            disabled={busy}
            onClick={() => void act(() => p.client.unexcuse(p.report, f.id), words.takenBack)}
          >
            {words.takeBack}
          </button>
        </>
      ) : (
        <div class="finding-acts">
          {f.ask.map((key) => {
            const title = p.titles[key] ?? key;
            const at = readKey(key, p.period);
            // Where it is said of projects or subordinate units, the one to change is among those that the finding is about.
            const known =
              factAt(p.facts, { ...at, scope: null, item: null }, p.period) ??
              f.facts.filter((s) => s.key === at.key).flatMap((s) => factAt(p.facts, s, p.period) ?? [])[0];
            return (
              <button
                type="button"
                class="act yes"
                key={key}
                onClick={() => (known ? p.goTo('review', known.id) : p.goTo('ask', `${key}~${here}`))}
              >
                {fill(known ? words.edit : words.fillIn, { title })}
              </button>
            );
          })}
          {f.seed && (
            <button
              type="button"
              class="act"
              aria-expanded={form === 'seed'}
              onClick={() => setForm(form === 'seed' ? null : 'seed')}
            >
              {words.seed}
            </button>
          )}
          <button
            type="button"
            class="act"
            aria-expanded={form === 'excuse'}
            onClick={() => setForm(form === 'excuse' ? null : 'excuse')}
          >
            {words.excuse}
          </button>
          <span class="rule" title={words.groups[groupOfRule(f.rule)]}>
            {fill(words.rule, { rule: f.rule })}
          </span>
        </div>
      )}
      {form === 'excuse' && !f.excuse && (
        <TextForm
          id={`why-${f.id}`}
          label={words.excuseLabel}
          save={words.excuseSave}
          busy={busy}
          short={words.excuseShort}
          onSave={(reason) => void act(() => p.client.excuse(p.report, f.id, reason), words.saved)}
          onEnd={() => setForm(null)}
        />
      )}
      {form === 'seed' && f.seed && (
        <>
          <p class="hint">
            {words.seedTitle}：{f.seed.text}
          </p>
          <TextForm
            id={`cause-${f.id}`}
            label={words.seedCause}
            save={words.seedSave}
            busy={busy}
            short={words.seedNeedsCause}
            onSave={(cause) =>
              void act(
                () =>
                  p.client.addFact(p.report, {
                    key: 'problems',
                    item: nextItem(p.facts, 'problems', p.period),
                    value: problemText(f.seed!.text, cause),
                  }),
                words.seeded,
              )
            }
            onEnd={() => setForm(null)}
          />
        </>
      )}
      <Trouble error={error} />
    </li>
  );
}

/** The next free number of a list. */
const nextItem = (facts: readonly WireFact[], key: string, period: number): string =>
  String(
    1 +
      facts
        .filter((f) => f.key === key && (f.period ?? period) === period)
        .reduce((most, f) => Math.max(most, Number.parseInt(f.item ?? '0', 10) || 0), 0),
  );

function About(p: FindingProps & { slot: WireSlot }) {
  const fact = factAt(p.facts, p.slot, p.period);
  if (!fact) return <span>{p.titles[p.slot.key] ?? p.slot.key}</span>;
  return (
    <button type="button" class="quiet small" onClick={() => p.goTo('review', fact.id)}>
      {factTitle(fact)}
      {fact.unit !== '' && ` ${amount(fact)}`}
    </button>
  );
}

interface TextFormProps {
  id: string;
  label: string;
  save: string;
  short: string;
  busy: boolean;
  onSave(text: string): void;
  onEnd(): void;
}

/** One box for words of a person; it takes the keyboard when it opens, and Esc shuts it. */
function TextForm(p: TextFormProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      class="edit"
      onSubmit={(e) => {
        e.preventDefault();
        if (text.trim().length < 2) setError(p.short);
        else p.onSave(text.trim());
      }}
      onKeyDown={(e) => {
        if (e.key === 'Escape') p.onEnd();
      }}
    >
      <div class="field grow">
        <label for={p.id}>{p.label}</label>
        <textarea
          id={p.id}
          rows={2}
          ref={(el) => {
            if (el && !text && document.activeElement !== el) el.focus();
          }}
          onInput={(e) => setText(e.currentTarget.value)}
        />
      </div>
      <div class="actions">
        <button type="submit" class="primary small" disabled={p.busy}>
          {p.busy ? zh.common.saving : p.save}
        </button>
        <button type="button" class="quiet" onClick={p.onEnd}>
          {zh.common.cancel}
        </button>
      </div>
      <Trouble error={error} />
    </form>
  );
}
