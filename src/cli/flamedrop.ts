import { fileURLToPath } from 'node:url'
import { main } from './main.ts'

// The built command by itself; the built page is beside it.

await main(process.argv.slice(2), () => fileURLToPath(new URL('../app', import.meta.url)))
