import { defineConfig } from 'vite'

/** Builds what run.mjs runs under Node: the command in one process with the comparison. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/differential',
    emptyOutDir: false,
    ssr: true,
    target: 'node20',
    rollupOptions: {
      input: { main: 'tests/differential/main.ts' },
      output: { entryFileNames: '[name].mjs' },
    },
  },
  ssr: { noExternal: true },
})
