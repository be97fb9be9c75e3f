#!/usr/bin/env node
// The command `flamedrop` (src/cli). In a checkout it builds first what is older than its sources;
// it says so on stderr, since stdout belongs to the report.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuild, ensureDependencies, root } from './setup.mjs'

if (existsSync(join(root, 'src'))) {
  ensureDependencies()
  ensureBuild(['cli'])
}
await import(pathToFileURL(join(root, 'dist/cli/flamedrop.mjs')).href)
