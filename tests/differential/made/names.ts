import type { Random } from '../../bench/random.ts'
// Of C++ (g++ 12) and of Rust, in both of its schemes; some are none.
import mangled from './mangled.txt?raw'

/** How functions, files and binaries are called in a language. */
export interface Language {
  readonly id: string
  /** At most three. None is a file of this machine: pprof would look for symbols in it. */
  readonly binaries: readonly string[]
  readonly name: (draw: Draw, row: number) => string
  /** What the linker calls it, where that is another name. */
  readonly systemName?: (name: string, row: number) => string
  readonly file: (draw: Draw, row: number) => string
}

export type Draw = <T>(from: readonly T[]) => T

export function drawFrom(random: Random): Draw {
  return (from) => from[random.below(from.length)]!
}

const NOUNS = ['order', 'cart', 'index', 'page', 'cache', 'token', 'route', 'stock']
const VERBS = ['load', 'find', 'parse', 'merge', 'encode', 'scan', 'flush', 'visit']
const TYPES = ['int', 'char const*', 'std::string const&', 'Cart&&', 'void (*)(int)', 'T']

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1)

/** Names that are already demangled; the templates and parameters are pprof's to cut. */
const cpp: Language = {
  id: 'cpp',
  binaries: ['/opt/shop/bin/shopd', '/opt/shop/lib/libshop++.so.6', '[vdso]'],
  name: (draw, row) => {
    const noun = draw(NOUNS)
    const verb = draw(VERBS)
    const inner = `std::vector<${draw(TYPES)}, std::allocator<${noun}::${capital(verb)}> >`
    return draw([
      `shop::${noun}::${verb}(${draw(TYPES)}, ${draw(TYPES)})`,
      `shop::${capital(noun)}<${inner}>::${verb}(${draw(TYPES)}) const`,
      `void shop::${verb}<${draw(TYPES)}>(${inner}*)`,
      `(anonymous namespace)::${verb}_${noun}(int)`,
      `shop::${capital(noun)}::operator()(${draw(TYPES)})`,
      `shop::${capital(noun)}::operator<(shop::${capital(noun)} const&)`,
      `shop::${noun}::{lambda(int)#${row}}::operator()(int) const`,
      `${verb}_${noun}`,
      `~${capital(noun)}`,
      `.${verb}`,
      inner,
    ])
  },
  file: (draw, row) =>
    draw([`src/${draw(NOUNS)}.cc`, `./include/${draw(NOUNS)}.h`, `/b/f${row}.cc`]),
}

/** The profiler has demangled: the name stays as it is. */
const cppByProfiler: Language = {
  ...cpp,
  id: 'cpp-by-profiler',
  systemName: (name, row) => `sym_${row}_${name.length}`,
}

const rust: Language = {
  id: 'rust',
  binaries: ['/srv/target/release/ledger', '/srv/lib/libledger-c.so.6'],
  name: (draw, row) => {
    const noun = draw(NOUNS)
    const verb = draw(VERBS)
    return draw([
      `ledger::${noun}::${verb}`,
      `ledger::${noun}::${capital(noun)}<T>::${verb}`,
      `<ledger::${noun}::${capital(noun)} as core::fmt::Display>::fmt`,
      `<alloc::vec::Vec<u8> as ledger::${capital(verb)}>::${verb}::{{closure}}`,
      `core::ptr::drop_in_place<ledger::${noun}::${capital(noun)}>`,
      `ledger::${noun}::${verb}::h${(row + 0xabcdef).toString(16).padStart(16, '0')}`,
      `_start_${row}`,
    ])
  },
  file: (draw, row) => draw([`src/${draw(NOUNS)}.rs`, `/rustc/8ede3/library/f${row}.rs`, '']),
}

const java: Language = {
  id: 'java',
  binaries: ['/opt/jvm-none/bin/java', 'libjvm.so'],
  name: (draw, row) => {
    const noun = draw(NOUNS)
    const verb = draw(VERBS)
    return draw([
      `com.shop.${noun}.${capital(noun)}.${verb}`,
      `com.shop.${capital(noun)}$Item.<init>`,
      `com.shop.${capital(noun)}.<clinit>`,
      `com.shop.${capital(noun)}$$Lambda$${row}/0x00000008.apply`,
      `java.util.HashMap.${verb}`,
      `java.util.List<${capital(noun)}>.${verb}(int, java.lang.String)`,
      `[Unknown ${verb}]`,
    ])
  },
  file: (draw) => draw([`${capital(draw(NOUNS))}.java`, 'HashMap.java', '']),
}

const python: Language = {
  id: 'python',
  binaries: ['/opt/none/python3.11', ''],
  name: (draw) =>
    draw([
      draw(VERBS),
      `${capital(draw(NOUNS))}.${draw(VERBS)}`,
      '<module>',
      '<listcomp>',
      '__call__',
    ]),
  file: (draw, row) =>
    draw([
      `/app/${draw(NOUNS)}/views.py`,
      `<frozen importlib._bootstrap>`,
      `site-packages/p${row}.py`,
    ]),
}

const go: Language = {
  id: 'go',
  binaries: ['/srv/orchard', '[vdso]'],
  name: (draw, row) => {
    const noun = draw(NOUNS)
    const verb = draw(VERBS)
    return draw([
      `main.${verb}`,
      `github.com/acme/${noun}/v2.${capital(verb)}`,
      `github.com/acme/${noun}.(*${capital(noun)}).${verb}`,
      `github.com/acme/${noun}.(*${capital(noun)}[...]).${verb}`,
      `main.map${capital(verb)}[go.shape.int_0,go.shape.string_1]`,
      `main.(*tree[go.shape.float64]).${verb}`,
      `main.${verb}.func${row % 3}.1`,
      `runtime.${verb}`,
    ])
  },
  file: (draw, row) => draw([`/src/${draw(NOUNS)}/${draw(VERBS)}.go`, `./f${row}.go`, 'a/../b.go']),
}

const script: Language = {
  id: 'script',
  binaries: ['node-none', ''],
  name: (draw, row) =>
    draw([
      '(anonymous)',
      `Object.<anonymous>`,
      `get ${draw(NOUNS)}`,
      `${draw(VERBS)}:L#${row}:C#7`,
      `${capital(draw(NOUNS))}.${draw(VERBS)} [as ${draw(VERBS)}]`,
      `async ${draw(VERBS)}`,
    ]),
  file: (draw, row) => draw(['node:internal/main', `file:///app/f${row}.mjs`, 'a b/c.js', '']),
}

/** Names as the linker has them: pprof demangles them. */
const linker: Language = {
  ...cpp,
  id: 'linker',
  name: (draw) => draw(MANGLED),
}

const MANGLED = mangled.trim().split('\n')

/** A profiler that knows no binaries. */
const ruby: Language = {
  id: 'ruby',
  binaries: [],
  name: (draw) =>
    draw([`${capital(draw(NOUNS))}#${draw(VERBS)}`, `block in ${draw(VERBS)}`, '<main>']),
  file: (draw, row) => draw([`/app/models/${draw(NOUNS)}.rb`, `(eval):${row}`]),
}

/** The first binary, which stands for the program, has no name. */
const kernel: Language = {
  id: 'kernel',
  binaries: ['', '/lib/modules/none/shop.ko', '[kernel.kallsyms]'],
  name: (draw, row) =>
    draw([
      `do_${draw(VERBS)}`,
      `__${draw(NOUNS)}_${draw(VERBS)}.isra.${row}`,
      `sys_${draw(VERBS)}`,
    ]),
  file: () => '',
}

/** What no compiler writes, but a profile may hold. */
const odd: Language = {
  id: 'odd',
  binaries: ['/tmp/a "b"', 'bin\\shop.exe', '/dev/dri/card99'],
  name: (draw, row) =>
    draw([
      `quote"${row}"`,
      `back\\slash\\n${row}`,
      `größe_${row}`,
      `名前${row}`,
      `100%s ${row}`,
      `<${draw(NOUNS)}`,
      `${draw(NOUNS)}>>`,
      `((${draw(VERBS)}`,
      `${'very'.repeat(30)}Long${row}`,
      `a.b.c.d.e${row}`,
      '',
    ]),
  file: (draw, row) => draw([`f"${row}".x`, `C:\\src\\f${row}.c`, 'ü/ä.c', '']),
}

export const LANGUAGES: readonly Language[] = [
  cpp,
  cppByProfiler,
  linker,
  rust,
  java,
  python,
  go,
  script,
  ruby,
  kernel,
  odd,
]
