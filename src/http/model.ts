// The engine that writes: which one it is, how it fares, what it used; and a probe of its endpoint. Never its key.
import { ok } from '../core/problem.ts';
import type { Usage } from '../ports.ts';
import { probeModel, type ShownModel, showModel } from '../steps/show-model.ts';
import { answer, type Route, route } from './route.ts';
import { modelShape, probedShape } from './wire.ts';

const MICRO = 1_000_000;

/** Whole millionths as a plain decimal: 360 -> 0.00036. */
function decimal(millionths: number): string {
  const parts = String(millionths % MICRO)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(millionths / MICRO)}${parts ? `.${parts}` : ''}`;
}

const usageView = (u: Usage) => ({ ...u, cost: u.calls > 0 && u.calls === u.unpriced ? null : decimal(u.cost) });

const modelView = ({ name, endpoint, day, month, usage }: ShownModel) => ({
  engine: endpoint ? ('endpoint' as const) : ('embedded' as const),
  model: name,
  endpoint: endpoint && {
    baseUrl: endpoint.desk.baseUrl,
    thinking: endpoint.desk.thinking,
    health: endpoint.desk.health(),
    findings: endpoint.findings,
    quotas: endpoint.desk.quotas,
  },
  usage: {
    day,
    month,
    mineToday: usageView(usage.mineToday),
    today: usageView(usage.today),
    thisMonth: usageView(usage.month),
  },
});

export const modelRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/model',
    tag: 'model',
    summary: '正在使用的引擎、模型服务的能力和状态、用量',
    answers: { 200: modelShape },
    async handle({ parts, actor }) {
      return answer(ok(await showModel(parts, actor)), modelView);
    },
  }),
  route({
    method: 'post',
    path: '/api/model/probe',
    tag: 'model',
    summary: '试用模型服务，记下它接受什么（会用去少量 token）',
    answers: { 200: probedShape },
    async handle({ parts, actor }) {
      return answer(await probeModel(parts, actor), ({ findings, calls }) => ({
        findings,
        calls: calls.length,
        tokens: calls.reduce((n, c) => n + c.tokensIn + c.tokensOut, 0),
      }));
    },
  }),
];
