import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { goroutineGroups } from '../../../../src/engine/goroutines/groups.ts'
import { callerByStack, isStarter } from '../../../../src/engine/goroutines/starters.ts'
import { loadProfile } from '../../../../src/engine/load.ts'

async function creatorsIn(dump: string | Uint8Array): Promise<string[]> {
  const bytes = typeof dump === 'string' ? new TextEncoder().encode(dump) : dump
  const groups = goroutineGroups((await loadProfile(bytes)).profile)!
  return Array.from(groups.creator, (creator) => groups.creators[creator]!)
}

/** A goroutine with these functions on its stack, innermost first. */
const goroutine = (id: number, names: readonly string[], by = ''): string =>
  `goroutine ${id} [select]:\n${names.map((name) => `${name}()\n\t/srv/a.go:1 +0x1\n`).join('')}${
    by === '' ? '' : `created by ${by}\n\t/srv/a.go:2 +0x1\n`
  }\n`

const WAIT_GROUP = 'sync.(*WaitGroup).Go in goroutine 1'
const WRAPPER = 'sync.(*WaitGroup).Go.func1'

test.each([
  ['main.startPool.func1', 'main.startPool'],
  ['main.(*Server).Serve.func2.1', 'main.(*Server).Serve'],
  ['main.run.func1.gowrap2', 'main.run'],
  ['main.each-range1', 'main.each'],
  ['main.Map[...].func3', 'main.Map[...]'],
  ['main.(*Server).loop', ''],
  ['main.glob..func1', ''],
  ['main.func1', ''],
])('what was started, %s, tells who started it', (started, caller) => {
  const stack = ['runtime.goexit', WRAPPER, started, 'main.work']
  expect(callerByStack('sync.(*WaitGroup).Go', stack)).toBe(caller)
})

test.each([
  ['sync.(*WaitGroup).Go', WRAPPER],
  ['golang.org/x/sync/errgroup.(*Group).Go', 'golang.org/x/sync/errgroup.(*Group).add.func1'],
  ['golang.org/x/sync/errgroup.(*Group).TryGo', 'golang.org/x/sync/errgroup.(*Group).TryGo.func1'],
  [
    'github.com/sourcegraph/conc.(*WaitGroup).Go',
    'github.com/sourcegraph/conc/panics.(*Catcher).Try',
  ],
  [
    'github.com/panjf2000/ants/v2.(*goWorker).run',
    'github.com/panjf2000/ants/v2.(*goWorker).run.func1',
  ],
  ['gopkg.in/tomb%2ev2.(*Tomb).Go', 'gopkg.in/tomb%2ev2.(*Tomb).run'],
  ['github.com/oklog/run.(*Group).Run', 'github.com/oklog/run.(*Group).Run.func1'],
  [
    'k8s.io/apimachinery/pkg/util/wait.(*Group).Start',
    'k8s.io/apimachinery/pkg/util/wait.BackoffUntil',
  ],
  ['time.goFunc', 'main.serve.func1'],
  ['example.com/app/async.SafeGo', 'example.com/app/async.SafeGo.func1'],
  ['main.GoSafe', 'main.GoSafe.func1'],
])('%s starts goroutines for its caller', async (starter, wrapper) => {
  const dump = goroutine(5, ['main.work', 'main.serve.func1', wrapper], `${starter} in goroutine 1`)
  expect(await creatorsIn(dump)).toEqual(['main.serve'])
})

test('what starts goroutines of its own is their creator', () => {
  for (const name of [
    'net/http.(*Server).Serve',
    'main.main',
    'database/sql.OpenDB',
    'main.Going',
  ]) {
    expect(isStarter(name)).toBe(false)
  }
})

test('a function with a name of its own: the goroutine that waits for it tells, if it is there', async () => {
  const started = goroutine(5, ['main.(*Server).loop', WRAPPER], WAIT_GROUP)
  const waits = goroutine(1, ['sync.(*WaitGroup).Wait', 'main.runAll', 'main.main'])
  expect(await creatorsIn(started + waits)).toEqual(['main.runAll', ''])
  expect(await creatorsIn(started)).toEqual(['sync.(*WaitGroup).Go'])
  const moved = goroutine(1, ['main.serve', 'main.main'])
  expect(await creatorsIn(started + moved)).toEqual(['sync.(*WaitGroup).Go', ''])
})

const wild = new URL('../../../../../shared/wild/08-waitgroup-go.txt', import.meta.url)

test.skipIf(!existsSync(wild))('the dump of a pool names the pool', async () => {
  expect(new Set(await creatorsIn(readFileSync(wild)))).toEqual(new Set(['main.startPool']))
})
