#!/usr/bin/env node
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CompiledChunks } from './start/compiled-chunks.ts'

// The built command by itself; the built page is beside it.

const folder = dirname(fileURLToPath(import.meta.url))
const chunks = new CompiledChunks(folder)
const { main } = chunks.load('main.cjs') as typeof import('./main.ts')
void main(process.argv.slice(2), () => join(folder, '../app')).then(() => chunks.keep())
