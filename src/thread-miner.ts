// Long texts are read and mined in a worker thread, so that nobody else waits for them; short ones in place.
import type { Mined, MineText } from './ports.ts';
import { mineText } from './steps/mine-text.ts';
import { type ThreadLimits, workThread } from './work-thread.ts';

export interface ThreadMiner {
  mine: MineText;
  close(): Promise<void>;
}

const DEFAULTS: ThreadLimits = {
  memoryMb: 1024,
  milliseconds: 60_000,
  waiting: 32,
  entry: new URL('./miner-thread.ts', import.meta.url),
};

/** UTF-16 units: below it a text takes less time than people notice. */
const LONG = 40_000;

/** `onFault` hears of crashes and mistakes of ours, for the log. */
export function threadMiner(given: Partial<ThreadLimits> = {}, onFault?: (what: string) => void): ThreadMiner {
  const thread = workThread<Parameters<MineText>, Mined>({ ...DEFAULTS, ...given }, onFault);
  return {
    mine: (text, period) => (text.length < LONG ? mineText(text, period) : thread.ask([text, period])),
    close: () => thread.close(),
  };
}
