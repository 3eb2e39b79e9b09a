// The source text with every value read from it marked in place; selected words can be registered as a fact that was missed.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { WireFact, WireSource } from '../../src/http/wire.ts';
import { failureWords } from '../client.ts';
import { pieces } from '../state/pieces.ts';
import { type Row, typedValue } from '../state/review.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { Trouble, Waiting } from './bits.tsx';
import { factTitle } from './fact-row.tsx';
import { useLoaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

interface PaneProps extends StepProps {
  sources: readonly WireSource[];
  chosen: string | null;
  facts: readonly WireFact[];
  row: Row | null;
  onChoose(source: string): void;
  onPick(fact: string): void;
}

interface Place {
  fact: WireFact;
  start: number;
  end: number;
}

/** Every place in this source that says a fact: its own, and the further ones that say the same. */
const placesIn = (facts: readonly WireFact[], source: string): Place[] =>
  facts.flatMap((fact) =>
    [fact.origin, ...fact.also].flatMap((o) =>
      o.from === 'text' && o.sourceId === source ? [{ fact, start: o.start, end: o.end }] : [],
    ),
  );

export function SourcePane(p: PaneProps) {
  const id = p.sources.some((s) => s.id === p.chosen) ? p.chosen : (p.sources[0]?.id ?? null);
  const text = useLoaded(`source ${id}`, 0, async () => (id ? p.client.source(p.report, id) : null));
  const pane = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState('');
  const at = new Set(p.row?.is === 'conflict' ? p.row.facts.map((f) => f.id) : p.row ? [p.row.id] : []);
  const ready = text.value?.source.id === id ? text.value.text : null;

  const { cut, byId } = useMemo(() => {
    const places = id && ready !== null ? placesIn(p.facts, id) : [];
    const byId = new Map(places.map((x) => [x.fact.id, x.fact]));
    return {
      byId,
      cut: pieces(
        ready ?? '',
        places.map((x) => ({ id: x.fact.id, start: x.start, end: x.end })),
      ),
    };
  }, [ready, p.facts, id]);

  const target = p.row?.id ?? null;
  useEffect(() => {
    const box = pane.current;
    const mark = box?.querySelector<HTMLElement>('.m.on');
    if (!box || !mark) return;
    box.scrollTop = Math.max(0, mark.offsetTop - box.clientHeight / 3);
    mark.classList.remove('flash');
    // Reading a size restarts the animation.
    void mark.offsetWidth;
    mark.classList.add('flash');
  }, [target, ready]);

  return (
    <section class="pane source" aria-label={zh.review.sourcePane}>
      {p.sources.length > 1 ? (
        <div class="pane-head">
          <label for="source-pick">{zh.review.sourcePick}</label>
          <select id="source-pick" value={id ?? ''} onChange={(e) => p.onChoose(e.currentTarget.value)}>
            {p.sources.map((s) => (
              <option key={s.id} value={s.id}>
                {s.name}
              </option>
            ))}
          </select>
        </div>
      ) : (
        <div class="pane-head">
          <b>{p.sources[0]?.name ?? zh.review.sourcePane}</b>
        </div>
      )}
      <Trouble error={text.error} again={() => void text.reload()} />
      {ready === null && !text.error && <Waiting />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a mouse shortcut; the list beside it is the keyboard's way */}
      <div
        class="source-text"
        ref={pane}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onClick={(e) => {
          const fact = (e.target as HTMLElement).closest<HTMLElement>('[data-fact]')?.dataset.fact;
          if (fact && !window.getSelection()?.toString()) p.onPick(fact);
        }}
        onMouseUp={() => setSelected(window.getSelection()?.toString().trim().slice(0, 400) ?? '')}
        onKeyUp={() => setSelected(window.getSelection()?.toString().trim().slice(0, 400) ?? '')}
      >
        {cut.map((c) => {
          const facts = c.ids.flatMap((x) => byId.get(x) ?? []);
          const f = facts.find((x) => at.has(x.id)) ?? facts[0];
          if (!f) return c.text;
          const on = at.has(f.id);
          return (
            <mark
              key={c.start}
              class={`m ${f.standing.is}${on ? ' on' : ''}${f.unit === '' ? ' words' : ''}`}
              data-fact={f.id}
              data-label={factTitle(f)}
              title={fill(zh.review.mark, { title: factTitle(f) })}
            >
              {c.text}
            </mark>
          );
        })}
      </div>
      {selected ? (
        <Missed {...p} selected={selected} onDone={() => setSelected('')} />
      ) : (
        <p class="hint pane-foot">{zh.review.missedHint}</p>
      )}
    </section>
  );
}

/** Registers selected words under a key that the report needs. */
function Missed(p: PaneProps & { selected: string; onDone(): void }) {
  const sections = useLoaded(`keys ${p.report}`, 0, () => p.client.sections(p.report));
  const [key, setKey] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const titles = new Map<string, string>();
  for (const s of sections.value?.items ?? []) for (const n of s.needs) titles.set(n.key, n.title);
  for (const f of p.facts) if (f.key !== 'passage_figure') titles.set(f.key, f.title);
  const register = async (): Promise<void> => {
    const number = /\d/.test(p.selected) && p.selected.length < 30;
    const typed = number ? typedValue(p.selected, '?') : { value: p.selected, unit: '' };
    if (!typed || !key) return;
    setBusy(true);
    try {
      await p.client.addFact(p.report, {
        key,
        value: typed.value,
        ...(typed.unit && typed.unit !== '?' ? { unit: typed.unit } : {}),
      });
      p.onDone();
      p.changed();
    } catch (e) {
      setError(failureWords(e));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="missed"
      onSubmit={(e) => {
        e.preventDefault();
        void register();
      }}
    >
      <p>
        <b>{zh.review.missedTitle}</b>
        <span class="clip">{fill(zh.review.missedSelected, { text: p.selected })}</span>
      </p>
      <label for="missed-key">{zh.review.missedKey}</label>
      <select id="missed-key" value={key} onChange={(e) => setKey(e.currentTarget.value)}>
        <option value="" />
        {[...titles].map(([k, t]) => (
          <option key={k} value={k}>
            {t}
          </option>
        ))}
      </select>
      <button type="submit" class="act yes" disabled={busy || !key}>
        {zh.review.missedAdd}
      </button>
      <button type="button" class="quiet" onClick={p.onDone}>
        {zh.common.cancel}
      </button>
      <Trouble error={error} />
    </form>
  );
}
