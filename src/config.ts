// Settings: read once, here, from the environment (and a .env file the entry has loaded). A wrong value names its setting.
import { z } from 'zod';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

const settings = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number({ error: '应为 0～65535 的整数' })
    .int('应为 0～65535 的整数')
    .min(0, '应为 0～65535 的整数')
    .max(65535, '应为 0～65535 的整数')
    .default(8787),
  ZHIBI_DB: z.string().min(1, '不能为空').default('data/zhibi.db'),
  ZHIBI_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: '应为 debug、info、warn、error 或 silent' })
    .default('info'),
  ZHIBI_LLM_BASE_URL: z.url({ protocol: /^https?$/, error: '应为 http 或 https 网址' }).optional(),
  ZHIBI_LLM_API_KEY: z.string().optional(),
  ZHIBI_LLM_MODEL: z.string().min(1, '不能为空').optional(),
});

export interface Config {
  host: string;
  port: number;
  db: string;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Set when base URL and model are both given. */
  endpoint: { baseUrl: string; apiKey: string | null; model: string } | null;
}

export type ConfigRead = { ok: true; config: Config } | { ok: false; faults: string[] };

/** Empty values count as not set. All faults are named together. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigRead {
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v.trim() !== ''));
  const read = settings.safeParse(given);
  if (!read.success)
    return { ok: false, faults: read.error.issues.map((i) => `设置 ${i.path.join('.')}：${i.message}`) };
  const s = read.data;
  const faults: string[] = [];
  if (!LOOPBACK.has(s.HOST))
    faults.push(
      `设置 HOST：${s.HOST} 不是本机地址。目前还没有登录功能，为防止他人未经授权查看和修改数据，只能监听 127.0.0.1、::1 或 localhost；需要多人使用时请等登录功能上线，或在本机使用。`,
    );
  if (Boolean(s.ZHIBI_LLM_BASE_URL) !== Boolean(s.ZHIBI_LLM_MODEL))
    faults.push('设置 ZHIBI_LLM_BASE_URL 与 ZHIBI_LLM_MODEL：必须同时填写，或同时留空（使用内置引擎）。');
  if (faults.length) return { ok: false, faults };
  return {
    ok: true,
    config: {
      host: s.HOST,
      port: s.PORT,
      db: s.ZHIBI_DB,
      logLevel: s.ZHIBI_LOG_LEVEL,
      endpoint:
        s.ZHIBI_LLM_BASE_URL && s.ZHIBI_LLM_MODEL
          ? { baseUrl: s.ZHIBI_LLM_BASE_URL, apiKey: s.ZHIBI_LLM_API_KEY ?? null, model: s.ZHIBI_LLM_MODEL }
          : null,
    },
  };
}
