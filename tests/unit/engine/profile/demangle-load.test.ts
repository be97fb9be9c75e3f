import { describe, expect, test, vi } from 'vitest'
import { loadDemangler } from '../../../../src/cli/demangler.ts'
import { readSymbolize } from '../../../../src/cli/symbolize.ts'
import { encodeProto } from '../../../../src/engine/encode/proto.ts'
import { loadProfile, type PrepareOptions } from '../../../../src/engine/load.ts'
import { report } from '../../../../src/engine/pprof.ts'
import { type NewFunction, ProfileBuilder } from '../../../../src/engine/profile/builder.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'

/** A file in which each function takes a sample, the first the most. */
function fileOf(...functions: NewFunction[]): Uint8Array {
  const builder = new ProfileBuilder([{ type: 'cpu', unit: 'count' }])
  functions.forEach((fn, i) => {
    const location = builder.addLocation({
      address: BigInt(16 * (i + 1)),
      lines: [{ function: builder.addFunction(fn) }],
    })
    builder.addSample([location], [functions.length - i], [])
  })
  return Buffer.concat([...encodeProto(builder.build())])
}

const named = (...names: string[]): Uint8Array => fileOf(...names.map((name) => ({ name })))

/** The names that the top report shows. */
function shown(profile: Profile): string[] {
  const lines = report(profile, { name: 'top', options: DEFAULT_OPTIONS, regexp: '' })
  if (lines instanceof Uint8Array) throw new Error('top writes text')
  const written = [...lines]
  const rows = written.slice(written.findIndex((line) => /flat%/.test(line)) + 1)
  return rows.map((row) => row.replace(/^(?:\s*\S+){5}\s+/, ''))
}

async function open(file: Uint8Array, options: PrepareOptions = {}): Promise<Profile> {
  return (await loadProfile(file, { demangler: loadDemangler, ...options })).profile
}

const LAMBDA = '_ZZN2ns3Foo3runEiENKUlvE_clEv'

describe('on loading', () => {
  test('C++ and Rust names are demangled, others stay', async () => {
    const file = named(
      '_ZN2ns3Foo3barEi',
      LAMBDA,
      '_RNvCs1234_7mycrate4main',
      'main.(*Server).Serve',
      'std::sort<int*>(int*)',
      'memcpy',
      '_start',
    )
    const profile = await open(file)
    expect(shown(profile)).toEqual([
      'ns::Foo::bar',
      'ns::Foo::run(int)::{lambda()#1}::operator()',
      'mycrate::main',
      'main.(*Server).Serve',
      'std::sort',
      'memcpy',
      '_start',
    ])
    expect(profile.warnings).toEqual([])
  })

  test('clones of one function become one', async () => {
    const profile = await open(named('_Z1fi', '_Z1fi.cold', '_Z1fd'))
    expect(shown(profile)).toEqual(['f'])
  })

  test('a name that the profiler chose stays, unless forced', async () => {
    const file = fileOf(
      { name: 'bar', systemName: LAMBDA },
      { name: 'f<int>()', systemName: '_Z1fIiEvv' },
    )
    expect(shown(await open(file))).toEqual(['bar', 'f<int>()'])
    const { naming } = readSymbolize('force')
    const forced = ['ns::Foo::run(int)::{lambda()#1}::operator()', 'f']
    expect(shown(await open(file, { naming }))).toEqual(forced)
  })

  test.each([
    ['', 'std::vector::at', 'f', 'g::h'],
    ['demangle=default', 'std::vector::at', 'f', 'g::h'],
    ['demangle=templates', 'std::vector<int, std::allocator<int> >::at', 'f<1>', 'g<2>::h'],
    ['demangle=full', 'std::vector<int, std::allocator<int> >::at(int)', 'f<1>()', 'g<2>::h()'],
    ['demangle=none', '_ZNSt6vectorIiSaIiEE2atEi', 'f<1>()', 'g<2>::h()'],
    ['none', '_ZNSt6vectorIiSaIiEE2atEi', 'chosen', 'g<2>::h()'],
  ])('-symbolize=%s names a function %s', async (mode, ...names) => {
    const file = fileOf(
      { name: '_ZNSt6vectorIiSaIiEE2atEi' },
      { name: 'chosen', systemName: 'f<1>()' },
      { name: 'g<2>::h()' },
    )
    // Only some modes replace what the profiler chose.
    if (!mode.startsWith('demangle=') || mode === 'demangle=default') names[1] = 'chosen'
    if (mode === 'demangle=templates') names[1] = 'f<1>'
    const { naming, complaints } = readSymbolize(mode)
    expect(shown(await open(file, { naming }))).toEqual(names)
    expect(complaints).toEqual([])
  })
})

describe('the library', () => {
  test.each([
    ['Go', ['main.main', 'runtime.mallocgc', 'main.(*T[...]).f', '_cgo_wait', '_rt0_amd64']],
    ['Java', ['com.example.Type.<init>', 'java.util.HashMap.get']],
    ['plain C++', ['_ZN2ns3Foo3barEi', '_ZNSt6vectorIiSaIiEE2atEi', '__ZN3FooC1Ev']],
    ['demangled C++', ['std::vector<int>::at(int)']],
  ])('is not loaded for %s', async (_, names) => {
    const demangler = vi.fn(loadDemangler)
    await open(named(...names), { demangler })
    expect(demangler).not.toHaveBeenCalled()
  })

  test('is not loaded where names are not made', async () => {
    const demangler = vi.fn(loadDemangler)
    for (const mode of ['none', 'demangle=none']) {
      await open(named(LAMBDA), { demangler, naming: readSymbolize(mode).naming })
    }
    await open(fileOf({ name: 'chosen', systemName: LAMBDA }), { demangler })
    expect(demangler).not.toHaveBeenCalled()
  })

  test('is loaded once, and asked once for each name', async () => {
    const library = vi.fn(await loadDemangler())
    const demangler = vi.fn(async () => library)
    await open(
      fileOf(
        { name: LAMBDA, file: 'a.cc' },
        { name: LAMBDA, file: 'b.cc' },
        { name: '_ZN3FooclEi' },
      ),
      { demangler },
    )
    expect(demangler).toHaveBeenCalledTimes(1)
    expect(library.mock.calls).toEqual([[LAMBDA], ['_ZN3FooclEi']])
  })

  test('that cannot be loaded is warned of, and the rest is named', async () => {
    const demangler = () => Promise.reject(new Error('the server says 404'))
    const profile = await open(named(LAMBDA, '_ZN2ns3Foo3barEi', 'g<2>::h()'), { demangler })
    expect(shown(profile)).toEqual([LAMBDA, 'ns::Foo::bar', 'g::h'])
    expect(profile.warnings).toEqual([
      "Some C++ and Rust functions have the linker's names: the demangler cannot be loaded (the server says 404).",
    ])
  })
})

describe('-symbolize', () => {
  const SHORT = { parameters: true, templateArguments: true }

  test.each([
    ['', { cut: SHORT, force: false }],
    ['local', { cut: SHORT, force: false }],
    ['FastLocal:Force', { cut: SHORT, force: true }],
    ['remote:demangle=default', { cut: SHORT, force: false }],
    ['full', { cut: { parameters: false, templateArguments: false }, force: true }],
    ['demangle=none', { cut: null, force: true }],
    ['no', null],
    ['force:none', null],
  ])('"%s" is understood', (mode, naming) => {
    expect(readSymbolize(mode)).toEqual({ naming, complaints: [] })
  })

  test.each(['fast', 'demangle=local', 'demangle=FORCE'])('"%s" is complained of', (mode) => {
    expect(readSymbolize(mode)).toEqual({
      naming: { cut: SHORT, force: false },
      complaints: [
        `ignoring unrecognized symbolization option: ${mode}`,
        'expecting -symbolize=[local|fastlocal|remote|none][:force][:demangle=[none|full|templates|default]',
      ],
    })
  })
})
