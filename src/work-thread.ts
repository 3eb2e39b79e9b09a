// One worker thread under limits of memory and time, kept warm, with one task at a time: the process lives on whatever a task
// does to it. Knows nothing of what the task is.
import { Worker } from 'node:worker_threads';
import { fail, type Result } from './core/problem.ts';

export interface ThreadLimits {
  memoryMb: number;
  milliseconds: number;
  /** Tasks waiting for their turn. */
  waiting: number;
  /** The thread's code: answers each message with a Result, or with `fault` for a mistake of ours. */
  entry: URL;
}

export interface WorkThread<Task, Answer> {
  ask(task: Task): Promise<Result<Answer>>;
  /** Ends the thread; a task still being worked on is answered as unavailable. */
  close(): Promise<void>;
}

const INSTEAD = '请在 Word、WPS 或 Excel 中只保留正文和表格，另存后重试，或复制正文粘贴。';
const PROBLEM = {
  memory: () => fail('too-large', 'reading_needs_memory', `文件内容过大，读取时超出内存上限，已停止。${INSTEAD}`),
  time: (ms: number) =>
    fail('too-large', 'reading_too_long', `文件内容过于复杂，${Math.ceil(ms / 1000)} 秒内没有读完，已停止。${INSTEAD}`),
  crash: () => fail('unreadable', 'reader_stopped', `读取文件时程序出错，没有读到内容。${INSTEAD}`),
  busy: () => fail('unavailable', 'reader_busy', '正在读取的文件较多，请稍后再上传这份文件。'),
  closed: () => fail('unavailable', 'reader_closed', '服务正在停止，这份文件没有读取。请在服务恢复后重新上传。'),
};

interface Job<Task, Answer> {
  task: Task;
  done(result: Result<Answer>): void;
}

/** `onFault` hears of crashes and mistakes of ours, for the log. */
export function workThread<Task, Answer>(
  limits: ThreadLimits,
  onFault: (what: string) => void = () => {},
): WorkThread<Task, Answer> {
  const queue: Job<Task, Answer>[] = [];
  let worker: Worker | null = null;
  let running: Job<Task, Answer> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function started(): Worker {
    const w = new Worker(limits.entry, {
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
      execArgv: [],
    });
    w.on('message', (answer: Result<Answer> | { fault: string }) => {
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

  /** The thread is gone or given up: whatever it was at is answered, and the next task gets a fresh one. */
  function lose(w: Worker, why: Result<Answer>): void {
    if (w !== worker) return;
    worker = null;
    settle(why);
  }

  function settle(result: Result<Answer>): void {
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
    w.postMessage(job.task);
  }

  return {
    async ask(task) {
      if (closed) return PROBLEM.closed();
      if (queue.length >= limits.waiting) return PROBLEM.busy();
      return new Promise((done) => {
        queue.push({ task, done });
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
