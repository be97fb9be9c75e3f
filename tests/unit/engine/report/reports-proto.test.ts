import { describe, expect, test } from 'vitest'
import { readProfile } from '../../../../src/engine/load.ts'
import { report } from '../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { printed } from '../../drawn.ts'

/** The report `proto` or `topproto`, read again. */
async function written(
  profile: Profile,
  name: 'proto' | 'topproto',
  options: Partial<Options> = {},
): Promise<Profile> {
  const output = report(profile, { name, options: { ...DEFAULT_OPTIONS, ...options } })
  if (!(output instanceof Uint8Array)) throw new Error(`${name} is no file`)
  expect([...output.subarray(0, 2)]).toEqual([0x1f, 0x8b])
  return (await readProfile(output)).profile
}

const server = fromStacks(
  `
    main+0x10!/bin/srv  main+0x10!/bin/srv   main+0x10!/bin/srv
    serve@srv.go:7:2    serve@srv.go:7:2     gc
    hash@h.go:3[inl]    .                    .
    -------------------------------------------------------------
    samples/count       1                    2                   4
    cpu/nanoseconds     1000                 2500                -4001
    @route              /a                   /b                  .
    #bytes/kb           2                    .                   0
  `,
  {
    timeNanos: 1_700_000_000_000_000_001n,
    durationNanos: 5n,
    periodType: { type: 'cpu', unit: 'ns' },
    period: 100n,
    comments: ['one', '#two', ''],
    docUrl: 'https://example.com',
    dropFrames: 'x.*',
    keepFrames: 'xy',
    defaultSampleType: 'samples',
  },
)

describe('proto', () => {
  test('is the profile', async () => {
    const again = await written(server, 'proto')
    expect(printed(again, 'raw')).toEqual(printed(server, 'raw'))
    expect(again.header).toEqual(server.header)
    expect(again.defaultSampleType).toBe('samples')
    expect(again.warnings).toEqual([])
  })

  test('is what the filters leave, whatever is trimmed', async () => {
    for (const options of [
      { hide: 'serve' },
      { ignore: 'gc', tagshow: 'route' },
      { show_from: 'serve', prune_from: 'serve' },
      { tagfocus: '/a', noinlines: true, nodecount: 1 },
      { tagroot: 'route', tagleaf: 'bytes' },
    ]) {
      const again = await written(server, 'proto', { ...options, granularity: 'files' })
      expect(printed(again, 'raw')).toEqual(printed(server, 'raw', options))
    }
  })

  test('has its values divided by divide_by, cut to whole numbers', async () => {
    const { samples } = await written(server, 'proto', { divide_by: 2 })
    expect(samples.values.map((column) => [...column])).toEqual([
      [0, 1, 2],
      [500, 1250, -2000],
    ])
  })

  test('keeps values that a double cannot hold', async () => {
    const exactValues = [
      BigInt64Array.of(2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n),
      BigInt64Array.of(1n, 0n, -1n),
    ]
    const values = exactValues.map((column) => Float64Array.from(column, Number))
    const large = { ...server, samples: { ...server.samples, values, exactValues } }
    const again = await written(large, 'proto', { ignore: 'hash' })
    expect(again.samples.exactValues?.map((column) => [...column])).toEqual([
      [-(2n ** 63n), 2n ** 53n + 1n],
      [0n, -1n],
    ])
  })
})

describe('topproto', () => {
  test('has a sample for each row of top, in the unit of the report', async () => {
    const top = await written(server, 'topproto', {
      sample_index: 'cpu',
      show: 'hash|main',
      ignore: 'gc',
    })
    expect(printed(top, 'raw').filter((line) => !line.startsWith('Time'))).toEqual([
      'PeriodType: cpu ns',
      'Period: 100',
      'Duration: 5ns',
      'Samples:',
      'cum/us flat/us',
      '          3          2: 1 ',
      '          1          1: 2 ',
      'Locations',
      '     1: 0x0 M=1 main :0:0 s=0()',
      '     2: 0x0 M=1 hash :0:0 s=0()',
      'Mappings',
      // Without a binary of its own, it is read with one that has no name.
      '1: 0x0/0x0/0x0   ',
    ])
  })

  test('has lines and addresses where they are asked for, and a function once', async () => {
    const profile = fromStacks(`
      f@f.go:1+0x10  f@f.go:2+0x14
      -----
      n/count  2  1
    `)
    const lines = printed(await written(profile, 'topproto', { granularity: 'addresses' }), 'raw')
    expect(lines.slice(2)).toEqual([
      'Samples:',
      'cum/count flat/count',
      '          2          2: 1 ',
      '          1          1: 2 ',
      'Locations',
      '     1: 0x10 M=1 f f.go:1:0 s=0()',
      '     2: 0x14 M=1 f f.go:2:0 s=0()',
      'Mappings',
      // Without a binary of its own, it is read with one that has no name.
      '1: 0x0/0x0/0x0   ',
    ])
    expect((await written(profile, 'topproto', { granularity: 'lines' })).functions.count).toBe(1)
  })
})
