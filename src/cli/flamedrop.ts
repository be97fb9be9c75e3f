import { fileURLToPath } from 'node:url'
import { main } from './main.ts'

// The built command on its own; the built page lies beside it.

await main(process.argv.slice(2), () => fileURLToPath(new URL('../app', import.meta.url)))
