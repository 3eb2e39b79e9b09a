// Time that passes, by the runtime's own timer.
import type { After } from '../ports.ts';

export const afterTimeout: After = (ms, run) => {
  const timer: unknown = setTimeout(run, ms);
  // On Node a timer is an object that would keep the process alive; in a Worker it is a number. To give way for a moment is no waiting.
  if (ms > 0 && typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref();
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
};
