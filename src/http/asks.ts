// The list of what colleagues are to supply, to take away and send.
import type { Supplier } from '../core/catalogue/definition.ts';
import { askColleagues } from '../steps/ask-colleagues.ts';
import { attachment } from './document.ts';
import { type Route, route } from './route.ts';
import { asksQuery } from './wire.ts';

export const askRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/reports/:id/asks',
    tag: 'facts',
    summary: '资料清单：还缺什么、谁提供、在哪里找，可发给同事填写；填好后作为材料传回即可读取',
    query: asksQuery,
    answers: {},
    produces: [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'text/markdown',
      'application/json',
    ],
    async handle({ parts, actor, reportId, query }) {
      const file = await askColleagues(parts, actor, reportId, query.format, (query.supplier as Supplier) ?? null);
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
