/**
 * What the page may load: its own scripts and styles, WebAssembly (for Graphviz), profiles from
 * anywhere that the user names; no inline script, no eval, no frames, no plugins.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  // Styles that scripts set through attributes: React and the virtual lists place rows so.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self' http: https:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
