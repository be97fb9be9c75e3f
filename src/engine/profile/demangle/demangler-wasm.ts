import type { Demangler } from './demangle.ts'

/** What gecko-profiler-demangle's module exports, as wasm-bindgen calls it. */
interface Exports {
  readonly memory: WebAssembly.Memory
  __wbindgen_malloc(size: number, align: number): number
  __wbindgen_free(at: number, size: number, align: number): void
  /** Frees the memory of the name; the caller frees that of the text. */
  demangle_any(at: number, length: number): [at: number, length: number]
}

/**
 * A short mangled name can expand to gigabytes by nested repetition. Longer texts than this are
 * rejected, and after a few of them nothing more is demangled.
 */
const LONGEST = 1 << 17
const MOST_FAILURES = 5

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * The demangler of npm's gecko-profiler-demangle (cpp_demangle and rustc-demangle), for one
 * profile. The package's own JavaScript is not used: it makes a single instance that is never
 * freed.
 * @param module its `index_bg.wasm`
 */
export async function wasmDemangler(module: WebAssembly.Module): Promise<Demangler> {
  let exports = await instantiate(module)
  let failures = 0
  return (name) => {
    if (failures >= MOST_FAILURES) return undefined
    let text: string | undefined
    try {
      text = call(exports, name)
    } catch {
      // The name has exhausted stack or memory: the state of the instance is undefined now.
      exports = renewed(module)
    }
    if (text === undefined) failures++
    // What it does not know comes back as it is, or without its first underscore.
    return text === name || text === name.slice(1) ? undefined : text
  }
}

/** The table that the import would prepare is for objects; only numbers are handed over here. */
const IMPORTS = { './index_bg.js': { __wbindgen_init_externref_table: () => {} } }

async function instantiate(module: WebAssembly.Module): Promise<Exports> {
  const instance = await WebAssembly.instantiate(module, IMPORTS)
  return instance.exports as unknown as Exports
}

function renewed(module: WebAssembly.Module): Exports {
  return new WebAssembly.Instance(module, IMPORTS).exports as unknown as Exports
}

function call(exports: Exports, name: string): string | undefined {
  const { memory, __wbindgen_malloc: allocate, __wbindgen_free: free } = exports
  const bytes = encoder.encode(name)
  const at = allocate(bytes.length, 1) >>> 0
  new Uint8Array(memory.buffer).set(bytes, at)
  const [textAt, length] = exports.demangle_any(at, bytes.length)
  const fits = length >>> 0 <= LONGEST
  const text = fits
    ? decoder.decode(new Uint8Array(memory.buffer, textAt >>> 0, length))
    : undefined
  free(textAt, length, 1)
  return text
}
