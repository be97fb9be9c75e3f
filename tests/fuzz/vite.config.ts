import { defineConfig } from 'vite'

/** Builds what run.mjs runs under Node. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/fuzz',
    emptyOutDir: false,
    ssr: true,
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: { main: 'tests/fuzz/main.ts', child: 'tests/fuzz/child.ts' },
      output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
    },
  },
  ssr: { noExternal: true },
})
