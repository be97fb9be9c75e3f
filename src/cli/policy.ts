/**
 * The content security policy of the page, for the server (serve.ts) and for the built index.html
 * on other hosts (vite.config.ts). The page runs only its own scripts, and WebAssembly for the
 * graph. It reads profiles from any address the user enters, so it may connect anywhere; responses
 * are data, never code. React and d3 set styles through the CSSOM, which does not need
 * 'unsafe-inline'; styles as text (a `style` attribute in markup) are blocked.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self' http: https:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Only valid in the header. */
export const FRAME_ANCESTORS = "frame-ancestors 'self'"
