// The form that makes a report: kind, year, and the unit's name if it is already known.
import { useState } from 'preact/hooks';
import type { WireProfile } from '../../src/http/wire.ts';
import { type Client, failureWords } from '../client.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';

export function NewReportForm(p: { client: Client; profiles: readonly WireProfile[]; onMade(id: string): void }) {
  const [profile, setProfile] = useState('');
  const [period, setPeriod] = useState('');
  const [unitName, setUnitName] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const kind = profile || (p.profiles.find((f) => f.id === 'national-generic') ?? p.profiles[0])?.id || '';
  const picked = p.profiles.find((f) => f.id === kind);

  const make = async (): Promise<void> => {
    const year = period.trim().replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
    if (!/^(19|20)\d\d年?$/.test(year)) return setError(zh.start.badYear);
    setBusy(true);
    setError('');
    try {
      const name = unitName.trim();
      const made = await p.client.createReport({
        profile: kind,
        period: Number.parseInt(year, 10),
        ...(name ? { unitName: name } : {}),
      });
      p.onMade(made.id);
    } catch (e) {
      setError(failureWords(e));
      setBusy(false);
    }
  };

  if (!p.profiles.length) return <p class="alert">{zh.start.noProfiles}</p>;
  return (
    <form
      class="form"
      onSubmit={(e) => {
        e.preventDefault();
        void make();
      }}
    >
      <div class="field">
        <label for="new-profile">{zh.start.profile}</label>
        <select id="new-profile" value={kind} onChange={(e) => setProfile(e.currentTarget.value)}>
          {p.profiles.map((f) => (
            <option key={f.id} value={f.id}>
              {f.name}
              {f.origin === 'own' ? `（${zh.start.kindOwn}）` : ''}
            </option>
          ))}
        </select>
        {picked && (
          <p class="hint" data-kind={picked.id}>
            {fill(zh.start.kindOf, {
              region: picked.region,
              level: picked.level || picked.moneyUnit,
              version: picked.version,
            })}
          </p>
        )}
        {picked && <Verify notes={picked.verify} />}
      </div>
      <div class="field short">
        <label for="new-period">{zh.start.period}</label>
        <input
          id="new-period"
          inputMode="numeric"
          maxLength={5}
          autocomplete="off"
          aria-describedby="new-period-hint"
          value={period}
          onInput={(e) => setPeriod(e.currentTarget.value)}
        />
        <p class="hint" id="new-period-hint">
          {zh.start.periodHint}
        </p>
      </div>
      <div class="field">
        <label for="new-unit">{zh.start.unitName}</label>
        <input
          id="new-unit"
          autocomplete="off"
          maxLength={200}
          aria-describedby="new-unit-hint"
          value={unitName}
          onInput={(e) => setUnitName(e.currentTarget.value)}
        />
        <p class="hint" id="new-unit-hint">
          {zh.start.unitNameHint}
        </p>
      </div>
      {error && (
        <p class="alert" role="alert">
          {error}
        </p>
      )}
      <button type="submit" class="primary" disabled={busy}>
        {busy ? zh.start.creating : zh.start.create}
      </button>
    </form>
  );
}

/** Without the word that stands for it in the file, such as （full）. */
const inWords = (check: string): string => check.replace(/（[A-Za-z_]+）/g, '');

/** Values of a report kind that nobody has held against the notice yet. */
export const Verify = ({ notes }: { notes: WireProfile['verify'] | undefined }) =>
  notes?.length ? (
    <details class="verify">
      <summary>{fill(zh.start.verify, { n: notes.length })}</summary>
      <ul>
        {notes.map((n) => (
          <li key={n.field + n.check}>{fill(zh.start.verifyLine, { check: inWords(n.check), against: n.against })}</li>
        ))}
      </ul>
    </details>
  ) : null;
