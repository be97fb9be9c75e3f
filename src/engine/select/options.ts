/**
 * pprof's options in one table: what drives the flags of the command, the fields of a link, the
 * page's controls and the help. Names, URL names and defaults are pprof's
 * (github.com/google/pprof, internal/driver/config.go); those without a `url` are not in links.
 */

export type Granularity = 'functions' | 'filefunctions' | 'files' | 'lines' | 'addresses'

export interface Options {
  /** Sample type by name or number; "" is the profile's default. */
  sample_index: string
  /** Value per unit of the first sample type. */
  mean: boolean
  divide_by: number
  normalize: boolean
  focus: string
  ignore: string
  hide: string
  show: string
  show_from: string
  prune_from: string
  tagfocus: string
  tagignore: string
  tagshow: string
  taghide: string
  tagroot: string
  tagleaf: string
  granularity: Granularity
  noinlines: boolean
  showcolumns: boolean
  sort: 'flat' | 'cum'
  /** -1: what the report has by default. */
  nodecount: number
  nodefraction: number
  edgefraction: number
  trim: boolean
  call_tree: boolean
  relative_percentages: boolean
  drop_negative: boolean
  unit: string
  compact_labels: boolean
  intel_syntax: boolean
  source_path: string
  trim_path: string
  output: string
}

export type OptionName = keyof Options

interface OptionOf<Name extends OptionName> {
  readonly name: Name
  /** Name in a link's fragment, as in pprof's web address. */
  readonly url?: string
  readonly type: 'string' | 'bool' | 'int' | 'float'
  readonly initial: Options[Name]
  readonly choices?: readonly string[]
  readonly help: string
}

export type Option = { [Name in OptionName]: OptionOf<Name> }[OptionName]

export const OPTIONS: readonly Option[] = [
  {
    name: 'sample_index',
    url: 'si',
    type: 'string',
    initial: '',
    help: 'Sample type to report, by name or by number from 0',
  },
  {
    name: 'mean',
    url: 'mean',
    type: 'bool',
    initial: false,
    help: 'Report the value divided by the first sample type (per allocation, per contention)',
  },
  {
    name: 'divide_by',
    // pprof's page keeps it from the command line; ours knows only its link.
    url: 'divide_by',
    type: 'float',
    initial: 1,
    help: 'Divide every value by this number before it is shown',
  },
  {
    name: 'normalize',
    url: 'norm',
    type: 'bool',
    initial: false,
    help: 'Scale the profile to the total of the base before comparing',
  },
  {
    name: 'focus',
    url: 'f',
    type: 'string',
    initial: '',
    help: 'Keep only samples whose stack has a frame that matches the regexp',
  },
  {
    name: 'ignore',
    url: 'i',
    type: 'string',
    initial: '',
    help: 'Leave out samples whose stack has a frame that matches the regexp',
  },
  {
    name: 'hide',
    url: 'h',
    type: 'string',
    initial: '',
    help: 'Leave out frames that match the regexp; their samples stay',
  },
  {
    name: 'show',
    url: 's',
    type: 'string',
    initial: '',
    help: 'Show only frames that match the regexp',
  },
  {
    name: 'show_from',
    url: 'sf',
    type: 'string',
    initial: '',
    help: 'Leave out the frames above the highest one that matches the regexp',
  },
  {
    name: 'prune_from',
    url: 'prunefrom',
    type: 'string',
    initial: '',
    help: 'Leave out the frames below the lowest one that matches the regexp',
  },
  {
    name: 'tagfocus',
    url: 'tf',
    type: 'string',
    initial: '',
    help: 'Keep only samples with a label that matches: regexp, key=regexp, or a range such as 32kb:64kb',
  },
  {
    name: 'tagignore',
    url: 'ti',
    type: 'string',
    initial: '',
    help: 'Leave out samples with a label that matches: regexp, key=regexp, or a range',
  },
  {
    name: 'tagshow',
    url: 'ts',
    type: 'string',
    initial: '',
    help: 'Keep only labels whose key matches the regexp',
  },
  {
    name: 'taghide',
    url: 'th',
    type: 'string',
    initial: '',
    help: 'Leave out labels whose key matches the regexp',
  },
  {
    name: 'tagroot',
    url: 'tagroot',
    type: 'string',
    initial: '',
    help: 'Comma-separated label keys that become frames at the root of each stack',
  },
  {
    name: 'tagleaf',
    url: 'tagleaf',
    type: 'string',
    initial: '',
    help: 'Comma-separated label keys that become frames at the leaf of each stack',
  },
  {
    name: 'granularity',
    url: 'g',
    type: 'string',
    initial: 'functions',
    choices: ['functions', 'filefunctions', 'files', 'lines', 'addresses'],
    help: 'What counts as one frame',
  },
  {
    name: 'noinlines',
    url: 'noinlines',
    type: 'bool',
    initial: false,
    help: 'Count inlined calls as part of the function that they were inlined into',
  },
  {
    name: 'showcolumns',
    url: 'showcolumns',
    type: 'bool',
    initial: false,
    help: 'Tell columns of a line apart, where the profile has them',
  },
  {
    name: 'sort',
    url: 'sort',
    type: 'string',
    initial: 'flat',
    choices: ['cum', 'flat'],
    help: 'Order rows by their own value (flat) or with what they call (cum)',
  },
  {
    name: 'nodecount',
    url: 'n',
    type: 'int',
    initial: -1,
    help: 'Largest number of nodes to show',
  },
  {
    name: 'nodefraction',
    url: 'nf',
    type: 'float',
    initial: 0.005,
    help: 'Leave out nodes below this fraction of the total',
  },
  {
    name: 'edgefraction',
    url: 'ef',
    type: 'float',
    initial: 0.001,
    help: 'Leave out edges below this fraction of the total',
  },
  {
    name: 'trim',
    url: 'trim',
    type: 'bool',
    initial: true,
    help: 'Honour nodecount, nodefraction and edgefraction',
  },
  {
    name: 'call_tree',
    url: 'calltree',
    type: 'bool',
    initial: false,
    help: 'Draw a tree of call paths instead of a graph of functions',
  },
  {
    name: 'relative_percentages',
    url: 'rel',
    type: 'bool',
    initial: false,
    help: 'Take what is left after the filters as 100 %',
  },
  {
    name: 'drop_negative',
    url: 'dropneg',
    type: 'bool',
    initial: false,
    help: 'Leave out nodes that became less in a comparison',
  },
  {
    name: 'unit',
    url: 'unit',
    type: 'string',
    initial: 'minimum',
    help: 'Unit to show values in; "minimum" takes the one that fits the smallest value',
  },
  {
    name: 'compact_labels',
    url: 'compact',
    type: 'bool',
    initial: false,
    help: 'Show a short header',
  },
  {
    name: 'intel_syntax',
    url: 'intel',
    type: 'bool',
    initial: false,
    help: 'Show assembly in Intel syntax',
  },
  {
    name: 'source_path',
    type: 'string',
    initial: '',
    help: 'Folders to look for source files in, separated as in PATH',
  },
  {
    name: 'trim_path',
    type: 'string',
    initial: '',
    help: 'Prefixes to take off the paths of source files, separated as in PATH',
  },
  { name: 'output', type: 'string', initial: '', help: 'File to write the report to' },
]

const byName = new Map<string, Option>(OPTIONS.map((option) => [option.name, option]))

/** The option of that name. */
export function optionNamed(name: string): Option | undefined {
  return byName.get(name)
}

export const DEFAULT_OPTIONS: Options = Object.freeze(
  Object.fromEntries(OPTIONS.map((option) => [option.name, option.initial])) as unknown as Options,
)

/**
 * `options` with the option `name` set from text, as a flag or a link gives it.
 * @throws OptionError in pprof's words when the text is no value of the option
 */
export function withOption(options: Options, name: OptionName, text: string): Options {
  const option = byName.get(name)
  if (!option) throw new OptionError(`unknown config field "${name}"`)
  return { ...options, [name]: parseValue(option, text) }
}

/** A value that an option cannot take; `option` names it, where it is one option's. */
export class OptionError extends Error {
  override readonly name = 'OptionError'

  constructor(
    message: string,
    readonly option?: OptionName,
  ) {
    super(message)
  }
}

function parseValue(option: Option, text: string): string | number | boolean {
  switch (option.type) {
    case 'string':
      if (option.choices && !option.choices.includes(text)) {
        throw new OptionError(`invalid "${option.name}" value "${text}"`)
      }
      return text
    case 'bool':
      return parseBool(text)
    case 'int':
      if (!/^[+-]?\d+$/.test(text)) {
        throw new OptionError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`)
      }
      return Number(text)
    case 'float': {
      const value = Number(text)
      if (text.trim() !== text || text === '' || Number.isNaN(value)) {
        throw new OptionError(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`)
      }
      return value
    }
  }
}

/** pprof's words for yes and no. */
function parseBool(text: string): boolean {
  switch (text.toLowerCase()) {
    case 'true':
    case 't':
    case 'yes':
    case 'y':
    case '1':
    case '':
      return true
    case 'false':
    case 'f':
    case 'no':
    case 'n':
    case '0':
      return false
    default:
      throw new OptionError(`illegal value "${text}" for bool variable`)
  }
}

/** The options that differ from their defaults, as a link's fields: [url name, text]. */
export function optionFields(options: Options): [string, string][] {
  const fields: [string, string][] = []
  for (const option of OPTIONS) {
    const value = options[option.name]
    if (!option.url || value === option.initial) continue
    fields.push([option.url, typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)])
  }
  return fields
}
