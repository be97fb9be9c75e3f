import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Random } from '../bench/random.ts'
import { compare, type Verdict } from './compare.ts'
import { corpus } from './corpus.ts'
import { argumentsOf, type Command, drawCommand } from './draw.ts'
import { Reference } from './reference.ts'
import { Tally } from './tally.ts'

/** node tests/differential/run.mjs [--count N] [--seed S] [--only REGEX] [--show N]: README.md. */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    show: { type: 'string', default: '12' },
  },
})
const seed = Number(values.seed)
const only = new RegExp(values.only)

// Everything runs where the profiles are.
Object.assign(process.env, { TZ: 'UTC' })
const folder = resolve('dist/differential', `seed-${seed}`)
const programs = resolve('tests/differential/programs')
mkdirSync(folder, { recursive: true })
process.chdir(folder)

const reference = Reference.find(folder)
if (!reference) {
  console.log('The comparison with `go tool pprof` needs `go`, which is not installed here.')
  process.exit(0)
}
const profiles = await corpus(programs, folder, seed)
console.log(`${profiles.length} profiles in ${folder}; ${reference.version}`)

const tally = new Tally()
const failures: [Command, Verdict & { kind: 'different' }][] = []
const random = new Random(seed)
for (let done = 0; done < Number(values.count); ) {
  const command = drawCommand(random, profiles)
  if (!only.test(argumentsOf(command).join(' '))) continue
  done++
  const verdict = await compare(command, reference, folder)
  tally.add(command.report, verdict)
  if (verdict.kind === 'different') failures.push([command, verdict])
}

for (const [command, { ours, theirs }] of failures.slice(0, Number(values.show))) {
  const quoted = argumentsOf(command).map((arg) => (/^[\w./=-]+$/.test(arg) ? arg : `'${arg}'`))
  console.log(`\n${quoted.join(' ')}\n${firstDifference(theirs, ours)}`)
}
console.log()
for (const line of tally.lines()) console.log(line)
process.exitCode = failures.length > 0 ? 1 : 0

function firstDifference(theirs: string, ours: string): string {
  const [a, b] = [theirs.split('\n'), ours.split('\n')]
  const at = a.findIndex((text, i) => text !== b[i])
  const i = at < 0 ? a.length : at
  const cut = (text = '(end)'): string => JSON.stringify(text.slice(0, 300))
  return `  line ${i + 1}\n    pprof     ${cut(a[i])}\n    flamedrop ${cut(b[i])}`
}
