import {
  DEFAULT_OPTIONS,
  OPTIONS,
  type Option,
  OptionError,
  type OptionName,
  type Options,
  withOption,
} from '../engine/select/options.ts'
import { FILTERS, type FilterName, isFilter } from './filters.ts'
import { changeView, viewStore } from './navigation.ts'
import { type Preference, preferenceOf, setPreference } from './preferences.ts'
import { effectiveOptions, type View } from './view.ts'

// Named configurations: options and filters under a name, for any profile. They are stored and
// exchanged in the format of pprof's settings.json (~/.config/pprof/settings.json): {"configs":
// [{"name": "mine", "focus": "json", …}]}, with the names of pprof's options.

export interface Config {
  readonly name: string
  /** Options that are not saved (the sample type, folders) have their defaults. */
  readonly options: Options
  /** Filters that are switched off. */
  readonly off: readonly FilterName[]
}

/** Options about the values of a particular profile, which pprof does not save either. */
const OF_ONE_PROFILE: readonly OptionName[] = ['sample_index', 'divide_by']
/** The options that a configuration saves: all others that links have. */
const SAVED = OPTIONS.filter(({ name, url }) => url && !OF_ONE_PROFILE.includes(name))

/** pprof's meaning of missing fields in files that it wrote: Go's zero values. */
const ZEROS: Partial<Options> = { nodecount: 0, nodefraction: 0, edgefraction: 0, trim: false }

const MOST_CONFIGS = 200
const LONGEST_NAME = 100
const LONGEST_TEXT = 10_000

export interface ReadConfigs {
  readonly configs: readonly Config[]
  /** What was skipped, in sentences. */
  readonly problems: readonly string[]
}

/** Parses a settings.json from any source. Never throws. */
export function readConfigs(text: string): ReadConfigs {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return { configs: [], problems: ['The file is not JSON.'] }
  }
  const list = isRecord(file) ? file['configs'] : undefined
  if (!Array.isArray(list)) {
    return { configs: [], problems: ['The file has no list “configs”, as pprof’s settings have.'] }
  }
  const configs = new Map<string, Config>()
  const problems: string[] = []
  if (list.length > MOST_CONFIGS) {
    problems.push(`It has ${list.length} configurations: only the first ${MOST_CONFIGS} are read.`)
  }
  for (const entry of list.slice(0, MOST_CONFIGS)) {
    const config = readConfig(entry, problems)
    if (config) configs.set(config.name, config)
  }
  return { configs: [...configs.values()], problems }
}

function readConfig(entry: unknown, problems: string[]): Config | null {
  const name = isRecord(entry) ? entry['name'] : undefined
  if (!isRecord(entry) || typeof name !== 'string' || !isName(name)) {
    problems.push(`A configuration without a name of 1 to ${LONGEST_NAME} characters is left out.`)
    return null
  }
  // pprof always writes these three fields; a file without them was written by hand, and missing
  // fields are defaults.
  const byPprof = ['unit', 'sort', 'granularity'].every((field) => Object.hasOwn(entry, field))
  let options: Options = byPprof ? { ...DEFAULT_OPTIONS, ...ZEROS } : DEFAULT_OPTIONS
  const set = (option: Option, value: unknown) => {
    try {
      options = withOption(options, option.name, textOf(option, value))
    } catch (error) {
      if (!(error instanceof OptionError)) throw error
      problems.push(`“${name}”: ${option.name} is left out: ${error.message}.`)
    }
  }
  for (const option of SAVED) {
    if (Object.hasOwn(entry, option.name)) set(option, entry[option.name])
  }
  const switchedOff = isRecord(entry['off']) ? entry['off'] : {}
  const off = FILTERS.filter((filter) => Object.hasOwn(switchedOff, filter))
  for (const option of SAVED) {
    if (isFilter(option.name) && off.includes(option.name)) set(option, switchedOff[option.name])
  }
  return { name, options, off: off.filter((filter) => options[filter] !== '') }
}

/** @throws OptionError for a value of the wrong type */
function textOf({ name, type }: Option, value: unknown): string {
  const wanted = type === 'string' ? 'string' : type === 'bool' ? 'boolean' : 'number'
  if (typeof value !== wanted) throw new OptionError(`it is not a ${wanted}`, name)
  const text = String(value)
  if (text.length > LONGEST_TEXT) throw new OptionError('it is too long', name)
  return text
}

/** Writes settings as pprof does: empty, zero and false values are left out. */
export function printConfigs(configs: readonly Config[]): string {
  const entries = configs.map(({ name, options, off }) => {
    const counting = effectiveOptions(options, off)
    const fields = SAVED.map((option) => [option.name, counting[option.name]] as const)
    const texts = off.map((filter) => [filter, options[filter]] as const)
    return {
      name,
      ...Object.fromEntries(fields.filter(([, value]) => value !== '' && value)),
      // pprof cannot switch filters off, and ignores them.
      ...(off.length > 0 ? { off: Object.fromEntries(texts) } : {}),
    }
  })
  return `${JSON.stringify({ configs: entries }, null, 2)}\n`
}

/** The configurations of this browser, as the text of a settings.json. */
export const SETTINGS: Preference<string> = {
  name: 'settings',
  initial: printConfigs([]),
  check: (value): value is string => typeof value === 'string',
}

function savedConfigs(): readonly Config[] {
  return readConfigs(preferenceOf(SETTINGS)).configs
}

/** Why a configuration cannot have a name; "" if it can. */
export function nameProblem(name: string): string {
  if (name.trim() === '') return 'Give it a name.'
  return isName(name) ? '' : `A name has ${LONGEST_NAME} characters at most.`
}

/** Saves the current settings under a name, replacing existing ones of that name. */
export function saveConfig(name: string): void {
  const { options, off } = viewStore.getState()
  addConfigs([{ name, options: onlySaved(options), off }])
}

/** Adds configurations to the saved ones, replacing those of the same name. */
export function addConfigs(added: readonly Config[]): void {
  const configs = new Map(savedConfigs().map((config) => [config.name, config]))
  for (const config of added) configs.set(config.name, config)
  setPreference(SETTINGS, printConfigs([...configs.values()].slice(0, MOST_CONFIGS)))
}

/** Deletes a saved configuration. */
export function deleteConfig(name: string): void {
  setPreference(SETTINGS, printConfigs(savedConfigs().filter((config) => config.name !== name)))
}

/** Applies a configuration: sets every option and filter; the sample type stays. */
export function applyConfig(config: Pick<Config, 'options' | 'off'>): void {
  changeView((view) => withConfig(view, config))
}

/** The view with the options and filters of a configuration; options that are not saved stay. */
export function withConfig(view: View, { options, off }: Pick<Config, 'options' | 'off'>): View {
  const unsaved = OPTIONS.filter((option) => !SAVED.includes(option)).map(
    ({ name }) => [name, view.options[name]] as const,
  )
  const next = { ...options, ...Object.fromEntries(unsaved) }
  const selected = next.granularity === view.options.granularity ? view.selected : ''
  return { ...view, options: next, off, selected }
}

/** Whether the view equals the configuration. */
export function isSet({ options, off }: Config, view: Pick<View, 'options' | 'off'>): boolean {
  return (
    SAVED.every(({ name }) => options[name] === view.options[name]) &&
    FILTERS.every((name) => off.includes(name) === view.off.includes(name))
  )
}

/** The settings without any configuration. */
export const DEFAULT_CONFIG: Config = { name: 'Default', options: DEFAULT_OPTIONS, off: [] }

function onlySaved(options: Options): Options {
  const saved = SAVED.map(({ name }) => [name, options[name]] as const)
  return { ...DEFAULT_OPTIONS, ...Object.fromEntries(saved) }
}

function isName(name: string): boolean {
  return name.trim() !== '' && name.length <= LONGEST_NAME
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
