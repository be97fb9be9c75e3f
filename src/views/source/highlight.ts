import type { Parser, Tree } from '@lezer/common'
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight'

/** A part of a line with the class of its colour; "" for none. */
export interface Token {
  readonly text: string
  readonly className: string
}

/** Parsers by what a file is called, each loaded when it is needed. */
const LANGUAGES: readonly { readonly names: RegExp; readonly load: () => Promise<Parser> }[] = [
  { names: /\.go$/, load: async () => (await import('@lezer/go')).parser },
  {
    names: /\.(c|h|cc|hh|cpp|hpp|cxx|hxx|inc|inl|ipp|tcc|m|mm|cu)$/i,
    load: async () => (await import('@lezer/cpp')).parser,
  },
  { names: /\.rs$/, load: async () => (await import('@lezer/rust')).parser },
  { names: /\.java$/, load: async () => (await import('@lezer/java')).parser },
  { names: /\.pyx?$/, load: async () => (await import('@lezer/python')).parser },
  {
    names: /\.[cm]?[jt]sx?$/,
    load: async () => (await import('@lezer/javascript')).parser.configure({ dialect: 'ts jsx' }),
  },
]

const HIGHLIGHTER = tagHighlighter([
  { tag: tags.comment, class: 'tok-comment' },
  { tag: [tags.keyword, tags.modifier, tags.self], class: 'tok-keyword' },
  { tag: [tags.string, tags.character, tags.regexp], class: 'tok-string' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'tok-number' },
  { tag: [tags.typeName, tags.className, tags.namespace], class: 'tok-type' },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.definition(tags.function(tags.variableName)),
    ],
    class: 'tok-function',
  },
  { tag: [tags.meta, tags.processingInstruction, tags.macroName], class: 'tok-meta' },
])

/** Larger ones stay without colours: to parse them would take the page's memory. In characters. */
const MOST_TEXT = 4_000_000
/** Milliseconds of parsing between two looks at what else the page has to do. */
const SLICE = 8
/** Lines coloured at once. */
const BLOCK = 64
/** A longer line is one piece. */
const MOST_COLUMNS = 2000

/**
 * Reads the structure of a source file, in slices that leave the page responsive.
 * @returns null for a language that is not known, a file too large, or when the signal fires
 */
export async function readColours(
  file: string,
  lines: readonly string[],
  signal: AbortSignal,
): Promise<Colours | null> {
  const language = LANGUAGES.find(({ names }) => names.test(file))
  const text = lines.join('\n')
  if (!language || text.length > MOST_TEXT) return null
  const parse = (await language.load()).startParse(text)
  for (;;) {
    const until = performance.now() + SLICE
    while (performance.now() < until) {
      const tree = parse.advance()
      if (tree) return new Colours(lines, tree)
    }
    await new Promise((resume) => setTimeout(resume))
    if (signal.aborted) return null
  }
}

/** The tokens of lines, found out for those that are shown. */
export class Colours {
  private readonly starts: Uint32Array
  private readonly blocks = new Map<number, readonly (readonly Token[])[]>()

  constructor(
    private readonly lines: readonly string[],
    private readonly tree: Tree,
  ) {
    this.starts = new Uint32Array(lines.length + 1)
    for (let i = 0; i < lines.length; i++)
      this.starts[i + 1] = this.starts[i]! + lines[i]!.length + 1
  }

  /** @param line from 1 */
  tokens(line: number): readonly Token[] {
    const index = line - 1
    const block = Math.floor(index / BLOCK)
    let known = this.blocks.get(block)
    if (!known) {
      known = this.colour(block * BLOCK, Math.min(this.lines.length, (block + 1) * BLOCK))
      this.blocks.set(block, known)
    }
    return known[index % BLOCK] ?? []
  }

  private colour(first: number, end: number): Token[][] {
    const rows: Token[][] = this.lines.slice(first, end).map(() => [])
    let row = 0
    let at = this.starts[first]!
    // Writes the text up to `to`, which may run over several lines.
    const write = (to: number, className: string): void => {
      while (at < to && row < rows.length) {
        const lineEnd = this.starts[first + row + 1]! - 1
        const stop = Math.min(to, lineEnd)
        const line = this.lines[first + row]!
        const start = this.starts[first + row]!
        if (stop > at && line.length <= MOST_COLUMNS) {
          rows[row]!.push({ text: line.slice(at - start, stop - start), className })
        } else if (stop > at && at === start) rows[row]!.push({ text: line, className: '' })
        at = stop
        if (at === lineEnd && to > lineEnd) {
          at++
          row++
        }
      }
    }
    const from = at
    const to = this.starts[end]! - 1
    highlightTree(
      this.tree,
      HIGHLIGHTER,
      (start, stop, classes) => {
        write(Math.max(start, from), '')
        write(Math.min(stop, to), classes)
      },
      from,
      to,
    )
    write(to, '')
    return rows
  }
}
