import type { Cut } from '../names.ts'
import { simplifyDemangledText } from './demangled-text.ts'
import { plainName } from './plain-name.ts'
import { withoutGenericArguments } from './rust-generics.ts'

/**
 * The demangled text of a mangled name as a library gives it, complete; undefined if the name is
 * not mangled.
 */
export type Demangler = (name: string) => string | undefined

const MANGLED = /^(?:_{1,2}R[A-Z]|_{1,4}Z[A-Z0-9a-z]|_GLOBAL_[._$][ID]_)/

/** Whether the name looks like a mangled name of C++ or Rust. */
export function isMangled(name: string): boolean {
  return name.charCodeAt(0) === 0x5f && MANGLED.test(name)
}

/** Whether the name looks mangled and only a library can demangle it. */
export function needsLibrary(name: string, cut: Cut): boolean {
  return isMangled(name) && shortName(withoutUnderscore(name), cut) === undefined
}

/**
 * The name of a C++ function as pprof prints it, of a Rust function as Rust writes it.
 * @param library without one, only names that are no more than namespaces and classes are read
 * @returns undefined if the name is not mangled or cannot be read
 */
export function demangle(name: string, cut: Cut, library?: Demangler): string | undefined {
  if (!isMangled(name)) return undefined
  const plain = withoutUnderscore(name)
  const short = shortName(plain, cut)
  if (short !== undefined || !library) return short
  const rust = withoutRustSuffix(plain)
  if (rust !== undefined) {
    const text = library(rust)
    const cutGenerics = cut.templateArguments && rust.startsWith('_R')
    return text !== undefined && cutGenerics ? withoutGenericArguments(text) : text
  }
  const text = library(plain) ?? (cut.parameters ? nameAlone(plain, library) : undefined)
  return text === undefined ? undefined : simplifyDemangledText(text, cut)
}

/** macOS puts an underscore before every name. */
function withoutUnderscore(name: string): string {
  return /^_(?:_[ZR]|___Z)/.test(name) ? name.slice(1) : name
}

function shortName(name: string, cut: Cut): string | undefined {
  const read = cut.parameters && cut.templateArguments && name.startsWith('_Z')
  return read && withoutRustSuffix(name) === undefined ? plainName(name) : undefined
}

/** A Rust name without what the compiler put behind it (`.llvm.123`); undefined for other names. */
function withoutRustSuffix(name: string): string | undefined {
  if (name.startsWith('_R')) return name.split('.', 1)[0]!
  // A cheap test first: few names need the regexp.
  if (!name.includes('17h')) return undefined
  const legacy = /^_ZN.*17h([0-9a-f]{16})E(?=\.|$)/.exec(name)
  // Five different digits, or it is a C++ name that happens to look so.
  return legacy && new Set(legacy[1]).size >= 5 ? legacy[0] : undefined
}

/** How many shorter names are tried. */
const TRIES = 32

/**
 * The shortest beginning that is a whole name: where only the name is requested, what the library
 * cannot read behind it (some return types, `@@VERSION`) does not matter.
 */
function nameAlone(name: string, library: Demangler): string | undefined {
  let end = 0
  for (let tries = 0; tries < TRIES; tries++) {
    end = name.indexOf('E', end) + 1
    if (end === 0) break
    const text = library(name.slice(0, end))
    if (text !== undefined) return text
  }
  const suffix = name.search(/[.@]/)
  return suffix < 0 ? undefined : library(name.slice(0, suffix))
}
