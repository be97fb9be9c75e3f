import { type HCLColor, hcl, rgb } from 'd3'
import { isDependency } from '../../engine/goroutines/frame-kind.ts'
import { STANDARD_PACKAGES } from '../../engine/source-text/standard-packages.ts'

/**
 * Colours of frames. A package has the same colour in every profile and session: hue, chroma and
 * lightness come from a hash of its full name. The program's own code is warm, the modules that it
 * uses pale, the standard library cool, the runtime and code without symbols grey, so that one's own
 * work stands out.
 *
 * Lightness in HCL determines luminance, and luminance determines contrast: within a theme every
 * fill has the same text colour with at least 4.5 : 1 (WCAG AA); a test computes it for many
 * packages.
 */
export type Theme = 'light' | 'dark'

export type Kind = 'user' | 'dependency' | 'library' | 'runtime' | 'binary' | 'root'

/** The fixed colours of each theme. */
interface ThemeColors {
  readonly background: string
  /** Text on the fill of a frame. */
  readonly text: string
  /** Text on frames that do not match the search. */
  readonly dimText: string
  readonly match: string
  readonly matchText: string
  /** Drawn over the part of a fill that is the self value of the frame. */
  readonly self: string
  readonly hover: string
  readonly outline: string
  readonly focus: string
}

export interface Palette extends ThemeColors {
  readonly theme: Theme
  /** @param file tells modules that the program uses from its own */
  fill(packageName: string, name: string, file?: string): string
  /** The fill by file instead of by package; by `name` where the file is unknown. */
  fileFill(file: string, name: string): string
  /** The fill of frames at a step of heat (0 … HEAT_STEPS - 1), the hottest last. */
  heat(step: number): string
  /** The fill of a frame that does not match the search. */
  dimmed(fill: string): string
}

/** The number of heat steps. */
export const HEAT_STEPS = 16

/**
 * The heat step of a value relative to the largest: the square root of its share, so that small
 * values stand out.
 */
export function heatStep(value: number, most: number): number {
  const share = most === 0 ? 0 : Math.min(1, Math.abs(value / most))
  return Math.ceil(Math.sqrt(share) * (HEAT_STEPS - 1))
}

interface Range {
  /** Degrees in HCL; from, to. */
  readonly hue: readonly [number, number]
  readonly chroma: readonly [number, number]
  /** Lightness above the theme's darkest fill; from, to. */
  readonly light: readonly [number, number]
}

const RANGES: Readonly<Record<Kind | 'file', Range>> = {
  user: { hue: [40, 108], chroma: [32, 46], light: [0, 4] },
  dependency: { hue: [80, 100], chroma: [11, 14], light: [6, 6] },
  library: { hue: [210, 290], chroma: [18, 26], light: [0, 4] },
  runtime: { hue: [250, 250], chroma: [2, 2], light: [6, 6] },
  binary: { hue: [0, 0], chroma: [0, 0], light: [2, 2] },
  root: { hue: [250, 250], chroma: [3, 3], light: [5, 5] },
  file: { hue: [0, 360], chroma: [16, 34], light: [0, 6] },
}

interface Base extends ThemeColors {
  /** Lightness of the darkest fill, and the share of a fill that remains when it is dimmed. */
  readonly lightness: number
  readonly chroma: number
  readonly keep: number
  /** Lightness, chroma and hue of the lowest and of the highest heat. */
  readonly cold: readonly [number, number, number]
  readonly hot: readonly [number, number, number]
}

const BASES: Readonly<Record<Theme, Base>> = {
  light: {
    background: '#ffffff',
    text: '#1d1b19',
    dimText: '#5c5853',
    match: '#a8127a',
    matchText: '#ffffff',
    self: 'rgba(40, 20, 0, 0.28)',
    hover: 'rgba(17, 17, 17, 0.6)',
    outline: '#111111',
    focus: '#0b57d0',
    lightness: 78,
    chroma: 1,
    keep: 0.26,
    cold: [93, 4, 85],
    hot: [66, 72, 42],
  },
  dark: {
    background: '#15171b',
    text: '#f7f4ef',
    dimText: '#a5a29d',
    match: '#ffd34d',
    matchText: '#1a1400',
    self: 'rgba(255, 240, 220, 0.32)',
    hover: 'rgba(255, 255, 255, 0.7)',
    outline: '#ffffff',
    focus: '#a9c7ff',
    lightness: 35,
    chroma: 0.82,
    keep: 0.3,
    cold: [27, 3, 85],
    hot: [41, 62, 38],
  },
}

const palettes = new Map<Theme, Palette>()

/** The palette of a theme. */
export function paletteOf(theme: Theme): Palette {
  let palette = palettes.get(theme)
  if (!palette) {
    palette = makePalette(theme)
    palettes.set(theme, palette)
  }
  return palette
}

function makePalette(theme: Theme): Palette {
  const base = BASES[theme]
  const root = colorOf(base, 'root', '').formatHex()
  const fills = new Map<string, string>()
  const dims = new Map<string, string>()
  const fill = (packageName: string, name: string, file = '') => {
    if (packageName === '' && name === 'root') return root
    // C has no packages: each function has a colour of its own.
    const id = packageName || name
    const kind = kindOf(packageName, name, file)
    const key = `${kind} ${id}`
    let color = fills.get(key)
    if (!color) {
      color = colorOf(base, kind, id).formatHex()
      fills.set(key, color)
    }
    return color
  }
  const dimmed = (color: string) => {
    let dim = dims.get(color)
    if (!dim) {
      dim = mix(color, base.background, base.keep)
      dims.set(color, dim)
    }
    return dim
  }
  const fileFill = (file: string, name: string) =>
    name === 'root' && file === '' ? root : colorOf(base, 'file', file || name).formatHex()
  const heats = Array.from({ length: HEAT_STEPS }, (_, step) => heatOf(base, step).formatHex())
  return { ...base, theme, fill, fileFill, heat: (step) => heats[step]!, dimmed }
}

function heatOf({ cold, hot }: Base, step: number): HCLColor {
  const share = step / (HEAT_STEPS - 1)
  const [light, chroma, hue] = cold.map((from, i) => between([from, hot[i]!], share))
  return hcl(hue!, chroma!, light!)
}

function colorOf(base: Base, kind: keyof typeof RANGES, id: string): HCLColor {
  const range = RANGES[kind]
  const hash = hashOf(id)
  // Three numbers from one hash: the hue from the low bits, which are distributed most evenly.
  const hue = between(range.hue, (hash & 0xfff) / 0xfff)
  const chroma = between(range.chroma, ((hash >>> 12) & 0xff) / 0xff) * base.chroma
  const light = between(range.light, ((hash >>> 20) & 0xff) / 0xff)
  return hcl(hue, chroma, base.lightness + light)
}

function between([from, to]: readonly [number, number], share: number): number {
  return from + (to - from) * share
}

/**
 * FNV-1a over the whole name, then murmur's finaliser, so that similar names get different
 * colours.
 */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const OTHER_STANDARD =
  /^(?:std|core|alloc|__gnu_cxx|__cxxabiv1|boost|absl|tcmalloc|javax?\.|sun\.|jdk\.|com\.sun\.|lib[\w+-]*\.so|.*\.(?:so|dll|dylib)\b)/
const RUNTIME = /^(?:runtime|internal\/runtime|syscall|internal\/syscall|vdso)(?:$|\/)/

/** Parts of Go's runtime and library that are written in assembly and have no package. */
export const GO_ASSEMBLY =
  /^(?:aeshash|cmp|memeq|index|indexbyte|count|countbyte)body$|^(?:gogo|callRet|setg_gcc|gosave_systemstack_switch|memhash\w*|_rt0_\w+)$/

/**
 * The kind of code of a frame. The package of a frame without symbols is its binary, in brackets.
 */
export function kindOf(packageName: string, name: string, file = ''): Kind {
  if (name === 'root' && packageName === '') return 'root'
  if (/^[[<]/.test(packageName)) return 'binary'
  if (RUNTIME.test(packageName)) return 'runtime'
  if (packageName === '') return GO_ASSEMBLY.test(name) ? 'runtime' : 'user'
  const slash = packageName.indexOf('/')
  const first = slash < 0 ? packageName : packageName.slice(0, slash)
  if (STANDARD_PACKAGES.has(first) || OTHER_STANDARD.test(packageName)) return 'library'
  return isDependency(file) ? 'dependency' : 'user'
}

/** Mixes `share` of `color` with `other`. */
function mix(color: string, other: string, share: number): string {
  const a = rgb(color)
  const b = rgb(other)
  const of = (x: number, y: number) => x * share + y * (1 - share)
  return rgb(of(a.r, b.r), of(a.g, b.g), of(a.b, b.b)).formatHex()
}

/** WCAG contrast of two opaque colours, 1 … 21. */
export function contrast(a: string, b: string): number {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (bright + 0.05) / (dark + 0.05)
}

function luminance(color: string): number {
  const { r, g, b } = rgb(color)
  const linear = (channel: number) => {
    const c = channel / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}
