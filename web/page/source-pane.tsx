// The pane with a source: which one, what its reader and the scan for orders said about it, its text, and a form for words
// that a person selects in it.
import { useEffect, useState } from 'preact/hooks';
import type { WireFact, WireSource } from '../../src/http/wire.ts';
import type { Row } from '../state/review.ts';
import { fill } from '../words/fill.ts';
import { review as reviewWords } from '../words/zh-review.ts';
import { Trouble, Waiting } from './bits.tsx';
import { useLoaded } from './load.ts';
import { RegisterForm } from './register-form.tsx';
import { Remarks } from './remarks.tsx';
import { SourceText, type Spot } from './source-text.tsx';
import type { StepProps } from './workspace.tsx';

interface PaneProps extends StepProps {
  sources: readonly WireSource[];
  /** The source that is shown. */
  id: string | null;
  facts: readonly WireFact[];
  row: Row | null;
  spot: Spot | null;
  onChoose(source: string): void;
  onPick(fact: string): void;
  onSpot(spot: Spot | null): void;
  onAdded(facts: WireFact[], id: string): void;
}

export function SourcePane(p: PaneProps) {
  const { id } = p;
  const text = useLoaded(`source ${id}`, 0, async () => (id ? p.client.source(p.report, id) : null));
  const [selected, setSelected] = useState<{ start: number; end: number; text: string } | null>(null);
  useEffect(() => setSelected(null), [id]);
  const at = new Set(p.row?.is === 'conflict' ? p.row.facts.map((f) => f.id) : p.row ? [p.row.id] : []);
  const ready = text.value?.source.id === id ? text.value : null;

  return (
    <section class="pane source" aria-label={reviewWords.sourcePane}>
      {p.sources.length > 1 ? (
        <div class="pane-head">
          <label for="source-pick">{reviewWords.sourcePick}</label>
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
          <b>{p.sources[0]?.name ?? reviewWords.sourcePane}</b>
        </div>
      )}
      <Trouble error={text.error} again={() => void text.reload()} />
      {ready && (
        <Remarks
          notices={ready.source.notices ?? []}
          residue={ready.residue ?? []}
          onSee={(r) => p.onSpot({ start: r.start, end: Math.max(r.end, r.start + 1), label: reviewWords.here })}
        />
      )}
      {ready === null &&
        !text.error &&
        (id === null ? <p class="hint pane-foot">{reviewWords.noSource}</p> : <Waiting />)}
      {ready && (
        <SourceText
          source={ready.source.id}
          text={ready.text}
          facts={p.facts}
          residue={ready.residue ?? []}
          at={at}
          spot={p.spot}
          onPick={p.onPick}
          onSelect={setSelected}
        />
      )}
      {selected && id ? (
        <div class="missed">
          <p>
            <b>{reviewWords.missedTitle}</b>
            <span class="clip">{fill(reviewWords.missedSelected, { text: selected.text })}</span>
          </p>
          <RegisterForm
            {...p}
            key={`${selected.start}-${selected.end}`}
            source={id}
            number={{ ...selected, ...valueIn(selected.text), kind: 'bare', label: '', suggestion: null }}
            onDone={() => setSelected(null)}
          />
        </div>
      ) : (
        <p class="hint pane-foot">{reviewWords.missedHint}</p>
      )}
    </section>
  );
}

/** A selected amount is taken apart; selected words are the value as they are. */
function valueIn(text: string): { value: string; unit: string; qualifier: null } {
  const m = /^([\d,，]+(?:\.\d+)?)\s*(\D{0,6})$/.exec(text.trim());
  return m
    ? { value: m[1]!.replace(/[,，]/g, ''), unit: m[2]!.trim(), qualifier: null }
    : { value: text.trim(), unit: '', qualifier: null };
}
