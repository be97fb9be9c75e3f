import type { Demangler } from '../engine/profile/demangle/demangle.ts'
import { wasmDemangler } from '../engine/profile/demangle/demangler-wasm.ts'

/** The demangler for C++ and Rust names; its bytes are a chunk of their own beside the command. */
export async function loadDemangler(): Promise<Demangler> {
  const { default: data } = await import('gecko-profiler-demangle/index_bg.wasm?url&inline')
  const bytes = Buffer.from(data.slice(data.indexOf(',') + 1), 'base64')
  return wasmDemangler(await WebAssembly.compile(bytes))
}
