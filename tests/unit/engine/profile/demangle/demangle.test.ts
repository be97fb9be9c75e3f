import { beforeAll, describe, expect, test } from 'vitest'
import { loadDemangler } from '../../../../../src/cli/demangler.ts'
import {
  type Demangler,
  demangle,
  isMangled,
  needsLibrary,
} from '../../../../../src/engine/profile/demangle/demangle.ts'
import { plainName } from '../../../../../src/engine/profile/demangle/plain-name.ts'
import { SHORT } from '../../../../../src/engine/profile/names.ts'

// What is expected is what pprof's demangler prints (github.com/ianlancetaylor/demangle).

const TEMPLATES = { parameters: true, templateArguments: false }
const FULL = { parameters: false, templateArguments: false }

let library: Demangler

beforeAll(async () => {
  library = await loadDemangler()
})

/** The mangled name, and what is shown by default, with templates, in full; by "=" as before it. */
const NAMES: readonly (readonly [string, string, string, string])[] = [
  ['_Z3foov', 'foo', '=', 'foo()'],
  ['_ZL3foov', 'foo', '=', 'foo()'],
  ['_ZN2ns3Foo3barEi', 'ns::Foo::bar', '=', 'ns::Foo::bar(int)'],
  ['_ZNK2ns3Foo3barERKSs', 'ns::Foo::bar', '=', 'ns::Foo::bar(std::string const&) const'],
  ['_ZNKR3Foo3barEv', 'Foo::bar', '=', 'Foo::bar() const &'],
  ['_ZNO3Foo3barEv', 'Foo::bar', '=', 'Foo::bar() &&'],
  // Constructors and destructors.
  ['_ZN3FooC1Ei', 'Foo::Foo', '=', 'Foo::Foo(int)'],
  ['_ZN3FooD0Ev', 'Foo::~Foo', '=', 'Foo::~Foo()'],
  ['_ZN3FooIiED2Ev', 'Foo::~Foo', 'Foo<int>::~Foo', 'Foo<int>::~Foo()'],
  // Namespaces and ABI tags.
  ['_ZN12_GLOBAL__N_13runEv', '(anonymous namespace)::run', '=', '(anonymous namespace)::run()'],
  ['_ZN3Foo3getB5cxx11Ev', 'Foo::get[abi:cxx11]', '=', 'Foo::get[abi:cxx11]()'],
  ['_Z7GetNameB5cxx11v', 'GetName[abi:cxx11]', '=', 'GetName[abi:cxx11]()'],
  ['_Z7GetNameB5cxx11ii', 'GetName[abi:cxx11]', '=', 'GetName[abi:cxx11](int, int)'],
  // The standard library's abbreviations.
  [
    '_ZNSt6vectorIiSaIiEE9push_backEOi',
    'std::vector::push_back',
    'std::vector<int, std::allocator<int> >::push_back',
    'std::vector<int, std::allocator<int> >::push_back(int&&)',
  ],
  ['_ZNSs4swapERSs', 'std::string::swap', '=', 'std::string::swap(std::string&)'],
  [
    '_ZNSsC1Ev',
    'std::basic_string::basic_string',
    'std::basic_string<char, std::char_traits<char>, std::allocator<char> >::basic_string',
    'std::basic_string<char, std::char_traits<char>, std::allocator<char> >::basic_string()',
  ],
  [
    '_ZNSdD1Ev',
    'std::basic_iostream::~basic_iostream',
    'std::basic_iostream<char, std::char_traits<char> >::~basic_iostream',
    'std::basic_iostream<char, std::char_traits<char> >::~basic_iostream()',
  ],
  ['_ZNSirsERi', 'std::istream::operator>>', '=', 'std::istream::operator>>(int&)'],
  // What the compiler put behind the name.
  ['_ZN3Foo3runEv.isra.0.cold', 'Foo::run', '=', 'Foo::run()'],
  ['_ZZN3Foo3runEvENKUlvE_clEv.part.1', 'Foo::run()::{lambda()#1}::operator()', '=', ''],
  // Operators.
  ['_ZN3FooclEi', 'Foo::operator()', '=', 'Foo::operator()(int)'],
  ['_ZN3FooixEm', 'Foo::operator[]', '=', 'Foo::operator[](unsigned long)'],
  ['_ZN3FooptEv', 'Foo::operator->', '=', 'Foo::operator->()'],
  ['_ZN3FoopmEi', 'Foo::operator->*', '=', 'Foo::operator->*(int)'],
  ['_ZN3FooltERKS_', 'Foo::operator<', '=', 'Foo::operator<(Foo const&)'],
  ['_ZN3FoossERKS_', 'Foo::operator<=>', '=', 'Foo::operator<=>(Foo const&)'],
  ['_ZlsIiERSoS0_T_', 'operator<<', 'operator<< <int>', ''],
  ['_ZN3FoorsIiEEvT_', 'Foo::operator>>', 'Foo::operator>><int>', ''],
  ['_Znwm', 'operator new', '=', 'operator new(unsigned long)'],
  ['_ZdaPv', 'operator delete[]', '=', 'operator delete[](void*)'],
  ['_ZNK3FoocvbEv', 'Foo::operator bool', '=', 'Foo::operator bool() const'],
  [
    '_ZNK3FoocvSt6vectorIiSaIiEEEv',
    'Foo::operator std::vector',
    'Foo::operator std::vector<int, std::allocator<int> >',
    'Foo::operator std::vector<int, std::allocator<int> >() const',
  ],
  ['_ZZN3Foo3runEiENKUlvE_cvPFvvEEv', 'Foo::run(int)::{lambda()#1}::operator void (*)()', '=', ''],
  ['_ZNK3FoocvMS_FviEEv', 'Foo::operator void (Foo::*)(int)', '=', ''],
  // Local names keep the parameters of the function that they are in.
  [
    '_ZZN3Foo3runEiENKUlRKSt6vectorIiSaIiEEE0_clES4_',
    'Foo::run(int)::{lambda(std::vector const&)#2}::operator()',
    'Foo::run(int)::{lambda(std::vector<int, std::allocator<int> > const&)#2}::operator()',
    'Foo::run(int)::{lambda(std::vector<int, std::allocator<int> > const&)#2}::operator()(std::vector<int, std::allocator<int> > const&) const',
  ],
  [
    '_ZZN3Foo3runEiENKUlT_E_clIiEEDaS0_',
    'Foo::run(int)::{lambda(auto:1)#1}::operator()',
    'Foo::run(int)::{lambda(auto:1)#1}::operator()<int>',
    '',
  ],
  [
    '_ZZN1A1fENS_1BENS_1CEENKUlS0_S1_E_clES0_S1_',
    'A::f(A::B, A::C)::{lambda(A::B, A::C)#1}::operator()',
    '=',
    '',
  ],
  ['_ZZNK3Foo3runEvE3tab', 'Foo::run() const::tab', '=', '='],
  ['_ZZ1fILi3EEvvE1x', 'f()::x', 'f<3>()::x', '='],
  ['_ZZ1fIiJEEvT_DpOT0_E1x', 'f(int)::x', 'f<int>(int)::x', '='],
  ['_ZN3FooUt_3barEv', 'Foo::{unnamed type#1}::bar', '=', 'Foo::{unnamed type#1}::bar()'],
  // Template arguments.
  ['_Z4sortIPFbiiEEvPiS2_T_', 'sort', 'sort<bool (*)(int, int)>', ''],
  ['_Z4callIXadL_ZN3Foo3barEiEEEvi', 'call', 'call<&Foo::bar>', ''],
  ['_Z5arrayIiLj8EEvv', 'array', 'array<int, 8u>', ''],
  ['_Z1fILb1ELin5ELc65ELm8EEvv', 'f', 'f<true, -5, (char)65, 8ul>', ''],
  ['_ZN5OuterI4PackIJEEE3runEv', 'Outer::run', 'Outer<Pack<> >::run', 'Outer<Pack<> >::run()'],
  ['_ZN5OuterI4PackIiJEEJEE3runEv', 'Outer::run', 'Outer<Pack<int> >::run', ''],
  ['_ZN3FooaSIDnEERS_T_', 'Foo::operator=', 'Foo::operator=<decltype(nullptr)>', ''],
  [
    '_ZNSt8functionIFN3Foo4TypeEiEEC1EOS3_',
    'std::function::function',
    'std::function<Foo::Type (int)>::function',
    'std::function<Foo::Type (int)>::function(std::function<Foo::Type (int)>&&)',
  ],
  // Tables, thunks and their like.
  ['_ZTV3Foo', 'vtable for Foo', '=', '='],
  ['_ZTTSi', 'VTT for std::istream', '=', '='],
  ['_ZTI3FooIiE', 'typeinfo for Foo', 'typeinfo for Foo<int>', '='],
  ['_ZTSSt9exception', 'typeinfo name for std::exception', '=', '='],
  ['_ZGVZN3Foo3runEvE3tab', 'guard variable for Foo::run()::tab', '=', '='],
  ['_ZThn16_N3Foo3runEi', 'non-virtual thunk to Foo::run(int)', '=', '='],
  ['_ZTv0_n24_N3FooD0Ev', 'virtual thunk to Foo::~Foo()', '=', '='],
  ['_ZTch0_h16_N3Foo5cloneEv', 'covariant return thunk to Foo::clone()', '=', '='],
  ['_ZTC3Foo0_3Bar', 'construction vtable for Bar-in-Foo', '=', '='],
  ['_GLOBAL__I__ZN3foo3barE', 'global constructors keyed to foo::bar', '=', '='],
  [
    '___Z3foov_block_invoke_2',
    'invocation function for block in foo',
    '=',
    'invocation function for block in foo()',
  ],
  // What is behind the name does not matter where only the name is shown.
  ['_ZNSo5flushEv@@GLIBCXX_3.4', 'std::ostream::flush', '=', '_ZNSo5flushEv@@GLIBCXX_3.4'],
  ['_Z3foov@plt', 'foo', '=', '_Z3foov@plt'],
  // macOS.
  ['__ZN2ns3Foo3barEi', 'ns::Foo::bar', '=', 'ns::Foo::bar(int)'],
  ['____Z3foov_block_invoke', 'invocation function for block in foo', '=', ''],
  ['__RNvC1a1b', 'a::b', '=', '='],
  // Hashes and suffixes of Rust go; generics go in the new scheme, and stay in the old one.
  ['_ZN4core3fmt9Formatter3pad17h0123456789abcdefE', 'core::fmt::Formatter::pad', '=', '='],
  ['_ZN4core3fmt9Formatter3pad17h0123456789abcdefE.llvm.7', 'core::fmt::Formatter::pad', '=', '='],
  [
    '_ZN71_$LT$Test$u20$$u2b$$u20$$u27$static$u20$as$u20$foo..Bar$LT$Test$GT$$GT$3bar17h930b740aa94f1d3aE',
    "<Test + 'static as foo::Bar<Test>>::bar",
    '=',
    '=',
  ],
  ['_RNvCs1234_7mycrate4main.llvm.77', 'mycrate::main', '=', '='],
  ['_RNvXs_C1aNtB4_1SNtB4_1T1f', '<a::S as a::T>::f', '=', '='],
  ['_RINvC1a1bKj123_E', 'a::b::<>', 'a::b::<291>', '='],
  [
    '_RNvXC1aDINtC1b6FnOnceTEEp6OutputuEL_NtC1c1T1f',
    '<dyn b::FnOnce<, Output = ()> as c::T>::f',
    '<dyn b::FnOnce<(), Output = ()> as c::T>::f',
    '=',
  ],
  [
    '_RNvXC1aDNtC1b4Iterp4ItemINtC1b3VechEEL_NtC1c1T1f',
    '<dyn b::Iter<Item = b::Vec<>> as c::T>::f',
    '<dyn b::Iter<Item = b::Vec<u8>> as c::T>::f',
    '=',
  ],
  ['_RNvXC1aFG_RL0_hEuNtC1c1T1f', "<for<'a> fn(&'a u8) as c::T>::f", '=', '='],
  [
    '_RNvXC1aDG_INtC1b2FnTRL0_hEEEL_NtC1c1T1f',
    "<dyn for<'a> b::Fn<> as c::T>::f",
    "<dyn for<'a> b::Fn<(&'a u8,)> as c::T>::f",
    '=',
  ],
  ['_RNCNvC1a1bs_0', 'a::b::{closure#1}', '=', '='],
]

describe('a mangled name', () => {
  test.each(NAMES)('%s', (name, short, templates, full) => {
    const shown = (cut: typeof FULL) => demangle(name, cut, library) ?? name
    expect(isMangled(name)).toBe(true)
    expect(shown(SHORT)).toBe(short)
    const withTemplates = templates === '=' ? short : templates
    expect(shown(TEMPLATES)).toBe(withTemplates)
    // Without an entry the library differs from pprof: it leaves out the return type, most often.
    if (full !== '') expect(shown(FULL)).toBe(full === '=' ? withTemplates : full)
  })

  test.each(NAMES)('%s is the same where no library is needed', (name, short) => {
    const alone = demangle(name, SHORT)
    expect(alone ?? short).toBe(short)
    expect(needsLibrary(name, SHORT)).toBe(alone === undefined)
  })

  test('is read without the library if it is no more than namespaces and classes', () => {
    for (const name of [
      '_ZN2ns3Foo3barEi',
      '_ZN2v88internal5TNodeINS0_6UnionTINS0_3SmiENS0_10HeapNumberEEEE3getEPFvRKS1_E',
      '_ZNSt6vectorISt4pairIKiSsESaIS2_EE9push_backEOS2_',
      '_ZN1AIA4_iLN1B1CE2ELb1EMS0_FvvEDpT_JS0_DnEE1fEv',
    ]) {
      expect(needsLibrary(name, SHORT), name).toBe(false)
      expect(needsLibrary(name, TEMPLATES), name).toBe(true)
      expect(plainName(name)).toBe(demangle(name.replace(/^_Z/, '__Z'), SHORT, library))
    }
  })
})

describe('a name that is not mangled', () => {
  test.each(['', 'main', '_start', '_Zed', '_ZN3fooEx', '_R', '_Read', '_RNvC9a', '__libc_start'])(
    '"%s" has no other',
    (name) => {
      expect(demangle(name, FULL, library)).toBeUndefined()
    },
  )

  test.each([
    '_Z',
    '_ZN',
    '_ZNS',
    '_ZNSt',
    '_ZN9a',
    '_ZN1aI',
    '_ZN1aIF',
    '_ZN1aILj',
    '_ZN1aIN',
    `_ZN1aI${'P'.repeat(100_000)}`,
    `_ZN1a${'I1a'.repeat(100_000)}`,
    `_Z${'9'.repeat(400)}a`,
  ])('nor has what breaks off: %#', (name) => {
    expect(plainName(name)).toBeUndefined()
    expect(demangle(name, SHORT, library)).toBeUndefined()
  })

  test('leaves the library working', () => {
    demangle(`_ZN1a${'I1a'.repeat(300_000)}`, FULL, library)
    expect(demangle('_ZN3FooclEi', FULL, library)).toBe('Foo::operator()(int)')
  })
})

test('names that stand for too much are given up soon', async () => {
  /** Each level is a pair of the one before. */
  const bomb = (levels: number): string => {
    const seq = (n: number): string => `S${n.toString(36).toUpperCase()}_`
    const pairs = Array.from({ length: levels }, (_, i) => `S0_I${seq(i + 1)}${seq(i + 1)}E`)
    return `_ZN3FooclE1pIiiE${pairs.join('')}`
  }
  const patient = await loadDemangler()
  expect(patient(bomb(2))).toBe(
    'Foo::operator()(p<int, int>, p<p<int, int>, p<int, int> >, p<p<p<int, int>, p<int, int> >, p<p<int, int>, p<int, int> > >)',
  )
  expect(patient(bomb(14))).toBeUndefined()
  expect(patient('_ZN3FooclEi')).toBe('Foo::operator()(int)')
  for (let i = 0; i < 4; i++) patient(bomb(14))
  expect(patient('_ZN3FooclEi')).toBeUndefined()
})
