/** How pprof shortens function names of C++ and similar languages. */

/** Parentheses that are no parameter list. */
const NO_PARAMETERS = ['(anonymous namespace)', 'operator()']

/**
 * The name as prune_from and drop_frames match it: without a leading dot (of the PPC ELF ABI) and
 * cut at its parameter list.
 */
export function simplifyFunctionName(name: string): string {
  const plain = name.startsWith('.') ? name.slice(1) : name
  let at = plain.indexOf('(')
  while (at >= 0) {
    const reserved = NO_PARAMETERS.find((text) => {
      const start = at - text.indexOf('(')
      return start >= 0 && plain.startsWith(text, start)
    })
    if (reserved === undefined) return plain.slice(0, at)
    at = plain.indexOf('(', at - reserved.indexOf('(') + reserved.length)
  }
  return plain
}

/** What is left out of a C++ name. */
export interface Cut {
  /** Parameters of the function itself, and its return type. */
  readonly parameters: boolean
  readonly templateArguments: boolean
}

export const SHORT: Cut = { parameters: true, templateArguments: true }

/**
 * The name without parameters and template arguments, if it looks like C++ that was demangled
 * before the profile was written; any other name as it is.
 */
export function simplifyDemangledName(name: string, cut: Cut = SHORT): string {
  if (!looksDemangled(name)) return name
  const short = cut.parameters ? removeNested(name, '(', ')') : name
  return cut.templateArguments ? removeNested(short, '<', '>') : short
}

function looksDemangled(name: string): boolean {
  // Java's constructors (`Class.<init>`) and methods of Go's generic types are no C++.
  if (name.includes('.<') || name.includes(']).')) return false
  return /[<>[\]]/.test(name) || name.includes('::')
}

/** Removes what is between `open` and `close`, nested ones too; unbalanced names stay as they are. */
function removeNested(name: string, open: string, close: string): string {
  let kept = ''
  let depth = 0
  // Start of the stretch that is kept, and of the outermost one that is not.
  let from = 0
  let cut = 0
  for (let i = 0; i < name.length; i++) {
    if (name[i] === open) {
      if (depth++ === 0) cut = i
    } else if (name[i] === close) {
      if (--depth < 0) return kept + name.slice(from)
      if (depth === 0) {
        kept += name.slice(from, cut)
        from = i + 1
      }
    }
  }
  return kept + name.slice(from)
}
