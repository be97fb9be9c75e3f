// What grew between two profiles, with exit code 1 if a function grew by more than a tenth of all.
//   node report.mjs before.pb.gz after.pb.gz
import { readFile } from 'node:fs/promises'
import { compare, functions, load, ProfileError, report } from 'flamedrop/engine'

const LIMIT = 0.1
const example = new URL('../dist/app/examples/cpu.pb.gz', import.meta.url)
const [before = example, after = example] = process.argv.slice(2)

try {
  const [old, now] = await Promise.all([open(before), open(after)])
  for (const warning of now.warnings) console.error(warning)
  process.stdout.write(report(now, 'top', { nodecount: 5 }))

  const { total } = functions(old)
  const { rows } = functions(await compare(now, old))
  const grown = rows.filter(({ flat }) => flat > total * LIMIT)
  for (const { name, flat } of grown) {
    console.log(`${name} grew by ${((100 * flat) / total).toFixed(1)} % of all that was before`)
  }
  if (grown.length === 0) console.log('No function grew by more than a tenth.')
  process.exitCode = grown.length > 0 ? 1 : 0
} catch (error) {
  if (!(error instanceof ProfileError)) throw error
  console.error(error.message, error.hint)
  process.exitCode = 2
}

async function open(file) {
  return load(await readFile(file))
}
