// Files that need unpacking or a PDF engine are read in a worker thread under limits of memory and time; the process lives on
// whatever they do to it. One thread, kept warm, one file at a time. Plain text is read in place.
import { Worker } from 'node:worker_threads';
import { fail, type Result } from './core/problem.ts';
import type { SourceText } from './core/text/source-text.ts';
import { containerOf } from './ingest/decode.ts';
import { readFile } from './ingest/read-file.ts';
import type { ReadBytes } from './ports.ts';

export interface ThreadLimits {
  memoryMb: number;
  milliseconds: number;
  /** Files waiting for their turn. */
  waiting: number;
  /** The thread's code. */
  entry: URL;
}

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

const INSTEAD = '请在 Word、WPS 或 Excel 中只保留正文和表格，另存后重试，或复制正文粘贴。';
const PROBLEM = {
  memory: () => fail('too-large', 'reading_needs_memory', `文件内容过大，读取时超出内存上限，已停止。${INSTEAD}`),
  time: (ms: number) =>
    fail('too-large', 'reading_too_long', `文件内容过于复杂，${Math.ceil(ms / 1000)} 秒内没有读完，已停止。${INSTEAD}`),
  crash: () => fail('unreadable', 'reader_stopped', `读取文件时程序出错，没有读到内容。${INSTEAD}`),
  busy: () => fail('unavailable', 'reader_busy', '正在读取的文件较多，请稍后再上传这份文件。'),
  closed: () => fail('unavailable', 'reader_closed', '服务正在停止，这份文件没有读取。请在服务恢复后重新上传。'),
};

interface Job {
  name: string;
  bytes: Uint8Array;
  done(result: Result<SourceText>): void;
}

/** `onFault` hears of crashes and mistakes of ours, for the log. */
export function threadReader(
  given: Partial<ThreadLimits> = {},
  onFault: (what: string) => void = () => {},
): ThreadReader {
  const limits = { ...DEFAULTS, ...given };
  const queue: Job[] = [];
  let worker: Worker | null = null;
  let running: Job | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function started(): Worker {
    const w = new Worker(limits.entry, {
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
      execArgv: [],
    });
    w.on('message', (answer: Result<SourceText> | { fault: string }) => {
      if (w !== worker) return;
      if ('ok' in answer) return settle(answer);
      onFault(answer.fault);
      settle(PROBLEM.crash());
    });
    w.on('error', (cause: NodeJS.ErrnoException) => {
      onFault(cause.message);
      lose(w, cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? PROBLEM.memory() : PROBLEM.crash());
    });
    w.on('exit', () => lose(w, PROBLEM.crash()));
    return w;
  }

  /** The thread is gone or given up: whatever it was reading is answered, and the next file gets a fresh one. */
  function lose(w: Worker, why: Result<SourceText>): void {
    if (w !== worker) return;
    worker = null;
    settle(why);
  }

  function settle(result: Result<SourceText>): void {
    clearTimeout(timer);
    const job = running;
    running = null;
    // An idle thread does not keep the process alive.
    worker?.unref();
    job?.done(result);
    next();
  }

  function next(): void {
    if (running || closed) return;
    const job = queue.shift();
    if (!job) return;
    running = job;
    worker ??= started();
    const w = worker;
    w.ref();
    timer = setTimeout(() => {
      lose(w, PROBLEM.time(limits.milliseconds));
      void w.terminate();
    }, limits.milliseconds);
    w.postMessage({ name: job.name, bytes: job.bytes });
  }

  return {
    async read(name, bytes) {
      if (containerOf(bytes) === null) return readFile(name, bytes);
      if (closed) return PROBLEM.closed();
      if (queue.length >= limits.waiting) return PROBLEM.busy();
      return new Promise((done) => {
        queue.push({ name, bytes, done });
        next();
      });
    },
    async close() {
      closed = true;
      const w = worker;
      worker = null;
      settle(PROBLEM.closed());
      for (const job of queue.splice(0)) job.done(PROBLEM.closed());
      await w?.terminate();
    },
  };
}
