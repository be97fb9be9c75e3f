import { type NewLabel, ProfileBuilder } from '../../profile/builder.ts'
import { ProfileError } from '../../profile/error.ts'
import {
  type LabelSetIndex,
  type LocationIndex,
  type MappingIndex,
  NONE,
  type StackIndex,
} from '../../profile/ids.ts'
import { mainMappingFirst } from '../../profile/main-mapping.ts'
import type { Profile, ValueType } from '../../profile/profile.ts'
import { isSet, sampleLabels, textOf } from './labels.ts'
import type { Dictionary, OtlpAttribute, OtlpLocation } from './model.ts'
import type { SampleRows } from './rows.ts'

/** Frames of distinct stacks, of all profiles of a file together: half a gigabyte of tree. */
const MOST_FRAMES = 1 << 24

/** Attributes of a mapping that name its build, the best first. */
const BUILD_IDS = [
  'process.executable.build_id.gnu',
  'process.executable.build_id.go',
  'process.executable.build_id.htlhash',
]

/** How much has been written, over all profiles of a file. */
export interface Budget {
  frames: number
}

/** Writes samples that refer to dictionaries into a profile with tables of its own. */
export class ProfileWriter {
  readonly builder: ProfileBuilder
  /** By file, build and range. */
  private readonly mappings = new Map<string, MappingIndex>()
  private dictionary: Dictionary | null = null
  private stacks = new Map<number, StackIndex>()
  private locations = new Map<number, LocationIndex>()
  private labelSets = new Map<number, LabelSetIndex>()

  constructor(
    types: readonly ValueType[],
    private readonly budget: Budget,
  ) {
    this.builder = new ProfileBuilder(types)
  }

  /** @param common labels of all these samples */
  add(
    dictionary: Dictionary,
    rows: SampleRows,
    columns: readonly Float64Array[],
    common: readonly NewLabel[],
  ): void {
    if (dictionary !== this.dictionary) {
      this.dictionary = dictionary
      this.stacks = new Map()
      this.locations = new Map()
    }
    this.labelSets = new Map()
    for (let row = 0; row < rows.count; row++) {
      this.builder.addRow(
        this.stack(dictionary, rows.stack[row]!),
        columns.map((column) => column[row]!),
        this.labelSet(dictionary, rows, rows.labels[row]!, common),
      )
    }
  }

  finish(): Profile {
    return mainMappingFirst(this.builder.build())
  }

  private labelSet(
    dictionary: Dictionary,
    rows: SampleRows,
    index: number,
    common: readonly NewLabel[],
  ): LabelSetIndex {
    let set = this.labelSets.get(index)
    if (set === undefined) {
      const { attributes, link } = rows.labelKey(index)
      set = this.builder.labelSetOf([...sampleLabels(dictionary, attributes, link), ...common])
      this.labelSets.set(index, set)
    }
    return set
  }

  private stack(dictionary: Dictionary, index: number): StackIndex {
    let stack = this.stacks.get(index)
    if (stack === undefined) {
      const locations = dictionary.stack(index)
      this.budget.frames += locations.length + 1
      if (this.budget.frames > MOST_FRAMES) throw tooManyFrames()
      stack = this.builder.stackOf(locations.map((location) => this.location(dictionary, location)))
      this.stacks.set(index, stack)
    }
    return stack
  }

  private location(dictionary: Dictionary, index: number): LocationIndex {
    let location = this.locations.get(index)
    if (location === undefined) {
      const row = dictionary.location(index)
      const attributes = row.attributes.map((attribute) => dictionary.attribute(attribute))
      location = this.builder.addLocation({
        address: row.address,
        mapping: this.mapping(dictionary, row, attributes),
        lines: row.lines.map(({ function: called, line, column }) => ({
          // Without a name of the system's, the name is shown as it is.
          function: this.builder.addFunction({ ...called, name: called.name || called.systemName }),
          line,
          column,
        })),
        folded: isSet(attributes, 'pprof.location.is_folded'),
      })
      this.locations.set(index, location)
    }
    return location
  }

  /** What has no binary (scripts, compiled code, the kernel) is told by the kind of its frames. */
  private mapping(
    dictionary: Dictionary,
    row: OtlpLocation,
    attributes: readonly (OtlpAttribute | null)[],
  ): MappingIndex {
    const mapping = dictionary.mapping(row.mapping)
    if (!mapping) {
      const kind = textOf(attributes, ['profile.frame.type'])
      return kind === '' ? NONE : this.newMapping({ file: `[${kind}]` })
    }
    const { start, limit, offset, file } = mapping
    const about = mapping.attributes.map((attribute) => dictionary.attribute(attribute))
    return this.newMapping({
      start,
      limit,
      offset,
      file,
      buildId: textOf(about, BUILD_IDS),
      hasFunctions: isSet(about, 'pprof.mapping.has_functions'),
      hasFilenames: isSet(about, 'pprof.mapping.has_filenames'),
      hasLineNumbers: isSet(about, 'pprof.mapping.has_line_numbers'),
      hasInlineFrames: isSet(about, 'pprof.mapping.has_inline_frames'),
    })
  }

  private newMapping(mapping: Parameters<ProfileBuilder['addMapping']>[0]): MappingIndex {
    const { start = 0n, limit = 0n, offset = 0n, file, buildId = '' } = mapping
    const key = `${start}-${limit}+${offset} ${buildId} ${file}`
    let index = this.mappings.get(key)
    if (index === undefined) {
      index = this.builder.addMapping(mapping)
      this.mappings.set(key, index)
    }
    return index
  }
}

function tooManyFrames(): ProfileError {
  return new ProfileError(
    'too-large',
    `The stacks of this file have more than ${MOST_FRAMES / 2 ** 20} million frames.`,
    'Record for a shorter time, or put profiles of fewer resources into one file.',
  )
}
