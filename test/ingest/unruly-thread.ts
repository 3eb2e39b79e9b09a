// Stands in for the thread that reads files: does to the machine what the file's name says.
import { parentPort } from 'node:worker_threads';

const DEEDS: Record<string, () => void> = {
  spin() {
    for (;;);
  },
  hoard() {
    const held: number[][] = [];
    for (;;) held.push(new Array<number>(100_000).fill(held.length));
  },
  exit() {
    process.exit(3);
  },
  fault() {
    parentPort?.postMessage({ fault: 'a mistake of ours' });
  },
};

parentPort?.on('message', ({ name }: { name: string }) => {
  DEEDS[name]?.();
  if (name === 'throw') throw new Error('thrown in the thread');
  if (!DEEDS[name]) parentPort?.postMessage({ ok: true, value: { text: name, form: 'docx', notices: [] } });
});
