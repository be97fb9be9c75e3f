import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { readTrace, type Trace } from '../../../../src/engine/trace/read.ts'

const FOLDER = fileURLToPath(new URL('../../../fixtures/traces/', import.meta.url))

/** Names of the recorded traces. */
export const RECORDED: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.trace'))
  .map((file) => file.slice(0, -'.trace'.length))

/** A file of tests/fixtures/traces. */
export function recorded(file: string): Uint8Array {
  return new Uint8Array(readFileSync(`${FOLDER}${file}`))
}

export function open(bytes: Uint8Array): Promise<Trace> {
  return readTrace(bytes, async () => {})
}

/** The samples of a profile with two values as lines, sorted: values, then calls from the leaf on. */
export function lines({
  samples,
  stacks,
  locations,
  lines,
  functions,
  strings,
}: Profile): string[] {
  const call = (location: number): string => {
    const line = locations.firstLine[location]!
    const called = lines.function[line]!
    const file = strings.get(functions.file[called]!)
    const name = strings.get(functions.name[called]!)
    return `0x${locations.address[location]!.toString(16)} ${name} ${file}:${lines.line[line]}`
  }
  const sums = new Map<string, [number, number]>()
  for (let row = 0; row < samples.count; row++) {
    const path: string[] = []
    for (let at = samples.stack[row]!; at > 0; at = stacks.parent[at]!) {
      path.push(call(stacks.location[at]!))
    }
    const sum = sums.get(path.join('; ')) ?? [0, 0]
    sum[0] += samples.values[0]![row]!
    sum[1] += samples.values[1]![row]!
    sums.set(path.join('; '), sum)
  }
  return [...sums].map(([path, [count, nanos]]) => `${count} ${nanos} ${path}`).sort()
}
