import { baseName } from '../../profile/paths.ts'
import type { StringTable } from '../../profile/strings.ts'
import type { Frames } from '../../select/frames.ts'

/**
 * Function names as they are written into the boxes of a graph. (Rules: github.com/google/pprof,
 * internal/graph ShortenFunctionName and multilinePrintableName.)
 */

const ANONYMOUS_NAMESPACE = '(anonymous namespace)::'

/** A module's major version in a Go import path, with what it stands between. */
const GO_VERSION = /^(.*?)\/v(?:[2-9]|[1-9][0-9]+)([./].*)$/

/** The folders that a Go import path begins with. */
const GO_FOLDERS = /^(?:[\w\-.]+\/)+/

/** A Java class and method, behind packages and before parameters. */
const JAVA_METHOD = /^(?:[a-z]\w*\.)*([A-Z][\w$]*\.(?:<init>|[a-z][\w$]*(?:\$\d+)?))(?:\(|$)/

/** A C++ class and member, behind namespaces; template arguments stay. */
const CPP_MEMBER = /^(?:[_a-zA-Z]\w*::)+(_*[A-Z]\w*::~?[_a-zA-Z]\w*(?:<.*>)?)/

/** The name without what says where it comes from: folders, packages, namespaces, parameters. */
export function shortFunctionName(name: string): string {
  let short = name.startsWith(ANONYMOUS_NAMESPACE) ? name.slice(ANONYMOUS_NAMESPACE.length) : name
  short = short.replace(GO_VERSION, '$1$2')
  return (
    withoutFolders(short) ?? JAVA_METHOD.exec(short)?.[1] ?? CPP_MEMBER.exec(short)?.[1] ?? short
  )
}

/**
 * What is behind the last slash of a Go import path that has a dotted name behind it; null for any
 * other name. One walk back from the last slash, where a regexp would try each slash again.
 */
function withoutFolders(name: string): string | null {
  const folders = GO_FOLDERS.exec(name)?.[0]
  if (folders === undefined) return null
  let dot = name.indexOf('.', folders.length)
  for (let i = folders.length - 1; i >= 0; i--) {
    if (name[i] === '.') dot = i
    else if (name[i] === '/' && dot > i + 1) {
      const lineEnd = name.indexOf('\n', dot)
      const end = lineEnd < 0 ? name.length : lineEnd
      if (dot + 1 < end) return name.slice(i + 1, end)
    }
  }
  return null
}

/**
 * A frame's name as the text of a box: its parts, each on a line, and those of the function at the
 * dots and double colons; in DOT's escapes.
 */
export function boxName(strings: StringTable, frames: Frames, key: number): string {
  const lines: string[] = []
  const address = frames.address[key]!
  if (address !== 0n) lines.push(address.toString(16).padStart(16, '0'))
  const name = strings.get(frames.name[key]!)
  if (name !== '') lines.push(splitName(escapeForDot(shortFunctionName(name))))
  const path = strings.get(frames.file[key]!)
  const file = path === '' ? '' : escapeForDot(baseName(path))
  const line = frames.line[key]!
  const column = frames.column[key]!
  if (line !== 0) lines.push(`${file}:${line}${column === 0 ? '' : `:${column}`}`)
  else if (file !== '') lines.push(file)
  else if (name === '') {
    const binary = strings.get(frames.binary[key]!)
    lines.push(binary === '' ? '<unknown>' : `[${escapeForDot(baseName(binary))}]`)
  }
  return lines.map((text) => `${text}\\n`).join('')
}

/** Go's "[...]" for type arguments is one dot to the eye, not three to split at. */
function splitName(name: string): string {
  return name.replaceAll('::', '\\n').replaceAll('[...]', '[…]').replaceAll('.', '\\n')
}

/** A text inside the quotes of DOT; lines are flush left. */
export function escapeForDot(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\l')
}
