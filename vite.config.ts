import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { serviceWorker } from './scripts/service-worker.ts'
import { thirdPartyNotices } from './scripts/third-party-notices.ts'
import { PAGE_POLICY } from './src/cli/policy.ts'

/**
 * The policy goes into the page itself, for hosts that send no headers of ours. Only when it is
 * built: the development server runs inline scripts.
 */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
        // Before anything that it is about.
        injectTo: 'head-prepend',
      },
    ],
  }
}

const notices = thirdPartyNotices()

// Relative addresses, so that the built page works under any path of any static host.
export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicy(), notices.page, serviceWorker()],
  build: {
    outDir: 'dist/app',
    target: 'es2022',
    // The policy takes no font, script or WebAssembly from a data: address.
    assetsInlineLimit: 0,
  },
  worker: { format: 'es', plugins: () => [notices.worker()] },
})
