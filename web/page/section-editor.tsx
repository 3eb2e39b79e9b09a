// The box for one section's text. When somebody saved first, both texts are shown and the person decides.
import { useEffect, useRef } from 'preact/hooks';
import { type Editing, type EditingAction, isChanged } from '../state/editing.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { draft as draftWords } from '../words/zh-draft.ts';
import { Trouble } from './bits.tsx';

interface EditorProps {
  state: Editing;
  act(a: EditingAction): void;
  hint: string;
  onSave(): void;
  onEnd(): void;
}

export function SectionEditor({ state, act, hint, onSave, onEnd }: EditorProps) {
  const panel = useRef<HTMLElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
    panel.current?.scrollIntoView({ block: 'start' });
  }, [state.section]);
  return (
    <section class="panel editor" ref={panel} aria-label={fill(draftWords.editing, { title: state.title })}>
      <h2>
        {fill(draftWords.editing, { title: state.title })}
        {isChanged(state) && <small>{draftWords.unsaved}</small>}
      </h2>
      {hint && <p class="hint">{hint}</p>}
      {state.theirs && (
        <div class="clash" role="alert">
          <p>
            <b>{draftWords.conflictTitle}</b>
          </p>
          <p>{draftWords.conflictLead}</p>
          <details open>
            <summary>{draftWords.conflictTheirs}</summary>
            <pre>{state.theirs.text}</pre>
          </details>
          <div class="actions">
            <button type="button" class="act yes" onClick={() => act({ do: 'keep-mine' })}>
              {draftWords.conflictMine}
            </button>
            <button type="button" class="act" onClick={() => act({ do: 'take-theirs' })}>
              {draftWords.conflictTake}
            </button>
          </div>
        </div>
      )}
      <label class="hidden" for="section-text">
        {fill(draftWords.editing, { title: state.title })}
      </label>
      <textarea
        id="section-text"
        ref={box}
        rows={14}
        value={state.text}
        onInput={(e) => act({ do: 'type', text: e.currentTarget.value })}
      />
      <Trouble error={state.error} />
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={state.saving || state.theirs !== null || !isChanged(state)}
          onClick={onSave}
        >
          {state.saving ? zh.common.saving : draftWords.save}
        </button>
        <button type="button" class="quiet" onClick={onEnd}>
          {zh.common.close}
        </button>
        <span class="hint">{draftWords.editHint}</span>
      </div>
    </section>
  );
}
