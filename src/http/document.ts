// The report as a whole: the tree for the page, and files to take away.
import { exportReport } from '../steps/export-report.ts';
import { showDocument } from '../steps/show-document.ts';
import { answer, type Route, route } from './route.ts';
import { documentShape, exportQuery } from './wire.ts';

/** RFC 6266: an ASCII name for old clients, the real one percent-encoded. */
export function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const ending = /\.[a-z]+$/.exec(name)?.[0] ?? '';
  return `attachment; filename="report${ending}"; filename*=UTF-8''${encoded}`;
}

export const documentRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/reports/:id/document',
    tag: 'document',
    summary: '报告全文：每个数据带有依据',
    answers: { 200: documentShape },
    async handle({ parts, actor, reportId }) {
      return answer(await showDocument(parts, actor, reportId), (d) => d);
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/export',
    tag: 'document',
    summary: '导出文件；正式稿（final）在错误级意见或未确认数据没有处理完时不能导出',
    query: exportQuery,
    answers: {},
    produces: [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'text/markdown',
      'text/csv',
      'application/json',
    ],
    async handle({ parts, actor, reportId, query }) {
      const file = await exportReport(
        parts,
        actor,
        reportId,
        query.format,
        query.kind,
        query.part,
        query.without === 'score',
      );
      if (!file.ok) return file;
      const { name, type, bytes } = file.value;
      return new Response(bytes as Uint8Array<ArrayBuffer>, {
        headers: {
          'Content-Type': type,
          'Content-Disposition': attachment(name),
          'Content-Length': String(bytes.byteLength),
          'Cache-Control': 'no-store',
        },
      });
    },
  }),
];
