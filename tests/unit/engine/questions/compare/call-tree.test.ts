import { expect, test } from 'vitest'
import { type Mode, ProfilePair } from '../../../../../src/engine/compare/pair.ts'
import { askPair } from '../../../../../src/engine/questions/compare-questions.ts'
import { DEFAULT_OPTIONS } from '../../../../../src/engine/select/options.ts'
import { CompareSession } from '../../../../../src/engine/session/compare-session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

// Rows of a call tree with what both sides have of their paths.

const OLD = `
  main  main   main  main
  json  sha    json  gone
  walk  .      .     .
  ---
  samples/count 10 20 5 4
`
const NEW = `
  main  main   main  fresh
  json  sha    json  .
  walk  .      .     .
  ---
  samples/count 30 20 2 7
`
const MODE: Mode = { diff: false, normalize: false }
const REQUEST = {
  options: DEFAULT_OPTIONS,
  mode: MODE,
  search: { text: '', regexp: false, matchCase: false },
  ...{ collapse: false, onlyOwn: false, onlyMatches: false, open: null, from: 0, to: 100 },
}

async function compared(): Promise<CompareSession> {
  const [old, now] = [OLD, NEW].map((picture) => [{ profile: fromStacks(picture), scale: 1 }])
  return new CompareSession(await ProfilePair.open(now!, old!))
}

function rowsOf(session: CompareSession, direction: 'down' | 'up'): string[] {
  const { rows } = askPair(session, 'compare-call-tree', { ...REQUEST, direction })
  return rows.map(({ frame, depth, change }) => {
    const { cum, flat } = change!
    const figures = [cum.oldText, cum.newText, cum.deltaText, cum.deltaPercent || cum.state]
    return [depth, frame.name, ...figures, flat.deltaText].join(' ')
  })
}

test('the path of the largest change is open, and what changed most comes first', async () => {
  expect(rowsOf(await compared(), 'down')).toEqual([
    '1 main 39 52 +13 +33.33% 0',
    '2 json 15 32 +17 +113.33% −3',
    '3 walk 10 30 +20 +200.00% +20',
    '2 gone 4 0 −4 gone −4',
    '2 sha 20 20 0 0% 0',
    '1 fresh 0 7 +7 new +7',
  ])
})

test('bottom-up the functions whose own values changed stand by how much', async () => {
  const names = rowsOf(await compared(), 'up').filter((row) => row.startsWith('1 '))
  expect(names.map((row) => row.split(' ').slice(1, 5).join(' '))).toEqual([
    'walk 10 30 +20',
    'fresh 0 7 +7',
    'gone 4 0 −4',
    'json 5 2 −3',
  ])
})

test('the next match is opened, whatever side it is on', async () => {
  const session = await compared()
  const search = { ...REQUEST.search, text: 'gone' }
  const request = { ...REQUEST, search, direction: 'down', open: [], row: -1 } as const
  const { row, name, open } = askPair(session, 'compare-call-tree-open', {
    ...request,
    to: 'next-match',
  })
  expect([name, open.length]).toEqual(['gone', 1])
  const { rows, matches } = askPair(session, 'compare-call-tree', {
    ...request,
    open,
    from: 0,
    to: 9,
  })
  expect([rows[row]!.frame.name, rows[row]!.match, matches]).toEqual(['gone', true, 1])
})
