import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { frameKind } from '../../../../src/engine/goroutines/frame-kind.ts'
import { type GoroutineGroups, goroutineGroups } from '../../../../src/engine/goroutines/groups.ts'
import { IN_RUNTIME, inferState } from '../../../../src/engine/goroutines/inferred-state.ts'
import {
  ALL,
  type GoroutineFilter,
  type GoroutineList,
  type GoroutineOrder,
  goroutineList,
} from '../../../../src/engine/goroutines/list.ts'
import { groupGoroutines, groupRows, stateCounts } from '../../../../src/engine/goroutines/rows.ts'
import { frontFrames, type StackFrame } from '../../../../src/engine/goroutines/stack-frames.ts'
import { stateMeaning } from '../../../../src/engine/goroutines/states.ts'
import { loadProfile } from '../../../../src/engine/load.ts'

async function groupsOf(text: string | Uint8Array): Promise<GoroutineGroups> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return goroutineGroups((await loadProfile(bytes)).profile)!
}

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url))

const leak = (id: number, status: string): string =>
  `goroutine ${id} [${status}]:\nmain.leak(0x${id})\n\t/srv/main.go:32 +0x25\ncreated by main.loop\n\t/srv/main.go:37 +0x5\n\n`
const lock = (id: number, status: string): string =>
  `goroutine ${id} [${status}]:\nsync.(*Mutex).Lock(...)\n\t/usr/lib/go/src/sync/mutex.go:81\nmain.put(0x1)\n\t/srv/main.go:50 +0x3\ncreated by main.main\n\t/srv/main.go:9 +0x5\n\n`
const DUMP = [
  leak(10, 'chan send, 1 minutes'),
  leak(11, 'chan send, 9 minutes'),
  lock(12, 'sync.Mutex.Lock, 30 minutes'),
  leak(13, 'runnable'),
  leak(14, 'chan send, 9 minutes'),
  lock(15, 'sync.Mutex.Lock'),
  'goroutine 16 [select]:\nmain.serve()\n\t/srv/main.go:60 +0x3\n',
].join('')

const BY_COUNT: GoroutineOrder = { by: 'count', reverse: false }

function listOf(
  groups: GoroutineGroups,
  filter: Partial<GoroutineFilter> = {},
  order = BY_COUNT,
): GoroutineList {
  return goroutineList(groups, { ...ALL, ...filter }, order)
}

/** `count state×count longest/median creators: frame < frame (folded)` */
function lines(list: GoroutineList): string[] {
  return groupRows(list, 0, list.order.length).map((row) => {
    const counted = (all: readonly { name: string; count: number }[]): string =>
      all.map(({ name, count }) => `${name}×${count}`).join('+')
    const names = (frames: readonly StackFrame[]): string =>
      frames.map(({ name }) => name).join(' < ')
    const folded = row.folded.length > 0 ? ` (${names(row.folded)})` : ''
    return `${row.count} ${counted(row.states)} ${row.longest}/${row.median} ${counted(row.creators)}: ${names(row.shown)}${folded}`
  })
}

describe('groups of goroutines', () => {
  test('have those with the same stack, whatever their state', async () => {
    const groups = await groupsOf(DUMP)
    expect(groups.total).toBe(7)
    expect(lines(listOf(groups))).toEqual([
      '4 chan send×3+runnable×1 9/1 main.loop×4: main.leak',
      '2 sync.Mutex.Lock×2 30/0 main.main×2: main.put (sync.(*Mutex).Lock)',
      '1 select×1 0/0 : main.serve',
    ])
    expect(stateCounts(groups).map(({ name, count }) => `${name} ${count}`)).toEqual([
      'chan send 3',
      'sync.Mutex.Lock 2',
      'runnable 1',
      'select 1',
    ])
  })

  test('are filtered by state and by wait: what is left is counted', async () => {
    const groups = await groupsOf(DUMP)
    expect(lines(listOf(groups, { states: ['chan send'] }))).toEqual([
      '3 chan send×3 9/9 main.loop×3: main.leak',
    ])
    const long = listOf(groups, { minWait: 5 })
    expect(long.total).toBe(3)
    expect(lines(long)).toEqual([
      '2 chan send×2 9/9 main.loop×2: main.leak',
      '1 sync.Mutex.Lock×1 30/30 main.main×1: main.put (sync.(*Mutex).Lock)',
    ])
    expect(listOf(groups, { maxWait: 0 }).total).toBe(3)
    expect(listOf(groups, { states: ['no such'] }).order).toHaveLength(0)
  })

  test('are ordered by count, wait and state', async () => {
    const groups = await groupsOf(DUMP)
    const counts = (order: GoroutineOrder): number[] =>
      groupRows(listOf(groups, {}, order), 0, 9).map(({ count }) => count)
    expect(counts({ by: 'count', reverse: true })).toEqual([1, 2, 4])
    expect(counts({ by: 'wait', reverse: false })).toEqual([2, 4, 1])
    expect(counts({ by: 'state', reverse: false })).toEqual([4, 1, 2])
  })

  test('name their goroutines, a window at a time', async () => {
    const list = listOf(await groupsOf(DUMP), { states: ['chan send'] })
    const group = list.order[0]!
    const ids = (from: number, to: number): string[] =>
      groupGoroutines(list, group, from, to).map(({ id, wait }) => `${id}: ${wait}`)
    expect(ids(0, 10)).toEqual(['10: 1', '11: 9', '14: 9'])
    expect(ids(1, 2)).toEqual(['11: 9'])
    expect(ids(2, 10)).toEqual(['14: 9'])
    expect(ids(3, 10)).toEqual([])
  })

  test('of a binary profile have states by their innermost calls, and say so', async () => {
    const groups = await groupsOf(fixture('profiles/goroutine.4.pb.gz'))
    expect([groups.inferred, groups.waitsKnown, groups.total]).toEqual([true, false, 317])
    expect((await groupsOf(DUMP)).inferred).toBe(false)
    const rows = lines(listOf(groups, { states: ['chan send', 'semacquire', 'sleep'] }))
    expect(rows.map((row) => row.replace(/ \(.*/, ''))).toEqual([
      '289 chan send×289 null/null : main.leak',
      '12 semacquire×12 null/null : main.waitForever',
      '1 sleep×1 null/null : main.(*registry).put < main.main.func1',
    ])
    expect(groupGoroutines(listOf(groups), 0, 0, 9)).toEqual([])
  })

  test('of the text form, which leaves the runtime out, do not claim to know more', async () => {
    const groups = await groupsOf(fixture('goroutine.debug1.txt'))
    expect(groups.total).toBe(389)
    const [leaked] = groupRows(listOf(groups), 0, 1)
    expect(leaked?.shown.map(({ name }) => name)).toEqual(['main.leak'])
    expect(leaked?.states.map(({ name }) => name)).toEqual([IN_RUNTIME])
  })

  test('are none of a profile that counts something else', async () => {
    const { profile } = await loadProfile(fixture('profiles/cpu.pb.gz'))
    expect(goroutineGroups(profile)).toBeNull()
  })
})

test.each([
  ['main.leak', '/srv/main.go', 'own'],
  ['leakdemo/internal/queue.(*Queue).next', '/srv/internal/queue/queue.go', 'own'],
  ['github.com/a/b.f', '/home/gopher/go/pkg/mod/github.com/a/b@v1.2.3/b.go', 'dependency'],
  ['github.com/a/b.f', 'github.com/a/b@v1.2.3/b.go', 'dependency'],
  ['github.com/a/b.f', '/src/app/vendor/github.com/a/b/b.go', 'dependency'],
  ['net/http.(*conn).serve', '/usr/lib/go/src/net/http/server.go', 'standard'],
  ['vendor/golang.org/x/net/http2.f', '/usr/lib/go/src/vendor/x.go', 'standard'],
  ['go.quarry.io/a.f', '/src/a.go', 'own'],
  ['runtime/pprof.Do', '/usr/lib/go/src/runtime/pprof/runtime.go', 'standard'],
  ['runtime.gopark', '/usr/lib/go/src/runtime/proc.go', 'runtime'],
  ['internal/runtime/maps.newTable', '/usr/lib/go/src/internal/runtime/maps/table.go', 'runtime'],
  ['gogo', '/usr/lib/go/src/runtime/asm_amd64.s', 'runtime'],
])('%s in %s is %s', (name, file, kind) => {
  expect(frameKind(name, file)).toBe(kind)
})

test('the frames in front are the best there are', () => {
  const frames = (...kinds: StackFrame['kind'][]): StackFrame[] =>
    kinds.map((kind, row) => ({ row, name: `${kind}${row}`, file: '', line: 0, kind }))
  const shown = (...kinds: StackFrame['kind'][]): string =>
    frontFrames(frames(...kinds))
      .shown.map(({ name }) => name)
      .join()
  expect(shown('runtime', 'own', 'standard', 'own')).toBe('own1,own3')
  expect(shown('standard', 'dependency', 'standard')).toBe('dependency1')
  expect(shown('runtime', 'standard')).toBe('standard1')
  expect(shown('runtime')).toBe('runtime0')
})

test('states that goroutines can be inferred to be in are explained, and those of a dump', () => {
  for (const call of ['runtime.selectgo', 'runtime.chansend1', 'time.Sleep', 'main.f', '']) {
    expect(stateMeaning(inferState([call])), call).not.toBeNull()
  }
  expect(stateMeaning('chan send')?.cause).toContain('receiver')
  expect(stateMeaning('constructor')).toBeNull()
})
