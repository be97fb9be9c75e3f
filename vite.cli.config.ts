import { defineConfig } from 'vite'

/** Builds the command `flamedrop` as one file for Node. */
export default defineConfig({
  build: {
    outDir: 'dist/cli',
    ssr: 'src/cli/main.ts',
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'flamedrop.mjs' } },
  },
  ssr: { noExternal: true },
})
