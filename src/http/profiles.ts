// The report kinds: shipped ones and the organisation's own; which version a report is written with.
import { ok } from '../core/problem.ts';
import { moveProfile, type ReportProfile, reportProfile } from '../steps/move-profile.ts';
import {
  addProfile,
  checkProfile,
  deleteProfile,
  type ListedProfile,
  listProfiles,
  showProfile,
} from '../steps/own-profiles.ts';
import { pageOf } from './page.ts';
import { answer, type Route, route } from './route.ts';
import {
  checkProfileShape,
  moveProfileShape,
  newProfileShape,
  pageQuery,
  profileCheckShape,
  profileListShape,
  profileQuery,
  profileViewShape,
  reportProfileShape,
} from './wire.ts';

const summaryOf = ({ profile: p, version, origin }: ListedProfile) => ({
  id: p.id,
  version,
  name: p.name,
  region: p.region,
  level: p.level,
  moneyUnit: p.moneyUnit,
  origin,
  verify: p.verify,
  outline: p.outline.map(({ id, number, level, title, required }) => ({ id, number, level, title, required })),
});

/** Whole in itself: what it says can be edited and sent back. */
const viewOf = (found: ListedProfile) => ({ ...summaryOf(found), json: found.profile });

const reportViewOf = ({ report, profile, version, origin, newer }: ReportProfile) => ({
  ...summaryOf({ profile, version, origin }),
  reportVersion: report.version,
  newer,
});

/** A profile with long sentences of its own is larger than other bodies. */
const LIMIT = { json: 1024 * 1024 };

export const profileRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/profiles',
    tag: 'profiles',
    summary: '报告格式列表：随程序提供的和本单位自己的',
    query: pageQuery,
    answers: { 200: profileListShape },
    async handle({ parts, actor, query }) {
      const shown = (await listProfiles(parts, actor)).map(summaryOf);
      return answer(ok(pageOf(shown, query)), (page) => page);
    },
  }),
  route({
    method: 'get',
    path: '/api/profiles/:id',
    tag: 'profiles',
    summary: '一种报告格式的全部内容；不写 version 时为最新版本',
    query: profileQuery,
    answers: { 200: profileViewShape },
    async handle({ parts, actor, path, query }) {
      return answer(await showProfile(parts, actor, path.id!, query.version ?? null), viewOf);
    },
  }),
  route({
    method: 'post',
    path: '/api/profiles/check',
    tag: 'profiles',
    summary: '检查一份报告格式，列出全部错误，不保存',
    body: checkProfileShape,
    limit: LIMIT,
    answers: { 200: profileCheckShape },
    async handle({ parts, body }) {
      const { ok: sound, faults, profile } = checkProfile(parts, body.profile);
      return answer(ok({ ok: sound, faults, id: profile?.id ?? null, name: profile?.name ?? null }), (v) => v);
    },
  }),
  route({
    method: 'post',
    path: '/api/profiles',
    tag: 'profiles',
    summary: '导入、复制或修改报告格式：总是存为新版本，不覆盖旧版本',
    body: newProfileShape,
    limit: LIMIT,
    answers: { 201: profileViewShape },
    async handle({ parts, actor, body }) {
      const { expectedVersion, ...given } = body;
      return answer(await addProfile(parts, actor, given, expectedVersion ?? null), viewOf, 201);
    },
  }),
  route({
    method: 'delete',
    path: '/api/profiles/:id',
    tag: 'profiles',
    summary: '删除本单位的一种报告格式；还有报告在用时不能删除',
    answers: { 200: profileViewShape },
    async handle({ parts, actor, path }) {
      return answer(await deleteProfile(parts, actor, path.id!), viewOf);
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/profile',
    tag: 'profiles',
    summary: '报告用的格式版本；有更新的版本时列出会改变什么',
    answers: { 200: reportProfileShape },
    async handle({ parts, actor, reportId }) {
      return answer(await reportProfile(parts, actor, reportId), reportViewOf);
    },
  }),
  route({
    method: 'post',
    path: '/api/reports/:id/profile',
    tag: 'profiles',
    summary: '把报告换到格式的最新版本',
    body: moveProfileShape,
    answers: { 200: reportProfileShape },
    async handle({ parts, actor, reportId, body }) {
      return answer(await moveProfile(parts, actor, reportId, body), reportViewOf);
    },
  }),
];
