// Which engine writes, what its endpoint takes, how it fares and what it used; and the probe that finds out.
import type { OfficeSpan } from '../core/office-day.ts';
import { officeDay, officeMonth } from '../core/office-day.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor, CallRecord, EndpointDesk, EndpointFindings, Usage } from '../ports.ts';
import { callFor } from './call-model.ts';
import type { StepParts } from './parts.ts';

export interface ShownModel {
  /** 'embedded', or the endpoint's model id. */
  name: string;
  endpoint: { desk: EndpointDesk; findings: EndpointFindings } | null;
  day: OfficeSpan;
  month: OfficeSpan;
  usage: { mineToday: Usage; today: Usage; month: Usage };
}

type Parts = Pick<StepParts, 'store' | 'model' | 'clock'>;

export async function showModel({ store, model, clock }: Parts, actor: Actor): Promise<ShownModel> {
  const now = clock.now();
  const [day, month] = [officeDay(now), officeMonth(now)];
  const [mineToday, today, thisMonth] = await Promise.all([
    store.usage(actor, { user: actor.user, span: day }),
    store.usage(actor, { user: null, span: day }),
    store.usage(actor, { user: null, span: month }),
  ]);
  const desk = model.endpoint;
  return {
    name: model.name,
    endpoint: desk ? { desk, findings: await desk.findings(actor) } : null,
    day,
    month,
    usage: { mineToday, today, month: thisMonth },
  };
}

export async function probeModel(
  { model }: Pick<StepParts, 'model'>,
  actor: Actor,
): Promise<Result<{ findings: EndpointFindings; calls: CallRecord[] }>> {
  if (!model.endpoint)
    return fail(
      'conflict',
      'no_endpoint',
      '没有设置模型服务，使用的是内置引擎。请管理员填写 ZHIBI_LLM_BASE_URL 和 ZHIBI_LLM_MODEL，重新启动后再试。',
    );
  const probed = await model.endpoint.probe(callFor(actor, null));
  if (probed.ok) return ok({ findings: probed.value, calls: probed.calls });
  const { why, message, retryAfter } = probed.failure;
  return fail('unavailable', `model_${why}`, message, retryAfter === undefined ? undefined : { retryAfter });
}
