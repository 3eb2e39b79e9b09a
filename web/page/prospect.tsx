// What changes, before and after: figures, findings, score; and, where a change was made, the sentences and cells that rest on it.
import type { WireFigure, WireFinding, WireProspect, WireReach } from '../../src/http/wire.ts';
import { figureId, viewFocus, withUnit } from '../state/figures.ts';
import { routeHash } from '../state/steps.ts';
import { fill } from '../words/fill.ts';
import { figures as figureWords, findings as findingWords, ripple, trial } from '../words/zh-figures.ts';

export const figureValue = (f: WireFigure | null): string =>
  !f ? trial.nothing : f.state.is === 'computed' ? withUnit(f.state.printed, f.unit) : figureWords.state[f.state.is];

const Arrow = () => (
  <span class="arrow" role="img" aria-label="变为">
    →
  </span>
);

export const isNothing = (c: WireProspect): boolean =>
  !c.figures.length &&
  !c.findings.appear.length &&
  !c.findings.vanish.length &&
  !c.findings.change.length &&
  c.score === null;

export function Prospect({ report, of }: { report: string; of: WireProspect }) {
  const { appear, vanish, change } = of.findings;
  return (
    <>
      {of.score && (
        <section class="change" aria-label={trial.score}>
          <h3 class="sub-head">{trial.score}</h3>
          <p class="before-after" data-change="score">
            <span>{trial.total}</span>
            <span>
              {of.score.before.total ?? trial.nothing} <Arrow /> <b>{of.score.after.total ?? trial.nothing}</b>
            </span>
          </p>
          {of.score.before.grade !== of.score.after.grade && (
            <p class="before-after">
              <span>{trial.grade}</span>
              <span>
                {of.score.before.grade ?? trial.nothing} <Arrow /> <b>{of.score.after.grade ?? trial.nothing}</b>
              </span>
            </p>
          )}
        </section>
      )}
      {of.figures.length > 0 && (
        <section class="change" aria-label={trial.figures}>
          <h3 class="sub-head">
            {trial.figures} <small>{of.figures.length}</small>
          </h3>
          <ul>
            {of.figures.map((f) => (
              <li class="before-after" key={figureId(f)} data-change={f.key}>
                <a href={routeHash({ report, step: 'figures', focus: viewFocus('figures', figureId(f)) })}>
                  {f.scope ? `${f.scope} · ` : ''}
                  {f.label}
                </a>
                <span>
                  {figureValue(f.before)} <Arrow /> <b>{figureValue(f.after)}</b>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {appear.length + vanish.length + change.length > 0 && (
        <section class="change" aria-label={trial.findings}>
          <h3 class="sub-head">
            {trial.findings} <small>{appear.length + vanish.length + change.length}</small>
          </h3>
          <ul>
            {appear.map((f) => (
              <Line key={f.id} finding={f} what={trial.came} />
            ))}
            {vanish.map((f) => (
              <Line key={f.id} finding={f} what={trial.gone} />
            ))}
            {change.map((c) => (
              <Line key={c.after.id} finding={c.after} what={trial.stays} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const Line = ({ finding: f, what }: { finding: WireFinding; what: string }) => (
  <li class="finding-line" data-change={f.rule}>
    <span class="tag">{what}</span>
    <span class={`tag sev-${f.severity}`}>{findingWords.severity[f.severity]}</span>
    <span>{f.message}</span>
  </li>
);

/** Sentences and cells of the document, each with a link to it. */
export function TextUses({ report, of }: { report: string; of: Pick<WireReach, 'sections' | 'cells'> }) {
  const link = (words: string): string => routeHash({ report, step: 'draft', focus: `find~${words}` });
  return (
    <>
      {of.sections.map((s) => (
        <section class="change" key={s.id} aria-label={s.title}>
          <h3 class="sub-head">
            {s.title} {s.locked && <span class="tag disputed">{ripple.locked}</span>}
          </h3>
          <ul>
            {s.paragraphs.flatMap((p) =>
              p.sentences.map((x) => (
                <li class="sentence" key={`${p.index} ${x.index}`} data-sentence="">
                  <q>{x.text.trim()}</q> <a href={link(x.text.trim())}>{ripple.see}</a>
                </li>
              )),
            )}
          </ul>
        </section>
      ))}
      {of.cells.length > 0 && (
        <section class="change" aria-label={fill(ripple.cells, { n: of.cells.length })}>
          <h3 class="sub-head">{fill(ripple.cells, { n: of.cells.length })}</h3>
          <ul>
            {of.cells.map((c) => (
              <li class="sentence" key={`${c.table} ${c.row} ${c.column}`}>
                {c.caption}：{[c.rowLabel, c.columnTitle].filter((t) => t !== '').join(' · ')} <b>{c.text}</b>{' '}
                <a href={routeHash({ report, step: 'draft', focus: c.section })}>{ripple.see}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
