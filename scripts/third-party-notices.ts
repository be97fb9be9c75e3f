import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

export const NOTICES_FILE = 'third-party-notices.txt'

export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** As its package.json has it: SPDX. */
  readonly licence: string
  /** Texts of its licence and notices; empty if it comes without. */
  readonly texts: readonly string[]
}

/**
 * Plugins that write what others own in what is built, and on which terms: every package that has code in
 * a bundle, its version and the text of its licence. Workers are bundled before the page.
 */
export function thirdPartyNotices(): { readonly page: Plugin; readonly worker: () => Plugin } {
  const modules = new Set<string>()
  const collect: Plugin['generateBundle'] = (_options, bundle) => {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') for (const id of chunk.moduleIds) modules.add(id)
    }
  }
  const page: Plugin = {
    name: 'third-party-notices',
    apply: 'build',
    generateBundle(options, bundle, isWrite) {
      if (typeof collect === 'function') collect.call(this, options, bundle, isWrite)
      this.emitFile({
        type: 'asset',
        fileName: NOTICES_FILE,
        source: noticesText(packagesOf(modules)),
      })
    },
  }
  return { page, worker: () => ({ name: 'third-party-modules', generateBundle: collect }) }
}

/** The packages that modules are of, by name. */
export function packagesOf(modules: Iterable<string>): readonly BundledPackage[] {
  const folders = new Set([...modules].flatMap((id) => folderOf(id) ?? []))
  return [...folders]
    .map(readPackage)
    .sort((a, b) => `${a.name} ${a.version}`.localeCompare(`${b.name} ${b.version}`, 'en'))
}

/** The folder of the innermost package; modules made by the bundler have a name that begins with NUL. */
function folderOf(id: string): string | undefined {
  const [, path] = /^\0?(.*node_modules\/(?:@[^/]+\/)?[^/?]+)\//.exec(id) ?? []
  return path !== undefined && existsSync(join(path, 'package.json')) ? path : undefined
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Record<string, string>
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  return {
    name: name ?? '',
    version: version ?? '',
    licence: license ?? 'see below',
    texts: files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim()),
  }
}

export function noticesText(packages: readonly BundledPackage[]): string {
  const parts = packages.map(({ name, version, licence, texts }) => {
    const head = `${name} ${version} (${licence})`
    const text = texts.length > 0 ? texts.join('\n\n') : 'The package comes without a licence file.'
    return `${head}\n${'='.repeat(head.length)}\n\n${text}\n`
  })
  return ['The files beside this one contain code of these packages:\n', ...parts].join('\n')
}
