// What every request must satisfy before it reaches a route: own origin, JSON where JSON is expected, and headers on the way out.
// Who may act at all is the entry's business (actorOf).
import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { errorResponse } from './problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const hostOf = (url: string): string | null => {
  try {
    return new URL(url).host;
  } catch {
    return null;
  }
};

/** The host a browser believes to talk to: the Host header where there is one (it knows about proxies and ports). */
const ownHost = (c: Context): string => c.req.header('host') ?? new URL(c.req.url).host;

/** Unsafe requests come from our own pages, from pages we were told to trust, or from programs that are no browsers. */
export const sameOrigin =
  (trusted: readonly string[]): MiddlewareHandler =>
  async (c, next) => {
    if (SAFE.has(c.req.method)) return next();
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    if (origin !== undefined && trusted.includes(origin)) return next();
    const foreign =
      (origin !== undefined && hostOf(origin) !== ownHost(c)) ||
      (site !== undefined && site !== 'same-origin' && site !== 'none');
    if (foreign)
      return errorResponse(403, {
        code: 'foreign_origin',
        message: '这个请求来自别的网站，没有执行。请在本系统的页面上操作。',
      });
    return next();
  };

/** Pages of these origins may read the API, for a chat element embedded there. Off while the list is empty. */
export const trustedPages = (origins: readonly string[]): MiddlewareHandler =>
  cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['Content-Type', 'Last-Event-ID'],
    exposeHeaders: ['Content-Disposition'],
    credentials: true,
    maxAge: 600,
  });

/**
 * Only the named hosts are answered, so that a foreign name pointed at this address (DNS rebinding) reaches nothing.
 * `hosts` are names without ports.
 */
export const ownHosts =
  (hosts: readonly string[]): MiddlewareHandler =>
  async (c, next) => {
    const name = ownHost(c).replace(/:\d+$/, '');
    if (hosts.includes(name)) return next();
    return errorResponse(403, {
      code: 'foreign_host',
      message: `地址“${name.slice(0, 60)}”没有开放。目前还没有登录功能，为防止他人未经授权查看和修改数据，只在本机地址（${hosts.join('、')}）上提供服务。`,
    });
  };

/** Only what a script of ours can send: forms of other sites cannot set this content type. */
export const typedBody: MiddlewareHandler = async (c, next) => {
  if (SAFE.has(c.req.method)) return next();
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (type === 'application/json') return next();
  const empty = type === '' && (c.req.header('content-length') ?? '0') === '0' && !c.req.header('transfer-encoding');
  if (empty) return next();
  if (type === 'multipart/form-data' && /\/sources$/.test(c.req.path)) return next();
  return errorResponse(415, {
    code: 'wrong_content_type',
    message: '请求的内容类型应为 application/json（上传文件用 multipart/form-data）。',
  });
};

/** `embedded`: pages of other origins load our script. */
export const safeHeaders = (embedded: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      frameAncestors: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
    xFrameOptions: 'SAMEORIGIN',
    referrerPolicy: 'same-origin',
    crossOriginResourcePolicy: embedded ? 'cross-origin' : 'same-origin',
    // Plain http on an office network is normal; telling browsers to insist on https would lock users out.
    strictTransportSecurity: false,
  });
