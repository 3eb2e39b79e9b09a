// The document as nodes: every quantity is an element that tells where it comes from. It shows; editing is elsewhere.
import { useMemo, useRef, useState } from 'preact/hooks';
import type { WireDocument, WireNode, WireRun, WireSection } from '../../src/http/wire.ts';
import { draft as draftWords, revise as reviseWords } from '../words/zh-draft.ts';
import { useLoaded } from './load.ts';
import { RunPopover } from './run-popover.tsx';
import type { StepProps } from './workspace.tsx';

interface ViewProps extends StepProps {
  tree: WireDocument;
  sections: readonly WireSection[];
  at: string | null;
  busy: boolean;
  onEdit(section: string): void;
  onRevise(section: string): void;
  /** What stands under a section's heading. */
  notes(section: WireSection): preact.ComponentChildren;
}

/** What a run is to the reader; null: plain words. */
export const runClass = (r: WireRun): 'fact' | 'figure' | 'missing' | 'unbacked' | null =>
  r.standing === 'unbacked' ? 'unbacked' : (r.by?.kind ?? null);

/** Whole passages are facts too, but underlining a paragraph says nothing. */
const LONG = 40;

export function DocumentView(p: ViewProps) {
  const facts = useLoaded(`facts ${p.report}`, p.tick, () => p.client.facts(p.report));
  const figures = useLoaded(`figures ${p.report}`, p.tick, () => p.client.figures(p.report));
  const paper = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<{ run: WireRun; el: HTMLElement } | null>(null);
  const [roving, setRoving] = useState('0');

  const close = (): void => {
    open?.el.focus();
    setOpen(null);
  };
  const marks = (): HTMLElement[] => Array.from(paper.current?.querySelectorAll<HTMLElement>('.run') ?? []);

  const onKey = (e: KeyboardEvent): void => {
    const el = (e.target as HTMLElement).closest<HTMLElement>('.run');
    if (!el) return;
    const step =
      e.key === 'ArrowRight' || e.key === 'ArrowDown' ? 1 : e.key === 'ArrowLeft' || e.key === 'ArrowUp' ? -1 : 0;
    if (step) {
      const all = marks();
      const next = all[all.indexOf(el) + step];
      if (next) {
        setRoving(next.dataset.n ?? '0');
        next.focus();
      }
    } else if (e.key === 'Enter' || e.key === ' ') el.click();
    else return;
    e.preventDefault();
  };

  let n = 0;
  const runs = (list: readonly WireRun[]) =>
    list.map((r, i) => {
      const kind = runClass(r);
      if (!kind) return r.t;
      const id = String(n++);
      return (
        // biome-ignore lint/a11y/useSemanticElements: a <button> does not wrap with the line it stands in
        // biome-ignore lint/a11y/useKeyWithClickEvents: the article around it reads Enter and the arrows
        <span
          key={i}
          class={`run ${kind}${r.t.length > LONG ? ' long' : ''}`}
          role="button"
          tabIndex={id === roving ? 0 : -1}
          data-n={id}
          aria-haspopup="dialog"
          aria-label={`${r.t}，${draftWords.run[kind]}`}
          onClick={(e) => {
            setRoving(id);
            setOpen({ run: r, el: e.currentTarget });
          }}
        >
          {r.t}
          {kind === 'unbacked' && <sup class="flag">{draftWords.run.unbacked}</sup>}
        </span>
      );
    });

  const body = useMemo(() => {
    n = 0;
    const at = paragraphNumbers(p.tree.nodes);
    return p.tree.nodes.map((node, i) => <NodeView key={i} node={node} paragraph={at[i]} runs={runs} {...p} />);
  }, [p.tree, p.sections, p.at, p.busy, roving]);

  return (
    <>
      <p class="hint doc-keys">{draftWords.keys}</p>
      <article class="paper" ref={paper} aria-label={draftWords.document} onKeyDown={onKey}>
        {body}
        {open && (
          <RunPopover
            {...p}
            run={open.run}
            anchor={open.el}
            paper={paper.current!}
            facts={facts.value?.items ?? null}
            figures={figures.value?.items ?? null}
            onClose={close}
          />
        )}
      </article>
    </>
  );
}

type Runs = (list: readonly WireRun[]) => preact.ComponentChildren;

/** Which paragraph of its section's text each node is; undefined for what is none. */
function paragraphNumbers(nodes: readonly WireNode[]): (number | undefined)[] {
  const counts = new Map<string, number>();
  return nodes.map((node) => {
    const own = node.type === 'paragraph' || (node.type === 'heading' && node.level === 3);
    if (!own) return undefined;
    const n = counts.get(node.section) ?? 0;
    counts.set(node.section, n + 1);
    return n;
  });
}

function NodeView(p: ViewProps & { node: WireNode; paragraph: number | undefined; runs: Runs }) {
  const { node, runs } = p;
  switch (node.type) {
    case 'title':
      return <h2 class="doc-title">{node.text}</h2>;
    case 'heading': {
      const s = p.sections.find((x) => x.id === node.section);
      const own = node.level < 3;
      const H = node.level === 1 ? 'h3' : node.level === 2 ? 'h4' : 'h5';
      return (
        <>
          <div class={`doc-head lv${node.level}`} id={own ? `sec-${node.section}` : undefined}>
            <H data-of={p.paragraph === undefined ? undefined : node.section} data-paragraph={p.paragraph}>
              {node.text}
            </H>
            {own && s && s.version > 0 && !s.locked && (
              <button type="button" class="act doc-edit" disabled={p.busy} onClick={() => p.onEdit(s.id)}>
                {draftWords.edit}
              </button>
            )}
            {own && s && s.version > 0 && !s.locked && (
              <button type="button" class="act doc-edit" disabled={p.busy} onClick={() => p.onRevise(s.id)}>
                {reviseWords.open}
              </button>
            )}
            {own && s?.locked && <span class="tag">{draftWords.section.locked}</span>}
          </div>
          {own && s && p.notes(s)}
        </>
      );
    }
    case 'paragraph':
      return (
        <p class={`doc-${node.style}`} data-of={node.section} data-paragraph={p.paragraph}>
          {runs(node.runs)}
        </p>
      );
    case 'table':
      return (
        <figure class="doc-table">
          <figcaption>
            {node.caption}
            {node.unitLine && <span>{node.unitLine}</span>}
          </figcaption>
          <table>
            <thead>
              <tr>
                {node.columns.map((c, i) => (
                  <th key={i} scope="col">
                    {c.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {node.rows.map((r, i) => (
                <tr key={i} class={r.kind}>
                  {r.cells.map((c, k) => (
                    <td key={k} class={node.columns[k]?.align ?? 'left'}>
                      {runs(c)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {node.note && <p class="doc-note">{node.note}</p>}
        </figure>
      );
    case 'signature':
      return (
        <div class="doc-sign">
          <p>{runs(node.unit)}</p>
          <p>{runs(node.date)}</p>
        </div>
      );
  }
}
