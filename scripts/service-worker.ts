import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, posix, resolve, sep } from 'node:path'
import { build, type Plugin } from 'vite'
import type { Site } from '../src/offline/site.ts'

/** Where it is; it answers for all that is in its folder. */
const FILE = 'service-worker.js'

/** Builds the service worker beside the page, with the list of all files that are there. */
export function serviceWorker(): Plugin {
  let folder = ''
  let root = ''
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
      root = config.root
    },
    // What is in public/ is there as well by then.
    async closeBundle() {
      const site = await siteIn(resolve(root, folder))
      await build({
        root,
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { SITE: JSON.stringify(site) },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: 'es2022',
          rolldownOptions: {
            input: join(root, 'src/offline/service-worker.ts'),
            // Not every browser has modules here.
            output: { format: 'iife', entryFileNames: FILE },
          },
        },
      })
    },
  }
}

async function siteIn(folder: string): Promise<Site> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = found
    .filter((entry) => entry.isFile() && entry.name !== FILE)
    .map((entry) => posixPath(folder, join(entry.parentPath, entry.name)))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)))
  return {
    version: hash.digest('hex').slice(0, 16),
    // The page is asked for by the name of its folder.
    files: files.map((file) => (file === 'index.html' ? '' : file)),
  }
}

function posixPath(folder: string, file: string): string {
  return file
    .slice(folder.length + 1)
    .split(sep)
    .join(posix.sep)
}
