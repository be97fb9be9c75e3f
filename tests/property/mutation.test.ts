import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { loadProfile } from '../../src/engine/load.ts'
import { report } from '../../src/engine/pprof.ts'
import { ProfileError } from '../../src/engine/profile/error.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { ask } from '../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, OptionError } from '../../src/engine/select/options.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import { style, writeProto } from './proto-bytes.ts'
import { protoModel } from './proto-model.ts'

// Many runs, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/** A small file takes milliseconds; this leaves room for a machine that is busy. */
const LONGEST = 5000

/** What happens to a file on its way: places and lengths as shares of its size. */
type Damage =
  | { readonly kind: 'bytes'; readonly at: readonly (readonly [number, number])[] }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'lost'; readonly at: number; readonly length: number }
  | { readonly kind: 'inserted'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'twice'; readonly at: number }

const share = fc.double({ min: 0, max: 1, noNaN: true })
const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 0x7f, 0x80, 0xff))
const damage: fc.Arbitrary<Damage> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('bytes' as const),
      at: fc.array(fc.tuple(share, byte), { minLength: 1, maxLength: 4 }),
    }),
  },
  fc.record({ kind: fc.constant('cut' as const), at: share }),
  fc.record({ kind: fc.constant('lost' as const), at: share, length: share }),
  fc.record({
    kind: fc.constant('inserted' as const),
    at: share,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  }),
  fc.record({ kind: fc.constant('twice' as const), at: share }),
)

function damaged(file: Uint8Array, what: Damage): Uint8Array {
  const place = (at: number): number => Math.floor(at * file.length)
  switch (what.kind) {
    case 'bytes': {
      const changed = file.slice()
      for (const [at, value] of what.at) changed[place(at)] = value
      return changed
    }
    case 'cut':
      return file.slice(0, place(what.at))
    case 'lost': {
      const from = place(what.at)
      return joined(file.subarray(0, from), file.subarray(from + place(what.length)))
    }
    case 'inserted':
      return joined(file.subarray(0, place(what.at)), what.bytes, file.subarray(place(what.at)))
    case 'twice':
      return joined(file, file.subarray(place(what.at)))
  }
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

/** Loads what may be no profile; anything thrown but a ProfileError fails the test. */
async function tryToLoad(file: Uint8Array): Promise<Profile | null> {
  const before = performance.now()
  try {
    return (await loadProfile(file, { maxBytes: 2 ** 24 })).profile
  } catch (error) {
    expect(error).toBeInstanceOf(ProfileError)
    expect((error as ProfileError).message).toMatch(/^[^\s].*\.$/s)
    expect((error as ProfileError).hint).toMatch(/^[A-Z].*\.$/)
    return null
  } finally {
    expect(performance.now() - before).toBeLessThan(LONGEST)
  }
}

/** What opens can be shown: every question gets an answer, or one error about the sample type. */
function show(profile: Profile): void {
  const options = DEFAULT_OPTIONS
  const search = { text: 'a', regexp: false, matchCase: false }
  const session = new EngineSession(profile)
  const before = performance.now()
  try {
    const output = report(profile, { name: 'top', options })
    expect(Array.from(output as Iterable<string>).length).toBeGreaterThan(0)
    ask(session, 'header', { options })
    const flame = { options, root: [], from: 0, to: 1, width: 1000, minWidth: 1, search }
    const { node, x, w } = ask(session, 'flame', flame)
    expect([x.length, w.length]).toEqual([node.length, node.length])
  } catch (error) {
    expect(error).toEqual(new OptionError('profile has no samples', 'sample_index'))
    expect(profile.sampleTypes).toEqual([])
  }
  expect(performance.now() - before).toBeLessThan(LONGEST)
}

describe('a profile that is damaged on its way', () => {
  test('opens and can be shown, or is refused with a ProfileError; never anything else', async () => {
    let opened = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(protoModel, style, damage, async (model, how, what) => {
        const profile = await tryToLoad(damaged(writeProto(model, how), what))
        if (profile) show(profile)
        if (profile) opened++
        else refused++
      }),
      { numRuns: 300 },
    )
    // The damage is such that both happen. About one in eleven opens: five of 300 or fewer come once
    // in millions of runs.
    expect(Math.min(opened, refused)).toBeGreaterThan(5)
  })

  test('so does one that was compressed', async () => {
    await fc.assert(
      fc.asyncProperty(protoModel, style, damage, async (model, how, what) => {
        const profile = await tryToLoad(damaged(gzipSync(writeProto(model, how)), what))
        if (profile) show(profile)
      }),
      { numRuns: 150 },
    )
  })

  test('so do bytes that never were one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const profile = await tryToLoad(bytes)
        if (profile) show(profile)
      }),
      { numRuns: 300 },
    )
  })
})
