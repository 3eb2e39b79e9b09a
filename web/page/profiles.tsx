// The page of report kinds: which there are, what each asks and how it scores, copies of the office's own, import and export.
import { useRef, useState } from 'preact/hooks';
import type { WireProfileView } from '../../src/http/wire.ts';
import { Verify } from '../chat/new-report.tsx';
import { type Client, failureWords } from '../client.ts';
import { save } from '../save.ts';
import { scoringOf } from '../state/profile.ts';
import { PROFILES, routeHash } from '../state/steps.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { profiles as words } from '../words/zh-profiles.ts';
import { Sure, Trouble, Waiting } from './bits.tsx';
import { useLoaded } from './load.ts';
import { type Draft, ProfileEditor } from './profile-editor.tsx';

const LARGEST = 1024 * 1024;

export function Profiles({ client, id, onShow }: { client: Client; id: string | null; onShow(id: string): void }) {
  const list = useLoaded('profiles', 0, () => client.profiles());
  const shown = useLoaded(`profile ${id}`, 0, async () => (id ? client.profile(id) : null));
  const [draft, setDraft] = useState<Draft | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const picker = useRef<HTMLInputElement>(null);

  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setError(null);
    if (file.size > LARGEST) return setError(words.importTooLarge);
    setDraft({
      at: Date.now(),
      name: file.name,
      text: await new Response(file).text(),
      version: null,
      imported: true,
    });
    setSaid('');
  };
  const saved = (view: WireProfileView): void => {
    setDraft(null);
    setSaid(fill(words.saved, { name: view.name, version: view.version }));
    void list.reload();
    if (view.id === id) void shown.reload();
    else onShow(view.id);
  };
  const remove = async (view: WireProfileView): Promise<void> => {
    try {
      await client.removeProfile(view.id);
      setSaid(fill(words.removed, { name: view.name }));
      await list.reload();
      onShow('');
    } catch (e) {
      setError(failureWords(e));
    }
  };

  return (
    <div class="start">
      <header class="top">
        <a class="seal" href={routeHash({ report: null })} aria-label={words.back}>
          执笔
        </a>
        <span class="top-name">{zh.product}</span>
        <a class="top-link" href={routeHash({ report: null })}>
          {words.back}
        </a>
      </header>
      <main class="kinds-page" id="main">
        <section class="panel" aria-labelledby="kinds-title">
          <h1 id="kinds-title">{words.title}</h1>
          <p class="lead">{words.lead}</p>
          <Trouble error={list.error} again={() => void list.reload()} />
          {!list.value && list.busy && <Waiting />}
          <ul class="kind-list">
            {list.value?.items.map((k) => (
              <li key={k.id}>
                <a
                  href={routeHash({ report: PROFILES, focus: k.id })}
                  aria-current={k.id === id ? 'page' : undefined}
                  onClick={() => setDraft(null)}
                >
                  {k.name}
                  <small>
                    {k.origin === 'own' ? words.own : words.builtin} ·{' '}
                    {fill(words.meta, { region: k.region, version: k.version, unit: k.moneyUnit })}
                  </small>
                </a>
              </li>
            ))}
          </ul>
          <div class="actions">
            <button type="button" class="plain-button" onClick={() => picker.current?.click()}>
              {words.import}
            </button>
            <input
              ref={picker}
              id="profile-file"
              class="hidden"
              type="file"
              accept=".json,application/json"
              tabIndex={-1}
              aria-label={words.import}
              onChange={(e) => {
                const input = e.currentTarget;
                void take(input.files?.[0]).then(() => {
                  input.value = '';
                });
              }}
            />
          </div>
        </section>
        <section class="panel" aria-label={words.title}>
          <p class="said" role="status">
            {said}
          </p>
          <Trouble error={error ?? shown.error} />
          {draft ? (
            <ProfileEditor key={draft.at} client={client} draft={draft} onSaved={saved} onEnd={() => setDraft(null)} />
          ) : shown.value && shown.value.id === id ? (
            <Shown
              client={client}
              view={shown.value}
              onEdit={(view) =>
                setDraft({
                  at: Date.now(),
                  name: view.name,
                  text: JSON.stringify(view.json, null, 2),
                  version: view.version,
                  imported: false,
                })
              }
              onCopied={saved}
              onRemove={(view) => void remove(view)}
            />
          ) : id && shown.busy ? (
            <Waiting />
          ) : (
            <p class="empty">{words.pick}</p>
          )}
        </section>
      </main>
    </div>
  );
}

interface ShownProps {
  client: Client;
  view: WireProfileView;
  onEdit(view: WireProfileView): void;
  onCopied(view: WireProfileView): void;
  onRemove(view: WireProfileView): void;
}

function Shown(p: ShownProps) {
  const { view } = p;
  const scoring = scoringOf(view.json);
  const [copying, setCopying] = useState(false);
  return (
    <>
      <h2>
        {view.name} <span class="tag">{view.origin === 'own' ? words.own : words.builtin}</span>
      </h2>
      <p class="hint">{fill(words.meta, { region: view.region, version: view.version, unit: view.moneyUnit })}</p>
      <Verify notes={view.verify} />
      <div class="actions">
        {view.origin === 'own' && (
          <button type="button" class="primary small" onClick={() => p.onEdit(view)}>
            {words.edit}
          </button>
        )}
        <button type="button" class="act" aria-expanded={copying} onClick={() => setCopying(!copying)}>
          {words.copy}
        </button>
        <button
          type="button"
          class="act"
          onClick={() =>
            save(new Blob([`${JSON.stringify(view.json, null, 2)}\n`], { type: 'application/json' }), `${view.id}.json`)
          }
        >
          {words.export}
        </button>
        {view.origin === 'own' && (
          <Sure label={words.remove} question={words.removeSure} yes={words.removeYes} onYes={() => p.onRemove(view)} />
        )}
      </div>
      {copying && <CopyForm {...p} onEnd={() => setCopying(false)} />}
      <h3 class="sub-head">{words.outline}</h3>
      <ul class="kind-outline">
        {view.outline.map((s) => (
          <li key={s.id} class={`lv${s.level}`}>
            {s.number}
            {s.title} {s.required && <small>{words.required}</small>}
          </li>
        ))}
      </ul>
      <h3 class="sub-head">{words.scoring}</h3>
      {!scoring ? (
        <p class="empty">{words.noScoring}</p>
      ) : (
        <>
          <div class="table-scroll">
            <table class="kind-table">
              <thead>
                <tr>
                  <th scope="col">{words.scoringGroup}</th>
                  {scoring.sets.map((s) => (
                    <th scope="col" key={s.id}>
                      {scoring.sets.length > 1 ? s.label : words.scoringWeight}
                    </th>
                  ))}
                  <th scope="col">{words.scoringRow}</th>
                </tr>
              </thead>
              <tbody>
                {scoring.groups.map((g) => (
                  <tr key={g.name}>
                    <td>{g.name}</td>
                    {scoring.sets.map((s) => (
                      <td key={s.id}>{g.weights[s.id] ?? '—'}</td>
                    ))}
                    <td>
                      {g.rows.join('、')}
                      {g.own && (
                        <span class="own-rows">
                          {g.level2.length ? fill(words.ownRows, { list: g.level2.join('、') }) : words.ownRowsAny}
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <ul class="hint">
            {scoring.grades.map((g, i) => (
              <li key={g.grade}>
                {g.from === 0 && i > 0
                  ? fill(words.lastBand, { grade: g.grade, below: scoring.grades[i - 1]!.from })
                  : fill(words.band, g)}
              </li>
            ))}
            {scoring.caps.map((c) => (
              <li key={c.below}>{fill(words.cap, c)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function CopyForm(p: ShownProps & { onEnd(): void }) {
  const [as, setAs] = useState('');
  const [name, setName] = useState(p.view.name);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const copy = async (): Promise<void> => {
    if (!as.trim() || !name.trim()) return setError(words.copyNeeds);
    setBusy(true);
    setError(null);
    try {
      p.onCopied(await p.client.copyProfile(p.view.id, as.trim(), name.trim()));
      p.onEnd();
    } catch (e) {
      setError(failureWords(e));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="form"
      onSubmit={(e) => {
        e.preventDefault();
        void copy();
      }}
    >
      <div class="field">
        <label for="copy-id">{words.copyId}</label>
        <input
          id="copy-id"
          autocomplete="off"
          aria-describedby="copy-id-hint"
          ref={(el) => {
            if (el && !as && document.activeElement !== el && !error) el.focus();
          }}
          onInput={(e) => setAs(e.currentTarget.value)}
        />
        <p class="hint" id="copy-id-hint">
          {words.copyIdHint}
        </p>
      </div>
      <div class="field">
        <label for="copy-name">{words.copyName}</label>
        <input id="copy-name" autocomplete="off" value={name} onInput={(e) => setName(e.currentTarget.value)} />
      </div>
      <Trouble error={error} />
      <button type="submit" class="primary" disabled={busy}>
        {words.copySave}
      </button>
    </form>
  );
}
