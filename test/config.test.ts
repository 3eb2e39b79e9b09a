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
      config: { host: '127.0.0.1', port: 8787, db: 'data/zhibi.db', logLevel: 'info', endpoint: null },
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
    });
  });
});
