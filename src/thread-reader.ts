// Files that need unpacking or a PDF engine are read in a worker thread under limits of memory and time; the process lives on
// whatever they do to it. Plain text is read in place.
import type { SourceText } from './core/text/source-text.ts';
import { containerOf } from './ingest/decode.ts';
import { readFile } from './ingest/read-file.ts';
import type { ReadBytes } from './ports.ts';
import { type ThreadLimits, workThread } from './work-thread.ts';

export type { ThreadLimits };

export interface ThreadReader {
  read: ReadBytes;
  /** Ends the thread; a file still being read is answered as unavailable. */
  close(): Promise<void>;
}

const DEFAULTS: ThreadLimits = {
  memoryMb: 256,
  milliseconds: 20_000,
  waiting: 32,
  entry: new URL('./reader-thread.ts', import.meta.url),
};

/** `onFault` hears of crashes and mistakes of ours, for the log. */
export function threadReader(given: Partial<ThreadLimits> = {}, onFault?: (what: string) => void): ThreadReader {
  const thread = workThread<{ name: string; bytes: Uint8Array }, SourceText>({ ...DEFAULTS, ...given }, onFault);
  return {
    read: async (name, bytes) => (containerOf(bytes) === null ? readFile(name, bytes) : thread.ask({ name, bytes })),
    close: () => thread.close(),
  };
}
