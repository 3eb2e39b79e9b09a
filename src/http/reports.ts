// Reports: start one, list them, look at one, delete one.
import { ok } from '../core/problem.ts';
import { deleteReport } from '../steps/delete-report.ts';
import { showQuestion } from '../steps/show-fact.ts';
import { type ShownReport, showReport } from '../steps/show-report.ts';
import { startReport } from '../steps/start-report.ts';
import { storePage } from './page.ts';
import { answer, type Route, route } from './route.ts';
import { newReportShape, pageQuery, reportListShape, reportShape, reportViewShape } from './wire.ts';

export const viewOf = ({ report, progress, facts, nextQuestion, runningTurn }: ShownReport) => ({
  ...report,
  progress: progress.map(({ outline, state, version, needs, has }) => ({
    id: outline.id,
    number: outline.number,
    level: outline.level,
    title: outline.title,
    required: outline.required,
    state,
    version,
    needs,
    has,
  })),
  facts,
  nextQuestion: nextQuestion ? showQuestion(nextQuestion) : null,
  runningTurn,
});

export const reportRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/reports',
    tag: 'reports',
    summary: '新建报告',
    body: newReportShape,
    answers: { 201: reportShape },
    async handle({ parts, actor, body }) {
      const started = await startReport(parts, actor, { ...body, unitName: body.unitName ?? null });
      return answer(started, (report) => report, 201);
    },
  }),
  route({
    method: 'get',
    path: '/api/reports',
    tag: 'reports',
    summary: '报告列表，新的在前',
    query: pageQuery,
    answers: { 200: reportListShape },
    async handle({ parts, actor, query }) {
      return answer(ok(await parts.store.reports(actor, storePage(query))), (page) => page);
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id',
    tag: 'reports',
    summary: '一份报告：各节进度、下一个问题、版本',
    answers: { 200: reportViewShape },
    async handle({ parts, actor, reportId }) {
      return answer(await showReport(parts, actor, reportId), viewOf);
    },
  }),
  route({
    method: 'delete',
    path: '/api/reports/:id',
    tag: 'reports',
    summary: '删除报告及其全部内容',
    answers: { 200: reportShape },
    async handle({ parts, actor, reportId }) {
      return answer(await deleteReport(parts, actor, reportId), (report) => report);
    },
  }),
];
