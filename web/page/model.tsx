// The page of the writing engine: which one it is, how its endpoint fares, what it takes and what it used; a button to try it.
import { useState } from 'preact/hooks';
import type { WireModel } from '../../src/http/wire.ts';
import { type Client, failureWords } from '../client.ts';
import { routeHash } from '../state/steps.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { model as words } from '../words/zh-model.ts';
import { Trouble, Waiting, when } from './bits.tsx';
import { useLoaded } from './load.ts';

export function ModelPage({ client }: { client: Client }) {
  const shown = useLoaded('model', 0, () => client.model());
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
      <main class="model-page" id="main">
        <section class="panel" aria-labelledby="model-title">
          <h1 id="model-title">{words.title}</h1>
          <p class="lead">{words.lead}</p>
          <Trouble error={shown.error} again={() => void shown.reload()} />
          {!shown.value && shown.busy && <Waiting />}
          {shown.value && !shown.value.endpoint && <p>{words.embedded}</p>}
          {shown.value?.endpoint && (
            <Endpoint client={client} shown={shown.value} endpoint={shown.value.endpoint} reload={shown.reload} />
          )}
        </section>
        {shown.value && <UsageTable shown={shown.value} />}
      </main>
    </div>
  );
}

type EndpointView = NonNullable<WireModel['endpoint']>;
interface EndpointProps {
  client: Client;
  shown: WireModel;
  endpoint: EndpointView;
  reload(): Promise<void>;
}

const wait = (ms: number): string =>
  ms < 90_000 ? fill(words.seconds, { n: Math.ceil(ms / 1000) }) : fill(words.minutes, { n: Math.ceil(ms / 60_000) });

function Endpoint({ client, shown, endpoint: e, reload }: EndpointProps) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [error, setError] = useState<string | null>(null);
  const f = e.findings;
  const probe = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    setSaid(words.probing);
    try {
      const { calls, tokens } = await client.probeModel();
      setSaid(fill(words.found, { calls, tokens }));
    } catch (cause) {
      setSaid('');
      setError(failureWords(cause));
    }
    await reload();
    setBusy(false);
  };
  const state = fill(words.states[e.health.is], { wait: wait(e.health.retryAfter ?? 0) });
  const rows: [string, string][] = [
    [words.address, e.baseUrl],
    [words.name, shown.model],
    [words.served, f.servedModel ?? '—'],
    [words.state, `${state}。${fill(words.busy, { running: e.health.running, waiting: e.health.waiting })}`],
    [words.thinking, words.thinkings[e.thinking]],
    [words.json, f.probedAt ? words.jsons[f.json] : '—'],
    [words.context, f.context === null ? words.notStated : fill(words.tokens, { n: f.context })],
    [words.first, f.firstToken === null ? '—' : fill(words.ms, { n: f.firstToken })],
    [words.probed, f.probedAt ? when(f.probedAt) : words.never],
  ];
  return (
    <>
      <h2>{words.endpoint}</h2>
      <dl class="model-facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {f.warnings.length > 0 && (
        <div class="verify">
          <b>{words.warnings}</b>
          <ul>
            {f.warnings.map((w) => (
              <li key={w}>{w}</li>
            ))}
          </ul>
        </div>
      )}
      <div class="actions">
        <button type="button" class="act" disabled={busy} onClick={() => void probe()}>
          {words.probe}
        </button>
      </div>
      <p class="hint">{words.probeHint}</p>
      <p class="said" role="status">
        {said}
      </p>
      <Trouble error={error} />
    </>
  );
}

function UsageTable({ shown: { usage, endpoint } }: { shown: WireModel }) {
  const { day, month } = usage;
  const limit = (n: number | null): string => (n === null ? words.noMost : fill(words.tokens, { n }));
  return (
    <section class="panel" aria-labelledby="usage-title">
      <h2 id="usage-title">{words.usage}</h2>
      <table class="kind-table">
        <thead>
          <tr>
            {words.usageHead.map((h) => (
              <th key={h} scope="col">
                {h}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['mineToday', 'today', 'thisMonth'] as const).map((row) => {
            const u = usage[row];
            return (
              <tr key={row} data-id={row}>
                <th scope="row">{fill(words.usageRows[row], { day, month })}</th>
                {[u.calls, u.failed, u.tokensIn, u.tokensOut].map((n, i) => (
                  <td key={i}>{n}</td>
                ))}
                <td>{u.calls === 0 ? '—' : (u.cost ?? words.noPrice)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {endpoint && (
        <p class="hint">
          {fill(words.most, { day: limit(endpoint.quotas.userDay), month: limit(endpoint.quotas.orgMonth) })}
        </p>
      )}
    </section>
  );
}
