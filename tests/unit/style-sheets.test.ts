import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// A style sheet styles what stands in its own area: of the page, of one view, of what views share.
// Controls of ui/ may be placed anywhere; what views share may be placed by each of them.

const SRC = fileURLToPath(new URL('../../src', import.meta.url))
const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /^(app|ui|views)\//.test(path),
)

function read(extension: RegExp): readonly (readonly [path: string, text: string])[] {
  const found = paths.filter((path) => extension.test(path))
  return found.map((path) => [path, readFileSync(join(SRC, path), 'utf8')])
}

const sheets = read(/\.css$/)
const code = read(/\.tsx?$/)

/** `app`, `ui`, `views/frame` and so on. */
function areaOf(path: string): string {
  const [top = '', view] = path.split('/')
  return top === 'views' ? `views/${view}` : top
}

/** What may put the classes of a sheet on elements. */
function areasFor(area: string): readonly string[] {
  return area.startsWith('views/') ? [area, 'views/frame', 'views/picture', 'ui'] : [area, 'ui']
}

/** Words of string literals, where a part that is put in stands for any word. */
function wordsOf(text: string): readonly string[] {
  const literals = text.match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g) ?? []
  return literals.flatMap((literal) =>
    literal
      .slice(1, -1)
      .replace(/\$\{[^}]*\}/g, '*')
      .split(/[^\w*-]+/),
  )
}

const wordsByArea = new Map<string, Set<string>>()
for (const [path, text] of code) {
  const words = wordsByArea.get(areaOf(path)) ?? new Set()
  wordsByArea.set(areaOf(path), words)
  for (const word of wordsOf(text)) words.add(word)
}

function isGivenIn(area: string, name: string): boolean {
  const words = wordsByArea.get(area) ?? new Set()
  if (words.has(name)) return true
  return [...words].some((word) => {
    if (!word.includes('*') || word.replaceAll('*', '') === '') return false
    return new RegExp(`^${word.replaceAll('*', '[\\w-]+')}$`).test(name)
  })
}

function classesIn(css: string): readonly string[] {
  const selectors = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .match(/[^{}]+(?=\{)/g)
    ?.filter((selector) => !selector.trim().startsWith('@'))
  return [...new Set(selectors?.join().match(/(?<=\.)[a-z][\w-]*/gi) ?? [])]
}

/** Areas whose sheets offer classes to others. */
const OFFERED = ['ui', 'views/frame', 'views/picture']
// The page that a flame graph is exported to has a style sheet of its own.
const own = sheets.filter(([path]) => !path.includes('/export/'))
const limited = own.filter(([path]) => !OFFERED.includes(areaOf(path)))

test.each(limited)('%s styles its own area', (path, css) => {
  const areas = areasFor(areaOf(path))
  const others = [...wordsByArea.keys()].filter((area) => !areas.includes(area))
  const foreign = classesIn(css).filter(
    (name) =>
      // Words of one part are states, which stand beside the class of what is in them.
      name.includes('-') &&
      !areas.some((area) => isGivenIn(area, name)) &&
      others.some((area) => wordsByArea.get(area)?.has(name)),
  )
  expect(foreign).toEqual([])
})

test('layers and distances are tokens', () => {
  const literal = [
    /z-index: (?!var\(--layer-|-1\b)[^;]*/g,
    /(?:padding|margin|gap)[a-z-]*: (?:[^;]* )?(?:2|4|8|12|16|20|24)px[^;]*/g,
  ]
  const found = own.flatMap(([path, css]) =>
    literal.flatMap((pattern) => [...css.matchAll(pattern)].map(([line]) => `${path} ${line}`)),
  )
  expect(found.filter((line) => !line.startsWith('ui/tokens.css'))).toEqual([])
})
