// Where an indicator of the office's own belongs: first and second level in one choice.
import type { WireScoreRow } from '../../src/http/wire.ts';
import { placeEdits, placesFor } from '../state/score.ts';
import { score as words } from '../words/zh-score.ts';
import type { Scoring } from './score-step.tsx';

export function PlaceChoice(p: Scoring & { row: WireScoreRow; id: string; onChosen?(): void }) {
  const { row } = p;
  const t = p.state.table!;
  const { options, at } = placesFor(t, row);
  const levels = Array.from(new Set(options.map((o) => o.level1)));
  return (
    <select
      id={p.id}
      value={at ?? ''}
      aria-label={`${row.label} ${words.place}`}
      // The cell around it must not take the keyboard away.
      onMouseDown={(e) => e.stopPropagation()}
      onClick={(e) => e.stopPropagation()}
      onChange={(e) => {
        const to = options.find((o) => o.id === e.currentTarget.value);
        if (!to) return;
        p.onChosen?.();
        p.put(placeEdits(row, to));
      }}
    >
      {at === null && <option value="">{words.placeNone}</option>}
      {levels.map((level1) => (
        <optgroup key={level1} label={level1}>
          {options
            .filter((o) => o.level1 === level1)
            .map((o) => (
              <option key={o.id} value={o.id}>
                {o.level2 || level1}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
