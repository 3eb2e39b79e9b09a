// What a route is: method, path, shapes and what it does. Requests are checked with the shapes, OpenAPI is written from them,
// and the app is nothing but the list of routes.
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import type { ReportId } from '../core/id.ts';
import type { Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import type { StepParts } from '../steps/parts.ts';
import { errorResponse, problemResponse } from './problem.ts';
import { readJson, readShape } from './read-request.ts';

/** What a handler is given: checked input, the actor, and the steps' parts. */
export interface Call<B = unknown, Q = unknown> {
  parts: StepParts;
  actor: Actor;
  /** Path parameters by name, decoded. */
  path: Record<string, string>;
  reportId: ReportId;
  body: B;
  query: Q;
  c: Context;
}

/** A value with the status it is answered with (200 unless said). */
export interface Answer {
  status?: 200 | 201 | 202;
  value: unknown;
}

export interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  /** `:name` marks a parameter. */
  path: string;
  tag: string;
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Multipart is taken beside JSON. */
  form?: z.ZodType;
  /** What the body may weigh, in bytes: JSON, and multipart where it is taken. */
  limit?: { json: number; form?: number };
  answers: Partial<Record<200 | 201 | 202, z.ZodType>>;
  /** Media types of answers that are no JSON. */
  produces?: readonly string[];
  handle(call: Call): Promise<Result<Answer> | Response>;
}

type Spec<B extends z.ZodType, Q extends z.ZodType> = Omit<Route, 'body' | 'query' | 'handle'> & {
  body?: B;
  query?: Q;
  handle(call: Call<z.output<B>, z.output<Q>>): Promise<Result<Answer> | Response>;
};

/** Ties a handler's input types to its shapes. */
export const route = <B extends z.ZodType = z.ZodNever, Q extends z.ZodType = z.ZodNever>(spec: Spec<B, Q>): Route =>
  spec as unknown as Route;

export const answer = <T>(read: Result<T>, to: (value: T) => unknown, status: 200 | 201 | 202 = 200): Result<Answer> =>
  read.ok ? { ok: true, value: { status, value: to(read.value) } } : read;

const isForm = (c: Context): boolean => /^multipart\/form-data/i.test(c.req.header('content-type') ?? '');

async function run(r: Route, c: Context, parts: StepParts, actor: Actor): Promise<Response> {
  const path = c.req.param() as Record<string, string>;
  let query: unknown;
  let body: unknown;
  if (r.query) {
    const read = readShape(r.query, c.req.query(), 'query');
    if (!read.ok) return problemResponse(read.problem);
    query = read.value;
  }
  if (r.body && !(r.form && isForm(c))) {
    const json = readJson(await c.req.text());
    if (!json.ok) return problemResponse(json.problem);
    const read = readShape(r.body, json.value, 'body');
    if (!read.ok) return problemResponse(read.problem);
    body = read.value;
  }
  const done = await r.handle({ parts, actor, path, reportId: path.id as ReportId, body, query, c });
  if (done instanceof Response) return done;
  if (!done.ok) return problemResponse(done.problem);
  return c.json(done.value.value as object, done.value.status ?? 200, { 'Cache-Control': 'no-store' });
}

const noActor = () => errorResponse(401, { code: 'not_signed_in', message: '请先登录，再进行操作。' });

const KILO = 1024;
const JSON_LIMIT = 256 * KILO;

/** Bodies are counted as they arrive, chunked ones too. */
const limited = (r: Route): MiddlewareHandler => {
  return (c, next) => {
    const most = isForm(c) ? (r.limit?.form ?? JSON_LIMIT) : (r.limit?.json ?? JSON_LIMIT);
    const shown = most >= KILO * KILO ? `${most / KILO / KILO} MB` : `${most / KILO} KB`;
    return bodyLimit({
      maxSize: most,
      onError: () =>
        errorResponse(413, {
          code: 'too_large',
          message: `内容太大，超过 ${shown} 上限，没有保存。请只提交需要的部分，或分几次提交。`,
          details: { limit: most },
        }),
    })(c, next);
  };
};

/** Registers every route; `actorOf` null means nobody is signed in. */
export function register(
  app: Hono,
  routes: readonly Route[],
  parts: StepParts,
  actorOf: (request: Request) => Actor | null,
): void {
  for (const r of routes)
    app.on(r.method.toUpperCase(), r.path, limited(r), async (c) => {
      const actor = actorOf(c.req.raw);
      return actor ? run(r, c, parts, actor) : noActor();
    });
}
