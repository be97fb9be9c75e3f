import { NONE } from './ids.ts'
import type { ValueType } from './profile.ts'

/** The sample types of a profile, and which of them is meant. */
export interface SampleTypes {
  readonly sampleTypes: readonly ValueType[]
  /** The `type` of the one to show first; "" where the file does not say. */
  readonly defaultSampleType: string
}

/**
 * The column of the sample type to show first, as pprof chooses it: the one that the file names,
 * else the last; -1 for a profile without any.
 */
export function defaultColumn({ sampleTypes, defaultSampleType }: SampleTypes): number {
  const named =
    defaultSampleType === ''
      ? NONE
      : sampleTypes.findIndex(({ type }) => type === defaultSampleType)
  return named === NONE ? sampleTypes.length - 1 : named
}

/**
 * The column that a text names, as the option sample_index takes it: a number from 0, or a name;
 * `inuse_x` also finds `x`.
 * @param wanted not "", which is the default
 * @returns -1 for a number outside the range, or a name that no sample type has
 */
export function namedColumn(sampleTypes: SampleTypes['sampleTypes'], wanted: string): number {
  if (isColumnNumber(wanted)) {
    const column = Number(wanted)
    return column >= 0 && column < sampleTypes.length ? column : NONE
  }
  const short = wanted.startsWith('inuse_') ? wanted.slice('inuse_'.length) : wanted
  return sampleTypes.findIndex(({ type }) => type === wanted || type === short)
}

/** Whether a text names a sample type by its number. */
export function isColumnNumber(wanted: string): boolean {
  return /^[+-]?\d+$/.test(wanted)
}

/** The column that counts goroutines (leaked ones, in Go 1.27); -1 if none does. */
export function goroutineColumn({ sampleTypes }: Pick<SampleTypes, 'sampleTypes'>): number {
  return sampleTypes.findIndex(({ type }) => type === 'goroutine' || type === 'goroutineleak')
}
