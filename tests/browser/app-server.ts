import { fileURLToPath } from 'node:url'
import { type Served, type ServeOptions, serve } from '../../src/cli/serve.ts'

/** The app as it was last built. FLAMEDROP_APP names another build of it. */
const built =
  process.env['FLAMEDROP_APP'] ?? fileURLToPath(new URL('../../dist/app', import.meta.url))

/** Serves the built app (or `folder`) as `npm start` does, on a free port. */
export function startApp(options: Partial<ServeOptions> = {}): Promise<Served> {
  return serve({ folder: built, port: 0, ...options })
}
