import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Relative addresses, so that the built page works under any path of any static host.
export default defineConfig({
  base: './',
  plugins: [react()],
  build: { outDir: 'dist/app', target: 'es2022' },
  worker: { format: 'es' },
})
