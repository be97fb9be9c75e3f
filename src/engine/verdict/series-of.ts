import { ProfileError } from '../profile/error.ts'
import type { Options } from '../select/options.ts'
import { placeSnapshots } from '../series/order.ts'
import { byProgram, type ProgramGroup, programName, programOf } from '../series/program.ts'
import { Series } from '../series/series.ts'
import { EngineSession } from '../session/session.ts'
import type { Snapshot } from './snapshot.ts'

/** The greatest number of names that are printed of a group. */
const MOST_NAMES = 8

/**
 * Makes a series of snapshots, ordered by their times, or as given if not all times are known.
 * @throws ProfileError for snapshots of several programs or kinds, with the groups that belong
 *   together; OptionError
 */
export async function seriesOf(snapshots: readonly Snapshot[], options: Options): Promise<Series> {
  const groups = byProgram(snapshots, ({ profile, name }) => programOf(profile, name))
  if (groups.length > 1) throw mixed(groups)
  const placed = placeSnapshots(
    snapshots.map(({ name, taken, profile }) => ({
      ...{ name, taken },
      timeNanos: profile.header.timeNanos,
    })),
    false,
  )
  const order = placed.timed ? placed.order : snapshots.map((_, at) => at)
  const members = order.map((at) => {
    const { name, taken, profile } = snapshots[at]!
    return { name, taken, session: new EngineSession(profile) }
  })
  return Series.open(members, options, true)
}

function mixed(groups: readonly ProgramGroup<Snapshot>[]): Error {
  const lines = groups.map(({ program, members }) => {
    const { sampleTypes } = members[0]!.profile
    const kind = /^(mutex|block)$/.test(program.kind)
      ? program.kind
      : sampleTypes.map(({ type }) => type).join(', ')
    const names = members.slice(0, MOST_NAMES).map(({ name }) => name)
    const more = members.length > MOST_NAMES ? ` and ${members.length - MOST_NAMES} more` : ''
    return `  ${programName(program)} (${kind}): ${names.join(' ')}${more}`
  })
  return new ProfileError(
    'incompatible',
    `A verdict is about one program and one kind of profile, and these are of ${groups.length}.`,
    `Name those that belong together:\n${lines.join('\n')}`,
  )
}
