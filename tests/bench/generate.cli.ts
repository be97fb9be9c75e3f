import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { generate, type Kind, MAIN, type ProfileParameters, STRESS } from './generate.ts'

/**
 * node dist/bench/generate.mjs --out FILE [--preset main|stress] [--samples N] [--functions N]
 *   [--locations N] [--depth N] [--kind cpu|heap|goroutine] [--labels SHARE] [--seed N] [--recording N]
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    preset: { type: 'string', default: 'main' },
    seed: { type: 'string' },
    recording: { type: 'string' },
    samples: { type: 'string' },
    functions: { type: 'string' },
    locations: { type: 'string' },
    depth: { type: 'string' },
    kind: { type: 'string' },
    labels: { type: 'string' },
  },
})
if (values.out === undefined) throw new Error('where to? give --out FILE')

const preset = values.preset === 'stress' ? STRESS : MAIN
const parameters: ProfileParameters = {
  seed: Number(values.seed ?? preset.seed),
  recording: Number(values.recording ?? preset.recording),
  samples: Number(values.samples ?? preset.samples),
  functions: Number(values.functions ?? preset.functions),
  locations: Number(values.locations ?? preset.locations),
  meanDepth: Number(values.depth ?? preset.meanDepth),
  kind: (values.kind ?? preset.kind) as Kind,
  labels: Number(values.labels ?? preset.labels),
}
const started = performance.now()
const { bytes, paths } = generate(parameters)
const zipped = gzipSync(bytes, { level: 6 })
mkdirSync(dirname(values.out), { recursive: true })
// Never half a file under the name that the bench takes for a finished one.
writeFileSync(`${values.out}.part`, zipped)
renameSync(`${values.out}.part`, values.out)
const seconds = (performance.now() - started) / 1000
console.log(
  `${values.out}: ${parameters.samples} samples, ${paths} distinct paths, ` +
    `${(bytes.length / 1e6).toFixed(1)} MB, gzip ${(zipped.length / 1e6).toFixed(1)} MB, ` +
    `${seconds.toFixed(1)} s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
)
