import { incompatible } from '../profile/error.ts'
import type { Profile, ValueType } from '../profile/profile.ts'
import { sameFamily, scale } from '../profile/units.ts'
import { scaleProfile } from './scale.ts'

/**
 * Gives profiles the same sample types in the same units: types that some profile lacks are
 * dropped, the others converted to the finest unit among the profiles.
 * (Rules: github.com/google/pprof, profile CompatibilizeSampleTypes and measurement
 * ScaleProfiles.)
 * @throws ProfileError where the profiles have nothing in common
 */
export function reconcile(profiles: readonly Profile[]): Profile[] {
  const common = withCommonTypes(profiles)
  const [first] = common
  if (!first || common.length < 2) return common
  const periodType = finest(
    common.map(({ header }) => header.periodType),
    'period type',
  )
  const types = first.sampleTypes.map((_, i) =>
    finest(
      common.map(({ sampleTypes }) => sampleTypes[i]!),
      'sample types',
    ),
  )
  return common.map((profile) => {
    const ratios = profile.sampleTypes.map(({ unit }, i) => scale(1, unit, types[i]!.unit).value)
    const { header } = profile
    const period = scale(Number(header.period), header.periodType.unit, periodType.unit).value
    return {
      ...scaleProfile(profile, ratios),
      sampleTypes: profile.sampleTypes.map(({ type }, i) => ({ type, unit: types[i]!.unit })),
      header: {
        ...header,
        period: BigInt(Math.trunc(period)),
        periodType: { type: header.periodType.type, unit: periodType.unit },
      },
    }
  })
}

function withCommonTypes(profiles: readonly Profile[]): Profile[] {
  const [first] = profiles
  if (!first) return []
  const types = first.sampleTypes
    .map(({ type }) => type)
    .filter((type) => profiles.every((p) => p.sampleTypes.some((other) => other.type === type)))
  if (types.length === 0 && profiles.length > 1) {
    throw incompatible(`profiles have empty common sample type list: ${unlikeLists(profiles)}`)
  }
  return profiles.map((profile) => withTypes(profile, types))
}

/** What the first profile counts, and the first of the others that counts nothing of that. */
function unlikeLists(profiles: readonly Profile[]): string {
  const lists = profiles.map(({ sampleTypes }) => sampleTypes.map(({ type }) => type))
  const first = lists[0]!
  const other = lists.find((list) => !list.some((type) => first.includes(type))) ?? lists[1]!
  const words = (list: readonly string[]): string => list.join(', ') || 'nothing'
  return `one counts ${words(first)}, another ${words(other)}`
}

function withTypes(profile: Profile, types: readonly string[]): Profile {
  const columns = types.map((type) => profile.sampleTypes.findIndex((own) => own.type === type))
  const same = columns.length === profile.sampleTypes.length && columns.every((c, i) => c === i)
  if (same) return profile
  const { samples, defaultSampleType } = profile
  const { exactValues } = samples
  return {
    ...profile,
    sampleTypes: columns.map((column) => profile.sampleTypes[column]!),
    defaultSampleType: types.includes(defaultSampleType) ? defaultSampleType : (types[0] ?? ''),
    samples: {
      ...samples,
      values: columns.map((column) => samples.values[column]!),
      ...(exactValues && { exactValues: columns.map((column) => exactValues[column]!) }),
    },
  }
}

/** The type with the finest unit. */
function finest(types: readonly ValueType[], what: string): ValueType {
  return types.reduce((best, type) => {
    if (!compatible(best, type)) {
      const words = [best, type].map((t) => `{${t.type} ${t.unit}}`).join(' ')
      throw incompatible(`${what}: incompatible types: ${words}`)
    }
    return scale(1, type.unit, best.unit).value < 1 ? type : best
  })
}

function compatible(a: ValueType, b: ValueType): boolean {
  const singular = (type: string): string => type.replace(/s$/, '')
  return singular(a.type) === singular(b.type) && (a.unit === b.unit || sameFamily(a.unit, b.unit))
}
