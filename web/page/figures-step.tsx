// Step 4: what a finance bureau would send the report back for, the figures with their working, the data tables, and a trial.
import { useState } from 'preact/hooks';
import type { FindingList as Findings } from '../../src/http/wire.ts';
import { FIGURE_VIEWS, readView, viewFocus } from '../state/figures.ts';
import { routeHash } from '../state/steps.ts';
import { emptyTrial } from '../state/trial.ts';
import { fill } from '../words/fill.ts';
import { findings as findingWords, figures as words } from '../words/zh-figures.ts';
import { Head } from './bits.tsx';
import { FigureList } from './figure-list.tsx';
import { FindingList } from './finding-list.tsx';
import { lazy } from './lazy.tsx';
import type { Loaded } from './load.ts';
import type { StepProps } from './workspace.tsx';

const DataTables = lazy(() => import('./data-tables.tsx').then((m) => m.DataTables));
const Trial = lazy(() => import('./trial.tsx').then((m) => m.Trial));

export function FiguresStep(p: StepProps & { findings: Loaded<Findings> }) {
  const { view, at } = readView(p.focus);
  const open = p.findings.value?.open;
  const [trial, setTrial] = useState(emptyTrial);
  return (
    <>
      <Head title={words.title} lead={words.lead}>
        <button type="button" class="primary" onClick={() => p.goTo('score')}>
          {words.next}
        </button>
      </Head>
      <nav class="views" aria-label={words.title}>
        {FIGURE_VIEWS.map((v) => (
          <a
            key={v}
            href={routeHash({ report: p.report, step: 'figures', focus: viewFocus(v) })}
            aria-current={v === view ? 'page' : undefined}
          >
            {words.views[v]}
            {v === 'findings' && open && <small>{fill(findingWords.openCount, open)}</small>}
          </a>
        ))}
      </nav>
      {view === 'findings' && <FindingList {...p} at={at} />}
      {view === 'figures' && <FigureList {...p} at={at} />}
      {view === 'tables' && <DataTables {...p} />}
      {view === 'trial' && <Trial {...p} trial={trial} setTrial={setTrial} />}
    </>
  );
}
