// Which report kind, and which version of it, a report is written with; a newer one is offered with what it would change.
import { useState } from 'preact/hooks';
import { Verify } from '../chat/new-report.tsx';
import { failureWords } from '../client.ts';
import { PROFILES, routeHash } from '../state/steps.ts';
import { fill } from '../words/fill.ts';
import { profiles as words } from '../words/zh-profiles.ts';
import { Trouble } from './bits.tsx';
import { useLoaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

export function ReportKind(p: StepProps) {
  const kind = useLoaded(`kind ${p.report}`, p.tick, () => p.client.reportProfile(p.report));
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const k = kind.value;
  if (!k) return <Trouble error={kind.error} again={() => void kind.reload()} />;
  const move = async (version: string): Promise<void> => {
    setError(null);
    try {
      kind.set(await p.client.moveProfile(p.report, version, k.reportVersion));
      setSaid(fill(words.moved, { version }));
      p.changed();
    } catch (e) {
      setError(failureWords(e));
      void kind.reload();
    }
  };
  return (
    <section class="report-kind" aria-labelledby="kind-title">
      <h2 id="kind-title">{words.report}</h2>
      <p>
        <a href={routeHash({ report: PROFILES, focus: k.id })}>
          {fill(words.pinned, { name: k.name, version: k.version })}
        </a>
      </p>
      <Verify notes={k.verify} />
      {k.newer && (
        <div class="remark">
          <p>{fill(words.newer, { version: k.newer.version })}</p>
          <ul>
            {k.newer.changes.map((c) => (
              <li key={c}>{c}</li>
            ))}
          </ul>
          <p class="hint">{words.moveHint}</p>
          <button type="button" class="act yes" onClick={() => void move(k.newer!.version)}>
            {words.move}
          </button>
        </div>
      )}
      <p class="said" role="status">
        {said}
      </p>
      <Trouble error={error} />
    </section>
  );
}
