/**
 * A demangled name of Rust's v0 scheme without the arguments of generics, as pprof prints it by
 * default: `alloc::vec::Vec<>`, `core::ptr::drop_in_place::<>`. Bindings of traits stay, as in
 * `dyn Iterator<Item = u8>`; the brackets of `<T as Trait>::method` are none of generics.
 */
export function withoutGenericArguments(text: string): string {
  let kept = ''
  for (let at = 0; at < text.length; ) {
    if (text[at] === '<' && isGeneric(text, at)) {
      const end = closing(text, at)
      kept += `<${bindings(text.slice(at + 1, end))}>`
      at = end + 1
    } else kept += text[at++]
  }
  return kept
}

/** Angle brackets after a name or `::` enclose arguments; `for<'a>` binds lifetimes. */
function isGeneric(text: string, at: number): boolean {
  return /[\p{L}\p{N}_:}]/u.test(text[at - 1] ?? '') && !/(?<![\w:])for$/.test(text.slice(0, at))
}

/** Where the bracket that opens at `from` closes; the end of the text if it does not. */
function closing(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (/[<([]/.test(text[at]!)) depth++
    // The `>` of an arrow closes nothing.
    else if (/[>)\]]/.test(text[at]!) && text.slice(at - 1, at + 1) !== '->' && --depth === 0) {
      return at
    }
  }
  return text.length
}

/** What stays between the brackets: the bindings, behind a comma where arguments have gone. */
function bindings(args: string): string {
  const parts = splitArguments(args)
  const bound = parts.filter((part) => /^\w+ = /.test(part)).map(withoutGenericArguments)
  const gone = bound.length < parts.length
  return gone ? bound.map((part) => `, ${part}`).join('') : bound.join(', ')
}

function splitArguments(args: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < args.length; at++) {
    if (/[<([]/.test(args[at]!)) at = closing(args, at)
    else if (args.startsWith(', ', at)) {
      parts.push(args.slice(from, at))
      from = at + 2
    }
  }
  return args === '' ? parts : [...parts, args.slice(from)]
}
