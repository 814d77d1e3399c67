import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

/** Milliseconds: what hangs fails, and what is slow because the machine is busy does not. */
const TEST_TIMEOUT = 60_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: TEST_TIMEOUT,
    hookTimeout: TEST_TIMEOUT,
    // All cores: Vitest would leave one to itself, which has next to nothing to do.
    maxWorkers: availableParallelism(),
    // A worker runs many files, and imports what they share once. No test changes what others see.
    isolate: false,
    // Node runs the sources as it does for users: the packages by `source` in their exports, types stripped.
    execArgv: ['--conditions=source'],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    sequence: { sequencer: LongestFirst },
    // A file at a time with its slow tests: thousands of cases, one a line, would bury what matters.
    reporters: ['default'],
  },
});
