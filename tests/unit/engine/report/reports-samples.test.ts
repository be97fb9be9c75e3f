import { describe, expect, test } from 'vitest'
import { ProfileBuilder } from '../../../../src/engine/profile/builder.ts'
import { formatDuration, formatExactTime } from '../../../../src/engine/report/exact-time.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, printed } from '../../drawn.ts'

/** Reports on the samples one by one and on their labels: traces, raw, tags, comments. */

const requests = fromStacks(
  `
    main+0x10!/bin/srv  main+0x10!/bin/srv   main+0x10!/bin/srv
    serve@srv.go:7      serve@srv.go:7       gc
    hash@h.go:3[inl]    .                    .
    -------------------------------------------------------------
    samples/count       1                    2                   4
    cpu/nanoseconds     1000                 2500                4000
    @route              /a                   /b                  .
    @tenant             red                  .                   .
    #bytes              2048                 .                   .
    #wait/nanoseconds   1500                 .                   7
  `,
  { comments: ['by hand', '#hidden'], docUrl: 'https://example.com' },
)

describe('traces', () => {
  test('prints every sample with labels, value and stack', () => {
    expect(printed(requests, 'traces').join('\n')).toBe(
      drawing(`
        File: srv
        by hand
        Type: cpu
        Doc: https://example.com
        -----------+-------------------------------------------------------
             route:  /a
            tenant:  red
              wait:  1.50us
             bytes:  2kB
               1us   hash (inline)
                     serve
                     main
        -----------+-------------------------------------------------------
             route:  /b
            2.50us   serve
                     main
        -----------+-------------------------------------------------------
              wait:  7ns
               4us   gc
                     main
        -----------+-------------------------------------------------------
      `),
    )
  })

  test('prints lines and addresses where they are asked for', () => {
    expect(printed(requests, 'traces', { granularity: 'lines' })).toContain(
      '       1us   hash h.go:3 (inline)',
    )
    expect(printed(requests, 'traces', { granularity: 'addresses' })).toContain(
      '             0000000000000010 main',
    )
  })

  test('marks as inlined what the filters leave of a location, its last line apart', () => {
    const frames = (options: Parameters<typeof printed>[2]): string[] =>
      printed(requests, 'traces', options)
        .filter((line) => /^.{13}\w/.test(line) && !line.includes(':'))
        .map((line) => line.slice(13))
    expect(frames({ hide: 'serve', ignore: 'gc' })).toEqual(['hash', 'main', 'main'])
    expect(frames({ noinlines: true, focus: 'hash' })).toEqual(['serve', 'main'])
    expect(frames({ show_from: 'serve' })).toEqual(['hash (inline)', 'serve', 'serve'])
    expect(frames({ prune_from: 'serve', focus: 'hash' })).toEqual(['serve', 'main'])
    expect(frames({ show_from: 'serve', prune_from: 'main' })).toEqual([
      'hash (inline)',
      'serve',
      'serve',
    ])
  })

  test('leaves out samples without a stack and keeps those of no value', () => {
    const profile = fromStacks(`
      .   main  main
      ---------------
      n/count  5  0  -1
    `)
    expect(printed(profile, 'traces').filter((line) => line.includes('main'))).toEqual([
      '         0   main',
      '        -1   main',
    ])
  })

  test('divides a mean, where there is something to divide by', () => {
    const profile = fromStacks(`
      a  b
      -----------------------
      contentions/count  4  0
      delay/nanoseconds  10 7
    `)
    const values = printed(profile, 'traces', { mean: true }).filter((line) =>
      / {3}[ab]$/.test(line),
    )
    expect(values).toEqual(['       2ns   a', '       7ns   b'])
  })

  test('prints files as recorded', () => {
    const profile = fromStacks(`
      f@/proc/self/cwd/src/f.cc:4
      -------
      n/count 1
    `)
    expect(printed(profile, 'traces', { granularity: 'lines', trim_path: '/proc' })).toContain(
      '         1   f /proc/self/cwd/src/f.cc:4',
    )
  })

  test('joins several values of a key', () => {
    const builder = new ProfileBuilder([{ type: 'n', unit: 'count' }])
    const location = builder.addLocation({
      lines: [{ function: builder.addFunction({ name: 'f' }) }],
    })
    builder.addSample(
      [location],
      [1],
      [
        { key: 'k', text: 'x' },
        { key: 'alignment', number: 4096 },
        { key: 'k', text: 'y' },
      ],
    )
    expect(printed(builder.build(), 'traces').slice(2, 4)).toEqual([
      '         k:  x y',
      ' alignment:  4kB',
    ])
  })
})

describe('raw', () => {
  test('prints the tables', () => {
    expect(printed(requests, 'raw').join('\n')).toBe(
      [
        'Comment: by hand',
        'Comment: #hidden',
        'Doc: https://example.com',
        'PeriodType:  ',
        'Period: 0',
        'Samples:',
        'samples/count cpu/nanoseconds',
        '          1       1000: 2 1 ',
        '                route:[/a] tenant:[red]',
        '                bytes:[2048] wait:[1500 nanoseconds]',
        '          2       2500: 3 1 ',
        '                route:[/b]',
        '          4       4000: 4 1 ',
        '                wait:[7 nanoseconds]',
        'Locations',
        '     1: 0x10 M=1 main :0:0 s=0',
        '     2: 0x0 hash h.go:3:0 s=0',
        '             serve srv.go:7:0 s=0',
        '     3: 0x0 serve srv.go:7:0 s=0',
        '     4: 0x0 gc :0:0 s=0',
        'Mappings',
        '1: 0x0/0x0/0x0 /bin/srv  ',
      ].join('\n'),
    )
  })

  test('prints what the filters leave; locations stay, with the lines that are left', () => {
    const lines = printed(requests, 'raw', { hide: 'serve', ignore: 'gc', tagshow: 'route' })
    expect(lines.slice(7)).toEqual([
      '          1       1000: 2 1 ',
      '                route:[/a]',
      '          2       2500: 1 ',
      '                route:[/b]',
      'Locations',
      '     1: 0x10 M=1 main :0:0 s=0',
      '     2: 0x0 hash h.go:3:0 s=0',
      '     3: 0x0 ',
      '     4: 0x0 gc :0:0 s=0',
      'Mappings',
      '1: 0x0/0x0/0x0 /bin/srv  ',
    ])
  })

  test('forgets columns and inlined lines with noinlines', () => {
    const profile = fromStacks(`
      main@m.go:1:5
      f@m.go:2:6[inl]
      -----
      n/count 1
    `)
    expect(printed(profile, 'raw')).toContain('     1: 0x0 f m.go:2:6 s=0')
    expect(printed(profile, 'raw', { noinlines: true })).toContain('     1: 0x0 main m.go:1:0 s=0')
    expect(printed(profile, 'raw', { noinlines: true, showcolumns: true })).toContain(
      '     1: 0x0 main m.go:1:5 s=0',
    )
  })

  test('is exact', () => {
    const profile = fromStacks(`
      f+0xffffffffffffffff
      -----
      n/count 1
    `)
    const { samples } = profile
    const exact = { ...samples, exactValues: [BigInt64Array.of(-(2n ** 63n))] }
    const lines = printed({ ...profile, samples: exact }, 'raw')
    expect(lines).toContain(' -9223372036854775808: 1 ')
    expect(lines).toContain('     1: 0xffffffffffffffff f :0:0 s=0')
  })

  test('keeps samples without a stack', () => {
    const profile = fromStacks(`
      .  f
      -----
      n/count 3 4
    `)
    expect(printed(profile, 'raw')).toContain('          3: ')
  })

  test('marks system names, folded locations, the default type and what mappings have', () => {
    const builder = new ProfileBuilder([{ type: 'cpu', unit: 'ns' }], { defaultSampleType: 'cpu' })
    const mapping = builder.addMapping({
      start: 4096n,
      limit: 8192n,
      offset: 1n,
      file: '/bin/a',
      buildId: 'abc',
      hasFunctions: true,
      hasInlineFrames: true,
    })
    const f = builder.addFunction({ name: 'f()', systemName: '_Z1fv', file: 'f.cc', startLine: 9 })
    builder.addLocation({
      address: 4097n,
      mapping,
      folded: true,
      lines: [{ function: f, line: 10 }],
    })
    expect(printed(builder.build(), 'raw').slice(3)).toEqual([
      'cpu/ns[dflt]',
      'Locations',
      '     1: 0x1001 M=1 [F] f() f.cc:10:0 s=9(_Z1fv)',
      'Mappings',
      '1: 0x1000/0x2000/0x1 /bin/a abc [FN][IN]',
    ])
  })

  test('prints units for all values of a key or for none', () => {
    const builder = new ProfileBuilder([{ type: 'n', unit: 'count' }])
    const sizes = (unit: string) => [
      { key: 'size', number: 1 },
      { key: 'size', number: 2, unit },
    ]
    builder.addSample([], [1], sizes(''))
    builder.addSample([], [1], sizes('kb'))
    const labels = printed(builder.build(), 'raw').filter((line) => line.includes('size'))
    expect(labels.map((line) => line.trim())).toEqual(['size:[1 2]', 'size:[1  2 kb]'])
  })
})

describe('exact times', () => {
  test('have nine digits at most and the zone twice', () => {
    const text = formatExactTime(1_700_000_000_120_000_000n)
    expect(text).toMatch(/^2023-11-1[45] \d\d:\d\d:20\.12 [+-]\d{4} \S+$/)
    expect(formatExactTime(1_700_000_000_000_000_000n)).toMatch(/:20 [+-]/)
  })

  test('durations are written as Go writes them', () => {
    const written: [bigint, string][] = [
      [0n, '0s'],
      [7n, '7ns'],
      [1_500n, '1.5µs'],
      [2_000_000n, '2ms'],
      [8_315_000_000n, '8.315s'],
      [60_000_000_000n, '1m0s'],
      [16_541_500_000_000n, '4h35m41.5s'],
      [-1_000_000_000n, '-1s'],
    ]
    for (const [nanos, text] of written) expect(formatDuration(nanos)).toBe(text)
  })

  test('a duration in raw is cut to four characters', () => {
    const profile = fromStacks('f', { durationNanos: 16_541_500_000_000n })
    expect(printed(profile, 'raw')).toContain('Duration: 4h35')
  })
})

describe('tags', () => {
  test('adds up the values of each key, the heaviest first', () => {
    expect(printed(requests, 'tags')).toEqual([
      ' bytes: Total 1us of 7.50us (13.33%)',
      '        1us (13.33%): 2kB',
      '',
      ' route: Total 3.50us of 7.50us (46.67%)',
      '        2.50us (33.33%): /b',
      '           1us (13.33%): /a',
      '',
      ' tenant: Total 1us of 7.50us (13.33%)',
      '         1us (13.33%): red',
      '',
      ' wait: Total 5us of 7.50us (66.67%)',
      '       4us (53.33%): 7ns',
      '       1us (13.33%): 1.50us',
      '',
    ])
  })

  test('takes the filters and the unit into account', () => {
    const options = { focus: 'hash', taghide: 'tenant|route', unit: 'ns' }
    expect(printed(requests, 'tags', options)).toEqual([
      ' bytes: Total 1000ns of 7500ns (13.33%)',
      '        1000ns (13.33%): 2048B',
      '',
      ' wait: Total 1000ns of 7500ns (13.33%)',
      '       1000ns (13.33%): 1500ns',
      '',
    ])
  })

  test('shows values that nothing is accounted for', () => {
    const profile = fromStacks(`
      f  f
      ----
      n/count  0  3
      @k       b  a
    `)
    expect(printed(profile, 'tags')).toEqual([
      ' k: Total 3 of 3 (  100%)',
      '    3 (  100%): a',
      '    0 (    0%): b',
      '',
    ])
  })

  test('prints nothing where there are no labels', () => {
    expect(printed(fromStacks('f'), 'tags')).toEqual([])
  })

  test('prints no shares of a total of zero', () => {
    const profile = fromStacks(`
      f
      ----
      n/count  0
      @k       a
    `)
    expect(printed(profile, 'tags')).toEqual([' k: Total 0 of 0', '    0: a', ''])
  })
})

describe('comments', () => {
  test('are all printed', () => {
    expect(printed(requests, 'comments')).toEqual(['by hand', '#hidden'])
  })
})
