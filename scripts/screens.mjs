// `npm run screens [-- OPTION …]`: pictures of every view into screenshots/, to be looked at: light
// and dark, large and small window, with a small, a real and (given by --huge) a huge profile.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { findChromium } from './chromium.mjs'
import { ensureBrowsers, ensureBuild, ensureDependencies, fail, root } from './setup.mjs'
import { viewList } from './views.mjs'

const SIZES = [
  { name: 'wide', width: 1600, height: 1000 },
  { name: 'narrow', width: 900, height: 700 },
]
const THEMES = ['light', 'dark']
/** For a picture to be complete, in milliseconds. */
const SETTLE = 900

const { values: options } = parseArgs({
  options: {
    /** A profile file beside the two of the project's own. */
    huge: { type: 'string' },
    /** Names of views, of profiles, of themes and of sizes; all of a kind where none is named. */
    only: { type: 'string', multiple: true, default: [] },
    /** Further fields of the link, for example `f=json&split=top`. */
    link: { type: 'string', default: '' },
    out: { type: 'string', default: 'screenshots' },
    app: { type: 'string', default: 'dist/app' },
  },
})

process.chdir(root)
ensureDependencies()
if (options.app === 'dist/app') ensureBuild(['app', 'cli'])
ensureBrowsers()
const VIEWS = (await viewList()).map(({ path }) => path)
const { serve } = await import(pathToFileURL(join(root, 'dist/cli/serve.cjs')).href)
const { chromium } = await import('playwright-core')
const files = {
  small: resolve('tests/fixtures/profiles/goroutine.4.pb.gz'),
  real: resolve('tests/fixtures/profiles/cpu.pb.gz'),
  ...(options.huge ? { huge: resolve(options.huge) } : {}),
}
const profiles = Object.values(files).map((file) => ({ file }))
const server = await serve({ folder: options.app, port: 0, profiles })
const browser = await chromium.launch({
  executablePath: findChromium() ?? fail('There is no Chromium.'),
  chromiumSandbox: process.getuid?.() !== 0,
})
mkdirSync(options.out, { recursive: true })
for (const theme of wanted(THEMES)) {
  for (const { name: size, ...viewport } of SIZES.filter(({ name }) =>
    isWanted(name, ['wide', 'narrow']),
  )) {
    for (const [i, profile] of Object.keys(files).entries()) {
      if (isWanted(profile, Object.keys(files)))
        await pictures(theme, size, viewport, profile, server.profiles[i])
    }
  }
}
await browser.close()
await server.close()

/** All views of one profile in one page, which has loaded it once. */
async function pictures(theme, size, viewport, profile, url) {
  const context = await browser.newContext({ viewport, colorScheme: theme })
  const page = await context.newPage()
  for (const view of wanted(VIEWS)) {
    const link = new URLSearchParams(options.link)
    link.set('url', url)
    link.set('token', server.token)
    await page.goto(`${server.origin}/#/${view}?${link}`)
    await page.locator('.workspace').waitFor({ timeout: 120_000 })
    await page.waitForTimeout(SETTLE)
    await page
      .waitForFunction(
        () => !document.querySelector('[aria-busy=true], [data-pending]'),
        undefined,
        {
          timeout: 30_000,
        },
      )
      .catch(() => console.error(`${view} of ${profile} is not ready after 30 s`))
    const file = join(options.out, [profile, view, theme, size].join('-'))
    await page.screenshot({ path: `${file}.png` })
    console.log(`${file}.png`)
  }
  await context.close()
}

function wanted(names) {
  return names.filter((name) => isWanted(name, names))
}

/** A kind of which none is named is wanted whole. */
function isWanted(name, kind) {
  const named = options.only.flatMap((text) => text.split(','))
  return named.includes(name) || !kind.some((other) => named.includes(other))
}
