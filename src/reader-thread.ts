// Runs inside a worker thread: reads one file at a time and answers with its text or its problem. Started by thread-reader.ts.
import { parentPort } from 'node:worker_threads';
import { readFile } from './ingest/read-file.ts';

// What a library prints would get into the command line's own output.
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) console[method] = () => {};

parentPort?.on('message', async ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
  try {
    parentPort?.postMessage(await readFile(name, bytes));
  } catch (cause) {
    // A mistake of ours: told apart from every result by having no `ok`.
    parentPort?.postMessage({ fault: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
});
