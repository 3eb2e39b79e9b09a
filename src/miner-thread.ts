// Runs inside a worker thread: reads and mines one text at a time and answers with what is in it. Started by thread-miner.ts.
import { parentPort } from 'node:worker_threads';
import type { MineText } from './ports.ts';
import { mineText } from './steps/mine-text.ts';

parentPort?.on('message', async ([text, period]: Parameters<MineText>) => {
  try {
    parentPort?.postMessage(await mineText(text, period));
  } catch (cause) {
    // A mistake of ours: told apart from every result by having no `ok`.
    parentPort?.postMessage({ fault: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
});
