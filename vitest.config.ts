import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests that change what all code of a process shares: globals, its environment, sockets. */
const APART = ['tests/unit/*.test.ts', 'tests/unit/{app,bench,cli,sources,store,ui}/**/*.test.ts']

/** All tests that need no browser. tests/README.md says which belongs where. */
export default defineConfig({
  test: {
    // Vitest would leave one core idle.
    maxWorkers: availableParallelism(),
    // One that runs beside others on a busy machine is late, not wrong.
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          pool: 'threads',
          include: ['tests/{unit,golden,property}/**/*.test.ts'],
          exclude: APART,
          // They leave nothing behind: what they import is loaded once for all of them.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: APART, pool: 'forks' } },
      {
        extends: true,
        test: {
          name: 'page',
          include: ['tests/page/**/*.test.ts'],
          environment: 'happy-dom',
          pool: 'threads',
          // The first test of a file loads the whole app.
          testTimeout: 60_000,
          // Each test has the app's modules anew (tests/page/harness.ts); the rest is shared.
          isolate: false,
        },
      },
    ],
  },
})
