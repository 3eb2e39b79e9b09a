// No report given: open one there is, or make one. The same form serves the page and the chat element.
import { useEffect, useState } from 'preact/hooks';
import type { WireProfile, WireReport } from '../../src/http/wire.ts';
import { type Client, failureWords } from '../client.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { NewReportForm } from './new-report.tsx';

export function Chooser(p: { client: Client; onChosen(id: string): void }) {
  const [reports, setReports] = useState<WireReport[] | null>(null);
  const [profiles, setProfiles] = useState<WireProfile[]>([]);
  const [error, setError] = useState('');
  const load = (): void => {
    setError('');
    Promise.all([p.client.reports(), p.client.profiles()]).then(
      ([r, f]) => {
        setReports(r.items);
        setProfiles(f.items);
      },
      (e) => setError(failureWords(e)),
    );
  };
  useEffect(load, [p.client.base]);

  return (
    <section class="chat chooser" aria-label={zh.chat.choose}>
      <header class="chat-head">
        <span class="seal" aria-hidden="true">
          执笔
        </span>
        <strong>{zh.product}</strong>
      </header>
      <div class="log">
        <h2>{zh.chat.choose}</h2>
        <p class="faint">{zh.chat.chooseLead}</p>
        {error && (
          <p class="alert" role="alert">
            {error}{' '}
            <button type="button" class="quiet" onClick={load}>
              {zh.common.retry}
            </button>
          </p>
        )}
        {!reports && !error && <p class="faint">{zh.common.loading}</p>}
        {reports && reports.length > 0 && (
          <ul class="reports">
            {reports.map((r) => (
              <li key={r.id}>
                <button type="button" class="report" onClick={() => p.onChosen(r.id)}>
                  <b>{r.unitName ?? zh.start.untitled}</b>
                  <span>{fill(zh.start.year, { year: r.period })}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {reports && <NewReportForm client={p.client} profiles={profiles} onMade={p.onChosen} />}
      </div>
      <p class="notice">{zh.label}</p>
    </section>
  );
}
