// Sections: see them, draft, replace, revise, lock, go back to an earlier version.
import { z } from 'zod';
import { sectionText } from '../core/draft/section.ts';
import type { ReportId } from '../core/id.ts';
import { ok, type Result } from '../core/problem.ts';
import type { SectionRow } from '../ports.ts';
import { acceptRevision } from '../steps/accept-revision.ts';
import { compareVersions } from '../steps/compare-versions.ts';
import { draftSection } from '../steps/draft-section.ts';
import { evidenceOf, loadReport, sourceDocuments } from '../steps/load-report.ts';
import { lockSection } from '../steps/lock-section.ts';
import { proposalRemedies } from '../steps/offer-remedies.ts';
import { previewRefresh, refreshSection } from '../steps/refresh-sections.ts';
import { replaceSection } from '../steps/replace-section.ts';
import { restoreSection } from '../steps/restore-section.ts';
import { type Prepared, previewRevision, reviseSection } from '../steps/revise-section.ts';
import { keyTitles } from '../steps/show-fact.ts';
import { noSection, outlineOf, type ShownSection, showSections } from '../steps/show-sections.ts';
import { undoSection } from '../steps/undo-section.ts';
import { pageOf } from './page.ts';
import { answer, type Call, type Route, route } from './route.ts';
import {
  acceptRevisionShape,
  draftedShape,
  draftRequestShape,
  pageQuery,
  refreshShape,
  replaceShape,
  restoreShape,
  reviseShape,
  revisionShape,
  sectionListShape,
  sectionShape,
  sectionVersionListShape,
  undoShape,
  versionQuery,
} from './wire.ts';

const view = ({ outline, row, state, text, quantities, needs, claims, stale }: ShownSection) => ({
  id: outline.id,
  number: outline.number,
  level: outline.level,
  title: outline.title,
  hint: outline.hint,
  required: outline.required,
  state,
  version: row?.version ?? 0,
  locked: row?.locked ?? false,
  text,
  paragraphs: row?.paragraphs ?? [],
  quantities,
  needs,
  by: row?.by ?? null,
  at: row?.at ?? null,
  reason: row?.reason ?? null,
  claims,
  stale,
});

const versionView = (row: SectionRow) => ({
  version: row.version,
  text: sectionText(row.paragraphs),
  by: row.by,
  at: row.at,
  reason: row.reason,
});

const PATH = '/api/reports/:id/sections/:sid';
const sid = (call: Pick<Call, 'path'>): string => call.path.sid ?? '';

/** A change of one section's text or lock: the section as it is afterwards. */
const change = <B extends z.ZodType = z.ZodNever>(
  spec: { method: 'post' | 'put'; path: string; summary: string; body?: B },
  run: (call: Call<z.output<B>>, section: string) => Promise<Result<ShownSection>>,
): Route =>
  route<B>({
    ...spec,
    tag: 'sections',
    answers: { 200: sectionShape },
    handle: async (call) => answer(await run(call, sid(call)), view),
  });

const preparedView = (report: ReportId) => (prepared: Prepared) => {
  if (prepared.is === 'revision') return { is: prepared.is, ...prepared.revision };
  if (prepared.is === 'cannot') return prepared;
  return { ...prepared, remedies: proposalRemedies(report, prepared.proposal.changes) };
};

const undoRoute = (word: 'undo' | 'redo', summary: string): Route =>
  change(
    { method: 'post', path: `${PATH}/${word}`, summary, body: undoShape },
    ({ parts, actor, reportId, body }, section) =>
      undoSection(parts, actor, reportId, section, word, body.expectedVersion),
  );

const lockRoute = (word: 'lock' | 'unlock', summary: string): Route =>
  change({ method: 'post', path: `${PATH}/${word}`, summary }, ({ parts, actor, reportId }, section) =>
    lockSection(parts, actor, reportId, section, word === 'lock'),
  );

export const sectionRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/reports/:id/sections',
    tag: 'sections',
    summary: '章节及其状态、正文和数据依据',
    query: pageQuery,
    answers: { 200: sectionListShape },
    async handle({ parts, actor, reportId, query }) {
      const loaded = await loadReport(parts, actor, reportId);
      if (!loaded.ok) return loaded;
      const evidence = evidenceOf(loaded.value, await sourceDocuments(parts, actor, reportId));
      return answer(ok(pageOf(showSections(loaded.value, evidence), query)), (page) => ({
        ...page,
        items: page.items.map(view),
      }));
    },
  }),
  route({
    method: 'post',
    path: `${PATH}/draft`,
    tag: 'sections',
    summary: '起草一节',
    body: draftRequestShape,
    answers: { 200: draftedShape },
    async handle({ parts, actor, reportId, path, body }) {
      const drafted = await draftSection(parts, actor, reportId, sid({ path }), body.expectedVersion);
      return answer(drafted, (d) => ({
        section: view(d.section),
        missing: keyTitles(d.missing),
        withheld: d.withheld,
        notes: d.notes,
      }));
    },
  }),
  change(
    { method: 'put', path: PATH, summary: '用自己的文字替换一节', body: replaceShape },
    ({ parts, actor, reportId, body }, section) =>
      replaceSection(parts, actor, reportId, section, body.text, body.expectedVersion),
  ),
  route({
    method: 'post',
    path: `${PATH}/revise`,
    tag: 'sections',
    summary:
      '按一句话的要求修改一节、一段或选中的文字（更简洁；语气更正式；合并第一段和第二段；删去……；把……改为……）；preview 只看改动，不保存',
    body: reviseShape,
    answers: { 200: z.union([sectionShape, revisionShape]) },
    async handle({ parts, actor, reportId, path, body, c }) {
      const { preview, ...ask } = body;
      const { signal } = c.req.raw;
      if (!preview) return answer(await reviseSection(parts, actor, reportId, sid({ path }), ask, signal), view);
      return answer(
        await previewRevision(parts, actor, reportId, sid({ path }), ask, null, signal),
        preparedView(reportId),
      );
    },
  }),
  change(
    {
      method: 'post',
      path: `${PATH}/revise/accept`,
      summary: '采用预览过的修改，保存的就是看到的文字',
      body: acceptRevisionShape,
    },
    ({ parts, actor, reportId, body }, section) => acceptRevision(parts, actor, reportId, section, body),
  ),
  route({
    method: 'post',
    path: `${PATH}/refresh`,
    tag: 'sections',
    summary: '按现在的数据重新起草过时的句子（stale 中列出的）；preview 只看改动，不保存',
    body: refreshShape,
    answers: { 200: z.union([sectionShape, revisionShape]) },
    async handle({ parts, actor, reportId, path, body }) {
      const { preview, ...ask } = body;
      if (!preview) return answer(await refreshSection(parts, actor, reportId, sid({ path }), ask), view);
      return answer(await previewRefresh(parts, actor, reportId, sid({ path }), ask), preparedView(reportId));
    },
  }),
  undoRoute('undo', '撤销一节的上一次修改（生成新版本）'),
  undoRoute('redo', '重做一节刚撤销的修改（生成新版本）'),
  lockRoute('lock', '锁定一节'),
  lockRoute('unlock', '解锁一节'),
  route({
    method: 'get',
    path: `${PATH}/versions`,
    tag: 'sections',
    summary: '一节的历史版本',
    query: versionQuery,
    answers: { 200: sectionVersionListShape },
    async handle({ parts, actor, reportId, path, query }) {
      const loaded = await loadReport(parts, actor, reportId);
      if (!loaded.ok) return loaded;
      if (!outlineOf(loaded.value, sid({ path }))) return noSection(sid({ path }));
      const versions = await parts.store.sectionVersions(actor, reportId, sid({ path }));
      const compared = compareVersions(versions, query);
      if (!compared.ok) return compared;
      const { limit, after } = query;
      return answer(ok(pageOf(versions.map(versionView), { limit, after })), (page) => ({
        ...page,
        ...compared.value,
      }));
    },
  }),
  change(
    { method: 'post', path: `${PATH}/restore`, summary: '恢复一个历史版本', body: restoreShape },
    ({ parts, actor, reportId, body }, section) =>
      restoreSection(parts, actor, reportId, section, body.version, body.expectedVersion),
  ),
];
