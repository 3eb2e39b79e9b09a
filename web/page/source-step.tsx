// Step 1: paste or choose material, see what was read from it.
import { useRef, useState } from 'preact/hooks';
import type { AddedSource } from '../../src/http/wire.ts';
import { Failure, failureWords } from '../client.ts';
import { keep, kept } from '../keep.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { Head, Trouble, Waiting, when } from './bits.tsx';
import { useLoaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

type Role = 'prior' | 'material';
const ACCEPT = '.txt,.md,.html,.htm,.csv,.docx,.xlsx,.pdf';

export function SourceStep(p: StepProps) {
  const sources = useLoaded(`sources ${p.report}`, p.tick, () => p.client.sources(p.report));
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const name = `paste:${p.report}`;
  const [role, setRole] = useState<Role | null>(null);
  const [size, setSize] = useState(() => kept<string>(name)?.length ?? 0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const [otherUnit, setOtherUnit] = useState<(() => void) | null>(null);
  const [found, setFound] = useState<AddedSource | null>(null);
  const known = sources.value?.items ?? [];
  const chosen: Role = role ?? (known.some((s) => s.role === 'prior') ? 'material' : 'prior');

  const take = async (read: (anyUnit: boolean) => Promise<AddedSource>, anyUnit = false): Promise<void> => {
    setBusy(true);
    setError(null);
    setOtherUnit(null);
    setFound(null);
    try {
      const added = await read(anyUnit);
      setFound(added);
      if (box.current) box.current.value = '';
      keep(name, null);
      setSize(0);
      p.changed();
    } catch (e) {
      setError(failureWords(e));
      if (e instanceof Failure && e.code === 'other_unit') setOtherUnit(() => () => void take(read, true));
    } finally {
      setBusy(false);
    }
  };
  const paste = (): void => {
    const text = box.current?.value ?? '';
    if (!text.trim()) {
      setError(zh.source.empty);
      box.current?.focus();
      return;
    }
    const n = known.filter((s) => s.role === chosen).length;
    const title = (chosen === 'prior' ? zh.source.namePrior : zh.source.nameMaterial) + (n ? ` ${n + 1}` : '');
    void take((anyUnit) =>
      p.client.addSource(p.report, { name: title, text, role: chosen, ...(anyUnit ? { anyUnit } : {}) }),
    );
  };
  const file = (f: File | undefined): void => {
    if (f) void take((anyUnit) => p.client.addFile(p.report, f, chosen, anyUnit));
  };

  return (
    <>
      <Head title={zh.source.title} lead={zh.source.lead} />
      <div class="source-grid">
        <section
          class={over ? 'panel dropping' : 'panel'}
          aria-label={zh.source.title}
          onDragOver={(e) => {
            e.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(e) => {
            e.preventDefault();
            setOver(false);
            file(e.dataTransfer?.files[0]);
          }}
        >
          <fieldset class="choice">
            <legend>{zh.source.role}</legend>
            {(['prior', 'material'] as const).map((r) => (
              <label key={r} class={chosen === r ? 'pick on' : 'pick'}>
                <input type="radio" name="role" checked={chosen === r} onChange={() => setRole(r)} />
                <span>
                  <b>{zh.source[r]}</b>
                  <small>{r === 'prior' ? zh.source.priorHint : zh.source.materialHint}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <label class="label" for="paste">
            {zh.source.text}
          </label>
          <textarea
            id="paste"
            class="paste"
            ref={box}
            rows={10}
            aria-describedby="paste-hint"
            spellcheck={false}
            defaultValue={kept<string>(name) ?? ''}
            onInput={(e) => {
              keep(name, e.currentTarget.value);
              setSize(e.currentTarget.value.length);
            }}
          />
          <p class="hint" id="paste-hint">
            {zh.source.textHint} {size > 0 && <b>{fill(zh.source.count, { n: size })}</b>}
          </p>
          <Trouble error={error} />
          {otherUnit && (
            <p>
              <button type="button" class="plain-button" onClick={otherUnit}>
                {zh.source.anyUnit}
              </button>
            </p>
          )}
          <div class="actions">
            <button type="button" class="primary" disabled={busy} onClick={paste}>
              {busy ? zh.source.reading : zh.source.read}
            </button>
            <button type="button" class="plain-button" disabled={busy} onClick={() => picker.current?.click()}>
              {zh.source.choose}
            </button>
            <input
              ref={picker}
              id="file"
              class="hidden"
              type="file"
              accept={ACCEPT}
              tabIndex={-1}
              aria-label={zh.source.choose}
              onChange={(e) => {
                file(e.currentTarget.files?.[0]);
                e.currentTarget.value = '';
              }}
            />
            <span class="hint">{over ? zh.source.dropHere : zh.source.chooseHint}</span>
          </div>
          <p class="secrecy">{zh.secrecy}</p>
        </section>
        <section class="panel" aria-labelledby="sources-title">
          {found && <Found found={found} onNext={() => p.goTo('review')} />}
          <h2 id="sources-title">{zh.source.listTitle}</h2>
          <Trouble error={sources.error} again={() => void sources.reload()} />
          {!sources.value && sources.busy && <Waiting />}
          {sources.value && !known.length && <p class="empty">{zh.source.listEmpty}</p>}
          <ul class="plain-list">
            {known.map((s) => (
              <li key={s.id} class="source-row">
                <div>
                  <b>{s.name}</b>
                  <small>
                    {zh.source[s.role]}
                    {s.period ? ` · ${fill(zh.common.year, { year: s.period })}` : ''} ·{' '}
                    {fill(zh.source.count, { n: s.length })} · {when(s.createdAt)}
                  </small>
                </div>
                <button type="button" class="quiet" onClick={() => p.goTo('review', s.id)}>
                  {zh.source.see}
                </button>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

function Found({ found, onNext }: { found: AddedSource; onNext(): void }) {
  const name = found.source.name;
  const n = found.candidates.length;
  const high = found.candidates.filter((c) => c.confidence === 'high').length;
  return (
    <div class="found" role="status">
      <p class="found-title">
        {n ? fill(zh.source.found, { name, n }) : fill(zh.source.foundNone, { name })}
        {high > 0 && <span>，{fill(zh.source.foundHigh, { n: high })}</span>}。
      </p>
      {found.notes.map((note) => (
        <p key={note} class="remark">
          {note}
        </p>
      ))}
      {found.residue.length > 0 && (
        <details>
          <summary>{fill(zh.source.residue, { n: found.residue.length })}</summary>
          <p class="hint">{zh.source.residueMore}</p>
          <ul>
            {found.residue.map((r) => (
              <li key={`${r.start}-${r.kind}`}>
                {r.message} <q>{r.quote}</q>
              </li>
            ))}
          </ul>
        </details>
      )}
      {n > 0 && (
        <button type="button" class="primary" onClick={onNext}>
          {zh.source.next}
        </button>
      )}
    </div>
  );
}
