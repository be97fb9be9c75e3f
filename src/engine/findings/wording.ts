import { baseName } from '../profile/paths.ts'
import type { Profile } from '../profile/profile.ts'
import { scaledLabel } from '../profile/units.ts'
import type { ProfileFinding } from './finding.ts'

/** `34 %`, `3.4 %`; never more digits than a sentence needs. */
export function percent(share: number): string {
  const value = share * 100
  const digits = Math.abs(value) < 9.95 ? 1 : 0
  return `${value.toFixed(digits).replace(/\.0$/, '')} %`
}

/** `12.50MB`, `3.62s`, in the unit that suits it. */
export function amount(value: number, unit: string): string {
  return scaledLabel(value, unit, 'auto')
}

/** `1,234 goroutines`, `1 goroutine` */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

/** The name of a function, by its index. */
export function functionName({ functions, strings }: Profile, func: number): string {
  return strings.get(functions.name[func]!)
}

/** ` (main.go:51)` of a row of `lines`; "" where the file is not known. */
export function place({ functions, lines, strings }: Profile, row: number): string {
  const file = strings.get(functions.file[lines.function[row]!] ?? 0)
  const line = lines.line[row]!
  if (file === '') return ''
  return line > 0 ? ` (${baseName(file)}:${line})` : ` (${baseName(file)})`
}

/** A regexp that matches a function by its whole name. */
export function exactly(name: string): string {
  return `^${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`
}

/** Findings as lines of text, each with its evidence below it; a sentence where there are none. */
export function findingLines(findings: readonly ProfileFinding[]): string[] {
  if (findings.length === 0) return ['Nothing stands out by itself in this profile.']
  return findings.flatMap(({ sentence, evidence }, at) => [
    `${at + 1}. ${sentence}`,
    ...(evidence === '' ? [] : [`   ${evidence}`]),
  ])
}
