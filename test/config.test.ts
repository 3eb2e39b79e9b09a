// Settings: defaults, every fault named by its setting, and the refusal to leave loopback without sign-in.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const faults = (env: Record<string, string>): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.faults;
};

describe('settings', () => {
  it('needs none: loopback, port 8787, the embedded engine', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        host: '127.0.0.1',
        port: 8787,
        db: 'data/zhibi.db',
        logLevel: 'info',
        draftsAtOnce: null,
        endpoint: null,
      },
    });
  });

  it('takes empty values as not set', () => {
    expect(faults({ PORT: '', HOST: ' ', ZHIBI_LLM_BASE_URL: '', ZHIBI_LLM_MODEL: '' })).toEqual([]);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '8787.5' }, 'PORT'],
    [{ ZHIBI_LOG_LEVEL: 'loud' }, 'ZHIBI_LOG_LEVEL'],
    [{ ZHIBI_LLM_BASE_URL: 'localhost:11434', ZHIBI_LLM_MODEL: 'qwen' }, 'ZHIBI_LLM_BASE_URL'],
    [{ ZHIBI_LLM_BASE_URL: 'http://localhost:11434/v1' }, 'ZHIBI_LLM_MODEL'],
    [{ ZHIBI_LLM_MODEL: 'qwen' }, 'ZHIBI_LLM_BASE_URL'],
    [{ ZHIBI_LLM_BASE_URL: 'http://me:secret@localhost/v1', ZHIBI_LLM_MODEL: 'qwen' }, 'ZHIBI_LLM_BASE_URL'],
    [{ ZHIBI_LLM_API_KEY: '我的密钥' }, 'ZHIBI_LLM_API_KEY'],
    [{ ZHIBI_LLM_CONTEXT: '4k' }, 'ZHIBI_LLM_CONTEXT'],
    [{ ZHIBI_LLM_CONTEXT: '100' }, 'ZHIBI_LLM_CONTEXT'],
    [{ ZHIBI_LLM_THINKING: 'no' }, 'ZHIBI_LLM_THINKING'],
    [{ ZHIBI_LLM_TEMPERATURE: '1.5' }, 'ZHIBI_LLM_TEMPERATURE'],
    [{ ZHIBI_LLM_CONCURRENCY: '0' }, 'ZHIBI_LLM_CONCURRENCY'],
    [{ ZHIBI_DRAFTS_AT_ONCE: '17' }, 'ZHIBI_DRAFTS_AT_ONCE'],
    [{ ZHIBI_LLM_PRICE_IN: '-1', ZHIBI_LLM_PRICE_OUT: '1' }, 'ZHIBI_LLM_PRICE_IN'],
    [{ ZHIBI_LLM_PRICE_IN: '1' }, 'ZHIBI_LLM_PRICE_OUT'],
    [{ ZHIBI_LLM_USER_DAY_TOKENS: '1e99' }, 'ZHIBI_LLM_USER_DAY_TOKENS'],
    [{ ZHIBI_LLM_ORG_MONTH_TOKENS: '0' }, 'ZHIBI_LLM_ORG_MONTH_TOKENS'],
    [{ ZHIBI_LLM_FIRST_BYTE_SECONDS: 'soon' }, 'ZHIBI_LLM_FIRST_BYTE_SECONDS'],
    [{ ZHIBI_LLM_IDLE_SECONDS: '0' }, 'ZHIBI_LLM_IDLE_SECONDS'],
    [{ ZHIBI_LLM_CALL_SECONDS: '0.5' }, 'ZHIBI_LLM_CALL_SECONDS'],
  ])('stops on %j and names the setting', (env, name) => {
    expect(faults(env as Record<string, string>).join()).toContain(name);
  });

  it.each(['0.0.0.0', '192.168.1.20', '::', 'intranet.example'])(
    'refuses to listen on %s while there is no sign-in, and says why',
    (host) => {
      expect(faults({ HOST: host })).toEqual([expect.stringMatching(/登录/)]);
    },
  );

  it.each(['127.0.0.1', '::1', 'localhost'])('listens on %s', (host) => {
    expect(faults({ HOST: host })).toEqual([]);
  });

  it('names all faults together', () => {
    expect(faults({ PORT: 'x', ZHIBI_LOG_LEVEL: 'y' })).toHaveLength(2);
  });

  it('takes base URL and model together as an endpoint', () => {
    const read = readConfig({ ZHIBI_LLM_BASE_URL: 'http://10.0.0.8:8000/v1', ZHIBI_LLM_MODEL: 'qwen3' });
    expect(read.ok && read.config.endpoint).toEqual({
      baseUrl: 'http://10.0.0.8:8000/v1',
      apiKey: null,
      model: 'qwen3',
      context: null,
      thinking: 'default',
      temperature: null,
      price: null,
      quotas: { userDay: null, orgMonth: null },
      limits: {},
    });
  });

  it('takes what else is said of an endpoint, prices as whole millionths', () => {
    const read = readConfig({
      ZHIBI_LLM_BASE_URL: 'https://llm.example.gov.cn/v1',
      ZHIBI_LLM_MODEL: 'qwen3',
      ZHIBI_LLM_API_KEY: ' sk-1 ',
      ZHIBI_LLM_CONTEXT: '32768',
      ZHIBI_LLM_THINKING: 'off',
      ZHIBI_LLM_TEMPERATURE: '0.2',
      ZHIBI_LLM_CONCURRENCY: '2',
      ZHIBI_LLM_PRICE_IN: '0.8',
      ZHIBI_LLM_PRICE_OUT: '2.000001',
      ZHIBI_LLM_USER_DAY_TOKENS: '500000',
      ZHIBI_LLM_ORG_MONTH_TOKENS: '20000000',
      ZHIBI_LLM_FIRST_BYTE_SECONDS: '30',
      ZHIBI_LLM_IDLE_SECONDS: '20',
      ZHIBI_LLM_CALL_SECONDS: '60',
    });
    expect(read.ok && read.config.endpoint).toEqual({
      baseUrl: 'https://llm.example.gov.cn/v1',
      apiKey: 'sk-1',
      model: 'qwen3',
      context: 32768,
      thinking: 'off',
      temperature: 0.2,
      concurrency: 2,
      price: { in: 800_000, out: 2_000_001 },
      quotas: { userDay: 500_000, orgMonth: 20_000_000 },
      limits: { firstByte: 30_000, byteIdle: 20_000, call: 60_000 },
    });
  });
});
