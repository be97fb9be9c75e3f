import { describe, expect, test } from 'vitest'
import { ProfileBuilder } from '../../../../src/engine/profile/builder.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, printed } from '../../drawn.ts'

const server = fromStacks(
  `
    main!/usr/bin/server  main        main
    serve                 serve       gc
    json                  hash[inl]   .
    ----------------------------------------------
    samples/count         1           2           3
    cpu/nanoseconds       10000000    20000000    30000000
  `,
  {
    timeNanos: 1_700_000_000_000_000_000n,
    durationNanos: 120_000_000n,
    comments: ['built by hand', '# not for the eye'],
    docUrl: 'https://example.com/doc',
  },
)

/** A report from the line that says how much of the profile it shows. */
const body = (lines: string[]): string =>
  lines.slice(lines.findIndex((line) => line.startsWith('Showing nodes'))).join('\n')

describe('top', () => {
  test('has a row per frame under a line of headings', () => {
    expect(body(printed(server, 'top'))).toBe(
      drawing(`
        Showing nodes accounting for 60ms, 100% of 60ms total
              flat  flat%   sum%        cum   cum%
              30ms 50.00% 50.00%       30ms 50.00%  gc
              20ms 33.33% 83.33%       20ms 33.33%  hash (inline)
              10ms 16.67%   100%       10ms 16.67%  json
                 0     0%   100%       60ms   100%  main
                 0     0%   100%       30ms 50.00%  serve
      `),
    )
  })

  test('and text are the same', () => {
    expect(printed(server, 'text')).toEqual(printed(server, 'top'))
  })

  test('says at its head what the profile is', () => {
    const head = printed(server, 'top').slice(0, 6)
    expect(head.filter((line) => !line.startsWith('Time: '))).toEqual([
      'File: server',
      'built by hand',
      'Type: cpu',
      'Doc: https://example.com/doc',
      'Duration: 120ms, Total samples = 60ms (50.00%)',
    ])
    expect(head.find((line) => line.startsWith('Time: '))).toMatch(
      /^Time: 2023-11-1[45] \d\d:\d\d:20 \S+$/,
    )
  })

  test('says nothing of a share of the duration where values are no time', () => {
    expect(printed(server, 'top', { sample_index: 'samples' })).toContain(
      'Duration: 120ms, Total samples = 6 ',
    )
  })

  test('has a short head on request', () => {
    expect(printed(server, 'top', { compact_labels: true })[0]).toBe(
      'Showing nodes accounting for 60ms, 100% of 60ms total',
    )
  })

  test('gives the build id', () => {
    const builder = new ProfileBuilder([{ type: 'cpu', unit: 'ns' }])
    builder.addMapping({ file: '/bin/app', buildId: 'abc123' })
    expect(printed(builder.build(), 'top').slice(0, 2)).toEqual(['File: app', 'Build ID: abc123'])
  })

  test('names the filters', () => {
    const long = 'x'.repeat(100)
    const lines = printed(server, 'top', { focus: 'serve', ignore: long, compact_labels: true })
    expect(lines.slice(0, 3)).toEqual([
      'Active filters:',
      '   focus=serve',
      `   ignore=${'x'.repeat(73)}…`,
    ])
  })

  test('says what was left out; how a frame is called is said of the callers that are there', () => {
    const lines = printed(server, 'top', { compact_labels: true, nodefraction: 0.3, nodecount: 2 })
    expect(lines).toEqual([
      'Showing nodes accounting for 50ms, 83.33% of 60ms total',
      'Dropped 1 node (cum <= 18ms)',
      'Showing top 2 nodes out of 4',
      '      flat  flat%   sum%        cum   cum%',
      '      30ms 50.00% 50.00%       30ms 50.00%  gc',
      '      20ms 33.33% 83.33%       20ms 33.33%  hash',
    ])
  })

  test('leaves nothing out with -trim=false', () => {
    const lines = printed(server, 'top', { trim: false, nodefraction: 0.9, nodecount: 1 })
    expect(lines.slice(-5).map((line) => line.replace(/.*% {2}(?=\D)/, ''))).toEqual([
      'gc',
      'hash (inline)',
      'json',
      'main',
      'serve',
    ])
  })

  test('of nothing is a head', () => {
    expect(printed(server, 'top', { compact_labels: true, ignore: '.' })).toEqual([
      'Active filters:',
      '   ignore=.',
      'Showing nodes accounting for 0, 0% of 60ms total',
      '      flat  flat%   sum%        cum   cum%',
    ])
  })

  test('takes what the filters leave as 100 % on request', () => {
    const options = { compact_labels: true, focus: 'json', relative_percentages: true }
    expect(body(printed(server, 'top', options))).toBe(
      drawing(`
        Showing nodes accounting for 10ms, 100% of 10ms total
              flat  flat%   sum%        cum   cum%
              10ms   100%   100%       10ms   100%  json
                 0     0%   100%       10ms   100%  main
                 0     0%   100%       10ms   100%  serve
      `),
    )
  })
})

describe('the unit', () => {
  const flats = (values: string, options: Parameters<typeof printed>[2] = {}): string[] => {
    const profile = fromStacks(`a  b\n---\n${values}`)
    return printed(profile, 'top', { trim: false, ...options })
      .slice(-2)
      .map((line) => line.trim().split(' ')[0]!)
  }

  test('is that of the smallest value', () => {
    expect(flats('space/bytes  2048  512')).toEqual(['2048B', '512B'])
    expect(flats('cpu/nanoseconds  90000000000  2000000000')).toEqual(['90s', '2s'])
  })

  test('is that of 100 times the smallest where the total is far larger', () => {
    expect(flats('space/bytes  1048576  512')).toEqual(['1024kB', '0.50kB'])
    expect(flats('cpu/nanoseconds  5000000000  10000000')).toEqual(['5s', '0.01s'])
  })

  test('is what is asked for', () => {
    expect(flats('space/bytes  2048  512', { unit: 'kb' })).toEqual(['2kB', '0.50kB'])
    expect(flats('space/bytes  2048  512', { unit: 'auto' })).toEqual(['2kB', '512B'])
    expect(flats('samples/count  2048  512', { unit: 'kb' })).toEqual(['2048kb', '512kb'])
  })

  test('follows values that are divided, cut to whole numbers', () => {
    expect(flats('space/bytes  2048  512', { divide_by: 3 })).toEqual(['682B', '170B'])
    expect(flats('samples/count  7  5', { divide_by: 0.5 })).toEqual(['14', '10'])
  })
})
