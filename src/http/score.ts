// The scoring table (自评表): see it with its workings and offers, and change its cells as one list.
import { editScore } from '../steps/edit-score.ts';
import { showScore } from '../steps/show-score.ts';
import { answer, type Route, route } from './route.ts';
import { savedScoreShape, scoreEditsShape, scoreShape } from './wire.ts';

export const scoreRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/reports/:id/score',
    tag: 'score',
    summary: '自评表：指标、目标、完成值、分值、得分及算式，待补项和可采用的建议',
    answers: { 200: scoreShape },
    async handle({ parts, actor, reportId }) {
      return answer(await showScore(parts, actor, reportId), (view) => view);
    },
  }),
  route({
    method: 'put',
    path: '/api/reports/:id/score',
    tag: 'score',
    summary: '修改自评表：填写、清除、增删和改名指标，采用平均分配、上年指标或计算的总分；全部成功，或全部不变',
    body: scoreEditsShape,
    limit: { json: 1024 * 1024 },
    answers: { 200: savedScoreShape },
    async handle({ parts, actor, reportId, body }) {
      return answer(await editScore(parts, actor, reportId, body), (saved) => saved);
    },
  }),
];
