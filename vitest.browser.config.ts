import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests of the built app in Chromium; `npm test` builds it before. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'tests/browser/set-up.ts',
    // A file waits for its page half of the time.
    maxWorkers: availableParallelism() + 1,
    // They share what they import, the connection to the browser, and contexts.
    isolate: false,
    // One that waits for its turn on a busy machine is late, not wrong.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
