import { prepareProfile, readProfiles } from '../../src/engine/load.ts'
import { ProfileError } from '../../src/engine/profile/error.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS, type Options } from '../../src/engine/select/options.ts'
import { Random } from '../bench/random.ts'
import { everyQuestion, everyReport, roundTrip } from './exercise.ts'
import { oneOf } from './mutate.ts'

/** The page allows 1 GiB; the memory of a trial does not. */
const MOST_INFLATED = 2 ** 24
/** A report on a small file may be long, but is not read for ever. */
const LONGEST_REPORT = 2 ** 20
/** Profiles of a file that are looked at. */
const MOST_PROFILES = 3

export interface Trial {
  /** What tells inputs apart that went different ways. */
  readonly way: string
  /** It opened. */
  readonly opened: boolean
  /** Every report was written, and every question asked. */
  readonly shown: boolean
}

/**
 * Opens the bytes as the page would, and shows what they hold if `show` says so.
 * @throws whatever may not be thrown, which is a finding
 */
export async function tryInput(bytes: Uint8Array, show: boolean): Promise<Trial> {
  let profiles: readonly Profile[]
  try {
    const read = await readProfiles(bytes, { maxBytes: MOST_INFLATED })
    profiles = await Promise.all(
      read.profiles.slice(0, MOST_PROFILES).map(({ profile }) => prepareProfile(profile)),
    )
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error
    if (!/\S[.!?…»”")\]]$/s.test(error.message) || !/[.!?]$/s.test(error.hint)) {
      throw new Error(`no sentences: ${error.message} / ${error.hint}`)
    }
    return { way: `${error.kind} ${shapeOf(error.message)}`, opened: false, shown: false }
  }
  const random = new Random(bytes.length * 31 + (bytes[bytes.length >> 1] ?? 0))
  for (const profile of show ? profiles : []) {
    const name = nameIn(profile, random)
    const asked = { options: optionsFor(profile, name, random), name, longest: LONGEST_REPORT }
    everyReport(profile, asked)
    await everyQuestion(profile, asked)
    await roundTrip(profile)
  }
  return { way: profiles.map(wayOf).join(), opened: true, shown: show }
}

function wayOf({ sampleTypes, samples, stacks, labels, lines, mappings, warnings }: Profile) {
  const counts = [samples.count, stacks.count, labels.count, lines.count, mappings.count]
  const sizes = counts.map((count) => 32 - Math.clz32(count)).join(' ')
  return `${sampleTypes.length} ${sizes} ${warnings.map(shapeOf).join()}`
}

/** A sentence without what it says of the file. */
function shapeOf(sentence: string): string {
  return sentence
    .replace(/[“"«‘'`].*[”"»’'`]/gs, '')
    .replace(/\d+|0x[\da-f]+/g, '#')
    .slice(0, 80)
}

function nameIn({ functions, strings }: Profile, random: Random): string {
  return functions.count === 0
    ? 'main'
    : strings.get(functions.name[random.below(functions.count)]!)
}

/** Mostly the default, and some options at once. */
function optionsFor(profile: Profile, name: string, random: Random): Options {
  const options: Options = { ...DEFAULT_OPTIONS }
  const pattern = (): string =>
    oneOf([name.replace(/[^\w/]/g, '.').slice(0, 20), '.', 'a|b', 'no such thing', '^$'], random)
  const { labels, strings } = profile
  const key =
    labels.key.length === 0 ? 'k' : strings.get(oneOf([...labels.key.subarray(0, 9)], random))
  const changes: (() => Partial<Options>)[] = [
    () => ({ granularity: oneOf(['filefunctions', 'files', 'lines', 'addresses'], random) }),
    () => ({ sample_index: String(random.below(4)) }),
    () => ({ mean: true }),
    () => ({ divide_by: oneOf([0, -1, 1e-300, 1e300], random) }),
    () => ({ [oneOf(['focus', 'ignore', 'hide', 'show', 'show_from'], random)]: pattern() }),
    () => ({ prune_from: pattern() }),
    () => ({
      [oneOf(['tagfocus', 'tagignore'], random)]: oneOf([key, '1:', ':2kb', `${key}=.`], random),
    }),
    () => ({ [oneOf(['tagshow', 'taghide'], random)]: pattern() }),
    () => ({ [oneOf(['tagroot', 'tagleaf'], random)]: key }),
    () => ({ noinlines: true }),
    () => ({ showcolumns: true, granularity: 'lines' }),
    () => ({ nodecount: random.below(5), nodefraction: 0.1 }),
    () => ({ trim: false, call_tree: true }),
    () => ({ relative_percentages: true, drop_negative: true }),
    () => ({ unit: oneOf(['auto', 'ms', 'mb', 'bananas'], random) }),
    () => ({ trim_path: '/', source_path: '/a' }),
  ]
  for (let left = random.hot(4); left > 0; left--) Object.assign(options, oneOf(changes, random)())
  return options
}
