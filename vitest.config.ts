import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Milliseconds; the slowest tests build a package or start a browser, and say so themselves. */
const TEST_TIMEOUT = 20_000;

/** The packages are tested as sources: `source` in their exports. */
const conditions = ['source', ...defaultServerConditions];

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: TEST_TIMEOUT,
    hookTimeout: TEST_TIMEOUT,
    // A file at a time with its slow tests: thousands of cases, one a line, would bury what matters.
    reporters: ['default'],
  },
});
