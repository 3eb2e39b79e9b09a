// What a change of facts reached, as a panel that stays until it is shut; and where a fact is used.
import type { WireReach } from '../../src/http/wire.ts';
import type { Client } from '../client.ts';
import { figureId, viewFocus } from '../state/figures.ts';
import { routeHash } from '../state/steps.ts';
import { fill } from '../words/fill.ts';
import { ripple as words } from '../words/zh-figures.ts';
import { Trouble, Waiting } from './bits.tsx';
import { useLoaded } from './load.ts';
import { figureValue, isNothing, Prospect, TextUses } from './prospect.tsx';

export const sentencesIn = (r: Pick<WireReach, 'sections'>): number =>
  r.sections.reduce((n, s) => n + s.paragraphs.reduce((m, p) => m + p.sentences.length, 0), 0);

/** Null when nothing rests on the change. */
export const reached = (r: WireReach | undefined): WireReach | null =>
  r && (!isNothing(r) || r.sections.length || r.cells.length) ? r : null;

export function Ripple({ report, of, onClose }: { report: string; of: WireReach; onClose(): void }) {
  const findings = of.findings.appear.length + of.findings.vanish.length + of.findings.change.length;
  const parts = [
    sentencesIn(of) && fill(words.sentences, { n: sentencesIn(of) }),
    of.cells.length && fill(words.cells, { n: of.cells.length }),
    of.figures.length && fill(words.figures, { n: of.figures.length }),
    findings && fill(words.findings, { n: findings }),
  ].filter((t) => t);
  const locked = of.sections.some((s) => s.locked);
  return (
    <details class="ripple" data-ripple="">
      <summary>
        {words.title}：{parts.join('、')}
        {locked && <span class="tag disputed">{words.locked}</span>}
      </summary>
      <TextUses report={report} of={of} />
      <Prospect report={report} of={of} />
      <button type="button" class="quiet" onClick={onClose}>
        {words.close}
      </button>
    </details>
  );
}

export function Uses({ client, report, fact, tick }: { client: Client; report: string; fact: string; tick: number }) {
  const uses = useLoaded(`uses ${fact}`, tick, () => client.uses(report, fact));
  const u = uses.value;
  if (!u) return uses.error ? <Trouble error={uses.error} again={() => void uses.reload()} /> : <Waiting />;
  const findings = u.findings.now;
  return (
    <div class="uses" data-uses="">
      {!u.figures.length && !findings.length && !u.sections.length && !u.cells.length && (
        <p class="hint">{words.none}</p>
      )}
      {u.figures.length > 0 && (
        <section class="change" aria-label={fill(words.figures, { n: u.figures.length })}>
          <h3 class="sub-head">{fill(words.figures, { n: u.figures.length })}</h3>
          <ul>
            {u.figures.map(({ figure: f }) => (
              <li key={figureId(f)} class="before-after">
                <a href={routeHash({ report, step: 'figures', focus: viewFocus('figures', figureId(f)) })}>{f.label}</a>
                <b>{figureValue(f)}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      {findings.length > 0 && (
        <section class="change" aria-label={fill(words.findings, { n: findings.length })}>
          <h3 class="sub-head">{fill(words.findings, { n: findings.length })}</h3>
          <ul>
            {findings.map((f) => (
              <li key={f.id} class="sentence">
                <a href={routeHash({ report, step: 'figures', focus: viewFocus('findings', f.id) })}>{f.message}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <TextUses report={report} of={u} />
    </div>
  );
}
