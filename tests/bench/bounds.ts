import type { PageRun } from './browser.ts'
import type { EngineRun } from './child.ts'
import type { ComparedRun } from './compare-child.ts'
import { compareFigures } from './compare-figures.ts'
import { type Figure, ratioTo, type Spread, spread } from './figures.ts'
import type { BenchProfile } from './profiles.ts'

/** All that was measured for one profile. */
export interface Measured {
  readonly gzip: Spread
  /** Time and memory of `go tool pprof -top`; undefined without go. */
  readonly pprof: { readonly elapsed: Spread; readonly peak: Spread } | undefined
  readonly engine: readonly EngineRun[]
  /** Memory of a process that has only loaded the engine, in bytes. */
  readonly idle: Spread
  /** Of the profile and another one; none where there is none. */
  readonly compared: readonly ComparedRun[]
  /** Undefined without a browser. */
  readonly pages: readonly PageRun[] | undefined
}

const GZIP = 'gzip -dc'
const PPROF = 'go tool pprof -top'
const INFLATED = 'inflated'

/** What the project promises, in milliseconds or as a ratio. */
const BOUNDS = {
  stress: {
    open: { to: PPROF, limit: 0.06 },
    focus: 150,
    memory: 5,
    blocked: undefined,
    zoom: undefined,
    views: undefined,
    graph: undefined,
  },
  main: {
    open: { to: GZIP, limit: 8 },
    focus: 300,
    memory: 4,
    blocked: 100,
    zoom: 30,
    views: 400,
    graph: 1500,
  },
} as const

export function figuresOf(id: BenchProfile['id'], measured: Measured): readonly Figure[] {
  return [...yardsticks(measured), ...engineFigures(id, measured), ...pageFigures(id, measured)]
}

function yardsticks({ gzip, pprof }: Measured): readonly Figure[] {
  if (pprof === undefined) {
    return [
      { name: GZIP, value: gzip, unit: 'ms' },
      { name: PPROF, unit: 'ms', note: '(go is not installed)' },
    ]
  }
  return [
    { name: GZIP, value: gzip, unit: 'ms' },
    { name: PPROF, value: pprof.elapsed, unit: 'ms', ...ratioTo(pprof.elapsed, gzip, GZIP) },
    { name: `${PPROF}: memory`, value: pprof.peak, unit: 'bytes' },
  ]
}

function engineFigures(
  id: BenchProfile['id'],
  { gzip, pprof, engine, idle }: Measured,
): readonly Figure[] {
  const of = (pick: (run: EngineRun) => number) => spread(engine.map(pick))
  const inflated = engine[0]!.inflated
  const overIdle = (pick: (run: EngineRun) => number): Pick<Figure, 'value' | 'unit' | 'ratio'> => {
    const value = spread(engine.map((run) => pick(run) - idle.median))
    return { value, unit: 'bytes', ratio: { value: value.median / inflated, to: INFLATED } }
  }
  const total = of((run) => run.decode + run.flame)
  const top = of((run) => run.decode + run.top)
  return [
    { name: 'engine: decode', value: of((run) => run.decode), unit: 'ms' },
    {
      name: 'engine: decode + flame graph',
      value: total,
      unit: 'ms',
      ...ratioTo(total, gzip, GZIP),
    },
    {
      name: 'engine: decode + top',
      value: top,
      unit: 'ms',
      ...ratioTo(top, pprof?.elapsed, PPROF),
    },
    { name: 'engine: focus change', value: spread(engine.flatMap((r) => r.focus)), unit: 'ms' },
    { name: 'engine: memory over idle, first picture', ...overIdle((run) => run.peakAtFlame) },
    {
      name: 'engine: memory over idle, whole session',
      ...overIdle((run) => run.peak),
      bound: { on: 'ratio', limit: BOUNDS[id].memory },
    },
  ]
}

function pageFigures(id: BenchProfile['id'], measured: Measured): readonly Figure[] {
  const { gzip, pprof, pages } = measured
  const { open, focus, blocked, zoom, views, graph } = BOUNDS[id]
  const note = '(no Chromium)'
  const of = (
    pick: (run: PageRun) => readonly number[],
  ): Pick<Figure, 'value' | 'unit' | 'note'> =>
    pages ? { value: spread(pages.flatMap(pick)), unit: 'ms' } : { unit: 'ms', note }
  const limit = (value: number | undefined): Pick<Figure, 'bound'> =>
    value === undefined ? {} : { bound: { on: 'value', limit: value } }
  const opened = of((run) => [run.opened.elapsed])
  const base = open.to === GZIP ? gzip : pprof?.elapsed
  return [
    {
      name: 'page: drop to flame graph painted',
      ...opened,
      ...(opened.value ? ratioTo(opened.value, base, open.to) : {}),
      bound: { on: 'ratio', limit: open.limit },
    },
    {
      name: 'page: longest main-thread task while loading',
      ...of((run) => [run.opened.blocked]),
      ...limit(blocked),
    },
    {
      name: 'page: focus change to painted',
      ...of((run) => run.focus.map((each) => each.elapsed)),
      ...limit(focus),
    },
    {
      name: 'page: zoom to painted',
      ...of((run) => run.zoom.map((each) => each.elapsed)),
      ...limit(zoom),
    },
    ...Array.from(pages?.[0]?.views.keys() ?? [], (view) => ({
      name: `page: to ${view}, not the first time`,
      ...of((run) => [run.views.get(view)?.elapsed ?? Number.NaN]),
      ...limit(view === 'graph' ? graph : views),
    })),
    {
      name: 'page: frame while scrolling top',
      ...of((run) => [1000 / run.scrolling.top]),
      ...limit(id === 'main' ? 1000 / 50 : undefined),
    },
    {
      name: 'page: frame while scrolling call tree',
      ...of((run) => [1000 / run.scrolling.callTree]),
      ...limit(id === 'main' ? 1000 / 50 : undefined),
    },
    { name: 'page: frame while nothing moves', ...of((run) => [1000 / run.scrolling.still]) },
    ...compareFigures(pages ?? [], measured.compared),
  ]
}
