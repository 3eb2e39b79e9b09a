// Last year's indicators that this year has no row for, to be taken over.
import { useState } from 'preact/hooks';
import { fill } from '../words/fill.ts';
import { score as words } from '../words/zh-score.ts';
import type { Scoring } from './score-step.tsx';

export function PriorRows(p: Scoring) {
  const prior = p.state.table?.prior ?? [];
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  if (!prior.length) return null;
  const picked = prior.filter((r) => !off.has(r.name)).map((r) => r.name);
  return (
    <details class="panel prior">
      <summary>{fill(words.prior, { n: prior.length })}</summary>
      <p class="hint">{words.priorLead}</p>
      <ul class="plain-list">
        {prior.map((r) => (
          <li key={r.name}>
            <label class="check">
              <input
                type="checkbox"
                checked={!off.has(r.name)}
                onChange={(e) => {
                  const next = new Set(off);
                  if (e.currentTarget.checked) next.delete(r.name);
                  else next.add(r.name);
                  setOff(next);
                }}
              />
              {r.level1 && <span class="faint">{r.level1} </span>}
              {r.name}
              {r.weight !== null && ` ${fill(words.points, { n: r.weight })}`}
              {r.target && <small> {fill(words.priorLast, { target: r.target })}</small>}
            </label>
          </li>
        ))}
      </ul>
      <button type="button" class="act yes" disabled={!picked.length} onClick={() => p.adopt({ adoptPrior: picked })}>
        {fill(words.priorTake, { n: picked.length })}
      </button>
    </details>
  );
}
