import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OPTIONS, type Option, type Options } from '../../../src/engine/select/options.ts'
import { FILTERS } from '../../../src/store/filters.ts'
import { parseLink, printLink } from '../../../src/store/link.ts'
import type { View } from '../../../src/store/view.ts'
import { allViews, INITIAL_VIEW } from '../../../src/store/view-list.ts'
import '../views.ts'

const paths = allViews().map(({ path }) => path)
const text = fc.string({ unit: 'grapheme' })

function arbitraryOf({ url, choices, type, initial }: Option): fc.Arbitrary<unknown> {
  if (!url) return fc.constant(initial)
  if (choices) return fc.constantFrom(...choices)
  switch (type) {
    case 'bool':
      return fc.boolean()
    case 'int':
      return fc.integer()
    case 'float':
      // -0 is printed as 0.
      return fc.double({ noNaN: true }).map((value) => value + 0)
    case 'string':
      return text
  }
}

/** Any options that a link can carry. */
const options = fc
  .record(Object.fromEntries(OPTIONS.map((option) => [option.name, arbitraryOf(option)])))
  .map((record) => record as unknown as Options)

const taken = new Set([
  ...OPTIONS.map((option) => option.url),
  ...['off', 'url', 'q', 're', 'sel', 'only', 'split'],
])

const view: fc.Arbitrary<View> = fc
  .record({
    path: fc.constantFrom(...paths),
    split: fc.constantFrom('', ...paths),
    options,
    off: fc.subarray([...FILTERS]),
    url: text,
    search: text,
    regexp: fc.boolean(),
    selected: text,
    onlyMatches: fc.boolean(),
    fields: fc.array(fc.tuple(text, text)),
  })
  .map((record) => ({
    ...record,
    off: record.off.filter((name) => record.options[name] !== ''),
    fields: record.fields.filter(([key]) => !taken.has(key)),
  }))

describe('a link', () => {
  test('gives back the view that it was made of', () => {
    fc.assert(
      fc.property(view, (any) => {
        const parsed = parseLink(printLink(any))
        expect(parsed.problems).toEqual([])
        expect(parsed.view).toEqual(any)
      }),
    )
  })

  test('is never refused, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        const { view: parsed } = parseLink(any)
        expect(parseLink(printLink(parsed)).view).toEqual(parsed)
      }),
    )
  })

  test('holds only what differs from the defaults, under pprof’s names', () => {
    expect(printLink(INITIAL_VIEW)).toBe('#/flamegraph')
    const changed: View = {
      ...INITIAL_VIEW,
      path: 'top',
      options: { ...INITIAL_VIEW.options, sample_index: 'cpu', focus: 'json', noinlines: true },
      off: ['focus'],
      search: 'a b',
    }
    expect(printLink(changed)).toBe('#/top?si=cpu&f=json&noinlines=t&off=f&q=a+b')
  })

  test.each(['', '#', '#/', '#/flamegraph', '#/flamegraph?'])('%o is the default view', (link) => {
    expect(parseLink(link)).toEqual({ view: INITIAL_VIEW, problems: [] })
  })

  test('keeps fields of other versions, in their order', () => {
    const link = '#/top?f=json&base=old.pb.gz&zoom=3&base=older.pb.gz'
    const parsed = parseLink(link)
    expect(parsed.problems).toEqual([])
    expect(printLink(parsed.view)).toBe(link)
  })

  test('says in words what it cannot have, and takes the rest', () => {
    const parsed = parseLink('#/disasm?g=bananas&n=many&off=f,q&re=perhaps&f=json')
    expect(parsed.problems).toEqual([
      'The link asks for the view “disasm”, which does not exist. This is the flame graph.',
      'The link sets g=bananas: invalid "granularity" value "bananas". It is left at its default.',
      'The link sets n=many: strconv.Atoi: parsing "many": invalid syntax. It is left at its default.',
      'The link sets off=f,q: “q” is not a filter. It is left at its default.',
      'The link sets re=perhaps: “perhaps” is neither t nor f. It is left at its default.',
    ])
    expect(parsed.view).toEqual({
      ...INITIAL_VIEW,
      options: { ...INITIAL_VIEW.options, focus: 'json' },
    })
  })

  test('takes the first of several, as pprof does', () => {
    expect(parseLink('#/top?f=one&f=two').view.options.focus).toBe('one')
  })

  test('switches off only filters that have a text', () => {
    expect(parseLink('#/top?off=f,i&i=gc').view.off).toEqual(['ignore'])
  })
})

test('a link that is longer than any is not read, and the page is told so', () => {
  for (const fragment of [`#/?sel=${'x'.repeat(1e6)}`, `#/${'y'.repeat(1e6)}`]) {
    expect(parseLink(fragment)).toEqual({
      view: INITIAL_VIEW,
      problems: [
        'The link is 977 kB long, and at most 64 kB are read: all settings are at their defaults.',
      ],
    })
  }
  expect(parseLink(`#/?q=${'x'.repeat(60_000)}`).problems).toEqual([])
})
