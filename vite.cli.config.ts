import { defineConfig } from 'vite'
import { thirdPartyNotices } from './scripts/third-party-notices.ts'

/** Builds the command `flamedrop` and the server of `npm start` for Node. */
export default defineConfig({
  publicDir: false,
  plugins: [thirdPartyNotices().page],
  build: {
    outDir: 'dist/cli',
    // A command that runs meanwhile keeps its files; their names carry no hash, so none pile up.
    emptyOutDir: false,
    ssr: true,
    target: 'node20',
    rollupOptions: {
      input: {
        flamedrop: 'src/cli/flamedrop.ts',
        main: 'src/cli/main.ts',
        serve: 'src/cli/serve.ts',
      },
      // CommonJS starts sooner, and its chunks can be kept compiled (src/cli/start).
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: '[name].cjs',
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      },
    },
  },
  ssr: { noExternal: true },
})
