// What a source's reader left out and what in its text is no report: notices, orders to a program, invisible characters, left-overs.
import type { WireResidue } from '../../src/http/wire.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { review as reviewWords } from '../words/zh-review.ts';

interface RemarksProps {
  notices: readonly string[];
  residue: readonly WireResidue[];
  /** Shows the place in the text, where the text is at hand. */
  onSee?(r: WireResidue): void;
}

/** More are counted, not listed. */
const LISTED = 50;

export function Remarks({ notices, residue, onSee }: RemarksProps) {
  if (!notices.length && !residue.length) return null;
  const orders = residue.filter((r) => r.kind === 'instruction');
  const invisible = residue.filter((r) => r.kind === 'invisible');
  const rest = residue.filter((r) => r.kind !== 'instruction' && r.kind !== 'invisible');
  const list = (rs: readonly WireResidue[], open: boolean, words: string, hint?: string) =>
    rs.length > 0 && (
      <details class={open ? 'remark-bad' : undefined} open={open}>
        <summary>{fill(words, { n: rs.length })}</summary>
        {hint && <p class="hint">{hint}</p>}
        <ul>
          {rs.slice(0, LISTED).map((r) => (
            <li key={`${r.start}-${r.kind}`}>
              {r.message} {r.kind !== 'invisible' && <q>{r.quote.slice(0, 80)}</q>}{' '}
              {onSee && (
                <button type="button" class="quiet" onClick={() => onSee(r)}>
                  {reviewWords.seePlace}
                </button>
              )}
            </li>
          ))}
        </ul>
      </details>
    );
  return (
    <div class="remarks">
      {list(orders, true, reviewWords.orders)}
      {notices.length > 0 && (
        <details>
          <summary>{fill(zh.source.notices, { n: notices.length })}</summary>
          {notices.map((n) => (
            <p key={n} class="remark">
              {n}
            </p>
          ))}
        </details>
      )}
      {list(invisible, false, reviewWords.invisible)}
      {list(rest, false, zh.source.residue, zh.source.residueMore)}
    </div>
  );
}
