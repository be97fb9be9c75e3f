import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { OPTIONS } from '../../../src/engine/select/options.ts'
import type { ViewField } from '../../../src/store/fields.ts'
import { allViews } from '../../../src/store/view-list.ts'
import '../views.ts'

/** Modules that declare fields of the link: those of views, and those of the page. */
const ofViews = import.meta.glob<Record<string, unknown>>('../../../src/views/**/*.ts', {
  eager: true,
})
const ofPage = import.meta.glob<Record<string, unknown>>('../../../src/store/*.ts', {
  eager: true,
})

function isField(value: unknown): value is ViewField<unknown> {
  return typeof value === 'object' && value !== null && 'url' in value && 'parse' in value
}

function fieldsIn(modules: typeof ofViews): ReadonlySet<ViewField<unknown>> {
  return new Set(Object.values(modules).flatMap((module) => Object.values(module).filter(isField)))
}

const listed = new Set(allViews().flatMap(({ fields = [] }) => fields))
const fields = new Set([...listed, ...fieldsIn(ofPage)])
const names = [...fields].map(({ url }) => url)

/** Names that a link has for options and for what belongs to no view. */
const taken = [
  ...OPTIONS.flatMap(({ url }) => (url ? [url] : [])),
  ...['url', 'split', 'q', 're', 'sel', 'only', 'off'],
]

describe('the fields of views in a link', () => {
  test('are all listed by a view', () => {
    expect([...fieldsIn(ofViews)].filter((field) => !listed.has(field))).toEqual([])
  })

  test('have a name each, which no option has', () => {
    expect(names.length).toBeGreaterThan(15)
    expect(names.filter((name, i) => names.indexOf(name) !== i || taken.includes(name))).toEqual([])
  })

  test('are explained where links are', async () => {
    const text = await readFile(new URL('../../../docs/sharing.md', import.meta.url), 'utf8')
    const explained = new Set(
      [...text.matchAll(/`([^`]*)`/g)].flatMap(([, code]) => code!.split(' ')),
    )
    expect([...names, ...taken].filter((name) => !explained.has(name))).toEqual([])
  })
})
