// Numbers of the source that no fact has: by paragraph, each can be registered or put aside. Putting aside stays on this desk.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WireCoverage, WireFact, WireOpenNumber } from '../../src/http/wire.ts';
import { keep, kept } from '../keep.ts';
import { numberId, openGroups } from '../state/coverage.ts';
import { moved } from '../state/review.ts';
import { fill } from '../words/fill.ts';
import { review as reviewWords } from '../words/zh-review.ts';
import { Trouble, Waiting } from './bits.tsx';
import type { Loaded } from './load.ts';
import { RegisterForm } from './register-form.tsx';
import type { Spot } from './source-text.tsx';
import type { StepProps } from './workspace.tsx';

interface CoverageProps extends StepProps {
  source: string;
  coverage: Loaded<WireCoverage | null>;
  facts: readonly WireFact[];
  aside: ReadonlySet<string>;
  onAside(aside: ReadonlySet<string>): void;
  onSpot(spot: Spot | null): void;
  onAdded(facts: WireFact[], id: string): void;
}

const keepName = (source: string): string => `aside:${source}`;
export const keptAside = (source: string): ReadonlySet<string> => new Set(kept<string[]>(keepName(source)) ?? []);
export const keepAside = (source: string, aside: ReadonlySet<string>): void => keep(keepName(source), [...aside]);

export function CoveragePane(p: CoverageProps) {
  const { value, error } = p.coverage;
  const [at, setAt] = useState<string | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const wantFocus = useRef(false);
  const groups = value ? openGroups(value, p.aside) : [];
  const numbers = groups.flatMap((g) => g.numbers);
  const ids = numbers.map(numberId);
  const here = at !== null && ids.includes(at) ? at : (ids[0] ?? null);

  useEffect(() => () => p.onSpot(null), [p.source]);
  useLayoutEffect(() => {
    if (!wantFocus.current || open !== null) return;
    wantFocus.current = false;
    const el = box.current?.querySelector<HTMLElement>('[data-at="true"]');
    el?.focus();
    el?.scrollIntoView({ block: 'nearest' });
  });

  const look = (n: WireOpenNumber): void => {
    setAt(numberId(n));
    p.onSpot({ start: n.start, end: n.end, label: n.label || reviewWords.openNumber });
  };
  const go = (id: string | null): void => {
    const n = numbers.find((x) => numberId(x) === id);
    if (n) look(n);
    wantFocus.current = true;
  };
  const after = (id: string): string | null => {
    const i = ids.indexOf(id);
    return ids[i + 1] ?? ids[i - 1] ?? null;
  };
  const putAside = (n: WireOpenNumber): void => {
    const next = after(numberId(n));
    p.onAside(new Set([...p.aside, numberId(n)]));
    go(next);
  };
  const takeBack = (): void => {
    const all = [...p.aside];
    const last = all.pop();
    if (last === undefined) return;
    p.onAside(new Set(all));
    setAt(last);
    wantFocus.current = true;
  };
  const onKey = (e: KeyboardEvent): void => {
    const target = e.target as HTMLElement;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    const n = numbers.find((x) => numberId(x) === here);
    if (e.key === 'ArrowDown') go(moved(ids, here, 1));
    else if (e.key === 'ArrowUp') go(moved(ids, here, -1));
    else if (e.key === 'Enter' && n && target.tagName !== 'BUTTON') setOpen(numberId(n));
    else if ((e.key === 'Delete' || e.key === 'Backspace') && n) putAside(n);
    else if (e.key.toLowerCase() === 'z') takeBack();
    else return;
    e.preventDefault();
  };

  if (!value) return error ? <Trouble error={error} again={() => void p.coverage.reload()} /> : <Waiting />;
  const { totals } = value;
  return (
    <>
      <div class="coverage-head">
        <p>{fill(reviewWords.coverage, { numbers: totals.numbers, covered: totals.covered, open: numbers.length })}</p>
        <p class="hint">{reviewWords.coverageKeys}</p>
        {totals.exempt > 0 && (
          <details>
            <summary>{fill(reviewWords.exempt, { n: totals.exempt })}</summary>
            <p class="hint">{totals.exempted.map((x) => `${x.why} ${x.count}`).join('，')}</p>
          </details>
        )}
        {p.aside.size > 0 && (
          <p class="hint">
            {fill(reviewWords.aside, { n: p.aside.size })}{' '}
            <button type="button" class="quiet" onClick={() => p.onAside(new Set())}>
              {reviewWords.asideBack}
            </button>
          </p>
        )}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys act on the focused row inside */}
      <div class="rows coverage" ref={box} onKeyDown={onKey}>
        {groups.map(({ paragraph, numbers: open_ }) => (
          <section key={paragraph.start} class="open-paragraph">
            {paragraph.path.length > 0 && <p class="faint path">{paragraph.path.join(' › ')}</p>}
            <p class="clip">{paragraph.text.slice(0, 240)}</p>
            <ul>
              {open_.map((n) => {
                const id = numberId(n);
                const on = id === here;
                return (
                  <li
                    key={id}
                    class={on ? 'row on' : 'row'}
                    tabIndex={on ? 0 : -1}
                    data-at={on ? 'true' : undefined}
                    data-number={n.text}
                    onFocusIn={() => at !== id && look(n)}
                  >
                    <div class="row-main">
                      <span class="row-title">{n.label || reviewWords.openNumber}</span>
                      <span class="row-value">{n.text}</span>
                    </div>
                    {open === id ? (
                      <RegisterForm
                        {...p}
                        number={n}
                        onDone={() => {
                          setOpen(null);
                          wantFocus.current = true;
                        }}
                      />
                    ) : (
                      <div class="row-foot">
                        {n.suggestion && (
                          <span class="row-meta">{fill(reviewWords.maybe, { title: n.suggestion.title })}</span>
                        )}
                        <span class="row-acts">
                          <button
                            type="button"
                            tabIndex={on ? 0 : -1}
                            class="act yes"
                            onClick={() => {
                              look(n);
                              setOpen(id);
                            }}
                          >
                            {reviewWords.registerAs}
                          </button>
                          <button type="button" tabIndex={on ? 0 : -1} class="act" onClick={() => putAside(n)}>
                            {reviewWords.notData}
                          </button>
                        </span>
                      </div>
                    )}
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
        {!groups.length && <p class="empty">{reviewWords.coverageDone}</p>}
      </div>
    </>
  );
}
