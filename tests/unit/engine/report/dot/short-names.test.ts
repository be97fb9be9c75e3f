import { describe, expect, test } from 'vitest'
import { StringTable } from '../../../../../src/engine/profile/strings.ts'
import {
  boxName,
  escapeForDot,
  shortFunctionName,
} from '../../../../../src/engine/report/dot/short-names.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'
import { select } from '../../../drawn.ts'

describe('a function name is cut down to what tells it apart', () => {
  test.each([
    // Go: folders of the import path and its major version go.
    ['runtime.mallocgc', 'runtime.mallocgc'],
    ['encoding/json.(*Decoder).Decode', 'json.(*Decoder).Decode'],
    ['github.com/acme/app/internal/store.(*Tx).Get', 'store.(*Tx).Get'],
    ['github.com/acme/app/v2.Run', 'app.Run'],
    ['github.com/acme/app/v12/store.Open', 'store.Open'],
    ['github.com/acme/app/v1/store.Open', 'store.Open'],
    ['github.com/acme/app/v1.Run', 'v1.Run'],
    ['gopkg.in/yaml.v3.unmarshal', 'yaml.v3.unmarshal'],
    ['slices/zsort.pdq[...]', 'zsort.pdq[...]'],
    // A path without a dotted name at its end is none of Go's.
    ['usr/lib/plain', 'usr/lib/plain'],
    ['usr.d/lib/plain', 'usr.d/lib/plain'],
    ['a/.hidden', 'a/.hidden'],
    ['a/trailing.', 'a/trailing.'],
    ['/usr/lib/libc.so', '/usr/lib/libc.so'],
    // Java: packages and parameters go.
    ['java.util.concurrent.FutureTask.run', 'FutureTask.run'],
    ['com.acme.Outer$Inner.lambda$go$1(int, String)', 'Outer$Inner.lambda$go$1'],
    ['com.acme.Thing.<init>', 'Thing.<init>'],
    ['com.acme.thing', 'com.acme.thing'],
    // C++: namespaces go where a class with a member is behind them.
    ['std::chrono::Clock::now', 'Clock::now'],
    ['ns::_Impl::~_Impl', '_Impl::~_Impl'],
    ['ns::Map<int>::find', 'ns::Map<int>::find'],
    ['ns::Map::find<int, Foo>', 'Map::find<int, Foo>'],
    ['ns::deep::function', 'ns::deep::function'],
    ['(anonymous namespace)::Worker::Run', 'Worker::Run'],
    ['(anonymous namespace)::ns::Worker::Run', 'Worker::Run'],
    ['', ''],
  ])('%s', (name, short) => {
    expect(shortFunctionName(name)).toBe(short)
  })

  test('a name of a million folders takes no more than one walk', () => {
    const name = `${'a/'.repeat(500_000)}b`
    const started = performance.now()
    expect(shortFunctionName(name)).toBe(name)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('the text of a box', () => {
  const box = (frame: string, granularity: 'functions' | 'lines' | 'addresses' = 'functions') => {
    const { profile, frames, tree } = select(fromStacks(frame), { granularity })
    return boxName(profile.strings, frames, tree.key[1]!)
  }

  test('has a line for each part of the name', () => {
    expect(box('net/http.(*conn).serve')).toBe(String.raw`http\n(*conn)\nserve\n`)
    expect(box('std::Map::find')).toBe(String.raw`Map\nfind\n`)
  })

  test('keeps the dots that stand for type arguments together', () => {
    expect(box('slices.Sort[...]')).toBe(String.raw`slices\nSort[…]\n`)
  })

  test('has the file without folders, and the line', () => {
    expect(box('main.run@/src/app/main.go:7', 'lines')).toBe(String.raw`main\nrun\nmain.go:7\n`)
  })

  test('begins with the address', () => {
    expect(box('main.run@/src/main.go:7+0xabc', 'addresses')).toBe(
      String.raw`0000000000000abc\nmain\nrun\nmain.go:7\n`,
    )
  })

  test('names the binary where nothing else is known', () => {
    expect(box('0xabc!/usr/lib/libc.so')).toBe(String.raw`[libc.so]\n`)
    expect(box('0xabc')).toBe(String.raw`<unknown>\n`)
  })

  test('escapes what would end a string of DOT', () => {
    const strings = StringTable.of(['', 'say "hi"', 'C:\\src\\a"b.go'])
    const { frames } = select(fromStacks('main'))
    const odd = { ...frames, name: Uint32Array.of(1), file: Uint32Array.of(2) }
    expect(boxName(strings, odd, 0)).toBe(String.raw`say \"hi\"\nC:\\src\\a\"b.go\n`)
    expect(escapeForDot('a\nb')).toBe(String.raw`a\lb`)
  })
})
