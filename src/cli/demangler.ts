import type { Demangler } from '../engine/profile/demangle/demangle.ts'
import { wasmDemangler } from '../engine/profile/demangle/demangler-wasm.ts'

/** Loads the demangler for C++ and Rust names, which is a separate chunk beside the command. */
export async function loadDemangler(): Promise<Demangler> {
  const { default: data } = await import('gecko-profiler-demangle/index_bg.wasm?url&inline')
  const bytes = Buffer.from(data.slice(data.indexOf(',') + 1), 'base64')
  return wasmDemangler(await WebAssembly.compile(bytes))
}
