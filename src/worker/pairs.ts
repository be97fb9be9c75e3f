import type { Mode, ProfilePair } from '../engine/compare/pair.ts'
import { ProfileError } from '../engine/profile/error.ts'
import { defaultColumn } from '../engine/profile/sample-types.ts'
import { CompareSession } from '../engine/session/compare-session.ts'
import type { EngineSession } from '../engine/session/session.ts'
import type { CompareAnswer, ComparedProfiles, PairId, ProfileId } from './protocol.ts'

/** Makes the session of a profile of a pair, or gives the one that is there. */
type Side = () => EngineSession

/** The comparisons that are open, and the profiles that they have. */
export class OpenPairs {
  private readonly pairs = new Map<PairId, CompareSession>()
  private readonly sides = new Map<ProfileId, Side>()
  private readonly sidesOf = new Map<PairId, readonly ProfileId[]>()

  /** @param nextId numbers that name no other profile or pair */
  constructor(private readonly nextId: () => number) {}

  open(profiles: ProfilePair): CompareAnswer {
    const { values } = profiles
    const session = new CompareSession(profiles)
    const ids: ProfileId[] = []
    const name = (side: Side): ProfileId => {
      const id = this.nextId()
      this.sides.set(id, side)
      ids.push(id)
      return id
    }
    const compared = (scaling: Omit<Mode, 'diff'>): ComparedProfiles => ({
      old: name(() => session.old(scaling)),
      new: name(() => session.new(scaling)),
      base: name(() => session.difference({ diff: false, ...scaling })),
      diffBase: name(() => session.difference({ diff: true, ...scaling })),
    })
    const pair = this.nextId()
    this.pairs.set(pair, session)
    this.sidesOf.set(pair, ids)
    return {
      pair,
      profiles: {
        recorded: compared({ normalize: false }),
        second: compared({ normalize: false, perSecond: true }),
        total: compared({ normalize: true }),
      },
      sampleTypes: values.sampleTypes,
      defaultSampleType: defaultColumn(values),
      facts: profiles.facts,
    }
  }

  /** @throws ProfileError if the pair is closed */
  get(pair: PairId): CompareSession {
    const session = this.pairs.get(pair)
    if (session) return session
    throw new ProfileError(
      'unreadable',
      'This comparison is closed.',
      'Compare the profiles again.',
    )
  }

  /** The session of a profile of some pair. */
  side(profile: ProfileId): EngineSession | undefined {
    return this.sides.get(profile)?.()
  }

  close(pair: PairId): void {
    for (const id of this.sidesOf.get(pair) ?? []) this.sides.delete(id)
    this.sidesOf.delete(pair)
    this.pairs.delete(pair)
  }
}
