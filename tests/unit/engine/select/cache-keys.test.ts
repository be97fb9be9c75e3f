import { describe, expect, test } from 'vitest'
import { keyOf } from '../../../../src/engine/memo.ts'
import { distinctFrames } from '../../../../src/engine/select/frames.ts'
import { keptStacks } from '../../../../src/engine/select/kept-stacks.ts'
import { keptLabels } from '../../../../src/engine/select/label-filters.ts'
import {
  DEFAULT_OPTIONS,
  type OptionName,
  type Options,
} from '../../../../src/engine/select/options.ts'
import { Selector } from '../../../../src/engine/select/selection.ts'
import { shownLines } from '../../../../src/engine/select/shown-lines.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

/**
 * What is kept by options is computed from those that its key names. The compiler holds it: each
 * `@ts-expect-error` is an error of `npm run check` if the line below it were allowed.
 */

const profile = fromStacks('main')

test('a key names every field of what it is the key of', () => {
  const asked: Pick<Options, 'focus' | 'ignore'> = DEFAULT_OPTIONS
  expect(keyOf(asked, ['focus', 'ignore'])).toBe('["",""]')
  // @ts-expect-error: `ignore` is within reach of what is computed, and is not in the key
  keyOf(asked, ['focus'])
  // @ts-expect-error: all options are within reach
  keyOf(DEFAULT_OPTIONS, ['focus', 'ignore'])
  // @ts-expect-error: no such field
  keyOf(asked, ['focus', 'ignore', 'sort'])
})

test('a step is not to be had without the options that its key names, and needs no others', () => {
  const shown = shownLines(profile, DEFAULT_OPTIONS)
  const few: Pick<Options, 'focus'> = DEFAULT_OPTIONS
  // Never called: only their types matter.
  const calls = [
    // @ts-expect-error: needs hide, show, show_from, prune_from and noinlines
    () => shownLines(profile, few),
    // @ts-expect-error: needs ignore, hide, show and show_from
    () => keptStacks(profile, few, shown),
    // @ts-expect-error: needs granularity, showcolumns, noinlines and paths
    () => distinctFrames(profile, shown, few),
    // @ts-expect-error: needs tagfocus, tagignore, tagshow and taghide
    () => keptLabels(profile, few),
    // @ts-expect-error: a selection needs all of its steps' options
    () => new Selector(profile).select(few),
    // @ts-expect-error: totals need drop_negative as well
    (options: Parameters<Selector['select']>[0]) => new EngineSession(profile).totalsOf(options),
  ]
  expect(calls).toHaveLength(6)
})

/** A value of each option that changes something, where the profile below has it. */
const CHANGED: { readonly [Name in OptionName]?: Options[Name] } = {
  focus: 'json',
  ignore: 'json',
  hide: 'serve',
  show: 'json|main',
  show_from: 'serve',
  prune_from: 'serve',
  noinlines: true,
  granularity: 'lines',
  tagfocus: '/a',
  tagignore: '/a',
  tagshow: 'bytes',
  taghide: 'route',
  tagroot: 'route',
  tagleaf: 'route',
  sample_index: 'samples',
  mean: true,
  relative_percentages: true,
  drop_negative: true,
  divide_by: 2,
  unit: 'us',
}

describe('a session that has answered other questions answers as a new one does', () => {
  const drawn = fromStacks(`
    main        main            main
    serve@s:1   serve@s:2       gc
    json        hash[inl]       .
    --------------------------------
    samples/count     1    2     -3
    cpu/nanoseconds   10   20    -30
    @route            /a   /b    .
    #bytes/bytes      64   .     128
  `)

  const figures = (session: EngineSession, options: Options) => {
    const { names, tree, weights, total, unmatched } = session.selection(options)
    const { nodes, values } = session.totalsOf(options)
    const measure = session.measure(options)
    return {
      total: measure.format(total),
      unmatched,
      tree: Array.from(tree.key, (key, i) => [key < 0 ? '' : names.of(key), weights.total[i]]),
      flat: Array.from(nodes, (key) => [names.of(key), measure.format(values.flat[key]!)]),
      order: session.orderOf(options, 'flat', false).keys,
    }
  }

  test.each(Object.keys(CHANGED) as OptionName[])('%s', (name) => {
    const session = new EngineSession(drawn)
    const changed = { ...DEFAULT_OPTIONS, [name]: CHANGED[name] }
    figures(session, DEFAULT_OPTIONS)
    expect(figures(session, changed)).toEqual(figures(new EngineSession(drawn), changed))
    expect(figures(session, DEFAULT_OPTIONS)).toEqual(
      figures(new EngineSession(drawn), DEFAULT_OPTIONS),
    )
  })
})
