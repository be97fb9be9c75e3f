import { describe, expect, it, test } from 'vitest'
import { fitted, shortenings } from '../../../../src/ui/name/forms.ts'

describe('a name loses its left parts first', () => {
  it.each([
    [
      'github.com/acme/svc/pkg.(*T).M',
      ['github.com/acme/svc/pkg.(*T).M', 'pkg.(*T).M', '(*T).M', 'M'],
    ],
    ['main.main', ['main.main', 'main']],
    ['runtime.gcBgMarkWorker', ['runtime.gcBgMarkWorker', 'gcBgMarkWorker']],
    [
      'net/http.HandlerFunc.ServeHTTP',
      [
        'net/http.HandlerFunc.ServeHTTP',
        'http.HandlerFunc.ServeHTTP',
        'HandlerFunc.ServeHTTP',
        'ServeHTTP',
      ],
    ],
    ['main.(*Server).Run.func1', ['main.(*Server).Run.func1', '(*Server).Run.func1', 'Run.func1']],
    ['main.worker.func1.2', ['main.worker.func1.2', 'worker.func1.2']],
    ['main.(*T).M-fm', ['main.(*T).M-fm', '(*T).M-fm', 'M-fm']],
    ['github.com/x/lib/v2.Open', ['github.com/x/lib/v2.Open', 'lib.Open', 'Open']],
    [
      'gopkg.in/yaml%2ev3.Unmarshal',
      ['gopkg.in/yaml%2ev3.Unmarshal', 'yaml%2ev3.Unmarshal', 'Unmarshal'],
    ],
    [
      'main.Map[github.com/a/b.K,go.shape.int]',
      ['main.Map[github.com/a/b.K,go.shape.int]', 'main.Map[…]', 'Map[…]'],
    ],
    [
      'slices.(*Set[go.shape.string]).Add',
      ['slices.(*Set[go.shape.string]).Add', 'slices.(*Set[…]).Add', '(*Set[…]).Add', 'Add'],
    ],
    ['[libc.so.6]', ['[libc.so.6]']],
    ['root', ['root']],
    [
      'com.acme.shop.Cart$Item.price',
      ['com.acme.shop.Cart$Item.price', 'Cart$Item.price', 'price'],
    ],
    [
      'std::vector<int, std::allocator<int>>::push_back(int&&)',
      [
        'std::vector<int, std::allocator<int>>::push_back(int&&)',
        'std::vector<int, std::allocator<int>>::push_back',
        'std::vector<…>::push_back',
        'vector<…>::push_back',
        'push_back',
      ],
    ],
    [
      'core::ops::function::FnOnce::call_once',
      [
        'core::ops::function::FnOnce::call_once',
        'function::FnOnce::call_once',
        'FnOnce::call_once',
        'call_once',
      ],
    ],
    ['github.com/acme/svc/handler.go', ['github.com/acme/svc/handler.go', 'handler.go']],
    [
      'main.grow /src/leakdemo/main.go:42',
      [
        'main.grow /src/leakdemo/main.go:42',
        'main.grow main.go:42',
        'grow main.go:42',
        'main.grow:42',
        'grow:42',
      ],
    ],
    [
      '000000000046d3e0 main.grow /src/main.go:42',
      [
        '000000000046d3e0 main.grow /src/main.go:42',
        '000000000046d3e0 main.grow main.go:42',
        'main.grow main.go:42',
        'grow main.go:42',
        'main.grow:42',
        'grow:42',
      ],
    ],
    ['', ['']],
  ])('%s', (name, forms) => {
    expect(shortenings(name)).toEqual(forms)
  })
})

describe('the longest form that fits', () => {
  it.each([
    [30, 'github.com/acme/svc/pkg.(*T).M'],
    [12, 'pkg.(*T).M'],
    [9, '(*T).M'],
    [3, 'M'],
    [2, ''],
  ])('%i characters', (room, text) => {
    expect(fitted('github.com/acme/svc/pkg.(*T).M', room)).toBe(text)
  })

  it('cuts what is still too long, and says so', () => {
    expect(fitted('runtime.gcBgMarkWorker', 8)).toBe('gcBgMar…')
  })

  it('never exceeds the room', () => {
    const name = 'github.com/acme/svc/pkg.(*LongTypeName[int]).LongMethodName.func1'
    for (let room = 0; room < 80; room++)
      expect(fitted(name, room).length).toBeLessThanOrEqual(room)
  })
})

test.each([
  ['a word without end', `main.${'a'.repeat(20_000)}`],
  ['nested type arguments', `main.F${'[main.T'.repeat(3000)}${']'.repeat(3000)}`],
  ['templates', `ns::F${'<ns::T'.repeat(3000)}${'>'.repeat(3000)}`],
  ['brackets that nothing closes', 'f<('.repeat(7000)],
  ['words with colons', 'a :1'.repeat(5000)],
])('names of 20,000 letters fit in no time: %s', (_, name) => {
  const before = performance.now()
  const text = fitted(name, 30)
  expect(text.length).toBeLessThanOrEqual(30)
  expect(text).not.toBe('')
  // Far more than it takes: the machine may be busy.
  expect(performance.now() - before).toBeLessThan(3000)
})

test('Rust and C++ keep their method', () => {
  const rust = '<alloc::vec::Vec<T,A> as core::iter::traits::collect::Extend<T>>::extend'
  expect(fitted(rust, 20)).toMatch(/extend$/)
  const cpp = 'std::map<std::string, std::vector<int>>::operator[](std::string const&)'
  expect(fitted(cpp, 30)).toMatch(/::operator\[\]$/)
})
