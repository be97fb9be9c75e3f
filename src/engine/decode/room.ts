import { ProfileError } from '../profile/error.ts'
import { malformed } from './ids.ts'

/** Sample types of one profile; each has a column of its own. Real ones have four at most. */
export const MOST_SAMPLE_TYPES = 1000

/** Bytes that the tables of one profile may take, before any of them is reserved: 1 GiB. */
export const MOST_TABLE_BYTES = 2 ** 30

/** Calls of one stack. */
export const DEEPEST_STACK = 2 ** 24

/** Labels of the distinct sets of one profile. */
export const MOST_LABELS = 2 ** 25

export const MOST_COMMENTS = 2 ** 16

/** How many rows the tables of a profile.proto will have. */
export interface Counts {
  sampleTypes: number
  samples: number
  /** Of all samples together, in the file. */
  sampleBytes: number
  mappings: number
  locations: number
  lines: number
  functions: number
  strings: number
  /** Of all strings together. */
  stringBytes: number
  /**
   * How often a string table begins: each begins with "", so more than once means several profiles.
   */
  restarts: number
  /** The longest stretch of the file in which there is nothing but samples. */
  onlySamples: Stretch
}

/** Bytes `from` up to `to` of a file. */
export interface Stretch {
  from: number
  to: number
}

/**
 * Bytes of a row: its columns, its entry in the index of ids, and references kept while decoding.
 */
const MAPPING_ROW = 8 * 4 + 4 * 2 + 1 + 32
const LOCATION_ROW = 8 * 2 + 4 * 2 + 1 + 32 + 8
const LINE_ROW = 4 + 8 * 2 + 8
const FUNCTION_ROW = 8 * 2 + 4 * 3 + 32
const STRING_ROW = 4 * 6
const SAMPLE_ROW = 4 * 2
const VALUE = 8

/**
 * Checks, before memory is reserved, that the file can hold the rows it announces and that they fit
 * into memory: an empty row takes two bytes in a file and many times that in a table.
 * @throws ProfileError
 */
export function checkRoom(counts: Counts): void {
  const { sampleTypes, samples, sampleBytes } = counts
  if (sampleTypes > MOST_SAMPLE_TYPES) {
    throw tooMuch(`It has ${sampleTypes} sample types, and at most ${MOST_SAMPLE_TYPES} are read`)
  }
  const values = samples * sampleTypes
  // A value takes a byte at least.
  if (values > sampleBytes) {
    throw malformed(
      `its ${samples} samples are too short for the values of ${sampleTypes} sample types`,
    )
  }
  const bytes =
    samples * SAMPLE_ROW +
    values * VALUE +
    counts.mappings * MAPPING_ROW +
    counts.locations * LOCATION_ROW +
    counts.lines * LINE_ROW +
    counts.functions * FUNCTION_ROW +
    counts.strings * STRING_ROW
  if (bytes > MOST_TABLE_BYTES) {
    throw tooMuch(
      `Its tables would take ${Math.ceil(bytes / 2 ** 20)} MB, and at most ${MOST_TABLE_BYTES / 2 ** 20} MB are reserved`,
    )
  }
}

/** @param what a sentence without its full stop */
export function tooMuch(what: string): ProfileError {
  return new ProfileError(
    'too-large',
    `${what}.`,
    'No profiler writes such a profile: check where the file is from. Recording for a shorter time makes a profile smaller.',
  )
}
