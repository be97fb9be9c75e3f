import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { noticesText, packagesOf } from '../../scripts/third-party-notices.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  dependencies: Record<string, string>
}
const names = Object.keys(dependencies).sort()

test('every package that the page may contain has a version, a licence and its text', () => {
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
  ).toBe(`This page contains code of these packages:

a 1.2.3 (MIT)
=============

Copyright a

b 1.2.3 (MIT)
=============

The package comes without a licence file.
`)
})
