import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { noticesText, packagesOf } from '../../scripts/third-party-notices.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The packages that the code of src imports. */
function importedPackages(): readonly string[] {
  const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  const names = files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const code = readFileSync(`${root}src/${file}`, 'utf8')
      const imports = code.matchAll(
        /^(?:import|export) .*?from '([^.'][^']*)'|import\('([^.'][^']*)'\)/gm,
      )
      return Array.from(imports, ([, one, other]) => /^(?:@[^/]+\/)?[^/]+/.exec(one ?? other!)![0])
    })
  return [...new Set(names)].filter((name) => !name.startsWith('node:')).sort()
}

const names = importedPackages()

test('the packages are found', () => {
  for (const name of [
    'react',
    'd3',
    're2js',
    '@hpcc-js/wasm-graphviz',
    'gecko-profiler-demangle',
  ]) {
    expect(names).toContain(name)
  }
})

test('every package that what is built may contain has a version, a licence and its text', () => {
  const packages = packagesOf(names.map((name) => `${root}node_modules/${name}/dist/index.js`))
  expect(packages.map(({ name }) => name).sort()).toEqual(names)
  for (const { name, version, licence, texts } of packages) {
    const { version: installed } = createRequire(import.meta.url)(
      `${root}node_modules/${name}/package.json`,
    )
    expect(version).toBe(installed)
    expect(licence, name).toMatch(/MIT|ISC|Apache|BSD/)
    expect(texts.join(), name).toMatch(/copyright|licen[cs]e/i)
  }
})

test('code of our own and of the bundler is none of theirs', () => {
  const ids = [`${root}src/main.tsx`, '\0vite/preload-helper.js', '\0rolldown/runtime.js']
  expect(packagesOf(ids)).toEqual([])
})

test('a module stands for its package however it was imported', () => {
  const ids = [`${root}node_modules/d3/dist/d3.min.js?raw`, `\0${root}node_modules/d3/src/index.js`]
  expect(packagesOf(ids).map(({ name }) => name)).toEqual(['d3'])
})

test('the text has name, version and licence above what the package says', () => {
  const one = { name: 'a', version: '1.2.3', licence: 'MIT', texts: ['Copyright a'] }
  expect(
    noticesText([one, { ...one, name: 'b', texts: [] }]),
  ).toBe(`The files beside this one contain code of these packages:

a 1.2.3 (MIT)
=============

Copyright a

b 1.2.3 (MIT)
=============

The package comes without a licence file.
`)
})
