import type { Random } from '../bench/random.ts'
import type { Words } from './corpus.ts'
import { drawFrom } from './made/names.ts'

interface OptionDraw {
  /** Of those with one name a command has one at most. */
  readonly name: string
  readonly flag: (random: Random, words: Words) => readonly string[]
}

const choice =
  <T extends string | number>(name: string, values: readonly T[]): OptionDraw['flag'] =>
  (random) => [`-${name}=${drawFrom(random)(values)}`]

const matching =
  (name: string): OptionDraw['flag'] =>
  (random, words) => [`-${name}=${pattern(random, words)}`]

const tags =
  (name: string): OptionDraw['flag'] =>
  (random, words) => [`-${name}=${tagFilter(random, words)}`]

const keys =
  (name: string): OptionDraw['flag'] =>
  (random, words) => [`-${name}=${keyList(random, words)}`]

const keyPattern =
  (name: string): OptionDraw['flag'] =>
  (random, words) => [
    `-${name}=${drawFrom(random)([...words.keys.map(quoteMeta), 'route|bytes', '.', 'e', 'none'])}`,
  ]

const on =
  (...names: string[]): OptionDraw['flag'] =>
  (random) => [`-${drawFrom(random)(names)}`]

const UNITS = [
  ...['minimum', 'auto', 'ms', 's', 'us', 'hrs', 'kb', 'MB', 'B', 'count', 'GCU', 'x'],
  ...['nanoseconds', 'Seconds', 'gigabytes', ''],
]

function sampleIndex(random: Random, { sampleTypes }: Words): readonly string[] {
  const short = ['inuse_space', 'alloc_objects', 'contentions'].filter((type) =>
    sampleTypes.includes(type),
  )
  const delay = sampleTypes.includes('delay') ? ['total_delay', 'mean_delay'] : []
  const values = [...sampleTypes, ...sampleTypes.map((_, i) => i)]
  const flags = [...values.map((value) => `sample_index=${value}`), ...short, ...delay]
  const one = (): string => `-${drawFrom(random)(flags)}`
  // Of several one counts, whatever their order.
  return random.chance(0.2) ? [one(), one()] : [one()]
}

export const OPTION_DRAWS: readonly OptionDraw[] = [
  ...['focus', 'ignore', 'hide', 'show', 'show_from', 'prune_from'].map((name) => ({
    name,
    flag: matching(name),
  })),
  ...['tagfocus', 'tagignore'].map((name) => ({ name, flag: tags(name) })),
  ...['tagroot', 'tagleaf'].map((name) => ({ name, flag: keys(name) })),
  ...['tagshow', 'taghide'].map((name) => ({ name, flag: keyPattern(name) })),
  { name: 'nodecount', flag: choice('nodecount', [0, 1, 2, 3, 5, 8, 13, 30, 60, -1]) },
  { name: 'nodefraction', flag: choice('nodefraction', [0, 0.001, 0.02, 0.1, 0.5, 1, -0.1]) },
  { name: 'edgefraction', flag: choice('edgefraction', [0, 0.01, 0.05, 0.3, 1]) },
  { name: 'trim', flag: choice('trim', ['false', 'true', 'f']) },
  { name: 'call_tree', flag: on('call_tree') },
  { name: 'relative_percentages', flag: on('relative_percentages') },
  { name: 'compact_labels', flag: on('compact_labels') },
  { name: 'drop_negative', flag: on('drop_negative') },
  { name: 'mean', flag: on('mean') },
  { name: 'noinlines', flag: on('noinlines') },
  { name: 'showcolumns', flag: on('showcolumns') },
  { name: 'unit', flag: choice('unit', UNITS) },
  { name: 'divide_by', flag: choice('divide_by', [2, 10, 0.5, 3, 1000, 1, -1]) },
  { name: 'sample_index', flag: sampleIndex },
  { name: 'cum', flag: on('cum', 'flat') },
  { name: 'granularity', flag: on('functions', 'filefunctions', 'files', 'lines', 'addresses') },
  { name: 'add_comment', flag: choice('add_comment', ['mine', '#hidden', 'with "quotes"']) },
  {
    name: 'trim_path',
    flag: choice('trim_path', ['/src', '/app/:/b', `${process.cwd()}/tests`, 'src']),
  },
  {
    name: 'source_path',
    flag: choice('source_path', ['.', '/usr/lib/go/src', '/nowhere:..']),
  },
  { name: 'buildid', flag: choice('buildid', ['0123abcd']) },
]

/** A regexp that may match some of a profile's names, files or binaries. */
export function pattern(random: Random, words: Words): string {
  const { functions, files, binaries } = words
  return patternOf(random, [functions, functions, functions, files, binaries])
}

/** A regexp that matches some of a profile's functions, also without parameters and templates. */
export function namePattern(random: Random, { functions }: Words): string {
  return patternOf(random, [functions.map((name) => name.replace(/(?<=\w)[<(].*/s, ''))])
}

function patternOf(random: Random, lists: readonly (readonly string[])[]): string {
  const draw = drawFrom(random)
  const one = (): string => {
    const list = draw(lists)
    if (list.length === 0) return '.'
    const word = draw(list)
    const pieces = word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
    const piece = draw(pieces) ?? quoteMeta(word)
    return draw([
      ...[quoteMeta(word), `^${quoteMeta(word)}$`, piece, piece, piece],
      ...[`^${pieces[0] ?? ''}`, `${pieces.at(-1) ?? ''}$`, `(?i)${piece.toUpperCase()}`],
    ])
  }
  return random.chance(0.3) ? `${one()}|${one()}` : one()
}

function tagFilter(random: Random, words: Words): string {
  const draw = drawFrom(random)
  const ranges = [
    '64',
    '64b',
    ':1kb',
    '1kb:',
    '16b:4kb',
    '1ms:2s',
    ':500',
    '-10:10',
    '8bytes',
    '2:1',
  ]
  const value = (): string => {
    if (words.labels.length === 0) return 'x'
    const [, text = ''] = /^[^:]*:(.*)$/s.exec(draw(words.labels)) ?? []
    return random.chance(0.5) ? quoteMeta(text) : text.slice(0, 3).replace(/\W/g, '.')
  }
  const key = words.keys.length > 0 ? draw(words.keys) : 'key'
  return draw([
    value(),
    `${value()},${value()}`,
    `${key}=${value()}`,
    `${key}=${value()},${value()}`,
    draw(ranges),
    `${key}=${draw(ranges)}`,
    `bytes=${draw(ranges)}`,
    words.labels.length > 0 ? quoteMeta(draw(words.labels)) : 'a:b',
  ])
}

function keyList(random: Random, { keys }: Words): string {
  const all = [...keys, 'none']
  const draw = drawFrom(random)
  return random.chance(0.3) ? `${draw(all)},${draw(all)}` : draw(all)
}

function quoteMeta(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
