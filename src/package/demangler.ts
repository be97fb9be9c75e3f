import type { Demangler } from '../engine/profile/demangle/demangle.ts'
import { wasmDemangler } from '../engine/profile/demangle/demangler-wasm.ts'

/**
 * Loads the demangler for C++ and Rust names, a chunk beside the entry. In it as text, since Node
 * and browsers have no way in common to read a file beside a module.
 */
export async function loadDemangler(): Promise<Demangler> {
  const { default: data } = await import('gecko-profiler-demangle/index_bg.wasm?url&inline')
  const text = atob(data.slice(data.indexOf(',') + 1))
  return wasmDemangler(
    await WebAssembly.compile(Uint8Array.from(text, (char) => char.charCodeAt(0))),
  )
}
