// First step of every npm script. Plain JavaScript for the machine's own, perhaps old, Node: it installs what is missing and
// hands over to the project's Node (node_modules/.bin/node). It does not know what the commands do, only how to start them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NEEDED = [22, 18];

function installIfMissing() {
  const lock = join(ROOT, 'package-lock.json');
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('正在安装依赖 / installing dependencies (npm ci) …');
  const npm = process.env.npm_execpath
    ? [process.execPath, [process.env.npm_execpath, 'ci', '--no-audit', '--no-fund', '--loglevel=error']]
    : ['npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']];
  const done = spawnSync(npm[0], npm[1], { cwd: ROOT, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error(
      '依赖安装失败，请检查网络或镜像设置后重试。/ npm ci failed: check the network or registry and try again.',
    );
    process.exit(2);
  }
}

const newEnough = (version) => {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
};

/** The Node that runs the project: the pinned one, else this one when it is new enough. */
export function projectNode() {
  const pinned = join(ROOT, 'node_modules', '.bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (newEnough(process.version)) return process.execPath;
  console.error(
    `需要 Node ${NEEDED.join('.')} 或更新版本（当前 ${process.version}）。请安装 Node 24 LTS 后重试。/ Node ${NEEDED.join('.')} or newer is needed.`,
  );
  process.exit(2);
}

function run(file, args, env = {}) {
  const path = `${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`;
  const done = spawnSync(file, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PATH: path, ...env } });
  if (done.error) throw done.error;
  return done.status ?? 1;
}

/** Runs vitest and ends with the line `N passed, N failed, N skipped`, the skipped ones by name above it. */
function test(node, args) {
  const dir = mkdtempSync(join(tmpdir(), 'zhibi-test-'));
  const out = join(dir, 'results.json');
  const status = run(node, [
    join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${out}`,
    ...args,
  ]);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let broken = 0;
  if (existsSync(out)) {
    const results = JSON.parse(readFileSync(out, 'utf8'));
    for (const file of results.testResults) {
      if (file.assertionResults.length === 0 && file.status === 'failed') broken++;
      for (const one of file.assertionResults) {
        if (one.status === 'passed') counts.passed++;
        else if (one.status === 'failed') counts.failed++;
        else {
          counts.skipped++;
          console.log(`skipped: ${one.fullName}`);
        }
      }
    }
  }
  rmSync(dir, { recursive: true, force: true });
  const failed = counts.failed + broken + (status !== 0 && counts.failed + broken === 0 ? 1 : 0);
  console.log(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`);
  return failed || counts.passed === 0 ? 1 : 0;
}

const COMMANDS = {
  start: (node, args) => COMMANDS.build(node, []) || COMMANDS.serve(node, args),
  serve: (node, args) => run(node, [join(ROOT, 'src', 'cli.ts'), 'serve', ...args]),
  zhibi: (node, args) =>
    run(node, [join(ROOT, 'src', 'cli.ts'), ...args], { ZHIBI_CWD: process.env.INIT_CWD ?? process.cwd() }),
  build: (node, args) => run(node, [join(ROOT, 'scripts', 'build-web.mjs'), ...args]),
  test,
  eval: (node, args) => run(node, [join(ROOT, 'scripts', 'eval.ts'), ...args]),
  bench: (node, args) => COMMANDS.build(node, []) || run(node, [join(ROOT, 'bench', 'bench.ts'), ...args]),
  check: (node, args) =>
    run('tsc', ['--noEmit', '-p', '.']) ||
    run('biome', ['check', '.']) ||
    run(node, [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', 'test/house.test.ts', 'test/core', ...args]),
};

const [command = '', ...args] = process.argv.slice(2);
if (!(command in COMMANDS)) {
  console.error(`未知命令 ${command}。/ Unknown command. Known: ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(2);
}
installIfMissing();
process.exitCode = COMMANDS[command](projectNode(), args);
