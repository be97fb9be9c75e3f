import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'

/** A chunk that was loaded, and where what V8 made of it belongs. */
interface Loaded {
  readonly script: Script
  readonly name: string
  /** Says which state of the chunk was compiled. */
  readonly state: string
  /** It was compiled from its text. */
  readonly anew: boolean
}

type Wrapper = (exports: object, require: NodeRequire, module: object) => void

/**
 * Loads the chunks of the built command (CommonJS) with what V8 compiled when they ran last: a third
 * of the time of a small report is compiling. Newer Node does so by itself
 * (`module.enableCompileCache`), Node 20 does not, and its folder for that is one that others can
 * write to as well.
 *
 * What was compiled lies in a folder beside the chunks, by version of Node: whoever can write there
 * can change the chunks themselves. Where nothing can be written, nothing is kept.
 */
export class CompiledChunks {
  private readonly modules = new Map<string, { exports: object }>()
  private readonly loaded: Loaded[] = []
  private readonly kept: string

  /** @param folder of the chunks */
  constructor(private readonly folder: string) {
    this.kept = join(folder, 'compiled', `${process.version}-${process.arch}`)
  }

  /** What the chunk `name` exports; it is run once. */
  load(name: string): object {
    const known = this.modules.get(name)
    if (known) return known.exports
    const file = join(this.folder, name)
    // In this order: a build in between makes what is kept unused, not wrong.
    const { mtimeMs, size } = statSync(file)
    const text = readFileSync(file, 'utf8')
    const state = `${Math.round(mtimeMs)}-${size}`
    const cachedData = contentOf(join(this.kept, `${name}.${state}`))
    const script = new Script(`(function (exports, require, module) {${text}\n})`, {
      filename: file,
      ...(cachedData ? { cachedData } : {}),
    })
    this.loaded.push({ script, name, state, anew: cachedData === undefined })
    const module = { exports: {} }
    this.modules.set(name, module)
    const run = script.runInThisContext() as Wrapper
    run.call(module.exports, module.exports, this.requireFrom(file), module)
    return module.exports
  }

  /**
   * Keeps for the next run what was compiled in this one, with the functions that it needed.
   * @returns how many chunks were kept; those that were kept before are left
   */
  keep(): number {
    let count = 0
    for (const { script, name, state, anew } of this.loaded) {
      if (anew && this.write(name, state, script.createCachedData())) count++
    }
    return count
  }

  private requireFrom(file: string): NodeRequire {
    const own = createRequire(file)
    const required = (id: string): unknown =>
      id.startsWith('./') ? this.load(id.slice(2)) : own(id)
    return Object.assign(required, own)
  }

  private write(name: string, state: string, data: Uint8Array): boolean {
    const file = join(this.kept, `${name}.${state}`)
    // Another command may be reading or writing it: it is there as a whole or not at all.
    const unfinished = `${file}.${process.pid}`
    try {
      mkdirSync(dirname(file), { recursive: true })
      const older = readdirSync(this.kept).filter((each) => each.startsWith(`${name}.`))
      for (const each of older) rmSync(join(this.kept, each), { force: true })
      writeFileSync(unfinished, data)
      renameSync(unfinished, file)
      return true
    } catch {
      return false
    }
  }
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
