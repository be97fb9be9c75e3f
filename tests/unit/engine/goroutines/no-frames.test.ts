import { expect, test } from 'vitest'
import { IN_RUNTIME } from '../../../../src/engine/goroutines/inferred-state.ts'
import { loadProfile } from '../../../../src/engine/load.ts'
import { ask } from '../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'

async function rowsOf(text: string): Promise<string[]> {
  const { profile } = await loadProfile(new TextEncoder().encode(text))
  const { rows, total, listed } = ask(new EngineSession(profile), 'goroutines', {
    options: DEFAULT_OPTIONS,
    ...{
      states: [],
      minWait: 0,
      onlyMatches: false,
      search: { text: '', regexp: false, matchCase: false },
    },
    ...{ by: 'count', reverse: false, from: 0, to: 100 },
  })
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(total)
  expect(listed).toBe(total)
  return rows.map(
    ({ count, states, shown }) =>
      `${count} ${states.map(({ name }) => name).join('+')}: ${shown.map(({ name }) => name)}`,
  )
}

test('goroutines without a frame have a row, and count', async () => {
  const dump = `goroutine 1 [running]:
main.main()
	/srv/main.go:7 +0x1d

goroutine 7 [runnable]:

goroutine 8 [select, 3 minutes]:
created by main.main in goroutine 1
	/srv/main.go:6 +0x11
`
  expect(await rowsOf(dump)).toEqual(['2 runnable+select: ', '1 running: main.main'])
  const counts = 'goroutine profile: total 3\n2 @ 0x11\n#\t0x10\tmain.f+0x1\t/a.go:1\n\n1 @\n'
  expect(await rowsOf(counts)).toEqual(['2 running or runnable: main.f', `1 ${IN_RUNTIME}: `])
})
