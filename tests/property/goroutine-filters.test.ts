import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProfileBuilder } from '../../src/engine/profile/builder.ts'
import type { LabelFilters } from '../../src/engine/questions/goroutines/filters.ts'
import type { GoroutinesAnswer } from '../../src/engine/questions/goroutines/goroutines.ts'
import { ask } from '../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { EngineSession } from '../../src/engine/session/session.ts'

/** What a dump may call a state, and what it never does: all that pprof's filters have a meaning for. */
const state = fc.oneof(
  fc.constantFrom('running', 'select', 'chan send', 'semacquire', 'select (no cases)'),
  fc.constantFrom(
    'a,b',
    'a=b',
    'state=select',
    '5',
    '5:',
    'wait',
    '^x$',
    '.*',
    '-',
    'Ünder \u202e|',
  ),
  fc.string({ minLength: 1, maxLength: 4 }),
)

interface Goroutines {
  readonly state: string
  readonly minutes: number
  readonly count: number
}

const goroutines: fc.Arbitrary<Goroutines> = fc.record({
  state,
  minutes: fc.nat({ max: 4 }),
  count: fc.integer({ min: 1, max: 1000 }),
})

function sessionOf(all: readonly Goroutines[]): EngineSession {
  const builder = new ProfileBuilder([{ type: 'goroutine', unit: 'count' }])
  const lines = [{ function: builder.addFunction({ name: 'main.f' }), line: 1 }]
  const location = builder.addLocation({ lines })
  for (const { state, minutes, count } of all) {
    const labels = [{ key: 'state', text: state }]
    const wait = minutes > 0 ? [{ key: 'wait', number: minutes, unit: 'minutes' }] : []
    builder.addSample([location], [count], [...labels, ...wait])
  }
  return new EngineSession(builder.build())
}

test('what is listed is what every view shows by its filters', () => {
  const asked = fc.record({
    picked: fc.array(fc.nat(), { maxLength: 3 }),
    minWait: fc.constantFrom(0, 0.5, 1, 2, 3.5),
  })
  fc.assert(
    fc.property(
      fc.array(goroutines, { minLength: 1, maxLength: 6 }),
      fc.array(asked, { minLength: 1, maxLength: 3 }),
      (all, steps) => {
        const session = sessionOf(all)
        const askList = (filters: LabelFilters, states: readonly string[], minWait: number) =>
          ask(session, 'goroutines', {
            ...{ options: { ...DEFAULT_OPTIONS, ...filters }, states, minWait },
            ...{ search: { text: '', regexp: false, matchCase: false }, onlyMatches: false },
            ...{ by: 'count', reverse: false, from: 0, to: 10 },
          }) as GoroutinesAnswer
        // Each list is left to every view, and the next is of that.
        let filters: LabelFilters = { tagfocus: '', tagignore: '' }
        for (const { picked, minWait } of steps) {
          const states = picked.map((at) => all[at % all.length]!.state)
          const { listed, everyView } = askList(filters, states, minWait)
          if (!everyView) continue
          filters = everyView
          expect(askList(filters, [], 0).total).toBe(listed)
        }
      },
    ),
    { numRuns: 500 },
  )
})
