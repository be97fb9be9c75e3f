/**
 * The content security policy of the page, for the server (serve.ts) and for the built index.html
 * on other hosts (vite.config.ts). The page runs its own scripts only, and WebAssembly for the
 * graph. It reads profiles from wherever the user says, so it may connect anywhere; what it
 * connects to can send data, never code. React and d3 set styles through the CSSOM, which needs no
 * 'unsafe-inline'; what is set as text (a `style` attribute in markup) is refused.
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

/** Works in the header alone. */
export const FRAME_ANCESTORS = "frame-ancestors 'self'"
