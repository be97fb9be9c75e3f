import { defineConfig } from 'vite'
import { declarations } from './scripts/declarations.ts'
import { thirdPartyNotices } from './scripts/third-party-notices.ts'

/** Builds the entries of the npm package beside the command: the engine and the element. */
export default defineConfig({
  publicDir: false,
  plugins: [thirdPartyNotices().page, declarations(['engine', 'element'])],
  build: {
    outDir: 'dist/package',
    target: 'es2022',
    minify: true,
    lib: {
      entry: { engine: 'src/package/engine.ts', element: 'src/package/element.ts' },
      formats: ['es'],
    },
    rollupOptions: {
      output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name].mjs' },
    },
  },
})
