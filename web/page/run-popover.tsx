// Where a quantity in the document comes from: its fact with the words of the source, or its figure with the working.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { WireFact, WireFigure, WireRun } from '../../src/http/wire.ts';
import { figureId, viewFocus } from '../state/figures.ts';
import { amount } from '../words/amount.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { draft as draftWords } from '../words/zh-draft.ts';
import { figures as figuresWords } from '../words/zh-figures.ts';
import { review as reviewWords } from '../words/zh-review.ts';
import { runClass } from './document-view.tsx';
import { factTitle } from './fact-row.tsx';
import type { StepProps } from './workspace.tsx';

interface PopoverProps extends StepProps {
  run: WireRun;
  anchor: HTMLElement;
  paper: HTMLElement;
  facts: readonly WireFact[] | null;
  figures: readonly WireFigure[] | null;
  onClose(): void;
}

const live = (f: WireFact): boolean => f.standing.is !== 'rejected';

export function RunPopover(p: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const el = box.current;
    if (!el) return;
    const a = p.anchor.getClientRects()[0] ?? p.anchor.getBoundingClientRect();
    const paper = p.paper.getBoundingClientRect();
    // Set through the CSSOM, which a policy against inline styles allows.
    el.style.top = `${a.bottom - paper.top + 6}px`;
    el.style.left = `${Math.max(8, Math.min(a.left - paper.left, paper.width - el.offsetWidth - 8))}px`;
  }, [p.run]);
  useLayoutEffect(() => box.current?.focus(), [p.run]);
  useEffect(() => {
    const away = (e: MouseEvent): void => {
      const t = e.target as Node;
      if (!box.current?.contains(t) && !p.anchor.contains(t)) p.onClose();
    };
    document.addEventListener('mousedown', away);
    return () => document.removeEventListener('mousedown', away);
  }, [p.run]);
  return (
    <div
      class="popover"
      ref={box}
      role="dialog"
      aria-label={p.run.t}
      tabIndex={-1}
      onKeyDown={(e) => {
        if (e.key !== 'Escape') return;
        e.stopPropagation();
        p.onClose();
      }}
    >
      <What {...p} />
      <button type="button" class="quiet pop-close" onClick={p.onClose}>
        {zh.common.close}
      </button>
    </div>
  );
}

function What(p: PopoverProps) {
  const words = draftWords.run;
  const by = p.run.by;
  const kind = runClass(p.run);
  if (kind === 'unbacked')
    return (
      <>
        <p>
          <span class="tag sev-E">{words.unbacked}</span>
        </p>
        <p>{p.run.why ?? words.unbackedWhy}</p>
        <button type="button" class="act" onClick={() => p.goTo('ask')}>
          {words.goAsk}
        </button>
      </>
    );
  if (by?.kind === 'missing')
    return (
      <>
        <p>
          <span class="tag sev-W">{words.missing}</span>
        </p>
        <p>{words.missingWhy}</p>
        <button type="button" class="act" onClick={() => p.goTo('ask', by.key)}>
          {words.goAsk}
        </button>
      </>
    );
  if (by?.kind === 'figure') {
    const f = p.figures?.find((x) => x.key === by.key && x.scope === by.scope);
    if (!f) return <p>{p.figures ? words.gone : zh.common.loading}</p>;
    return (
      <>
        <p>
          <span class="tag">{words.figure}</span>
          <b>{f.label}</b>
        </p>
        {f.formula && <p class="formula">{f.formula}</p>}
        {f.base && <p>{fill(figuresWords.base, { base: f.base })}</p>}
        {f.source && <p class="hint">{fill(figuresWords.source, { source: f.source })}</p>}
        <button type="button" class="act" onClick={() => p.goTo('figures', viewFocus('figures', figureId(f)))}>
          {zh.steps.figures}
        </button>
      </>
    );
  }
  if (by?.kind === 'fact') {
    const same = (x: WireFact): boolean => x.key === by.key && x.scope === by.scope && x.item === by.item && live(x);
    const f =
      p.facts?.find((x) => same(x) && x.period === by.period) ??
      // Duties and organisation are carried over: the words come from last year's report.
      p.facts?.find(same);
    if (!f) return <p>{p.facts ? words.gone : zh.common.loading}</p>;
    return (
      <>
        <p>
          <span class="tag">{words.fact}</span>
          <b>{factTitle(f)}</b>
        </p>
        {f.unit !== '' && (
          <p>
            {f.period !== null && `${fill(zh.common.year, { year: f.period })} `}
            {amount(f)}
          </p>
        )}
        {f.origin.from === 'text' ? (
          <p class="hint">{fill(words.quote, { quote: f.origin.quote })}</p>
        ) : (
          <p class="hint">{f.origin.from === 'turn' ? reviewWords.fromTurn : reviewWords.fromPerson}</p>
        )}
        <button type="button" class="act" onClick={() => p.goTo('review', f.id)}>
          {words.seeSource}
        </button>
      </>
    );
  }
  return null;
}
