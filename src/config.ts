// Settings: read once, here, from the environment (and a .env file the entry has loaded). A wrong value names its setting.
import { z } from 'zod';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** A whole number of a setting, said in one way. */
const whole = (from: number, to: number) => {
  const error = `应为 ${from}～${to} 的整数`;
  return z.coerce.number({ error }).int(error).min(from, error).max(to, error);
};
const MICRO = 1_000_000;
/** Up to six decimals, as whole millionths: no price touches a float. */
const price = z
  .string()
  .regex(/^\d{1,6}(?:\.\d{1,6})?$/, '应为每百万字（token）的价格，例如 2 或 0.5，最多六位小数')
  .transform((text) => {
    const [units, parts = ''] = text.split('.');
    return Number(units) * MICRO + Number(parts.padEnd(6, '0'));
  });
const MOST_TOKENS = 1_000_000_000_000;
const DAY_SECONDS = 86_400;

const settings = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65535).default(8787),
  ZHIBI_DB: z.string().min(1, '不能为空').default('data/zhibi.db'),
  ZHIBI_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: '应为 debug、info、warn、error 或 silent' })
    .default('info'),
  ZHIBI_LLM_BASE_URL: z.url({ protocol: /^https?$/, error: '应为 http 或 https 网址' }).optional(),
  ZHIBI_LLM_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, '只能是英文字母、数字和符号，中间不能有空格')
    .optional(),
  ZHIBI_LLM_MODEL: z.string().min(1, '不能为空').optional(),
  ZHIBI_LLM_CONTEXT: whole(1024, 100_000_000).optional(),
  ZHIBI_LLM_THINKING: z.enum(['off', 'default', 'on'], { error: '应为 off、default 或 on' }).default('default'),
  ZHIBI_LLM_TEMPERATURE: z
    .string()
    .regex(/^(?:0(?:\.\d{1,3})?|1(?:\.0{1,3})?)$/, '应为 0～1 的数')
    .transform(Number)
    .optional(),
  ZHIBI_LLM_CONCURRENCY: whole(1, 256).optional(),
  ZHIBI_DRAFTS_AT_ONCE: whole(1, 16).optional(),
  ZHIBI_LLM_PRICE_IN: price.optional(),
  ZHIBI_LLM_PRICE_OUT: price.optional(),
  ZHIBI_LLM_USER_DAY_TOKENS: whole(1, MOST_TOKENS).optional(),
  ZHIBI_LLM_ORG_MONTH_TOKENS: whole(1, MOST_TOKENS).optional(),
  ZHIBI_LLM_FIRST_BYTE_SECONDS: whole(1, DAY_SECONDS).optional(),
  ZHIBI_LLM_IDLE_SECONDS: whole(1, DAY_SECONDS).optional(),
  ZHIBI_LLM_CALL_SECONDS: whole(1, DAY_SECONDS).optional(),
});

/** An OpenAI-compatible endpoint as it was set; what was not set is left to the model room. Times in milliseconds. */
export interface EndpointSettings {
  baseUrl: string;
  apiKey: string | null;
  model: string;
  context: number | null;
  thinking: 'off' | 'default' | 'on';
  temperature: number | null;
  concurrency?: number;
  /** Whole millionths of a currency unit for a million tokens. */
  price: { in: number; out: number } | null;
  quotas: { userDay: number | null; orgMonth: number | null };
  limits: { firstByte?: number; byteIdle?: number; call?: number };
}

export interface Config {
  host: string;
  port: number;
  db: string;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Sections of one draft that are written side by side; null: as many as suit the model. */
  draftsAtOnce: number | null;
  /** Set when base URL and model are both given. */
  endpoint: EndpointSettings | null;
}

export type ConfigRead = { ok: true; config: Config } | { ok: false; faults: string[] };

/** Empty values count as not set. All faults are named together. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigRead {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([k, v]) => (v === undefined || v.trim() === '' ? [] : [[k, v.trim()]])),
  );
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
  if (s.ZHIBI_LLM_BASE_URL && hasLogin(s.ZHIBI_LLM_BASE_URL))
    faults.push('设置 ZHIBI_LLM_BASE_URL：网址里不要写用户名和密码，密钥请填在 ZHIBI_LLM_API_KEY。');
  if ((s.ZHIBI_LLM_PRICE_IN === undefined) !== (s.ZHIBI_LLM_PRICE_OUT === undefined))
    faults.push('设置 ZHIBI_LLM_PRICE_IN 与 ZHIBI_LLM_PRICE_OUT：必须同时填写，或同时留空（不计费用）。');
  if (faults.length) return { ok: false, faults };
  return {
    ok: true,
    config: {
      host: s.HOST,
      port: s.PORT,
      db: s.ZHIBI_DB,
      logLevel: s.ZHIBI_LOG_LEVEL,
      draftsAtOnce: s.ZHIBI_DRAFTS_AT_ONCE ?? null,
      endpoint: endpointIn(s),
    },
  };
}

const hasLogin = (url: string): boolean => new URL(url).username !== '' || new URL(url).password !== '';

const SECOND = 1000;

function endpointIn(s: z.output<typeof settings>): EndpointSettings | null {
  if (!s.ZHIBI_LLM_BASE_URL || !s.ZHIBI_LLM_MODEL) return null;
  const { ZHIBI_LLM_FIRST_BYTE_SECONDS: first, ZHIBI_LLM_IDLE_SECONDS: idle, ZHIBI_LLM_CALL_SECONDS: call } = s;
  return {
    baseUrl: s.ZHIBI_LLM_BASE_URL,
    apiKey: s.ZHIBI_LLM_API_KEY ?? null,
    model: s.ZHIBI_LLM_MODEL,
    context: s.ZHIBI_LLM_CONTEXT ?? null,
    thinking: s.ZHIBI_LLM_THINKING,
    temperature: s.ZHIBI_LLM_TEMPERATURE ?? null,
    ...(s.ZHIBI_LLM_CONCURRENCY === undefined ? {} : { concurrency: s.ZHIBI_LLM_CONCURRENCY }),
    price:
      s.ZHIBI_LLM_PRICE_IN === undefined || s.ZHIBI_LLM_PRICE_OUT === undefined
        ? null
        : { in: s.ZHIBI_LLM_PRICE_IN, out: s.ZHIBI_LLM_PRICE_OUT },
    quotas: { userDay: s.ZHIBI_LLM_USER_DAY_TOKENS ?? null, orgMonth: s.ZHIBI_LLM_ORG_MONTH_TOKENS ?? null },
    limits: {
      ...(first === undefined ? {} : { firstByte: first * SECOND }),
      ...(idle === undefined ? {} : { byteIdle: idle * SECOND }),
      ...(call === undefined ? {} : { call: call * SECOND }),
    },
  };
}
