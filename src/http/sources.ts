// Sources: add a pasted text or a file, list them, read one back for highlighting, see what in it is not registered.
import type { SourceId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { addSource, type NewSource } from '../steps/add-source.ts';
import { coverSource } from '../steps/cover-source.ts';
import { noReport } from '../steps/load-report.ts';
import { readSource } from '../steps/read-source.ts';
import { showFact } from '../steps/show-fact.ts';
import { pageOf } from './page.ts';
import { readShape } from './read-request.ts';
import { answer, type Call, type Route, route } from './route.ts';
import {
  addedSourceShape,
  coverageShape,
  newSourceShape,
  type NewSource as PastedSource,
  pageQuery,
  sourceFormShape,
  sourceListShape,
  sourceTextShape,
} from './wire.ts';

const MEGA = 1024 * 1024;

function pasted(body: PastedSource): NewSource {
  const content = body.html === undefined ? { text: body.text ?? '' } : { html: body.html };
  return { name: body.name, role: body.role, content, anyUnit: body.anyUnit ?? false };
}

/** The file's own name unless the form gives another; only its last part, and never as a path of ours. */
async function uploaded(c: Call['c']): Promise<Result<NewSource>> {
  let form: FormData;
  try {
    form = await c.req.raw.formData();
  } catch {
    return fail('bad-input', 'bad_form', '上传的内容不完整，没有保存。请重新选择文件上传。', { field: 'file' });
  }
  const file = form.get('file');
  if (file === null || typeof file === 'string')
    return fail('bad-input', 'file_missing', '没有收到文件，请选择要上传的文件（字段名 file）。', { field: 'file' });
  const words = Object.fromEntries([...form.entries()].filter(([key, v]) => key !== 'file' && typeof v === 'string'));
  const fields = readShape(sourceFormShape, words, 'body');
  if (!fields.ok) return fields;
  const ownName = file.name.split(/[\\/]/).at(-1)?.trim().slice(0, 200);
  return ok({
    name: fields.value.name ?? (ownName || '上传的文件'),
    role: fields.value.role,
    content: { bytes: new Uint8Array(await file.arrayBuffer()) },
    anyUnit: fields.value.anyUnit === 'true',
  });
}

export const sourceRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/reports/:id/sources',
    tag: 'sources',
    summary: '添加材料：粘贴文字、网页片段或上传文件',
    body: newSourceShape,
    form: sourceFormShape,
    limit: { json: 8 * MEGA, form: 20 * MEGA },
    answers: { 201: addedSourceShape },
    async handle({ parts, actor, reportId, body, c }) {
      const given: Result<NewSource> = body === undefined ? await uploaded(c) : ok(pasted(body));
      if (!given.ok) return given;
      const added = await addSource(parts, actor, reportId, given.value);
      return answer(added, (a) => ({ ...a, candidates: a.candidates.map(showFact) }), 201);
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/sources',
    tag: 'sources',
    summary: '材料列表',
    query: pageQuery,
    answers: { 200: sourceListShape },
    async handle({ parts, actor, reportId, query }) {
      if (!(await parts.store.report(actor, reportId))) return noReport();
      return answer(ok(pageOf(await parts.store.sources(actor, reportId), query)), (page) => page);
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/sources/:sourceId',
    tag: 'sources',
    summary: '一份材料的原文，及其中的模板残留和指令性文字',
    answers: { 200: sourceTextShape },
    async handle({ parts, actor, reportId, path }) {
      const held = await readSource(parts, actor, reportId, path.sourceId as SourceId);
      return answer(held, ({ source, doc }) => ({ source, text: doc.source, residue: doc.residue }));
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/sources/:sourceId/coverage',
    tag: 'sources',
    summary: '一份材料里还没有登记的数字，按段落和表格行列出',
    query: pageQuery,
    answers: { 200: coverageShape },
    async handle({ parts, actor, reportId, path, query }) {
      const covered = await coverSource(parts, actor, reportId, path.sourceId as SourceId);
      return answer(covered, ({ paragraphs, totals }) => ({ ...pageOf(paragraphs, query), totals }));
    },
  }),
];
