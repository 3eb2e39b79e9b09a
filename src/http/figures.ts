// Computed figures and review findings: see them, and say why a finding may stand.
import type { Figure } from '../core/figure/figure.ts';
import { toFixed, toText } from '../core/number/exact.ts';
import { loadReport } from '../steps/load-report.ts';
import { excuseFinding, openFindings, type ReviewedFinding, reviewReport } from '../steps/review-report.ts';
import { keyTitles } from '../steps/show-fact.ts';
import { pageOf } from './page.ts';
import { answer, type Route, route } from './route.ts';
import { figureListShape, findingListShape, findingShape, newExcuseShape, pageQuery } from './wire.ts';

export function figureView(f: Figure) {
  const { state } = f;
  return {
    ...f,
    state:
      state.is === 'computed'
        ? { is: state.is, value: toText(state.value), printed: toFixed(state.value, f.decimals) }
        : state.is === 'waiting'
          ? { is: state.is, for: keyTitles(state.for) }
          : state,
  };
}

const titlesOf = (keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(keyTitles(keys).map(({ key, title }) => [key, title]));

const findingView = ({ excuse, seed, ...f }: ReviewedFinding) => ({
  ...f,
  seed: seed === null ? null : { text: seed },
  excuse: excuse && { reason: excuse.reason, by: excuse.by, at: excuse.at },
});

const countOpen = (findings: readonly ReviewedFinding[]) => {
  const open = openFindings(findings);
  const of = (severity: 'E' | 'W' | 'I'): number => open.filter((f) => f.severity === severity).length;
  return { E: of('E'), W: of('W'), I: of('I') };
};

export const figureRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/reports/:id/figures',
    tag: 'figures',
    summary: '计算出的指标，带算式、依据和口径',
    query: pageQuery,
    answers: { 200: figureListShape },
    async handle({ parts, actor, reportId, query }) {
      const loaded = await loadReport(parts, actor, reportId);
      return answer(loaded, (l) => {
        const page = pageOf(l.usable.figures.map(figureView), query);
        return { ...page, titles: titlesOf(page.items.flatMap((f) => f.inputs.map((i) => i.key))) };
      });
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/findings',
    tag: 'findings',
    summary: '审核意见',
    query: pageQuery,
    answers: { 200: findingListShape },
    async handle({ parts, actor, reportId, query }) {
      const review = await reviewReport(parts, actor, reportId);
      return answer(review, ({ findings, rules }) => {
        const page = pageOf(findings.map(findingView), query);
        const keys = page.items.flatMap((f) => [...f.facts.map((s) => s.key), ...f.ask]);
        return { ...page, open: countOpen(findings), titles: titlesOf(keys), ...rules };
      });
    },
  }),
  route({
    method: 'post',
    path: '/api/reports/:id/findings/:findingId/excuse',
    tag: 'findings',
    summary: '说明一条审核意见为什么可以保留',
    body: newExcuseShape,
    answers: { 200: findingShape },
    async handle({ parts, actor, reportId, path, body }) {
      const excused = await excuseFinding(parts, actor, reportId, path.findingId ?? '', body.reason);
      return answer(excused, findingView);
    },
  }),
  route({
    method: 'delete',
    path: '/api/reports/:id/findings/:findingId/excuse',
    tag: 'findings',
    summary: '收回一条审核意见的理由（说过的理由留存备查）',
    answers: { 200: findingShape },
    async handle({ parts, actor, reportId, path }) {
      return answer(await excuseFinding(parts, actor, reportId, path.findingId ?? '', ''), findingView);
    },
  }),
];
