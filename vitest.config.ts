import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One core is left free where there are more than two; with two, one file after the other would take twice as long.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
