// Step 1: paste or choose material, see what was read from it. What was refused stays where it is, with the reason.
import { useRef, useState } from 'preact/hooks';
import type { AddedSource } from '../../src/http/wire.ts';
import { Failure, failureWords, uploadWithProgress } from '../client.ts';
import { keep, kept } from '../keep.ts';
import { contentOf, joinPaste, type Pasted, tablesIn } from '../state/paste.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { Head, Trouble, Waiting, when } from './bits.tsx';
import { useLoaded } from './load.ts';
import { Remarks } from './remarks.tsx';
import { ReportKind } from './report-kind.tsx';
import type { StepProps } from './workspace.tsx';

type Role = 'prior' | 'material';
const ACCEPT = '.txt,.md,.html,.htm,.csv,.tsv,.docx,.xlsx,.pdf';
/** The service takes no more; better said before the upload than after it. */
const MAX_UPLOAD = 20 * 1024 * 1024;

/** Latest results that stay in sight. */
const SHOWN = 6;

interface Refused {
  name: string;
  message: string;
  /** Try the same again, or take it although it speaks of another unit. */
  again(): void;
  otherUnit: boolean;
}

export function SourceStep(p: StepProps) {
  const sources = useLoaded(`sources ${p.report}`, p.tick, () => p.client.sources(p.report));
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const name = `paste:${p.report}`;
  const [role, setRole] = useState<Role | null>(null);
  const [size, setSize] = useState(() => kept<string>(name)?.length ?? 0);
  const [pasted, setPasted] = useState<Pasted | null>(() => kept<Pasted>(`${name}:html`));
  const [changed, setChanged] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [waiting, setWaiting] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused[]>([]);
  const [over, setOver] = useState(false);
  const [found, setFound] = useState<AddedSource[]>([]);
  const known = sources.value?.items ?? [];
  // A retry goes by what is chosen then: “take it as this year's material” is often the way out.
  const asNow = useRef<Role>('prior');
  const chosen: Role = role ?? (known.some((s) => s.role === 'prior') ? 'material' : 'prior');
  asNow.current = chosen;

  /** True when it was taken. */
  const take = async (
    title: string,
    read: (anyUnit: boolean) => Promise<AddedSource>,
    done: () => void,
    anyUnit = false,
  ): Promise<boolean> => {
    setBusy(title);
    setError(null);
    setRefused((all) => all.filter((r) => r.name !== title));
    try {
      const added = await read(anyUnit);
      setFound((all) => [added, ...all].slice(0, SHOWN));
      done();
      p.changed();
      return true;
    } catch (e) {
      const otherUnit = e instanceof Failure && e.code === 'other_unit';
      const again = (): void => void take(title, read, done, otherUnit);
      setRefused((all) => [...all, { name: title, message: failureWords(e), again, otherUnit }]);
      return false;
    } finally {
      setBusy(null);
      setSent(null);
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
    const send = (content: { html: string } | { text: string }, anyUnit: boolean): Promise<AddedSource> =>
      p.client.addSource(p.report, { name: title, ...content, role: asNow.current, ...(anyUnit ? { anyUnit } : {}) });
    void take(
      title,
      async (anyUnit) => {
        const content = contentOf(text, pasted);
        try {
          return await send(content, anyUnit);
        } catch (e) {
          // Markup without words in it, or too much of it: the plain words of the same clipboard are there.
          if ('html' in content && e instanceof Failure && (e.code === 'empty_text' || e.status === 413))
            return await send({ text }, anyUnit);
          throw e;
        }
      },
      () => {
        if (box.current) box.current.value = '';
        keep(name, null);
        keep(`${name}:html`, null);
        setPasted(null);
        setChanged(false);
        setSize(0);
      },
    );
  };
  /** One after the other; one that is refused does not stop the next. */
  const files = async (list: FileList | null | undefined): Promise<void> => {
    const all = Array.from(list ?? []);
    for (let i = 0; i < all.length; i++) {
      const f = all[i]!;
      setWaiting(all.length - i - 1);
      if (f.size > MAX_UPLOAD) {
        const message = fill(zh.source.tooLarge, { name: f.name, size: (f.size / 1024 / 1024).toFixed(1) });
        setRefused((r) => [
          ...r.filter((x) => x.name !== f.name),
          { name: f.name, message, again: () => undefined, otherUnit: false },
        ]);
        continue;
      }
      await take(
        f.name,
        (anyUnit) => p.client.addFile(p.report, f, asNow.current, anyUnit, uploadWithProgress, setSent),
        () => undefined,
      );
    }
    setWaiting(0);
  };
  const onPaste = (e: ClipboardEvent): void => {
    const data = e.clipboardData;
    const area = box.current;
    if (!data || !area) return;
    const text = data.getData('text/plain');
    if (!text && data.files.length) {
      e.preventDefault();
      if (/^image\//.test(data.files[0]!.type)) setError(zh.source.imageRefused);
      else void files(data.files);
      return;
    }
    const whole = area.selectionStart === 0 && area.selectionEnd === area.value.length;
    const atEnd = area.selectionStart === area.value.length;
    const joined = whole || atEnd ? joinPaste(data.getData('text/html'), text, whole ? '' : area.value, pasted) : null;
    if (!joined) return;
    e.preventDefault();
    // As the box itself would say it, so that the two can be compared.
    area.value = joined.text;
    const next = { text: area.value, html: joined.html };
    setPasted(next);
    setChanged(false);
    setSize(area.value.length);
    setError(null);
    keep(name, area.value);
    keep(`${name}:html`, next);
  };
  const tables = pasted ? tablesIn(pasted.html) : 0;

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
            void files(e.dataTransfer?.files);
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
            onPaste={onPaste}
            onInput={(e) => {
              const { value } = e.currentTarget;
              keep(name, value);
              setSize(value.length);
              if (value === '') setPasted(null);
              setChanged(pasted !== null && value !== '' && value !== pasted.text);
            }}
          />
          <p class="hint" id="paste-hint">
            {zh.source.textHint} {size > 0 && <b>{fill(zh.source.count, { n: size })}</b>}
          </p>
          {pasted && (
            <p class="hint" role="status">
              {changed
                ? zh.source.lostHtml
                : fill(zh.source.keptHtml, { tables: tables ? fill(zh.source.keptTables, { n: tables }) : '' })}
            </p>
          )}
          <Trouble error={error} />
          {refused.map((r) => (
            <div key={r.name} class="alert" role="alert">
              <b>{fill(zh.source.failed, { name: r.name })}</b>
              {r.message}{' '}
              <button type="button" class="quiet" disabled={busy !== null} onClick={r.again}>
                {r.otherUnit ? zh.source.anyUnit : zh.common.retry}
              </button>{' '}
              <button
                type="button"
                class="quiet"
                onClick={() => setRefused((all) => all.filter((x) => x.name !== r.name))}
              >
                {zh.common.close}
              </button>
            </div>
          ))}
          <div class="actions">
            <button type="button" class="primary" disabled={busy !== null} onClick={paste}>
              {busy !== null ? zh.source.reading : zh.source.read}
            </button>
            <button type="button" class="plain-button" disabled={busy !== null} onClick={() => picker.current?.click()}>
              {zh.source.choose}
            </button>
            <input
              ref={picker}
              id="file"
              class="hidden"
              type="file"
              accept={ACCEPT}
              multiple
              tabIndex={-1}
              aria-label={zh.source.choose}
              onChange={(e) => {
                const input = e.currentTarget;
                void files(input.files);
                input.value = '';
              }}
            />
            <span class="hint">{over ? zh.source.dropHere : zh.source.chooseHint}</span>
          </div>
          {busy !== null && sent !== null && (
            <div class="upload" role="status">
              <p class="hint">
                {sent < 1
                  ? fill(zh.source.sending, { name: busy, n: Math.floor(sent * 100) })
                  : fill(zh.source.readingFile, { name: busy })}
                {waiting > 0 && ` ${fill(zh.source.queued, { n: waiting })}`}
              </p>
              {sent < 1 ? <progress max={1} value={sent} aria-label={busy} /> : <progress aria-label={busy} />}
            </div>
          )}
          <p class="secrecy">{zh.secrecy}</p>
        </section>
        <section class="panel" aria-labelledby="sources-title">
          {found.map((f, i) => (
            <Found key={f.source.id} found={f} last={i === 0} onNext={() => p.goTo('review')} />
          ))}
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
                  {(s.notices ?? []).length > 0 && (
                    <details>
                      <summary>{fill(zh.source.notices, { n: s.notices.length })}</summary>
                      {s.notices.map((n) => (
                        <p key={n} class="remark">
                          {n}
                        </p>
                      ))}
                    </details>
                  )}
                </div>
                <button type="button" class="quiet" onClick={() => p.goTo('review', s.id)}>
                  {zh.source.see}
                </button>
              </li>
            ))}
          </ul>
          <ReportKind {...p} />
        </section>
      </div>
    </>
  );
}

function Found({ found, last, onNext }: { found: AddedSource; last: boolean; onNext(): void }) {
  const name = found.source.name;
  const n = found.candidates.length;
  const high = found.candidates.filter((c) => c.confidence === 'high').length;
  return (
    <div class="found" role="status">
      <p class="found-title">
        {n ? fill(zh.source.found, { name, n }) : fill(zh.source.foundNone, { name })}
        {high > 0 && <span>，{fill(zh.source.foundHigh, { n: high })}</span>}。
      </p>
      {[...(found.source.notices ?? []), ...found.notes].map((note) => (
        <p key={note} class="remark">
          {note}
        </p>
      ))}
      <Remarks notices={[]} residue={found.residue} />
      {n > 0 && last && (
        <button type="button" class="primary" onClick={onNext}>
          {zh.source.next}
        </button>
      )}
    </div>
  );
}
