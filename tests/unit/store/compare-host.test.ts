import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { compareWithBase } from '../../../src/engine/combine/base.ts'
import { loadProfile } from '../../../src/engine/load.ts'
import { report } from '../../../src/engine/pprof.ts'
import type { Profile } from '../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS } from '../../../src/engine/select/options.ts'
import { viewedProfile } from '../../../src/store/compared.ts'
import { type CompareMode, comparisonOf, unscaled } from '../../../src/store/comparison.ts'
import type { OpenProfile } from '../../../src/store/open-profile.ts'
import { EMPTY_SESSION, reduceSession, type Session } from '../../../src/store/session.ts'
import type { CompareAnswer, OpenAnswer, TopAnswer } from '../../../src/worker/protocol.ts'
import { Page } from '../worker/host-page.ts'

// What the table of a comparison shows in each mode is what the report `top` prints of the merge
// that pprof makes: the session says which profile, the host answers.

vi.setConfig({ testTimeout: 30_000 })

const OPTIONS = { ...DEFAULT_OPTIONS, trim: false }

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  const file = new URL(`../../fixtures/profiles/${name}.pb.gz`, import.meta.url)
  return Uint8Array.from(readFileSync(file))
}

async function opened(page: Page, name: string, key: number): Promise<OpenProfile> {
  const source = bytesOf(name).buffer
  const answer = (await page.reply(page.ask({ type: 'open', source, name }))) as OpenAnswer
  const blob = new Blob()
  const { profile: id } = answer
  return {
    ...{ key, id, name, answer, original: blob, warningsRead: false },
    source: { kind: 'file', blob },
  }
}

/** A session that compares heap.4 with heap.1, and the page that asks about it. */
async function compared(): Promise<{ page: Page; session: Session }> {
  const page = new Page()
  const old = await opened(page, 'heap.1', 1)
  const latest = await opened(page, 'heap.4', 2)
  const comparison = comparisonOf([unscaled(latest)], [unscaled(old)])
  const sources = [{ profile: latest.answer.profile, scale: 1 }]
  const bases = [{ profile: old.answer.profile, scale: 1 }]
  const pair = (await page.reply(page.ask({ type: 'compare', sources, bases }))) as CompareAnswer
  const session = [
    { type: 'opened', profile: old, show: true } as const,
    { type: 'opened', profile: latest, show: true } as const,
    { type: 'shown', key: 2, comparison } as const,
    { type: 'paired', comparison: comparison.key, pair } as const,
  ].reduce(reduceSession, EMPTY_SESSION)
  return { page, session }
}

/** The rows of a report `top`, without the lines above them. */
function printed(profile: Profile): string[][] {
  const text = Array.from(report(profile, { name: 'top', options: OPTIONS }) as Iterable<string>)
  const lines = text.join('\n').trimEnd().split(/\n+/)
  const head = lines.findIndex((line) => /flat\s+flat%/.test(line))
  return lines.slice(head + 1).map((line) => line.trim().split(/\s+/))
}

async function shown(page: Page, profile: number): Promise<string[][]> {
  const search = { text: '', regexp: false, matchCase: false }
  const order = { column: 'flat', reverse: false, search, onlyMatches: false } as const
  const window = { from: 0, to: 10_000 }
  const query = { type: 'top', profile, options: OPTIONS, ...order, ...window } as const
  const { rows } = (await page.reply(page.ask(query))) as TopAnswer
  return rows.map((row) => {
    const { frame, flatText, flatPercent, sumPercent, cumText, cumPercent, inline } = row
    const cells = [flatText, flatPercent, sumPercent, cumText, cumPercent, frame.name, inline]
    return cells.filter((cell) => cell !== '').flatMap((cell) => cell.split(' '))
  })
}

let heap1: Profile
let heap4: Profile
beforeAll(async () => {
  heap1 = (await loadProfile(bytesOf('heap.1'))).profile
  heap4 = (await loadProfile(bytesOf('heap.4'))).profile
})

describe('the top of a comparison', () => {
  test.each([
    ['base', false],
    ['base', true],
    ['diff_base', false],
    ['diff_base', true],
  ] as const)('in mode %s, normalized: %s, is the report of the merge', async (mode, normalize) => {
    const { page, session } = await compared()
    const id = viewedProfile(session, {
      ...{ mode, scaling: normalize ? 'total' : 'recorded', side: null },
    })?.id
    const merge = compareWithBase(heap4, heap1, { diff: mode === 'diff_base', normalize })
    expect(await shown(page, id!)).toEqual(printed(merge))
  })

  test.each(['old', 'new'] as const)('side by side is the report of the %s one', async (side) => {
    const { page, session } = await compared()
    const mode: CompareMode = 'side'
    const id = viewedProfile(session, { mode, scaling: 'recorded', side })?.id
    expect(await shown(page, id!)).toEqual(printed(side === 'old' ? heap1 : heap4))
  })
})
