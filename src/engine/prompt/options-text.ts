import type { Profile } from '../profile/profile.ts'
import {
  OPTIONS,
  type Option,
  OptionError,
  type Options,
  optionNamed,
  withOption,
} from '../select/options.ts'
import { sampleValue } from '../select/weights.ts'

/** Whether a word names an option, or a value of one that has few (`cum`, `lines`). */
export function isAssignable(name: string): boolean {
  return optionNamed(name) !== undefined || choiceOf(name) !== undefined
}

/** Whether the option needs a value to be set: all but switches and choices do. */
export function needsValue(name: string): boolean {
  const option = optionNamed(name)
  return option !== undefined && option.type !== 'bool'
}

/**
 * The options after an assignment.
 * @throws OptionError in pprof's words for a value that the option cannot take
 */
export function assign(profile: Profile, options: Options, name: string, value: string): Options {
  const option = optionNamed(name)
  if (!option) {
    const choice = choiceOf(name)
    if (!choice || !/^(1|t|true|)$/i.test(value)) {
      throw new OptionError(`unknown config field "${name}"`)
    }
    return withOption(options, choice.name, name)
  }
  if (option.name === 'sample_index') {
    const { column } = sampleValue(profile, { sample_index: value, mean: false })
    return { ...options, sample_index: profile.sampleTypes[column]!.type }
  }
  return withOption(options, option.name, value)
}

/** The options and their values, as `o` prints them. */
export function optionsText(profile: Profile, options: Options): string[] {
  return OPTIONS.filter(({ name }) => name !== 'source_path')
    .map((option) => {
      const { value, comment } = valueText(profile, option, options)
      return `  ${option.name.padEnd(25)} = ${value.padEnd(20)} ${comment && `//: ${comment}`}`
    })
    .sort()
}

function valueText(
  { sampleTypes }: Profile,
  option: Option,
  options: Options,
): { value: string; comment: string } {
  const value = String(options[option.name])
  if (option.choices) return { value, comment: `[${[...option.choices].sort().join(' | ')}]` }
  if (option.name === 'sample_index') {
    const types = sampleTypes.map(({ type }) => type)
    return { value: value || (types.at(-1) ?? ''), comment: `[${types.join(' | ')}]` }
  }
  if (option.name === 'nodecount' && value === '-1') return { value, comment: 'default' }
  return { value: value === '' ? '""' : value, comment: '' }
}

function choiceOf(word: string): Option | undefined {
  return OPTIONS.find(({ choices }) => choices?.includes(word))
}
