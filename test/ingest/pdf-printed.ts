// PDFs as offices get them: Word files printed by LibreOffice, many in one go, and pages printed by Chromium.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CHROMIUM, openBrowser } from '../web/browser.ts';

const run = promisify(execFile);

function found(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export const canPrintWord = found('soffice');
export const canPrintPages = CHROMIUM !== null;

/** Name to PDF for name to Word file. */
export async function printedWord(files: ReadonlyMap<string, Uint8Array>): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'zhibi-pdf-'));
  try {
    const names = [...files.keys()];
    for (const name of names) await writeFile(join(folder, `${name}.docx`), files.get(name)!);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run(
      'soffice',
      [
        '--headless',
        profile,
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        ...names.map((n) => join(folder, `${n}.docx`)),
      ],
      {
        env: { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL('../render/fonts.conf', import.meta.url)) },
        timeout: 50_000,
      },
    );
    const out = new Map<string, Uint8Array>();
    for (const name of names) out.set(name, new Uint8Array(await readFile(join(folder, `${name}.pdf`))));
    return out;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function printedPage(html: string): Promise<Uint8Array> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(html);
    return new Uint8Array(
      await page.pdf({ format: 'A4', margin: { top: '2cm', bottom: '2cm', left: '2cm', right: '2cm' } }),
    );
  } finally {
    await browser.close();
  }
}
