import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import { ProfileBuilder } from '../../../../../src/engine/profile/builder.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const ALL = { from: 0, to: 1e6 }

describe('the details', () => {
  test.each(['cpu.pb.gz', 'heap.4.pb.gz', 'mutex.pb.gz'])(
    'of %s are those of the reports',
    async (name) => {
      const bytes = await readFile(
        new URL(`../../../../fixtures/profiles/${name}`, import.meta.url),
      )
      const { profile } = await loadProfile(bytes)
      const details = ask(new EngineSession(profile), 'details', ALL)
      const raw = [...(report(profile, { name: 'raw', options: DEFAULT_OPTIONS }) as string[])]
      expect(raw).toContain(`PeriodType: ${details.periodType.replace('/', ' ')}`)
      expect(raw).toContain(`Period: ${details.period}`)
      const at = raw.indexOf('Mappings')
      details.mappings.forEach(({ start, limit, offset, file }, i) => {
        const line = raw[at + 1 + i]!
        expect(line).toContain(`0x${start}/0x${limit}/0x${offset}`)
        expect(line).toContain(file)
      })
      for (const { type, totalText } of details.sampleTypes) {
        const options = { ...DEFAULT_OPTIONS, sample_index: type, unit: 'auto' }
        const top = [...(report(profile, { name: 'top', options }) as string[])]
        expect(top.join('\n')).toContain(`of ${totalText} total`)
      }
      expect(details.counts.samples).toBe(profile.samples.count)
    },
  )

  test('have every field of the header', () => {
    const profile = fromStacks(
      `
        main!/bin/app  main!/bin/lib
        -----
        cpu/nanoseconds  10  20
        @key  a  b
      `,
      {
        timeNanos: 1_763_691_319_000_000_001n,
        durationNanos: 2_500_000_000n,
        period: 10_000_000n,
        periodType: { type: 'cpu', unit: 'nanoseconds' },
        comments: Array.from({ length: 300 }, (_, i) => `comment ${i}`),
        docUrl: 'javascript:alert(1)',
        dropFrames: 'runtime.*',
        keepFrames: 'runtime.main',
        defaultSampleType: 'cpu',
      },
    )
    const details = ask(new EngineSession(profile), 'details', { from: 1, to: 2 })
    expect(details).toMatchObject({
      defaultSampleType: 'cpu',
      periodType: 'cpu/nanoseconds',
      period: '10000000',
      periodText: '10ms',
      timeNanos: '1763691319000000001',
      duration: '2.50s',
      durationNanos: '2500000000',
      dropFrames: 'runtime.*',
      keepFrames: 'runtime.main',
      commentCount: 300,
      counts: { samples: 2, mappings: 2, labelSets: 2 },
      beyondExact: false,
      from: 1,
    })
    expect(details.comments).toHaveLength(200)
    expect(details.mappings.map(({ file }) => file)).toEqual(['/bin/lib'])
  })

  test('add up exactly where numbers would not', () => {
    const builder = new ProfileBuilder([{ type: 'alloc', unit: 'bytes' }])
    const location = builder.addLocation({
      lines: [{ function: builder.addFunction({ name: 'main' }), line: 1 }],
    })
    for (let i = 0; i < 3; i++) builder.addSample([location], [Number.MAX_SAFE_INTEGER])
    builder.addSample([location], [1])
    const { sampleTypes } = ask(new EngineSession(builder.build()), 'details', ALL)
    expect(sampleTypes[0]!.total).toBe(String(3n * BigInt(Number.MAX_SAFE_INTEGER) + 1n))
  })
})
