#!/usr/bin/env node
// The command `flamedrop` (src/cli). In a checkout it builds first what is older than its sources;
// it says so on stderr, since stdout belongs to the report.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureBuild, root } from './setup.mjs'

const isCheckout = existsSync(join(root, 'src'))
if (isCheckout) {
  checkNode()
  ensureBuild(['cli'])
}
const { main } = await import(pathToFileURL(join(root, 'dist/cli/main.cjs')).href)
await main(process.argv.slice(2), () => {
  // Reports do without the page.
  if (isCheckout) ensureBuild(['app'])
  return join(root, 'dist/app')
})
