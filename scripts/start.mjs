// `npm start [-- [flags] source…]`: the command `flamedrop`, where npm was called. Without sources
// it serves the empty page, until Ctrl-C.
import { chdir } from 'node:process'

// npm runs scripts in the checkout, and says where it was called itself.
if (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) chdir(process.env.INIT_CWD)
await import('./flamedrop.mjs')
