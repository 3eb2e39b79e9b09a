// The processor's time that this thread has used, in milliseconds. Unlike a clock it stands still while other work has the
// processor, so what a test holds against a bound does not depend on how busy the machine is. It moves in steps of a few.
export function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
