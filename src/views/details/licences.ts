export interface Library {
  readonly name: string
  /** As SPDX has it. */
  readonly licence: string
  readonly url: string
}

/** What the page is made with, and under which terms. */
export const LIBRARIES: readonly Library[] = [
  { name: 'Flamedrop', licence: 'Apache-2.0', url: '' },
  { name: 'd3', licence: 'ISC', url: 'https://d3js.org' },
  {
    name: 'd3-flame-graph',
    licence: 'Apache-2.0',
    url: 'https://github.com/spiermar/d3-flame-graph',
  },
  {
    name: 'gecko-profiler-demangle',
    licence: 'Apache-2.0 OR MIT',
    url: 'https://github.com/mstange/gecko-profiler-demangle',
  },
  { name: 'Lezer', licence: 'MIT', url: 'https://lezer.codemirror.net' },
  { name: 'pako', licence: 'MIT AND Zlib', url: 'https://github.com/nodeca/pako' },
  {
    name: 'protobuf.js',
    licence: 'BSD-3-Clause',
    url: 'https://github.com/protobufjs/protobuf.js',
  },
  { name: 're2js', licence: 'MIT', url: 'https://github.com/le0pard/re2js' },
  { name: 'React', licence: 'MIT', url: 'https://react.dev' },
  {
    name: 'wasm-graphviz (Graphviz)',
    licence: 'Apache-2.0 (EPL-2.0)',
    url: 'https://github.com/hpcc-systems/hpcc-js-wasm',
  },
  { name: 'zustand', licence: 'MIT', url: 'https://github.com/pmndrs/zustand' },
]
