// Reads the files of the sentence library strictly: shape, names, keys, loops; all faults together.
import { z } from 'zod';
import { FORMULAS } from './figure/formulas.ts';
import { type WrittenPattern, writtenShape } from './profile.ts';
import { libraryFaults } from './profile-faults.ts';
import type { Library } from './sentence-library.ts';
import { shapeFaults } from './shape-faults.ts';

const fileShape = z.record(z.string(), z.array(writtenShape));

export type ReadLibrary = { ok: true; library: Library } | { ok: false; faults: string[] };

/** `files`: file name without .json -> its JSON. A passage's name begins with the name of its file: money.execution in money. */
export function readLibrary(
  files: Readonly<Record<string, unknown>>,
  figureKeys: ReadonlySet<string> = new Set(FORMULAS.map((f) => f.key)),
): ReadLibrary {
  const library = new Map<string, readonly WrittenPattern[]>();
  const faults: string[] = [];
  for (const [file, json] of Object.entries(files)) {
    const read = fileShape.safeParse(json);
    if (!read.success) {
      faults.push(...shapeFaults(read.error).map((f) => `${file}：${f}`));
      continue;
    }
    for (const [name, passage] of Object.entries(read.data)) {
      if (!name.startsWith(`${file}.`)) faults.push(`${file}：“${name}”应写在 ${name.split('.')[0]} 文件里`);
      library.set(name, passage);
    }
  }
  faults.push(...libraryFaults(library, figureKeys));
  return faults.length ? { ok: false, faults } : { ok: true, library };
}
