import { parseArgs } from 'node:util'
import { findingsOf } from './findings.ts'
import { ROUND } from './inputs.ts'
import { runChild } from './parent.ts'
import { MOST_MEMORY } from './protocol.ts'

/** `npm run fuzz`: README.md. */

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    inputs: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    round: { type: 'string', default: '0' },
    processes: { type: 'string', default: '1' },
    'show-every': { type: 'string', default: '5' },
    corpus: { type: 'string', multiple: true, default: [] },
  },
})
const processes = Number(values.processes)
const first = Number(values.round)
const rounds = first + Math.ceil(Number(values.inputs) / ROUND)
const until = performance.now() + Number(values.minutes) * 60_000
const counts = { tried: 0, opened: 0, shown: 0 }
const findings = findingsOf('.cache/fuzz')

let told = performance.now()
await Promise.all(
  Array.from({ length: processes }, (_, i) =>
    runChild(
      {
        seed: Number(values.seed),
        round: first + i,
        // JSON has no infinity.
        rounds: Math.min(rounds, 2 ** 31),
        step: processes,
        showEvery: Number(values['show-every']),
        corpus: ['tests/fixtures', ...values.corpus],
        place: findings.place(i),
      },
      until,
      findings,
      (round) => {
        counts.tried += round.tried
        counts.opened += round.opened
        counts.shown += round.shown
        if (performance.now() - told < 60_000) return
        told = performance.now()
        console.log(summary())
      },
    ),
  ),
)
console.log(summary())
if (findings.count > 0) {
  console.log(`${findings.count} findings, each with its input in .cache/fuzz. One by itself:`)
  console.log('  npm run fuzz -- FILE')
  process.exitCode = 1
}

function summary(): string {
  const { tried, opened, shown } = counts
  const limits = `5 s and ${MOST_MEMORY / 2 ** 20} MB each`
  return `${tried} inputs (seed ${values.seed}, ${limits}): ${opened} opened, ${shown} of them with every report, question and layout; ${findings.count} findings`
}
