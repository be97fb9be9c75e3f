import { defineConfig } from 'vitest/config'

/** Tests that drive a real browser: one at a time, for they share the machine with it. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
