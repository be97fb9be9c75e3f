import wasm from 'gecko-profiler-demangle/index_bg.wasm?url'
import type { Demangler } from '../engine/profile/demangle/demangle.ts'
import { wasmDemangler } from '../engine/profile/demangle/demangler-wasm.ts'

let loaded: Promise<WebAssembly.Module> | undefined

/** Loads the demangler for C++ and Rust names when first needed. */
export async function loadDemangler(): Promise<Demangler> {
  loaded ??= fetchModule().catch((error: unknown) => {
    // The network may be available again for the next profile.
    loaded = undefined
    throw error
  })
  return wasmDemangler(await loaded)
}

async function fetchModule(): Promise<WebAssembly.Module> {
  const response = await fetch(wasm)
  if (!response.ok) throw new Error(`the server says ${response.status}`)
  return WebAssembly.compile(await response.arrayBuffer())
}
