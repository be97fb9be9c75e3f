// @vitest-environment happy-dom
import { act, createElement, type FunctionComponent } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MoreMenu } from '../../../src/app/bar/MoreMenu.tsx'
import { SplitMenu } from '../../../src/app/bar/SplitMenu.tsx'
import { ViewTabs } from '../../../src/app/bar/ViewTabs.tsx'
import { keyHelp } from '../../../src/app/keys/key-help.ts'
import { meaningOf } from '../../../src/app/keys/keys.ts'
import { usePaletteEntries } from '../../../src/app/palette/usePaletteEntries.ts'
import { Stage } from '../../../src/app/stage/Stage.tsx'
import { showFrameIn } from '../../../src/store/actions.ts'
import { pprofCommand } from '../../../src/store/command.ts'
import { setEngine } from '../../../src/store/engine.ts'
import { fieldOf, textField, withFieldValue } from '../../../src/store/fields.ts'
import { parseLink, printLink } from '../../../src/store/link.ts'
import { viewStore } from '../../../src/store/navigation.ts'
import { dispatch, EMPTY_SESSION, sessionStore } from '../../../src/store/session.ts'
import { showView } from '../../../src/store/view.ts'
import type { ViewDescriptor } from '../../../src/store/view-descriptor.ts'
import { allViews, INITIAL_VIEW, startViews } from '../../../src/store/view-list.ts'
import { FrameMenu } from '../../../src/views/frame/FrameMenu.tsx'
import { VIEWS } from '../../../src/views/index.ts'
import { EngineClient } from '../../../src/worker/client.ts'

// A view is its folder and a line of the list: one that is added so is found in every place.

const ABOUT = textField('toyabout')
const COLOR = textField('toycolor')
const toy: ViewDescriptor = {
  path: 'toy',
  label: 'Toy',
  title: 'Toy: what a test plays with',
  hint: 'Click the toy',
  key: 'y',
  place: 'tab',
  load: async () => () => createElement('p', null, 'The toy is on the stage'),
  fields: [ABOUT, COLOR],
  subject: [ABOUT],
  keys: [{ keys: ['z'], does: 'Wind it up' }],
  palette: [{ id: 'toy-wind', label: 'Toy: wind it up', run: () => {} }],
  comparing: 'twice',
  showsFrame: 'Toy of it',
  menuItem: 'About the toy',
  command: { report: ({ selected }) => [`-toy=${selected}`], trims: false },
}
const frame = { key: 1, name: 'main.f', functionName: 'main.f' } as never

let host: HTMLElement
let root: ReturnType<typeof createRoot>

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('fetch', async () => new Response('[]'))
  // Nobody answers: what is looked for needs no profile's figures.
  setEngine(new EngineClient(() => ({ post: () => {}, terminate: () => {} })))
  begin(toy)
  host = document.body.appendChild(document.createElement('div'))
  root = createRoot(host)
})

afterEach(() => {
  act(() => root.unmount())
  host.remove()
  vi.unstubAllGlobals()
})

/** A page that knows the view besides its own, with a profile on screen. */
function begin(view: ViewDescriptor): void {
  startViews([...VIEWS, view])
  viewStore.setState(INITIAL_VIEW, true)
  sessionStore.setState(EMPTY_SESSION, true)
  const answer = { sampleTypes: [{ type: 'cpu', unit: 'nanoseconds' }], warnings: [] }
  const source = { kind: 'file', blob: new Blob() }
  const profile = { key: 1, id: 1, name: 'cpu.pb.gz', source, answer } as never
  dispatch({ type: 'opened', profile, show: true })
}

async function render<Props extends object>(
  component: FunctionComponent<Props>,
  props: Props,
): Promise<void> {
  await act(async () => root.render(createElement(component, props)))
}

function texts(selector: string): (string | null)[] {
  return [...document.querySelectorAll(selector)].map(({ textContent }) => textContent)
}

async function openMenu(): Promise<(string | null)[]> {
  const openers = document.querySelectorAll<HTMLElement>('[aria-haspopup=menu]')
  await act(async () => [...openers].at(-1)?.click())
  return texts('.menu-item .label')
}

test('tabs', async () => {
  await render(ViewTabs, {})
  expect(texts('.tab[data-label]')).toContain('Toy')
})

test('the menu behind the tabs, and neither where it is hidden or does not suit', async () => {
  const listed = async (change: Partial<ViewDescriptor>) => {
    act(() => begin({ ...toy, ...change }))
    await render(ViewTabs, {})
    const found = { tab: texts('.tab[data-label]'), menu: await openMenu() }
    await openMenu()
    return [found.tab.includes('Toy'), found.menu.includes(toy.title)]
  }
  expect(await listed({})).toEqual([true, false])
  expect(await listed({ place: 'more' })).toEqual([false, true])
  expect(await listed({ place: 'hidden' })).toEqual([false, false])
  expect(await listed({ suits: () => 'never' })).toEqual([false, false])
})

test('in front of all where it is made for the profile', async () => {
  begin({ ...toy, place: 'more', suits: () => 'first' })
  await render(ViewTabs, {})
  expect(texts('.tab[data-label]')[0]).toBe('Toy')
})

test('keys and help', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false }
  expect(meaningOf({ key: 'y', ...plain })).toEqual({ view: 'toy' })
  const [everywhere] = keyHelp()
  expect(everywhere?.keys).toContainEqual({ keys: ['y'], does: toy.title })
  expect(keyHelp()).toContainEqual({ title: 'Toy', keys: toy.keys })
})

test('the palette', async () => {
  let labels: readonly string[] = []
  await render(() => {
    labels = usePaletteEntries().map(({ label }) => label)
    return null
  }, {})
  expect(labels).toEqual(expect.arrayContaining([toy.title, 'Toy: wind it up']))
})

test('the menus of the split, of the bar and of a frame', async () => {
  await render(SplitMenu, {})
  expect(await openMenu()).toContain(toy.title)
  await render(MoreMenu, {})
  expect(await openMenu()).toContain('About the toy')
  await render(FrameMenu, { frame, x: 0, y: 0, onClose: () => {} })
  expect(texts('[role=menuitem] .label')).toContain('Toy of it')
})

test('the stage', async () => {
  viewStore.setState(showView(INITIAL_VIEW, 'toy'), true)
  await render(Stage, {})
  expect(host.textContent).toContain('The toy is on the stage')
})

test('links, jumps and commands', () => {
  const at = withFieldValue({ ...INITIAL_VIEW, path: 'toy', split: 'toy' }, ABOUT, 'a b')
  const coloured = withFieldValue(at, COLOR, 'red')
  const link = printLink(coloured)
  expect(link).toBe('#/toy?split=toy&toyabout=a+b&toycolor=red')
  expect(parseLink(link)).toEqual({ view: coloured, problems: [] })
  viewStore.setState({ ...coloured, split: '' }, true)
  showFrameIn('toy', frame)
  const there = viewStore.getState()
  expect([there.selected, fieldOf(there, ABOUT), fieldOf(there, COLOR)]).toEqual([
    'main.f',
    '',
    'red',
  ])
  expect(pprofCommand(there, 'cpu.pb.gz')).toBe('go tool pprof -toy=main.f cpu.pb.gz')
})

test('no two views share a name, a key or a palette entry', () => {
  startViews(VIEWS)
  const twice = (values: readonly string[]) => values.filter((one, i) => values.indexOf(one) !== i)
  const views = allViews()
  expect(twice(views.map(({ path }) => path))).toEqual([])
  expect(twice(views.map(({ key }) => key))).toEqual([])
  expect(twice(views.flatMap(({ palette = [] }) => palette.map(({ id }) => id)))).toEqual([])
  // A key of the page would win.
  const plain = { ctrlKey: false, metaKey: false, altKey: false }
  for (const { key, path } of views) expect(meaningOf({ key, ...plain })).toEqual({ view: path })
})
