import { defineConfig } from 'vitest/config'

/** Programs under the installed Go, and what is said of them; `npm test` builds the command before. */
export default defineConfig({
  test: {
    include: ['tests/live/**/*.test.ts'],
    // Building the programs takes its time on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
})
