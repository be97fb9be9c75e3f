import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judged } from '../verdicts/draw.ts'
import type { Recording } from '../verdicts/record.ts'
import { type LiveProgram, LivePrograms, usableGo } from './programs.ts'
import { keep } from './recorded.ts'
import { FEW_SNAPSHOTS, mistakes, SNAPSHOTS, TRIALS, type Trial } from './trials.ts'

/** Between snapshots: longer than a second, so that what leaks one a second has leaked one more. */
const STEP_MS = 1200

const COMMAND = fileURLToPath(new URL('../../dist/cli/flamedrop.cjs', import.meta.url))

const found = usableGo()
if ('missing' in found) console.warn(`\n  The live programs are SKIPPED: ${found.missing}.\n`)

describe.skipIf('missing' in found)('live programs', () => {
  const taken = new Map<Trial, Recording[]>(TRIALS.map((trial) => [trial, []]))
  const running = new Map<string, LiveProgram>()
  const saved = mkdtempSync(join(tmpdir(), 'flamedrop-saved-'))
  let programs: LivePrograms
  let commands: Promise<readonly Ran[]>

  beforeAll(async () => {
    programs = LivePrograms.build('go' in found ? found.go : '')
    await Promise.all(
      [...new Set(TRIALS.map(({ name }) => name))].map(async (name) => {
        running.set(name, await programs.start(name))
      }),
    )
    await Promise.all([...running.values()].map((program) => program.begin()))
    // It watches while the snapshots are taken.
    commands = Promise.all(
      ['unread-channel', 'unread-channel-mended'].map((name) =>
        flamedrop(
          saved,
          '-verdict',
          '-every=0.5',
          `http://${running.get(name)!.host}/debug/pprof/goroutine`,
        ),
      ),
    )
    const start = performance.now()
    for (let i = 0; i < SNAPSHOTS; i++) {
      await sleep(Math.max(0, start + i * STEP_MS - performance.now()))
      await Promise.all(TRIALS.map((trial) => take(trial, i)))
    }
    if (process.env['FLAMEDROP_RECORD']) for (const each of taken) keep(...each)
  })
  afterAll(() => {
    programs?.stop()
    rmSync(saved, { recursive: true, force: true })
  })

  async function take(trial: Trial, i: number): Promise<void> {
    const bytes = await running.get(trial.name)!.take(trial.profile)
    taken.get(trial)!.push({ name: `snapshot.${i}`, bytes, taken: Date.now() })
  }

  test.each(TRIALS)('$name, by its $profile', async (trial) => {
    for (const snapshots of [FEW_SNAPSHOTS, SNAPSHOTS]) {
      const findings = await judged(taken.get(trial)!.slice(0, snapshots))
      expect(mistakes(trial, findings, snapshots)).toEqual([])
    }
  })

  test('the command watches a service, and exits with 3 where it leaks', async () => {
    const [leaking, sound] = await commands
    expect(leaking).toMatchObject({ code: 3, out: expect.stringMatching(/^leaks +main\.answer /) })
    expect(sound).toMatchObject({ code: 0, out: expect.stringMatching(/^nothing /) })
    expect(sound?.errors).toContain('Snapshot 6 of at most 6')
  })

  test('the command exits with 0 for one snapshot, and with 2 for what it cannot read', async () => {
    const heap = `http://${running.get('cache')!.host}/debug/pprof/heap`
    const [one, missing] = await Promise.all([
      flamedrop(saved, '-verdict', heap),
      flamedrop(saved, '-verdict', join(saved, 'missing')),
    ])
    expect(one).toMatchObject({ code: 0, out: expect.stringContaining('main.load') })
    expect(missing).toMatchObject({ code: 2, errors: expect.stringContaining('missing') })
  })
})

interface Ran {
  readonly code: number
  readonly out: string
  readonly errors: string
}

/** Runs the built command. @param folder for what it saves */
function flamedrop(folder: string, ...args: string[]): Promise<Ran> {
  const env = { ...process.env, PPROF_TMPDIR: folder }
  return new Promise((done) => {
    const child = execFile(process.execPath, [COMMAND, ...args], { env }, (_, out, errors) =>
      done({ code: child.exitCode ?? -1, out, errors }),
    )
  })
}
