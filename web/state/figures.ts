// Figures as a clerk reads them: grouped by theme, filtered by state, each input with its fact. Also which view of the step the
// address names. Pure.
import type { WireFact, WireFigure, WireSlot } from '../../src/http/wire.ts';

/** Later rows do not see what an earlier one took. The last takes the rest. */
const GROUPS: readonly [string, RegExp][] = [
  ['three_public', /^(three_public|reception|public_expenditure_control|car_running)/],
  ['procurement', /^procurement/],
  ['staff', /^(staff|per_capita|house_area|agency_running)/],
  ['assets', /^(fixed_assets|intangible|assets?_|debt_|vehicles|house)/],
  ['satisfaction', /^satisfaction/],
  ['self', /^(self_|indicator_|score|exec_score|total_score|appraisal)/],
  ['work', /^(task|key_task|projects?_|plan_|goal)/],
  ['change', /_(change|change_rate|prior|delta)$/],
  ['share', /_share$/],
  ['execution', /(?:)/],
];
/** In the order they are shown. */
export const FIGURE_GROUPS = [
  'execution',
  'share',
  'change',
  'staff',
  'three_public',
  'procurement',
  'assets',
  'work',
  'satisfaction',
  'self',
] as const;
export type FigureGroup = (typeof FIGURE_GROUPS)[number];

export const groupOfFigure = (key: string): FigureGroup => GROUPS.find(([, is]) => is.test(key))![0] as FigureGroup;

export const FIGURE_FILTERS = ['all', 'computed', 'waiting', 'not-applicable'] as const;
export type FigureFilter = (typeof FIGURE_FILTERS)[number];

export const countStates = (all: readonly WireFigure[]): Record<FigureFilter, number> => {
  const of = (is: string): number => all.filter((f) => f.state.is === is).length;
  return {
    all: all.length,
    computed: of('computed'),
    waiting: of('waiting'),
    'not-applicable': of('not-applicable'),
  };
};

export interface GroupedFigures {
  group: FigureGroup;
  figures: WireFigure[];
}

export function groupFigures(all: readonly WireFigure[], filter: FigureFilter): GroupedFigures[] {
  const rank = { computed: 0, waiting: 1, 'not-applicable': 2 } as const;
  const shown = all.filter((f) => filter === 'all' || f.state.is === filter);
  return FIGURE_GROUPS.map((group) => ({
    group,
    figures: shown
      .filter((f) => groupOfFigure(f.key) === group)
      .map((f, i) => ({ f, i }))
      .sort((a, b) => rank[a.f.state.is] - rank[b.f.state.is] || a.i - b.i)
      .map(({ f }) => f),
  })).filter((g) => g.figures.length > 0);
}

export const figureId = (f: { key: string; scope: string | null }): string => (f.scope ? `${f.key}|${f.scope}` : f.key);

/** 88.24% from 88.24 and %; units that are part of the printed value are not said twice. */
export const withUnit = (printed: string, unit: string): string => (printed.endsWith(unit) ? printed : printed + unit);

const live = (f: WireFact): boolean => f.standing.is !== 'rejected';

/** The fact behind a slot: confirmed before open ones; an input without a year means the report's. */
export function factAt(facts: readonly WireFact[], slot: WireSlot, period: number): WireFact | null {
  const at = (f: WireFact): boolean =>
    f.key === slot.key &&
    f.scope === slot.scope &&
    (slot.item === null || f.item === slot.item) &&
    (f.period ?? period) === (slot.period ?? period) &&
    live(f);
  return facts.find((f) => at(f) && f.standing.is === 'confirmed') ?? facts.find(at) ?? null;
}

/** `key@prior` is last year's value of `key`. */
export const readKey = (key: string, period: number): { key: string; period: number } => {
  const [name, when] = key.split('@') as [string, string?];
  return { key: name, period: period - (when === 'prior' ? 1 : 0) };
};

/** The views of the step; what follows `~` in the address is the row to look at. */
export const FIGURE_VIEWS = ['findings', 'figures', 'tables', 'trial'] as const;
export type FigureView = (typeof FIGURE_VIEWS)[number];

export function readView(focus: string | null): { view: FigureView; at: string | null } {
  const [view, ...at] = (focus ?? '').split('~');
  return { view: FIGURE_VIEWS.find((v) => v === view) ?? 'findings', at: at.join('~') || null };
}
export const viewFocus = (view: FigureView, at?: string | null): string => (at ? `${view}~${at}` : view);

/** The address of the step that asks: which key, and where to go back to: `key~score`, `key~figures~execution_rate`. */
export function readAsk(focus: string | null): {
  key: string | null;
  back: { step: 'score' | 'figures'; focus: string | null } | null;
} {
  const [key, ...rest] = (focus ?? '').split('~');
  const back = !rest.length
    ? null
    : rest[0] === 'score'
      ? { step: 'score' as const, focus: rest[1] ?? null }
      : { step: 'figures' as const, focus: rest.join('~') };
  return { key: key || null, back };
}
