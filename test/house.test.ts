// Holds the floors of the house: who may import whom, what the core may not see, and the habits that a paragraph cannot enforce.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(name) ? [relative(ROOT, path)] : [];
  });
}

/** The room a file belongs to: src/core/number/scan.ts -> core; web/page/app.tsx -> web; src/ports.ts -> ports. */
function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts[0] !== 'src') return parts[0]!;
  return parts.length === 2 ? parts[1]!.replace(/\.ts$/, '') : parts[1]!;
}

const ENTRIES = [
  'node',
  'cli',
  'worker',
  'profiles',
  'profile-files',
  'prompts',
  'prompt-files',
  'text-modules.d',
  'read-settings',
  'configured-model',
  'node-fetch',
  'work-thread',
  'thread-reader',
  'reader-thread',
  'thread-miner',
  'miner-thread',
];

/** room -> rooms it may import besides itself, and packages it may import. */
const FLOORS: Record<string, { rooms: string[]; packages: RegExp }> = {
  core: { rooms: [], packages: /^(zod|diff)$/ },
  ports: { rooms: ['core'], packages: /^$/ },
  ingest: { rooms: ['core'], packages: /^(htmlparser2|fflate|unpdf)$/ },
  render: { rooms: ['core'], packages: /^(docx|fflate|write-excel-file.*|marked)$/ },
  steps: { rooms: ['core', 'ports', 'ingest', 'render'], packages: /^zod$/ },
  store: { rooms: ['core', 'ports', 'db'], packages: /^(drizzle-orm.*|better-sqlite3|node:(fs|path|url))$/ },
  model: { rooms: ['core', 'ports'], packages: /^(openai.*|zod|jsonrepair)$/ },
  http: { rooms: ['core', 'ports', 'steps'], packages: /^(hono.*|@hono\/zod-validator|zod)$/ },
  config: { rooms: [], packages: /^zod$/ },
  // The schema names the core's types for its columns; it takes no code from there.
  db: { rooms: [], packages: /^drizzle-orm.*$/ },
  web: { rooms: [], packages: /^preact.*$/ },
};

interface Import {
  file: string;
  from: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found: Import[] = [];
  for (const m of text.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|import\('([^']+)'\)/gm,
  ))
    found.push({ file, from: (m[2] ?? m[3] ?? m[4])!, typeOnly: m[1] !== undefined });
  return found;
}

const FILES = ['src', 'web', 'db'].flatMap((f) => filesBelow(join(ROOT, f)));
const IMPORTS = FILES.flatMap(importsOf);

function faultOf({ file, from, typeOnly }: Import): string | null {
  const room = roomOf(file);
  if (ENTRIES.includes(room)) return null;
  const floor = FLOORS[room];
  if (!floor) return `${file}: the room "${room}" has no floor in this test`;
  if (!from.startsWith('.')) return floor.packages.test(from) ? null : `${file} imports the package ${from}`;
  const target = relative(ROOT, resolve(ROOT, dirname(file), from));
  const other = roomOf(target);
  if (other === room || floor.rooms.includes(other)) return null;
  if (room === 'web' && target === 'src/http/wire.ts' && typeOnly) return null;
  if (room === 'db' && (other === 'core' || other === 'ports') && typeOnly) return null;
  return `${file} imports ${target}`;
}

describe('the floors of the house', () => {
  it('has files to look at in every room', () => {
    for (const room of ['core', 'ingest', 'render', 'steps', 'store', 'model', 'http', 'web'])
      expect(
        FILES.some((f) => roomOf(f) === room),
        room,
      ).toBe(true);
  });

  it('lets no import go up or sideways', () => {
    expect(IMPORTS.map(faultOf).filter((f) => f !== null)).toEqual([]);
  });

  it('spells relative imports with their .ts or .tsx ending, so that Node runs them as they are', () => {
    const odd = IMPORTS.filter((i) => i.from.startsWith('.') && !/\.(ts|tsx|json|css|md)$/.test(i.from));
    expect(odd).toEqual([]);
  });

  it('keeps clock, randomness, process and network out of the core', () => {
    const seen = FILES.filter((f) => roomOf(f) === 'core').flatMap((f) => {
      const text = readFileSync(join(ROOT, f), 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
      return /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bfetch\(|\bcrypto\.|\bperformance\./.test(text)
        ? [f]
        : [];
    });
    expect(seen).toEqual([]);
  });

  it('never opens an interactive transaction: writes are lists', () => {
    const seen = FILES.filter((f) => /\bdb\.transaction\(/.test(readFileSync(join(ROOT, f), 'utf8')));
    expect(seen).toEqual([]);
  });

  it('opens every source file with the one line that says its job', () => {
    const silent = FILES.filter((f) => f.startsWith('src/') && !/^\/\/ \S/.test(readFileSync(join(ROOT, f), 'utf8')));
    expect(silent).toEqual([]);
  });

  it('keeps shelves of unsorted things out', () => {
    expect(FILES.filter((f) => /(^|\/)(utils?|helpers?|misc|common|manager)(\.|\/)/i.test(f))).toEqual([]);
  });
});
