// Builds web/ into dist/web with esbuild: the page, the chat element as one script, their style sheets. It serves nothing.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Office desktops still run Chromium 78 to 90: syntax is lowered here, newer APIs are kept out by test/web/bundle.test.ts. */
const TARGET = ['chrome78'];

/** A style sheet imported from a script arrives as text, because a shadow root adopts it; `@import` in it is resolved first. */
const styleAsText = {
  name: 'style-as-text',
  setup(b) {
    b.onLoad({ filter: /\.css$/ }, async (args) => {
      const sheet = await build({ entryPoints: [args.path], bundle: true, minify: true, write: false, target: TARGET });
      return { contents: sheet.outputFiles[0].text, loader: 'text' };
    });
  },
};

/** @returns {Promise<{ out: string }>} the folder that holds the built files. Throws with esbuild's message when a file is wrong. */
export async function buildWeb({ root = ROOT, out = join(ROOT, 'dist', 'web') } = {}) {
  const web = join(root, 'web');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const shared = { bundle: true, minify: true, target: TARGET, outdir: out, charset: 'utf8', legalComments: 'none' };
  const tsx = { jsx: 'automatic', jsxImportSource: 'preact', plugins: [styleAsText] };
  await Promise.all([
    // The page is modules, so that a step's code is fetched when it is opened.
    build({
      ...shared,
      ...tsx,
      entryPoints: { page: join(web, 'page', 'main.tsx') },
      format: 'esm',
      splitting: true,
      chunkNames: 'part-[hash]',
    }),
    // The element is one classic script: it has to know its own address, and works on pages without modules.
    build({ ...shared, ...tsx, entryPoints: { 'zhibi-chat': join(web, 'chat', 'element.tsx') }, format: 'iife' }),
    build({
      ...shared,
      entryPoints: { style: join(web, 'style.css'), 'zhibi-chat': join(web, 'chat', 'chat.css') },
    }),
    copyFile(join(web, 'index.html'), join(out, 'index.html')),
  ]);
  return { out };
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const { out } = await buildWeb();
  process.stdout.write(`web files built in ${out}\n`);
}
