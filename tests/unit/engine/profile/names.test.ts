import { describe, expect, test } from 'vitest'
import { ProfileBuilder } from '../../../../src/engine/profile/builder.ts'
import {
  simplifyDemangledName,
  simplifyFunctionName,
} from '../../../../src/engine/profile/names.ts'
import { packageOf } from '../../../../src/engine/profile/package.ts'
import { simplifyNames } from '../../../../src/engine/profile/simplify-names.ts'

test.each([
  ['foo', 'foo'],
  ['foo(int, char)', 'foo'],
  ['.foo(int)', 'foo'],
  ['..foo', '.foo'],
  ['ns::Type::operator()(int) const', 'ns::Type::operator()'],
  ['(anonymous namespace)::run(int)', '(anonymous namespace)::run'],
  ['ns::(anonymous namespace)::Type::operator()', 'ns::(anonymous namespace)::Type::operator()'],
  ['(anonymous namespace)::f((anonymous namespace)::T)', '(anonymous namespace)::f'],
  // Go's methods are cut too, in pprof as well.
  ['main.(*Server).Serve', 'main.'],
  ['', ''],
])('prune_from and drop_frames see "%s" as "%s"', (name, simple) => {
  expect(simplifyFunctionName(name)).toBe(simple)
})

describe('names that look like demangled C++', () => {
  test.each([
    // C++ and Rust lose parameters and template arguments.
    ['ns::run(int, std::string const&)', 'ns::run'],
    ['std::vector<std::pair<int, char> >::push_back(int&&)', 'std::vector::push_back'],
    ['std::map<int, f(char)>::at(int) const', 'std::map::at const'],
    ['core::ptr::drop_in_place<alloc::string::String>', 'core::ptr::drop_in_place'],
    ['<T as core::fmt::Display>::fmt', '::fmt'],
    ['f<int>(int)', 'f'],
    // Unbalanced names stay as they are, from where the balance is lost.
    ['a::operator>(b)', 'a::operator>'],
    ['a::f(int', 'a::f(int'],
    ['a::operator<<(b)', 'a::operator<<'],
    // C without parameters, Go and Java are no C++.
    ['memcpy', 'memcpy'],
    ['f(int)', 'f(int)'],
    ['main.(*Server).Serve', 'main.(*Server).Serve'],
    ['main.(*Map[go.shape.int]).Get', 'main.(*Map[go.shape.int]).Get'],
    ['slices.SortFunc[go.shape.[]int]', 'slices.SortFunc[go.shape.[]int]'],
    ['com.example.Type.<init>', 'com.example.Type.<init>'],
    ['com.example.Type.run(String)', 'com.example.Type.run(String)'],
  ])('%s is shown as %s', (name, simple) => {
    expect(simplifyDemangledName(name)).toBe(simple)
  })

  test('are shortened at load, unless the profiler chose a name of its own', () => {
    const builder = new ProfileBuilder([{ type: 'cpu', unit: 'ns' }])
    builder.addFunction({ name: 'ns::f(int)' })
    builder.addFunction({ name: 'ns::g(int)', systemName: '_ZN2ns1gEi' })
    builder.addFunction({ name: '', systemName: 'ns::h(int)' })
    builder.addFunction({ name: 'ns::f' })
    const profile = builder.build()
    const { functions, strings } = simplifyNames(profile)
    expect(Array.from(functions.name, (name) => strings.get(name))).toEqual([
      'ns::f',
      'ns::g(int)',
      'ns::h',
      'ns::f',
    ])
    // One name has one index, so that the two functions are one frame.
    expect(functions.name[0]).toBe(functions.name[3])
  })

  test('that are all short already leave the profile as it is', () => {
    const builder = new ProfileBuilder([{ type: 'cpu', unit: 'ns' }])
    builder.addFunction({ name: 'main.main' })
    const profile = builder.build()
    expect(simplifyNames(profile)).toBe(profile)
  })
})

test.each([
  // Go: the import path.
  ['main.main', 'main'],
  ['encoding/json.(*decodeState).object', 'encoding/json'],
  ['github.com/hashicorp/go-multierror.Append', 'github.com/hashicorp/go-multierror'],
  ['gopkg.in/yaml.v3.(*parser).parse', 'gopkg.in/yaml'],
  ['slices.SortFunc[go.shape.struct { a/b.C }]', 'slices'],
  ['main.handler.func1', 'main'],
  // Java: what stands before the type.
  ['com.example.Type.method', 'com.example'],
  ['java.util.HashMap$Node.<init>', 'java.util'],
  // C++ and Rust: the outermost namespace.
  ['std::vector<int>::push_back', 'std'],
  ['tokio::runtime::task::raw::poll', 'tokio'],
  ['memcpy', ''],
  // What has no name belongs to its binary.
  ['[libc.so.6]', '[libc.so.6]'],
  ['<unknown>', '<unknown>'],
])('%s belongs to "%s"', (name, owner) => {
  expect(packageOf(name)).toBe(owner)
})
