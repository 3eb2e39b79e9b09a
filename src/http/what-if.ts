// What other values would change, and where a fact is used: asked without writing anything.
import type { Finding } from '../core/check/finding.ts';
import type { FigureChange } from '../core/figure/difference.ts';
import type { Prospect } from '../core/what-if.ts';
import { type Reach, usesOf } from '../steps/ripple.ts';
import { showFact } from '../steps/show-fact.ts';
import { whatIf } from '../steps/what-if.ts';
import { figureView } from './figures.ts';
import { answer, type Route, route } from './route.ts';
import { factUsesShape, prospectShape, whatIfShape } from './wire.ts';

const findingView = (f: Finding) => ({ ...f, excuse: null });

function changeView({ before, after }: FigureChange) {
  const { key, label, scope, unit } = (after ?? before)!;
  return { key, label, scope, unit, before: before && figureView(before), after: after && figureView(after) };
}

const prospectView = ({ figures, findings, score }: Prospect) => ({
  figures: figures.map(changeView),
  findings: {
    appear: findings.appear.map(findingView),
    vanish: findings.vanish.map(findingView),
    change: findings.change.map((c) => ({ before: findingView(c.before), after: findingView(c.after) })),
  },
  score,
});

export const reachView = ({ sections, cells, fates, ...rest }: Reach) => ({
  ...prospectView(rest),
  sections,
  cells,
  fates,
});

export const whatIfRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/reports/:id/what-if',
    tag: 'figures',
    summary: '试算：数据改成这些值会怎样，只列出变化的指标、审核意见和得分，不保存',
    body: whatIfShape,
    answers: { 200: prospectShape },
    async handle({ parts, actor, reportId, body }) {
      const values = body.facts.map((f) => ({
        key: f.key,
        period: f.period,
        scope: f.scope ?? null,
        item: f.item ?? null,
        value: f.value,
        unit: f.unit,
        qualifier: f.qualifier ?? null,
        label: null,
      }));
      return answer(await whatIf(parts, actor, reportId, values), prospectView);
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/facts/:factId/uses',
    tag: 'facts',
    summary: '一条事实用在哪里：指标、审核意见、句子和表格单元',
    answers: { 200: factUsesShape },
    async handle({ parts, actor, reportId, path }) {
      const uses = await usesOf(parts, actor, reportId, path.factId ?? '');
      return answer(uses, (u) => ({
        fact: showFact(u.fact),
        figures: u.figures.map(({ figure, direct }) => ({ figure: figureView(figure), direct })),
        findings: { now: u.findings.now.map(findingView), without: u.findings.without.map(findingView) },
        sections: u.sections,
        cells: u.cells,
      }));
    },
  }),
];
