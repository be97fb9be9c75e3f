import { expect, test } from 'vitest'
import { ownCode } from '../../../../../src/engine/questions/page/own-code.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const isKnown = (...stack: readonly string[]): boolean =>
  ownCode(new EngineSession(fromStacks(stack.join('\n')))).known

const RUNTIME = 'runtime.main@/usr/local/go/src/runtime/proc.go'

test.each([
  ['nothing but package main', true, [RUNTIME, 'main.main@/srv/demo/main.go']],
  [
    'modules of the cache',
    true,
    [
      'shop.example/cart.Add@/home/u/shop/cart/cart.go',
      'github.com/x/y.F@/root/go/pkg/mod/github.com/x/y@v1.2.3/y.go',
    ],
  ],
  [
    'modules that are vendored',
    true,
    ['shop.example/cart.Add@/shop/cart/cart.go', 'a.example/b.F@/shop/vendor/a.example/b/b.go'],
  ],
  [
    'packages in the tree of package main',
    true,
    [
      'main.main@/home/u/shop/cmd/server/main.go',
      'shop.example/cart.Add@/home/u/shop/cart/cart.go',
    ],
  ],
  [
    'a package that lies elsewhere, as in a GOPATH',
    false,
    ['main.main@/go/src/acme.example/shop/main.go', 'a.example/b.F@/go/src/a.example/b/b.go'],
  ],
  ['no files', false, ['main.main', 'a.example/b.F']],
  [
    'a program installed from the module cache',
    false,
    [
      'main.main@/root/go/pkg/mod/acme.example/shop@v1.0.0/main.go',
      'a.example/b.F@/root/go/pkg/mod/a.example/b@v1.2.3/b.go',
    ],
  ],
] as const)('own code is told from modules by %s: %s', (_, known, stack) => {
  expect(isKnown(...stack)).toBe(known)
})
