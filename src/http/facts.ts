// Facts: see them with their conflicts, type one, settle many at once, read a key's history.
import { fail, ok } from '../core/problem.ts';
import type { FactEvent, FactState } from '../ports.ts';
import { addFact } from '../steps/add-fact.ts';
import { conflictsOf } from '../steps/find-conflicts.ts';
import { noReport } from '../steps/load-report.ts';
import { slotName } from '../steps/name-slot.ts';
import { withReach } from '../steps/ripple.ts';
import { settleFacts } from '../steps/settle-facts.ts';
import { showFact } from '../steps/show-fact.ts';
import { pageOf } from './page.ts';
import { answer, type Route, route } from './route.ts';
import { reachView } from './what-if.ts';
import {
  addedFactShape,
  factHistoryShape,
  factListShape,
  factQuery,
  newFactShape,
  pageQuery,
  settledShape,
  settleShape,
} from './wire.ts';

const stateView = ({ claim, standing }: FactState) => ({ claim, standing });
const eventView = ({ n, factId, key, what, before, after, by, at }: FactEvent) => ({
  n,
  factId,
  key,
  what,
  before: before && stateView(before),
  after: stateView(after),
  by,
  at,
});

export const factRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/reports/:id/facts',
    tag: 'facts',
    summary: '事实：全部候选、已确认、有争议和已否决的，以及互相矛盾的',
    query: factQuery,
    answers: { 200: factListShape },
    async handle({ parts, actor, reportId, query }) {
      const [report, facts, sources] = await Promise.all([
        parts.store.report(actor, reportId),
        parts.store.facts(actor, reportId),
        parts.store.sources(actor, reportId),
      ]);
      if (!report) return noReport();
      const wanted = facts.filter(
        (f) =>
          (query.standing === undefined || f.standing.is === query.standing) &&
          (query.key === undefined || f.key === query.key),
      );
      const conflicts = conflictsOf(facts, sources).map((c) => ({ ...c, title: slotName(c) }));
      return answer(ok(pageOf(wanted.map(showFact), query)), (page) => ({ ...page, conflicts }));
    },
  }),
  route({
    method: 'post',
    path: '/api/reports/:id/facts',
    tag: 'facts',
    summary: '登记一条事实；可指明它在一份材料中的位置，或用 other_figure 登记目录以外的数据',
    body: newFactShape,
    answers: { 201: addedFactShape },
    async handle({ parts, actor, reportId, body }) {
      const typed = {
        key: body.key,
        period: body.period,
        scope: body.scope ?? null,
        item: body.item ?? null,
        value: body.value,
        unit: body.unit,
        qualifier: body.qualifier,
        label: body.label ?? null,
        source: body.source ?? null,
        quote: body.quote,
      };
      const added = await withReach(parts, actor, reportId, () => addFact(parts, actor, reportId, typed));
      return answer(
        added,
        ({ done, affected }) => ({
          fact: showFact(done.fact),
          changed: done.changed.map(showFact),
          affected: reachView(affected),
        }),
        201,
      );
    },
  }),
  route({
    method: 'post',
    path: '/api/reports/:id/facts/settle',
    tag: 'facts',
    summary: '确认、修改、否决、重新打开或撤销一批事实：全部成功，或全部不变',
    body: settleShape,
    limit: { json: 1024 * 1024 },
    answers: { 200: settledShape },
    async handle({ parts, actor, reportId, body }) {
      const settled = await withReach(parts, actor, reportId, () => settleFacts(parts, actor, reportId, body));
      return answer(settled, ({ done, affected }) => ({
        facts: done.facts.map(showFact),
        version: done.version,
        affected: reachView(affected),
      }));
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/facts/:key/history',
    tag: 'facts',
    summary: '一项事实的修改记录，旧的在前',
    query: pageQuery,
    answers: { 200: factHistoryShape },
    async handle({ parts, actor, reportId, path, query }) {
      if (!(await parts.store.report(actor, reportId))) return noReport();
      const events = await parts.store.factHistory(actor, reportId, path.key ?? '');
      if (!events.length)
        return fail('not-found', 'no_history', `这份报告里没有“${(path.key ?? '').slice(0, 60)}”的记录。`);
      return answer(ok(pageOf(events.map(eventView), query)), (page) => page);
    },
  }),
];
