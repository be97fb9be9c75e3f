// The command `flamedrop` (src/cli) in a checkout: builds first what is older than its sources, and
// says so on stderr, since stdout belongs to the report. The package has the built command itself.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureBuild, root } from './setup.mjs'

checkNode()
ensureBuild(['cli'])
const { main } = await import(pathToFileURL(join(root, 'dist/cli/main.cjs')).href)
await main(process.argv.slice(2), () => {
  // Reports do without the page.
  ensureBuild(['app'])
  return join(root, 'dist/app')
})
