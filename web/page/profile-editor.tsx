// A report kind as JSON to be edited: checked by the service, every fault listed and shown at its field. Typed text is kept for the tab.
import { useRef, useState } from 'preact/hooks';
import type { WireProfileView } from '../../src/http/wire.ts';
import { type Client, Failure, failureWords } from '../client.ts';
import { keep, kept } from '../keep.ts';
import { fieldOfFault, lineOfError, placeOfField } from '../state/json-place.ts';
import { faultsIn } from '../state/profile.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { profiles as words } from '../words/zh-profiles.ts';
import { Sure, Trouble } from './bits.tsx';

export interface Draft {
  /** When it was opened: another one, though of the same name, begins afresh. */
  at: number;
  name: string;
  text: string;
  /** The version that the edit began with; null for a file. */
  version: string | null;
  imported: boolean;
}

interface EditorProps {
  client: Client;
  draft: Draft;
  onSaved(view: WireProfileView): void;
  onEnd(): void;
}

export function ProfileEditor(p: EditorProps) {
  const { draft } = p;
  const name = `profile:${draft.name}:${draft.version ?? ''}`;
  const [text, setText] = useState((draft.imported ? null : kept<string>(name)) ?? draft.text);
  const [faults, setFaults] = useState<string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);

  const parsed = (): { json: unknown } | null => {
    try {
      return { json: JSON.parse(text) as unknown };
    } catch (e) {
      const line = lineOfError(text, (e as Error).message);
      setFaults(null);
      setError(
        !text.trim()
          ? words.jsonEmpty
          : fill(words.notJson, { why: line ? fill(words.notJsonAt, { line }) : words.notJsonEnd }),
      );
      return null;
    }
  };
  const run = async (work: (json: unknown) => Promise<void>): Promise<void> => {
    const read = parsed();
    if (!read) return;
    setBusy(true);
    setError(null);
    try {
      await work(read.json);
    } catch (e) {
      const listed = e instanceof Failure ? faultsIn(e.details) : null;
      setFaults(listed);
      setError(listed?.length ? words.notSaved : failureWords(e));
    } finally {
      setBusy(false);
    }
  };
  const check = (): Promise<void> => run(async (json) => setFaults((await p.client.checkProfile(json)).faults));
  const store = (): Promise<void> =>
    run(async (json) => {
      const view = await p.client.saveProfile(json, draft.version ?? undefined);
      keep(name, null);
      p.onSaved(view);
    });
  const show = (fault: string): void => {
    const place = placeOfField(text, fieldOfFault(fault));
    const el = box.current;
    if (!place || !el) return;
    el.focus();
    el.setSelectionRange(place.start, place.end);
    // The box itself scrolls only to typed text; its lines are all of one height.
    const lines = text.slice(0, place.start).split('\n').length - 1;
    el.scrollTop = Math.max(0, (el.scrollHeight / text.split('\n').length) * lines - el.clientHeight / 3);
  };

  return (
    <>
      <h2>{fill(draft.imported ? words.importing : words.editing, { name: draft.name })}</h2>
      <label class="label" for="profile-json">
        {words.json}
      </label>
      <textarea
        id="profile-json"
        class="json-box"
        ref={box}
        spellcheck={false}
        value={text}
        onInput={(e) => {
          setText(e.currentTarget.value);
          keep(name, e.currentTarget.value);
        }}
      />
      <Trouble error={error} />
      <div role="status">
        {faults !== null && !faults.length && !error && <p class="said">{words.sound}</p>}
        {faults !== null && faults.length > 0 && (
          <>
            <p>{fill(words.faults, { n: faults.length })}</p>
            <ul class="faults">
              {faults.map((f) => (
                <li key={f}>
                  <button type="button" class="quiet" onClick={() => show(f)}>
                    {f}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div class="actions">
        <button type="button" class="plain-button" disabled={busy} onClick={() => void check()}>
          {busy ? words.checking : words.check}
        </button>
        <button type="button" class="primary" disabled={busy} onClick={() => void store()}>
          {words.save}
        </button>
        {text === draft.text ? (
          <button type="button" class="quiet" onClick={p.onEnd}>
            {zh.common.cancel}
          </button>
        ) : (
          <Sure
            label={zh.common.cancel}
            question={words.dropSure}
            yes={words.dropYes}
            onYes={() => {
              keep(name, null);
              p.onEnd();
            }}
          />
        )}
      </div>
    </>
  );
}
