// The description of the API, written from the same routes and shapes that serve it.
import { z } from 'zod';
import type { Route } from './route.ts';
import { errorShape } from './wire.ts';

const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return schema;
};

/** The members of an object schema as query parameters. */
function queryParameters(shape: z.ZodType): object[] {
  const schema = schemaOf(shape, 'output') as {
    properties?: Record<string, { default?: unknown }>;
    required?: string[];
  };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: (schema.required?.includes(name) ?? false) && property.default === undefined,
    schema: property,
  }));
}

const pathParameters = (path: string): object[] =>
  [...path.matchAll(/:(\w+)/g)].map((m) => ({ name: m[1], in: 'path', required: true, schema: { type: 'string' } }));

const json = (schema: object): object => ({ 'application/json': { schema } });

const SAYS: Record<string, string> = { '200': '成功', '201': '已创建', '202': '已受理' };

function answersOf(r: Route): Record<string, object> {
  const answers: Record<string, object> = {};
  for (const [status, shape] of Object.entries(r.answers))
    if (shape) answers[status] = { description: SAYS[status], content: json(schemaOf(shape, 'output')) };
  if (r.produces)
    answers['200'] = {
      description: SAYS['200'],
      content: Object.fromEntries(r.produces.map((type) => [type, { schema: { type: 'string' } }])),
    };
  answers.default = { description: '出错', content: json({ $ref: '#/components/schemas/Error' }) };
  return answers;
}

function bodyOf(r: Route): object {
  if (!r.body) return {};
  const form = r.form ? (schemaOf(r.form, 'input') as { properties?: object; required?: string[] }) : null;
  const multipart = form && {
    'multipart/form-data': {
      schema: {
        ...form,
        properties: { ...form.properties, file: { type: 'string', format: 'binary' } },
        required: [...(form.required ?? []), 'file'],
      },
    },
  };
  return { requestBody: { required: true, content: { ...json(schemaOf(r.body, 'input')), ...multipart } } };
}

export const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

export function openApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const r of routes) {
    const path = openApiPath(r.path);
    paths[path] = {
      ...paths[path],
      [r.method]: {
        tags: [r.tag],
        summary: r.summary,
        operationId: `${r.method}${r.path.replace(/^\/api/, '').replace(/[/:](\w)/g, (_, c: string) => c.toUpperCase())}`,
        parameters: [...pathParameters(r.path), ...(r.query ? queryParameters(r.query) : [])],
        ...bodyOf(r),
        responses: answersOf(r),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: '执笔 API', version: '1', description: '部门整体支出绩效自评报告的起草、核对与导出。' },
    paths,
    components: { schemas: { Error: schemaOf(errorShape, 'output') } },
  };
}
