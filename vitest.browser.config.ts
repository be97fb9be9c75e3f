import { defineConfig } from 'vitest/config'

/** Tests of the built app in Chromium; `npm test` builds it before. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    environment: 'node',
    // One browser at a time: they would take the processor from each other.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
