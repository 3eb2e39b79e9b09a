// The first page: the reports there are, and the form for a new one.
import { useState } from 'preact/hooks';
import { NewReportForm } from '../chat/new-report.tsx';
import { type Client, failureWords } from '../client.ts';
import { ENGINE, PROFILES, routeHash } from '../state/steps.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { Sure, Trouble, Waiting, when } from './bits.tsx';
import { useLoaded } from './load.ts';

export function Start({ client, onOpen }: { client: Client; onOpen(id: string): void }) {
  const reports = useLoaded('reports', 0, () => client.reports());
  const profiles = useLoaded('profiles', 0, () => client.profiles());
  const [error, setError] = useState<string | null>(null);
  const remove = (id: string): void => {
    client.removeReport(id).then(
      () => {
        setError(null);
        void reports.reload();
      },
      (e) => setError(failureWords(e)),
    );
  };
  const names = new Map(profiles.value?.items.map((p) => [p.id, p.name]));

  return (
    <div class="start">
      <header class="top">
        <span class="seal" aria-hidden="true">
          执笔
        </span>
        <span class="top-name">{zh.product}</span>
      </header>
      <main class="start-main" id="main">
        <section class="panel" aria-labelledby="new-title">
          <h1 id="new-title">{zh.start.title}</h1>
          <p class="lead">{zh.start.lead}</p>
          <Trouble error={profiles.error} again={() => void profiles.reload()} />
          {profiles.value ? (
            <NewReportForm client={client} profiles={profiles.value.items} onMade={onOpen} />
          ) : (
            profiles.busy && <Waiting />
          )}
          <p>
            <a href={routeHash({ report: PROFILES })}>{zh.start.kinds}</a>
          </p>
          <p>
            <a href={routeHash({ report: ENGINE })}>{zh.start.engine}</a>
          </p>
          <p class="secrecy">{zh.secrecy}</p>
        </section>
        <section class="panel" aria-labelledby="mine-title">
          <h2 id="mine-title">{zh.start.mine}</h2>
          <Trouble error={error ?? reports.error} again={() => void reports.reload()} />
          {!reports.value && reports.busy && <Waiting />}
          {reports.value && !reports.value.items.length && <p class="empty">{zh.start.none}</p>}
          <ul class="reports">
            {reports.value?.items.map((r) => (
              <li key={r.id}>
                <button type="button" class="report" onClick={() => onOpen(r.id)}>
                  <b>{r.unitName ?? zh.start.untitled}</b>
                  <span class="report-year">{fill(zh.start.year, { year: r.period })}</span>
                  <span class="faint">
                    {names.get(r.profile) ?? r.profile} · {fill(zh.start.updated, { at: when(r.updatedAt) })}
                  </span>
                </button>
                <Sure
                  label={zh.start.remove}
                  question={zh.start.removeSure}
                  yes={zh.start.removeYes}
                  onYes={() => remove(r.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      </main>
      <footer class="foot">{zh.label}</footer>
    </div>
  );
}
