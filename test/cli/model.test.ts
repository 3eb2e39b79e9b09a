// The command line with an endpoint in its settings: the probe, extraction, and what is said when the endpoint is not there.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PLAIN_TEXT } from '../model/contract.ts';
import { answers, type FaultServer, faultServer, hangsUp, says } from '../model/fault-server.ts';
import { type Ran, ROOT } from './run.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await faultServer();
});
afterAll(() => server.close());

/** In a process of its own, while the server of this one answers. */
function zhibi(args: readonly string[], env: Record<string, string>, input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), ...args], {
    cwd: ROOT,
    env: { ...process.env, ZHIBI_LLM_BASE_URL: '', ZHIBI_LLM_MODEL: '', ZHIBI_LLM_API_KEY: '', ...env },
  });
  const ran: Ran = { status: null, out: '', err: '' };
  child.stdout.on('data', (d: Buffer) => {
    ran.out += d.toString();
  });
  child.stderr.on('data', (d: Buffer) => {
    ran.err += d.toString();
  });
  child.stdin.end(input);
  return new Promise((done) => child.on('close', (status) => done({ ...ran, status })));
}
const settings = () => ({
  ZHIBI_LLM_BASE_URL: server.url,
  ZHIBI_LLM_MODEL: 'some-model',
  ZHIBI_LLM_API_KEY: 'sk-secret',
});

it('probes the endpoint that is set, and says what it found', async () => {
  server.script(says('好'));
  const ran = await zhibi(['model', 'probe'], settings());
  expect(ran).toMatchObject({ status: 0, err: '' });
  expect(ran.out).toContain(server.url);
  expect(ran.out).toContain('结构化');
  server.script(says('好'));
  const json = await zhibi(['model', 'probe', '--json'], settings());
  expect(JSON.parse(json.out)).toMatchObject({
    baseUrl: server.url,
    model: 'some-model',
    findings: { json: 'prompt', servedModel: 'served-model' },
  });
  expect(ran.out + json.out).not.toContain('sk-secret');
});

it.each([
  ['there is no endpoint', [], {}, 2, /ZHIBI_LLM_BASE_URL/],
  ['nobody answers', [hangsUp], null, 2, /连不上/],
  ['the key is wrong', [answers(401, {})], null, 2, /ZHIBI_LLM_API_KEY/],
  ['a setting is wrong', [], { ZHIBI_LLM_CONTEXT: 'large' }, 2, /ZHIBI_LLM_CONTEXT/],
] as const)('says in one line that %s', async (_, acts, env, status, words) => {
  server.script(...acts);
  const ran = await zhibi(['model', 'probe', '--json'], env ?? settings());
  expect(ran).toMatchObject({ status, out: '' });
  expect(ran.err).toMatch(words);
  expect(ran.err.trim().split('\n')).toHaveLength(1);
});

it('extracts with the endpoint what the rules leave, and with the rules alone when it fails', async () => {
  const reply = {
    items: [{ quote: '院子里停着4辆车', raw: '4辆', key: 'vehicles_count', subject: null, year: null }],
  };
  server.script(says(JSON.stringify(reply)));
  const ran = await zhibi(['extract', '-', '--json'], settings(), PLAIN_TEXT);
  expect(ran).toMatchObject({ status: 0, err: '' });
  const [file] = JSON.parse(ran.out).files;
  const found = file.facts.find((f: { key: string }) => f.key === 'vehicles_count');
  expect(found).toMatchObject({ value: '4', unit: '辆', quote: '4辆', confidence: 'medium' });
  expect(PLAIN_TEXT.slice(found.start, found.end)).toBe('4辆');
  expect(JSON.stringify(file.uncovered)).not.toContain('4辆');

  server.script(answers(500, { error: { message: 'broken' } }));
  const without = await zhibi(['extract', '-', '--json'], settings(), PLAIN_TEXT);
  expect(without.status).toBe(0);
  expect(without.err).toContain('只按规则提取');
  expect(JSON.parse(without.out).files[0].facts.map((f: { key: string }) => f.key)).not.toContain('vehicles_count');
});
