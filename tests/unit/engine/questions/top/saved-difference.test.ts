import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'

// The files of tests/fixtures/saved and what `go tool pprof -top -trim=false` says of them.

const FOLDER = join(import.meta.dirname, '../../../../fixtures/saved')
/** It names the unit that its report chose. */
const OPTIONS = { ...DEFAULT_OPTIONS, trim: false }

async function open(name: string): Promise<EngineSession> {
  const loaded = await loadProfile(readFileSync(join(FOLDER, name)))
  return new EngineSession(loaded.profile)
}

test.each(['heap.base', 'heap.diff_base'])(
  'the table of %s has the figures of -top',
  async (name) => {
    const session = await open(`${name}.pb.gz`)
    const { rows } = ask(session, 'top', {
      ...{
        options: OPTIONS,
        column: 'flat',
        reverse: false,
        onlyMatches: false,
        from: 0,
        to: 1000,
      },
      search: { text: '', regexp: false, matchCase: false },
    })
    const said = rows.map(({ frame, inline, ...row }) =>
      [
        row.flatText,
        row.flatPercent,
        row.sumPercent,
        row.cumText,
        row.cumPercent,
        frame.name,
        inline,
      ]
        .filter((text) => text !== '')
        .join(' '),
    )
    const lines = readFileSync(join(FOLDER, `${name}.top.txt`), 'utf8')
      .trimEnd()
      .split('\n')
    const head = lines.findIndex((line) => /^ +flat /.test(line))
    expect(said).toEqual(lines.slice(head + 1).map((line) => line.trim().replace(/\s+/g, ' ')))
  },
)

test('what is told of them is what grew and what shrank, and no finding', async () => {
  const header = async (name: string) =>
    ask(await open(name), 'header', { options: DEFAULT_OPTIONS }).changes
  expect(await header('heap.base.pb.gz')).toEqual({
    isMarked: false,
    grewText: '0.49MB',
    shrankText: '10.62MB',
  })
  // The samples of the base are marked, and cancel out all the same.
  expect(await header('heap.diff_base.pb.gz')).toEqual({
    isMarked: true,
    grewText: '0.49MB',
    shrankText: '10.62MB',
  })
  expect(ask(await open('heap.diff_base.pb.gz'), 'findings', {}).findings).toEqual([])
})
