import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ask } from '../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'
import { setEngine } from '../../../../src/store/engine.ts'
import { viewStore } from '../../../../src/store/navigation.ts'
import type { OpenProfile } from '../../../../src/store/open-profile.ts'
import { dispatch, EMPTY_SESSION, sessionStore } from '../../../../src/store/session.ts'
import { addSourceTextFolders } from '../../../../src/store/source-text.ts'
import { INITIAL_VIEW } from '../../../../src/store/view-list.ts'
import {
  begin,
  cancelLine,
  clearConsole,
  consoleOf,
  consoleStore,
  promptKey,
  runLine,
  takeOver,
} from '../../../../src/views/console/state.ts'
import { type AskOptions, EngineClient } from '../../../../src/worker/client.ts'
import type { Query } from '../../../../src/worker/protocol.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import '../../views.ts'

// The prompts of the open profiles, with an engine that answers when it is told to.

const session = new EngineSession(fromStacks('main main\na b'))
const profile = { key: 7, id: 1, name: 'cpu.pb.gz' } as OpenProfile

/** Lets the engine answer; until then it works. */
let release: () => void = () => {}

class SlowClient extends EngineClient {
  override ask(query: Query, { signal }: AskOptions = {}): Promise<never> {
    if (query.type !== 'console') throw new Error('only the prompt is asked')
    return new Promise((resolve, reject) => {
      release = () => {
        const answer: unknown = ask(session, 'console', query)
        resolve(answer as never)
      }
      signal?.addEventListener('abort', () => {
        super.ask(query, { signal }).catch(reject)
      })
    })
  }
}

beforeEach(() => {
  setEngine(new SlowClient())
  viewStore.setState({ ...INITIAL_VIEW, options: { ...DEFAULT_OPTIONS, focus: 'a' } })
  dispatch({ type: 'opened', profile, show: true })
})

afterEach(() => {
  sessionStore.setState(EMPTY_SESSION, true)
  consoleStore.setState({ consoles: new Map(), history: [] })
})

const now = () => consoleOf(consoleStore.getState(), promptKey(profile))
const states = () => now().entries.map(({ line, state }) => [line, state])

/** Runs a line to its end. */
async function run(line: string | null): Promise<void> {
  const done = runLine(profile, line)
  release()
  await done
}

test('list prints the source that the Source view finds', async () => {
  const source = new EngineSession(fromStacks('main@/srv/app/main.go:2'))
  setEngine(
    new (class extends EngineClient {
      override async ask(query: Query): Promise<never> {
        return ask(source, 'console', query as Extract<Query, { type: 'console' }>) as never
      }
    })(),
  )
  const text = 'package main\nfunc main() {}\n'
  addSourceTextFolders([
    {
      name: 'app',
      async *files() {
        yield { path: 'app/main.go', open: async () => new File([text], 'main.go') }
      },
    },
  ])
  await runLine({ ...profile, source: { kind: 'file' } } as OpenProfile, 'list main')
  const said = now().entries.at(-1)!.said
  expect(said).toHaveLength(1)
  expect(said[0]).toMatchObject({ type: 'text', report: 'list' })
  const [listed] = said
  expect(listed?.type === 'text' && listed.lines.at(-1)).toBe(
    '         1          1      2:func main() {}',
  )
})

describe('the prompt of a profile', () => {
  test('begins with the options of the page and greets once', async () => {
    begin(profile)
    begin(profile)
    expect(states()).toEqual([[null, 'running']])
    release()
    await expect.poll(states).toEqual([[null, 'done']])
    expect(now().options.focus).toBe('a')
    expect(now().entries[0]!.said[0]).toMatchObject({ type: 'text' })
  })

  test('keeps its options, until it takes over those of the page', async () => {
    await run('focus=b')
    expect(now().options.focus).toBe('b')
    expect(viewStore.getState().options.focus).toBe('a')
    takeOver(profile)
    expect(now().options).toMatchObject({ focus: 'a', compact_labels: true })
  })

  test('remembers each line once, the newest last', async () => {
    for (const line of ['top', 'o', ' top ', '  ']) await run(line)
    expect(consoleStore.getState().history).toEqual(['o', 'top'])
  })

  test('gives up a line that is cancelled, and takes the next', async () => {
    const first = runLine(profile, 'focus=b')
    await runLine(profile, 'o')
    expect(states()).toEqual([['focus=b', 'running']])
    clearConsole(profile)
    expect(states()).toEqual([['focus=b', 'running']])
    expect(cancelLine(profile)).toBe(true)
    await first
    expect(states()).toEqual([['focus=b', 'cancelled']])
    expect(now().options.focus).not.toBe('b')
    expect(cancelLine(profile)).toBe(false)
    await run('o')
    expect(states().at(-1)).toEqual(['o', 'done'])
    clearConsole(profile)
    expect(states()).toEqual([])
  })

  test('runs a line under other options without keeping them', async () => {
    await run('focus=b')
    const done = runLine(profile, 'top', { ...DEFAULT_OPTIONS, focus: 'main' })
    release()
    await done
    expect(now().entries.at(-1)!.before.focus).toBe('main')
    expect(now().options.focus).toBe('b')
  })

  test('is forgotten with its profile', async () => {
    await run('o')
    dispatch({ type: 'closed', key: profile.key })
    const other = { ...profile, key: 8 }
    dispatch({ type: 'opened', profile: other, show: true })
    const done = runLine(other, 'o')
    release()
    await done
    expect([...consoleStore.getState().consoles.keys()]).toEqual(['8'])
  })
})
