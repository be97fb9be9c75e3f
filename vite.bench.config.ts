import { existsSync } from 'node:fs'
import { defineConfig } from 'vite'

/** Builds what `npm run bench` runs under Node: the generator, the engine child, the measurements. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/bench',
    ssr: true,
    target: 'node20',
    rollupOptions: {
      input: Object.fromEntries(
        [
          ['generate', 'tests/bench/generate.cli.ts'],
          ['main', 'tests/bench/main.ts'],
          ['child', 'tests/bench/child.ts'],
          ['dump-child', 'tests/bench/dump-child.ts'],
          ['compare-child', 'tests/bench/compare-child.ts'],
          ['verdict', 'tests/verdicts/bench.ts'],
        ].filter(([, file]) => existsSync(file!)),
      ),
      output: { entryFileNames: '[name].mjs' },
    },
  },
})
