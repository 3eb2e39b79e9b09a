import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript, run by whatever Node the machine has
import { buildWeb } from '../../scripts/build-web.mjs';

let out = '';
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'zhibi-web-'));
  await buildWeb({ out });
});
afterAll(() => rm(out, { recursive: true, force: true }));

const files = (ext: string): [string, string][] =>
  readdirSync(out)
    .filter((f) => f.endsWith(ext))
    .map((f) => [f, readFileSync(join(out, f), 'utf8')]);

/** What Chromium 78 lacks, or what a plain http page lacks. Syntax is lowered by the build; calls are not. */
const TOO_NEW: [string, RegExp][] = [
  ['Object.hasOwn (93)', /\bObject\.hasOwn\b/],
  ['.at() (92)', /\.at\(/],
  ['replaceAll (85)', /\.replaceAll\(/],
  ['structuredClone (98)', /\bstructuredClone\b/],
  ['randomUUID (92, secure context)', /\brandomUUID\b/],
  ['crypto.subtle (secure context)', /\bcrypto\.subtle\b/],
  ['navigator.clipboard (secure context)', /\bnavigator\.clipboard\b/],
  ['AbortSignal.timeout/any (103/116)', /\bAbortSignal\.(timeout|any)\b/],
  ['Promise.any (85)', /\bPromise\.any\b/],
  ['Promise.withResolvers (119)', /\bwithResolvers\b/],
  ['findLast (97)', /\.findLast(Index)?\(/],
  ['toSorted, toReversed, with (110)', /\.to(Sorted|Reversed|Spliced)\(/],
  ['Object.groupBy (117)', /\b(Object|Map)\.groupBy\b/],
  ['replaceChildren (86)', /\.replaceChildren\(/],
  ['WeakRef (84)', /\bWeakRef\b/],
  ['inert (102)', /\.inert\b/],
  ['requestIdleCallback aside, scheduler (94)', /\bscheduler\.(postTask|yield)\b/],
  ['Intl.Segmenter (87)', /\bIntl\.Segmenter\b/],
  ['localStorage (shared desks)', /\blocalStorage\b/],
  ['EventSource', /\bnew EventSource\b/],
];
const UNSAFE: [string, RegExp][] = [
  // Preact knows the property of its own dangerouslySetInnerHTML; nothing of ours may write it.
  ['insertAdjacentHTML', /insertAdjacentHTML/],
  ['document.write', /document\.write\b/],
  ['eval', /\beval\(/],
  ['new Function', /\bnew Function\b/],
];
const NEW_CSS: [string, RegExp][] = [
  [':has', /:has\(/],
  [':is, :where (88)', /:(is|where)\(/],
  ['inset (87)', /[;{]\s*inset:/],
  ['aspect-ratio (88)', /aspect-ratio\s*:/],
  ['dvh, svh (108)', /\d[ds]v[hw]\b/],
  ['color-mix (111)', /color-mix\(/],
  ['min, max, clamp (79)', /[:\s(](min|max|clamp)\(/],
  ['overflow-wrap: anywhere (80)', /overflow-wrap:\s*anywhere/],
  ['nesting', /[{;}]\s*&/],
];

describe('the built web files', () => {
  it.each([...TOO_NEW, ...UNSAFE])('do not use %s', (_, pattern) => {
    for (const [name, text] of files('.js')) expect(text.match(pattern)?.[0], name).toBeUndefined();
  });

  it.each(NEW_CSS)('have style sheets without %s', (_, pattern) => {
    for (const [name, text] of files('.css')) expect(text.match(pattern)?.[0], name).toBeUndefined();
  });

  it('have style sheets whose gap belongs to grids and whose :focus-visible is guarded', () => {
    for (const [name, text] of files('.css')) {
      expect(text.match(/[;{]gap:/)?.[0], name).toBeUndefined();
      const open = text.replace(/@supports selector\([^{]*\{[^{}]*\{[^{}]*\}\}/g, '');
      expect(open.includes(':focus-visible'), name).toBe(false);
    }
  });

  it('hold a page without inline scripts or styles', () => {
    const html = readFileSync(join(out, 'index.html'), 'utf8');
    expect(html).toMatch(/<html lang="zh-CN">/);
    expect(html).toMatch(/name="renderer" content="webkit"/);
    expect(html).not.toMatch(/\sstyle=|\son\w+=|<style/);
    for (const script of html.match(/<script[^>]*>[^<]*/g) ?? []) expect(script).toMatch(/ src="[^"]+".*>$/);
  });

  it('load first in at most 35 KB, compressed', () => {
    const js = new Map(files('.js'));
    const seen = new Set<string>();
    const statically = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      for (const m of js.get(name)!.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) statically(m[1]!);
    };
    statically('page.js');
    const weigh = (text: string): number => gzipSync(text, { level: 9 }).length;
    const bytes =
      [...seen].reduce((n, f) => n + weigh(js.get(f)!), 0) +
      weigh(readFileSync(join(out, 'style.css'), 'utf8')) +
      weigh(readFileSync(join(out, 'index.html'), 'utf8'));
    expect(seen.size).toBeGreaterThan(1);
    expect(bytes).toBeLessThanOrEqual(35 * 1024);
  });

  it('hold the chat element as one script that carries its own styles', () => {
    const chat = readFileSync(join(out, 'zhibi-chat.js'), 'utf8');
    expect(chat).toMatch(/:host/);
    expect(chat).not.toMatch(/\bimport\s*["({]/);
    expect(gzipSync(chat).length).toBeLessThanOrEqual(35 * 1024);
  });
});

it('the sources write no HTML text and no inline style', () => {
  const walk = (dir: string): string[] =>
    readdirSync(dir, { withFileTypes: true }).flatMap((f) =>
      f.isDirectory() ? walk(join(dir, f.name)) : /\.tsx?$/.test(f.name) ? [join(dir, f.name)] : [],
    );
  for (const file of walk(new URL('../../web', import.meta.url).pathname)) {
    const text = readFileSync(file, 'utf8');
    expect(text, file).not.toMatch(/innerHTML|\sstyle=[{"]/i);
  }
});
