/**
 * Shortens the names of functions to the room there is. The end of a name (`(*T).M`) says most and
 * its beginning (`github.com/acme/svc/`) least, so a name loses parts from the left first.
 */

/** A name as pprof prints it at any granularity: [address] function [file:line], or a file. */
const WITH_FILE = /^(?:([0-9a-f]{16}) )?(.*?)(?: (\S*?)(:\d+(?::\d+)?))?$/
/** Names that the Go compiler gives to what has none; the enclosing function identifies it. */
const NAMELESS = /^(?:func\d+|gowrap\d+|deferwrap\d+|\d+|init|glob\.|)$/

const ladders = new Map<string, readonly string[]>()
const MOST_LADDERS = 50_000

/** The forms of `name`, longest first; the first is the name itself. */
export function shortenings(name: string): readonly string[] {
  let ladder = ladders.get(name)
  if (!ladder) {
    if (ladders.size >= MOST_LADDERS) ladders.clear()
    ladder = ladderOf(name)
    ladders.set(name, ladder)
  }
  return ladder
}

/** The longest form of `name` with at most `room` characters; "" if no form fits. */
export function fitted(name: string, room: number): string {
  if (name.length <= room) return name
  if (room < 3) return ''
  const ladder = shortenings(name)
  for (const form of ladder) if (form.length <= room) return form
  return `${ladder[ladder.length - 1]!.slice(0, room - 1)}…`
}

function ladderOf(name: string): string[] {
  const [, address = '', call = '', file = '', line = ''] = WITH_FILE.exec(name) ?? []
  const calls = callForms(call)
  if (!file) return distinct([name, ...calls.map((form) => join(address, form)), ...calls])
  const base = file.slice(file.lastIndexOf('/') + 1)
  return distinct([
    name,
    join(address, calls[0]!, base + line),
    ...calls.map((form) => join(form, base + line)),
    ...calls.map((form) => form + line),
  ])
}

function join(...words: string[]): string {
  return words.filter(Boolean).join(' ')
}

/** Forms of a function's name (or a file's path), longest first. */
function callForms(call: string): string[] {
  if (call.startsWith('[') || call.startsWith('<unknown')) return [call]
  if (call.includes('::')) return scopedForms(call)
  // Slashes inside brackets belong to type arguments, not to the path.
  const bracket = call.search(/[([<{ ]/)
  const head = bracket < 0 ? call : call.slice(0, bracket)
  const slash = head.lastIndexOf('/')
  if (slash < 0 && /^(?:[a-z_$][\w$]*\.){2,}[A-Z]/.test(call)) return javaForms(call)
  let local = call.slice(slash + 1)
  const version = /^v\d+\./.exec(local)
  if (version && slash > 0) {
    // pkg/v2.F is known as pkg.F
    const before = call.slice(0, slash)
    const name = before.slice(before.lastIndexOf('/') + 1)
    local = `${name}.${local.slice(version[0].length)}`
  }
  const plain = withoutTypeArguments(local)
  const forms = [call, local, plain]
  // In the path of a file the dot begins its extension.
  if (/^[^.]*\.(go|s|c|cc|cpp|h|rs|java|py|js)$/.test(plain)) return distinct(forms)
  const dot = plain.indexOf('.')
  if (dot > 0 && dot < plain.length - 1) forms.push(plain.slice(dot + 1))
  forms.push(lastNamed(forms[forms.length - 1]!))
  return distinct(forms)
}

/** `(*T).M.func1` → `M.func1`: from the last part that the programmer named. */
function lastNamed(name: string): string {
  const parts = partsOf(name, '.')
  let first = parts.length - 1
  while (first > 0 && NAMELESS.test(parts[first]!.replace(/-fm$|-range\d+$/, ''))) first--
  return parts.slice(first).join('.')
}

function javaForms(name: string): string[] {
  const short = name.replace(/^(?:[a-z_$][\w$]*\.)+/, '')
  return distinct([name, short, short.slice(short.lastIndexOf('.') + 1)])
}

/**
 * Forms of C++ and Rust names: without arguments, without type arguments, the last two scopes, the
 * last scope.
 */
function scopedForms(name: string): string[] {
  const bare = name.replace(/(?<!operator)\([^()]*\)(?: const)?$/, '')
  const plain = withoutTypeArguments(bare)
  const parts = partsOf(plain, '::')
  return distinct([
    name,
    bare,
    plain,
    parts.slice(-3).join('::'),
    parts.slice(-2).join('::'),
    parts[parts.length - 1]!,
  ])
}

/** Splits at `separator` outside of brackets. */
function partsOf(name: string, separator: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < name.length; i++) {
    const char = name[i]!
    if ('([<{'.includes(char)) depth++
    else if (')]>}'.includes(char)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && name.startsWith(separator, i)) {
      parts.push(name.slice(start, i))
      start = i + separator.length
      i = start - 1
    }
  }
  parts.push(name.slice(start))
  return parts
}

/** `Map[go.shape.int,string]` → `Map[…]`, `vector<int>` → `vector<…>`. */
function withoutTypeArguments(name: string): string {
  let out = ''
  let depth = 0
  for (let i = 0; i < name.length; i++) {
    const char = name[i]!
    const isOperator = /operator[<[]*$/.test(name.slice(Math.max(0, i - 10), i))
    const opens = (char === '[' || char === '<') && !isOperator
    if (opens && i > 0) {
      if (depth === 0) out += `${char}…`
      depth++
    } else if ((char === ']' || char === '>') && depth > 0) {
      depth--
      if (depth === 0) out += char
    } else if (depth === 0) out += char
  }
  return depth === 0 ? out : name
}

function distinct(forms: string[]): string[] {
  const seen: string[] = []
  for (const form of forms) {
    const last = seen[seen.length - 1]
    if (form && (last === undefined || form.length < last.length)) seen.push(form)
  }
  return seen.length > 0 ? seen : ['']
}
