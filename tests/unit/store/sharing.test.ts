import { expect, test } from 'vitest'
import type { OpenProfile, Source } from '../../../src/store/open-profile.ts'
import { linkTo, reachOf } from '../../../src/store/sharing.ts'
import { setFilter } from '../../../src/store/view.ts'
import { INITIAL_VIEW } from '../../../src/store/view-list.ts'
import '../views.ts'

const PAGE = 'https://tools.example/flamedrop/?x=1#/top'

test('a link is the page with the view in its fragment', () => {
  const view = setFilter({ ...INITIAL_VIEW, split: 'top' }, 'focus', 'a|b c')
  expect(linkTo(view, PAGE)).toBe(
    'https://tools.example/flamedrop/?x=1#/flamegraph?f=a%7Cb+c&split=top',
  )
})

test('a link about a file names it; one about an address has the address', () => {
  const link = (source: Source) =>
    linkTo(INITIAL_VIEW, 'https://tools.example/', { name: 'cpu.pb.gz', source })
  expect(link({ kind: 'file', blob: new Blob() })).toBe(
    'https://tools.example/#/flamegraph?file=cpu.pb.gz',
  )
  expect(link({ kind: 'url', url: 'examples/cpu.pb.gz', host: '' })).toBe(
    'https://tools.example/#/flamegraph',
  )
})

const from = (source: Source) => reachOf({ source } as OpenProfile, PAGE)
const url = (address: string): Source => ({ kind: 'url', url: address, host: '' })

test.each([
  [{ kind: 'file', blob: new Blob() } as Source, 'file'],
  [url('https://ci.example/cpu.pb.gz'), 'address'],
  [url('examples/cpu.pb.gz'), 'address'],
  [url('http://localhost:6060/debug/pprof/heap'), 'machine'],
  [url('http://127.0.0.1:8711/local/x/cpu.pb.gz'), 'machine'],
  [url('http://[::1]:80/x'), 'machine'],
])('%j reaches: %s', (source, reach) => {
  expect(from(source)).toBe(reach)
})
