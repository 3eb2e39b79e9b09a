// Sections: see them, draft, replace, revise, lock, go back to an earlier version.
import type { z } from 'zod';
import { sectionText } from '../core/draft/section.ts';
import { ok, type Result } from '../core/problem.ts';
import type { SectionRow } from '../ports.ts';
import { draftSection } from '../steps/draft-section.ts';
import { evidenceOf, loadReport, sourceDocuments } from '../steps/load-report.ts';
import { lockSection } from '../steps/lock-section.ts';
import { replaceSection } from '../steps/replace-section.ts';
import { restoreSection } from '../steps/restore-section.ts';
import { reviseSection } from '../steps/revise-section.ts';
import { keyTitles } from '../steps/show-fact.ts';
import { noSection, outlineOf, type ShownSection, showSections } from '../steps/show-sections.ts';
import { pageOf } from './page.ts';
import { answer, type Call, type Route, route } from './route.ts';
import {
  draftedShape,
  draftRequestShape,
  pageQuery,
  replaceShape,
  restoreShape,
  reviseShape,
  sectionListShape,
  sectionShape,
  sectionVersionListShape,
} from './wire.ts';

const view = ({ outline, row, state, text, quantities, needs }: ShownSection) => ({
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
  change(
    {
      method: 'post',
      path: `${PATH}/revise`,
      summary: '按一句话的要求修改一节（删去……；把……改为……）',
      body: reviseShape,
    },
    ({ parts, actor, reportId, body }, section) => reviseSection(parts, actor, reportId, section, body),
  ),
  lockRoute('lock', '锁定一节'),
  lockRoute('unlock', '解锁一节'),
  route({
    method: 'get',
    path: `${PATH}/versions`,
    tag: 'sections',
    summary: '一节的历史版本',
    query: pageQuery,
    answers: { 200: sectionVersionListShape },
    async handle({ parts, actor, reportId, path, query }) {
      const loaded = await loadReport(parts, actor, reportId);
      if (!loaded.ok) return loaded;
      if (!outlineOf(loaded.value, sid({ path }))) return noSection(sid({ path }));
      const versions = await parts.store.sectionVersions(actor, reportId, sid({ path }));
      return answer(ok(pageOf(versions.map(versionView), query)), (page) => page);
    },
  }),
  change(
    { method: 'post', path: `${PATH}/restore`, summary: '恢复一个历史版本', body: restoreShape },
    ({ parts, actor, reportId, body }, section) =>
      restoreSection(parts, actor, reportId, section, body.version, body.expectedVersion),
  ),
];
