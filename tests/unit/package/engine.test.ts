import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  compare,
  functions,
  load,
  OptionError,
  ProfileError,
  report,
  reports,
  verdict,
} from '../../../src/package/engine.ts'

// What flamedrop/engine promises in docs/package.md.

const read = (name: string) =>
  readFileSync(new URL(`../../fixtures/profiles/${name}`, import.meta.url))
const cpu = await load(read('cpu.pb.gz'))

describe('load', () => {
  test('says what is known of a profile, from bytes or a buffer', async () => {
    expect(cpu.sampleTypes).toEqual([
      { type: 'samples', unit: 'count' },
      { type: 'cpu', unit: 'nanoseconds' },
    ])
    expect(cpu.recorded!.getTime()).toBeGreaterThan(0)
    const { buffer } = new Uint8Array(read('cpu.pb.gz'))
    expect(await load(buffer)).toEqual(cpu)
  })

  test('throws what a user can read for anything else', async () => {
    await expect(load(new TextEncoder().encode('<html>'))).rejects.toThrow(ProfileError)
  })
})

test('a report has the options by their names, and is bytes or text', () => {
  expect(report(cpu, 'top', { nodecount: 2 })).toMatch(/^Showing top 2 nodes out of \d+$/m)
  expect(report(cpu, 'proto')).toBeInstanceOf(Uint8Array)
  expect(() => report(cpu, 'top', { focus: '(' })).toThrow(OptionError)
  expect(() => report(cpu, 'svg')).toThrow('unrecognized command: svg')
  expect(reports).toEqual(expect.arrayContaining(['top', 'tree', 'peek', 'list', 'dot']))
})

test('functions have the numbers of top', () => {
  const { unit, total, rows } = functions(cpu)
  expect(unit).toBe('nanoseconds')
  expect(rows.reduce((sum, { flat }) => sum + flat, 0)).toBe(total)
  const [first] = rows
  expect(report(cpu, 'top', { unit: 'ns' })).toContain(`${first!.flat}ns`)
  const byCum = functions(cpu, { sort: 'cum' }).rows.map(({ cum }) => cum)
  expect(byCum).toEqual(byCum.toSorted((a, b) => b - a))
})

test('a profile less itself is nothing; as diff_base 100 % is the base', async () => {
  expect(functions(await compare(cpu, cpu)).rows).toEqual([])
  const marked = await compare(cpu, cpu, { mode: 'diff_base' })
  expect(functions(marked).total).toBe(functions(cpu).total)
  const heap = await load(read('heap.1.pb.gz'))
  await expect(compare(cpu, heap)).rejects.toThrow(ProfileError)
})

test('a verdict names the snapshots, and needs some', async () => {
  const snapshots = await Promise.all(
    ['1', '2', '3', '4'].map(async (number) => {
      const name = `goroutine.${number}.pb.gz`
      return { name, profile: await load(read(name)) }
    }),
  )
  const { verdict: kind, findings, series } = await verdict(snapshots)
  expect(findings[0]!.kind).toBe(kind)
  expect(series.snapshots.map(({ name }) => name)).toEqual(snapshots.map(({ name }) => name))
  await expect(verdict([])).rejects.toThrow(TypeError)
})

test('what is no profile of the package is refused', () => {
  expect(() => report({ ...cpu }, 'top')).toThrow(TypeError)
})
