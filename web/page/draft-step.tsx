// Step 5: the outline with its states, drafting one or all sections, reading and editing the document.
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { WireSection } from '../../src/http/wire.ts';
import { Failure, failureWords } from '../client.ts';
import { keep, kept } from '../keep.ts';
import { type Editing, type EditingAction, editing, isChanged, startEditing } from '../state/editing.ts';
import { revising, type Target, wholeSection } from '../state/revising.ts';
import { isContainer, kept as keptSections, toDraft } from '../state/steps.ts';
import { fill } from '../words/fill.ts';
import { draft as draftWords, revise as reviseWords } from '../words/zh-draft.ts';
import { Head, Sure, Trouble, Waiting } from './bits.tsx';
import { DocumentView } from './document-view.tsx';
import { useLoaded } from './load.ts';
import { RevisePanel, SectionNotes } from './revise-panel.tsx';
import { SectionEditor } from './section-editor.tsx';
import { chosen } from './text-choice.ts';
import { Versions } from './versions.tsx';
import type { StepProps } from './workspace.tsx';

interface Work {
  title: string;
  n: number;
  all: number;
}

/** `null` is “not editing”; the reducer itself is state/editing.ts. */
const maybeEditing = (s: Editing | null, a: EditingAction | { do: 'open'; state: Editing } | { do: 'shut' }) =>
  a.do === 'open' ? a.state : a.do === 'shut' ? null : s ? editing(s, a) : s;

/** Brings the paragraph with these words into sight and marks it; false when no paragraph has them. */
function showWords(quote: string): boolean {
  const plain = (t: string): string => t.replace(/[\s*#|]/g, '');
  // Marks such as 缺少依据 stand in the paragraph and are no part of its text.
  const said = (e: HTMLElement): string => {
    const copy = e.cloneNode(true) as HTMLElement;
    for (const flag of Array.from(copy.querySelectorAll('.flag'))) flag.textContent = '';
    return plain(copy.textContent ?? '');
  };
  const words = plain(quote);
  const found = Array.from(document.querySelectorAll<HTMLElement>('.paper p, .paper td, .doc-head, .doc-title')).find(
    (e) => said(e).includes(words),
  );
  for (const e of Array.from(document.querySelectorAll('.paper .found-here'))) e.classList.remove('found-here');
  if (!found || !words) return false;
  found.classList.add('found-here');
  found.scrollIntoView({ block: 'center' });
  return true;
}

const keptName = (report: string, section: string): string => `section:${report}:${section}`;
const titleOf = (s: { number: string; title: string }): string => `${s.number}${s.title}`;

export function DraftStep(p: StepProps) {
  const sections = useLoaded(`sections ${p.report}`, p.tick, () => p.client.sections(p.report));
  const tree = useLoaded(`document ${p.report}`, p.tick, () => p.client.document(p.report));
  const [work, setWork] = useState<Work | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [edit, act] = useReducer(maybeEditing, null);
  const [revision, turn] = useReducer(revising, null);
  const [selected, setSelected] = useState<Target | null>(null);
  const [versionsOf, setVersionsOf] = useState<string | null>(null);
  const [at, setAt] = useState<string | null>(p.focus);
  const stop = useRef(false);
  const list = sections.value?.items ?? [];
  const anyText = list.some((s) => s.version > 0);

  const show = (id: string): void => {
    setAt(id);
    document.getElementById(`sec-${id}`)?.scrollIntoView({ block: 'start' });
  };
  const [lost, setLost] = useState<string | null>(null);
  // The address names a section, or, after `find~`, words to look for in the document.
  useEffect(() => {
    if (!p.focus || !tree.value) return;
    const quote = p.focus.startsWith('find~') ? p.focus.slice(5) : null;
    setLost(quote !== null && !showWords(quote) ? quote : null);
    if (quote === null) show(p.focus);
  }, [p.focus, tree.value !== null]);

  useLayoutEffect(() => {
    if (edit)
      keep(keptName(p.report, edit.section), isChanged(edit) ? { text: edit.text, version: edit.version } : null);
  }, [edit?.text]);

  const draft = async (which: WireSection[]): Promise<void> => {
    stop.current = false;
    setError(null);
    setSaid('');
    let done = 0;
    for (const s of which) {
      if (stop.current) break;
      setWork({ title: titleOf(s), n: done + 1, all: which.length });
      try {
        await p.client.draft(p.report, s.id, s.version);
        done++;
      } catch (e) {
        setError(`${titleOf(s)}：${failureWords(e)}`);
        break;
      }
    }
    setWork(null);
    const left = keptSections(list).filter((s) => !which.includes(s)).length;
    setSaid(
      (stop.current ? draftWords.stopped : '') +
        fill(draftWords.drafted, { n: done }) +
        (which.length > 1 && left ? fill(draftWords.skipped, { n: left }) : ''),
    );
    p.changed();
  };

  const run = (what: Promise<unknown>, words: string): void => {
    setError(null);
    what.then(
      () => {
        setSaid(words);
        p.changed();
      },
      (e) => {
        setError(failureWords(e));
        if (e instanceof Failure && e.status === 409) p.changed();
      },
    );
  };

  const openEditor = (s: WireSection): void => {
    setVersionsOf(null);
    setSaid('');
    act({ do: 'open', state: startEditing(s, kept(keptName(p.report, s.id))) });
    setAt(s.id);
  };
  const saveEdit = async (): Promise<void> => {
    if (!edit) return;
    act({ do: 'save' });
    try {
      await p.client.replace(p.report, edit.section, edit.text, edit.version);
      keep(keptName(p.report, edit.section), null);
      act({ do: 'shut' });
      setSaid(fill(draftWords.saved, { title: edit.title }));
      p.changed();
    } catch (e) {
      if (e instanceof Failure && e.status === 409) {
        try {
          const now = (await p.client.sections(p.report)).items.find((s) => s.id === edit.section);
          if (now && !now.locked && now.version !== edit.version) {
            act({ do: 'clash', section: now });
            return;
          }
        } catch {
          // Reading failed too: the first message tells what happened, the words stay in the box.
        }
      }
      act({ do: 'failed', error: failureWords(e) });
    }
  };

  /** Versions we wrote ourselves, known before the list is read again: two steps in a row are both from the newest. */
  const written = useRef(new Map<string, number>());
  const openRevision = (target: Target, refreshing = false): void => {
    setSaid('');
    setSelected(null);
    setAt(target.section);
    turn({ do: 'open', target, refreshing });
  };
  const revised = (words: string, now?: WireSection): void => {
    if (now) written.current.set(now.id, now.version);
    turn({ do: 'shut' });
    setSaid(words);
    p.changed();
  };
  const stepBack = (s: WireSection, way: 'undo' | 'redo'): void => {
    const version = Math.max(s.version, written.current.get(s.id) ?? 0);
    const step = p.client.stepBack(p.report, s.id, way, version);
    run(
      step.then((now) => written.current.set(s.id, now.version)),
      way === 'undo' ? reviseWords.undone : reviseWords.redone,
    );
  };
  // Ctrl+Z and Ctrl+Y for the section that is at hand, outside of boxes, which have their own.
  useEffect(() => {
    const onKey = (e: KeyboardEvent): void => {
      const inBox = e.target instanceof HTMLElement && e.target.closest('input, textarea, select, [contenteditable]');
      const way = !e.altKey && (e.ctrlKey || e.metaKey) && keyWay(e.key.toLowerCase(), e.shiftKey);
      const s = list.find((x) => x.id === at);
      if (!way || inBox || !s || s.locked || s.version < 1 || edit || revision) return;
      e.preventDefault();
      stepBack(s, way);
    };
    const onSelect = (): void => setSelected(chosen(list));
    document.addEventListener('keydown', onKey);
    document.addEventListener('selectionchange', onSelect);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('selectionchange', onSelect);
    };
  });

  const fresh = toDraft(list, false);
  const again = toDraft(list, true);
  const busy = work !== null;

  return (
    <>
      <Head title={draftWords.title} lead={draftWords.lead}>
        {busy ? (
          <button
            type="button"
            class="plain-button"
            onClick={() => {
              stop.current = true;
            }}
          >
            {draftWords.stop}
          </button>
        ) : fresh.length ? (
          <button type="button" class="primary" onClick={() => void draft(fresh)}>
            {draftWords.all}
          </button>
        ) : (
          <>
            {again.length > 0 && (
              <button type="button" class="plain-button" onClick={() => void draft(again)}>
                {draftWords.redraftAll}
              </button>
            )}
            <button type="button" class="primary" onClick={() => p.goTo('download')}>
              {draftWords.next}
            </button>
          </>
        )}
      </Head>
      <div class="said" role="status">
        {work ? (
          <>
            <span>{fill(draftWords.drafting, { ...work })}</span>
            <progress max={work.all} value={work.n - 1} aria-label={draftWords.title} />
          </>
        ) : (
          said
        )}
      </div>
      {lost !== null && <p class="remark">{fill(draftWords.lost, { quote: lost })}</p>}
      <Trouble error={error ?? sections.error ?? tree.error} again={() => p.changed()} />
      <div class="draft-grid">
        <nav class="panel outline" aria-label={draftWords.outline}>
          <h2>{draftWords.outline}</h2>
          {!sections.value && sections.busy && <Waiting />}
          <ul>
            {list.map((s) => {
              const parent = isContainer(s.id, list);
              return (
                <li key={s.id} class={`lv${s.level}${at === s.id ? ' on' : ''}`} data-section={s.id}>
                  <button type="button" class="outline-link" onClick={() => show(s.id)}>
                    {titleOf(s)}
                  </button>
                  {!parent && <span class={`state ${s.state}`}>{draftWords.section[s.state]}</span>}
                  <Gaps section={s} />
                  {at === s.id && !parent && (
                    <div class="outline-acts">
                      {s.version === 0 && (
                        <button type="button" class="act" disabled={busy} onClick={() => void draft([s])}>
                          {draftWords.draftOne}
                        </button>
                      )}
                      {s.state === 'drafted' && (
                        <button type="button" class="act" disabled={busy} onClick={() => void draft([s])}>
                          {draftWords.redraft}
                        </button>
                      )}
                      {s.state === 'edited' && (
                        <Sure
                          class="act"
                          label={draftWords.redraft}
                          question={draftWords.redraftSure}
                          yes={draftWords.redraftYes}
                          onYes={() => void draft([s])}
                        />
                      )}
                      {!s.locked && (
                        <button type="button" class="act" disabled={busy} onClick={() => openEditor(s)}>
                          {draftWords.edit}
                        </button>
                      )}
                      {s.version > 0 && (
                        <button
                          type="button"
                          class="act"
                          onClick={() =>
                            run(p.client.lock(p.report, s.id, !s.locked), s.locked ? '' : draftWords.locked)
                          }
                        >
                          {s.locked ? draftWords.unlock : draftWords.lock}
                        </button>
                      )}
                      {s.version > 1 && !s.locked && (
                        <>
                          <button type="button" class="act" disabled={busy} onClick={() => stepBack(s, 'undo')}>
                            {reviseWords.undo}
                          </button>
                          <button
                            type="button"
                            class="act"
                            disabled={busy || !/^(?:undo|redo):/.test(s.reason ?? '')}
                            onClick={() => stepBack(s, 'redo')}
                          >
                            {reviseWords.redo}
                          </button>
                        </>
                      )}
                      {s.version > 0 && (
                        <button
                          type="button"
                          class="act"
                          aria-expanded={versionsOf === s.id}
                          onClick={() => setVersionsOf(versionsOf === s.id ? null : s.id)}
                        >
                          {draftWords.versions}
                        </button>
                      )}
                      {versionsOf === s.id && (
                        <Versions
                          client={p.client}
                          report={p.report}
                          section={s}
                          onRestore={(v) =>
                            run(p.client.restore(p.report, s.id, v, s.version), fill(draftWords.restored, { n: v }))
                          }
                        />
                      )}
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
        </nav>
        <div class="paper-wrap">
          {edit && (
            <SectionEditor
              state={edit}
              act={act}
              hint={list.find((s) => s.id === edit.section)?.hint ?? ''}
              onSave={() => void saveEdit()}
              onEnd={() => act({ do: 'shut' })}
            />
          )}
          {revision && <RevisePanel client={p.client} report={p.report} state={revision} act={turn} done={revised} />}
          {selected && !revision && !edit && (
            <button type="button" class="primary on-selection" onClick={() => openRevision(selected)}>
              {reviseWords.selected}
            </button>
          )}
          {!tree.value && tree.busy && <Waiting />}
          {sections.value && !anyText && <p class="panel empty">{draftWords.empty}</p>}
          {tree.value && anyText && (
            <DocumentView
              {...p}
              tree={tree.value}
              sections={list}
              at={at}
              busy={busy}
              onRevise={(id) => {
                const s = list.find((x) => x.id === id);
                if (s) openRevision(wholeSection(s));
              }}
              notes={(s) => (
                <SectionNotes
                  client={p.client}
                  section={s}
                  onRefresh={() => openRevision(wholeSection(s), true)}
                  done={revised}
                  failed={(e) => setError(failureWords(e))}
                />
              )}
              onEdit={(id) => {
                const s = list.find((x) => x.id === id);
                if (s) openEditor(s);
              }}
            />
          )}
        </div>
      </div>
    </>
  );
}

const keyWay = (key: string, shift: boolean): 'undo' | 'redo' | null =>
  key === 'z' ? (shift ? 'redo' : 'undo') : key === 'y' && !shift ? 'redo' : null;

/** What a section with text still lacks: quantities nothing backs, facts that print as 待补. */
function Gaps({ section }: { section: WireSection }) {
  if (!section.version) return null;
  const unbacked = section.quantities.filter((q) => q.standing === 'unbacked' || q.standing === 'conflict').length;
  const missing = section.paragraphs.reduce((n, p) => n + p.runs.filter((r) => r.by?.kind === 'missing').length, 0);
  if (!unbacked && !missing) return null;
  return (
    <p class="gaps">
      {unbacked > 0 && <span class="tag sev-E">{fill(draftWords.unbacked, { n: unbacked })}</span>}
      {missing > 0 && <span class="tag sev-W">{fill(draftWords.missing, { n: missing })}</span>}
    </p>
  );
}
