// Prints a DOCX on paper with LibreOffice and reads the pages back. For tests only; says whether the programs are there.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const has = (program: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

export const canPrint = has('soffice') && has('pdftotext') && has('pdfinfo');

export interface Printed {
  /** In the order of the document. */
  pages: string[];
  /** "595.304 x 841.89 pts (A4)" of each page. */
  sizes: string[];
  /** Lines of text on each page, each with the words' left edges, as pdftotext sees them. */
  text: string;
}

/** A profile of its own each time: two conversions at once would lock each other out. */
export async function printed(docx: Uint8Array): Promise<Printed> {
  const folder = await mkdtemp(join(tmpdir(), 'zhibi-paper-'));
  try {
    await writeFile(join(folder, 'r.docx'), docx);
    await run(
      'soffice',
      [
        '--headless',
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        join(folder, 'r.docx'),
      ],
      {
        env: { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL('./fonts.conf', import.meta.url)) },
        timeout: 50_000,
      },
    );
    const pdf = join(folder, 'r.pdf');
    const { stdout: info } = await run('pdfinfo', ['-f', '1', '-l', '999', pdf]);
    await run('pdftotext', ['-raw', '-enc', 'UTF-8', pdf, join(folder, 'r.txt')]);
    const text = await readFile(join(folder, 'r.txt'), 'utf8');
    return {
      text,
      pages: text.split('\f').slice(0, -1),
      sizes: [...info.matchAll(/Page\s+\d+ size:\s*(.*)/g)].map((m) => m[1]!.trim()),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
