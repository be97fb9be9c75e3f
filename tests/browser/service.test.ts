import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findGo } from '../../scripts/go.mjs'
import type { Served } from '../../src/cli/serve.ts'
import { startApp } from './app-server.ts'
import { type Command, startCommand } from './command.ts'
import { allow, browser, fixture, newPage, serveApp, takeProblems } from './harness.ts'
import { type LiveService, SERVICE_SOURCE, startLiveService } from './live-service.ts'
import { breaches, eventually, fragment, rulesIn } from './person.ts'

// Profiles taken from services that run: one in Go that leaks, by the command as a person starts it,
// and some that only play one.

const go = findGo()
if (!go) {
  console.warn(
    '\n\n!!! There is no Go: the live test of a service is SKIPPED (FLAMEDROP_GO). !!!\n\n',
  )
}

serveApp()

/** The empty page, as the command's link opens it or as anybody does. */
async function openPage(app: Pick<Served, 'origin' | 'token'>, isLink: boolean): Promise<Page> {
  const page = await newPage(browser, app.origin)
  if (isLink) await page.goto(`${app.origin}/#/?token=${app.token}`)
  return page
}

async function connectTo(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect to a service…' }).click()
  await ask(page, address)
}

async function ask(page: Page, address: string): Promise<void> {
  await page.getByLabel(/^Address of a service/).fill(address)
  await page.keyboard.press('Enter')
}

/** Chooses a profile of the list by its name. */
const choose = (page: Page, name: string) => offer(page, name).click()
const offer = (page: Page, name: string) =>
  page.locator('.connect-offer', {
    has: page.locator('.connect-name', { hasText: new RegExp(`^${name}$`) }),
  })
const offers = (page: Page) => page.locator('.connect-name').allTextContents()
const tab = (page: Page, name: string) => page.locator('.tabs').getByRole('button', { name })
const taking = (page: Page) => page.locator('.panel.taking')
const program = (page: Page) => page.locator('.program').getAttribute('title')
const command = (page: Page) => page.locator('.status-command').textContent()

const sourceLine = (page: Page, text: string) =>
  page.locator('.source-code .line', { has: page.locator('.code-text', { hasText: text }) })

/** By the session's menu, from the workspace. */
async function connectAgain(page: Page): Promise<void> {
  await page.locator('.program').click()
  await page.getByRole('menuitem', { name: 'Connect to a service…' }).click()
}

describe.skipIf(!go)('a service in Go', { timeout: 120_000 }, () => {
  let service: LiveService
  let app: Command

  // The first build of Go's library takes its time.
  beforeAll(async () => {
    service = await startLiveService(go ?? '')
    app = await startCommand(`-source_path=${SERVICE_SOURCE}`)
  }, 300_000)

  afterAll(async () => {
    service?.stop()
    await app?.end('SIGINT')
  })

  test('is asked what it has, and its leak is found with its line', async () => {
    const page = await openPage(app, true)
    await connectTo(page, `http://${service.host}`)
    await page.getByText(`${service.host}, read through flamedrop on this machine`).waitFor()
    expect(await offers(page)).toEqual([
      'profile',
      'heap',
      'goroutine',
      'allocs',
      'mutex',
      'block',
      'threadcreate',
      'trace',
      'cmdline',
    ])
    expect(await offer(page, 'goroutine').textContent()).toMatch(/\d+ goroutines$/)
    expect(await offer(page, 'mutex').textContent()).toContain('SetMutexProfileFraction')
    expect(await breaches(page)).toEqual([])

    await choose(page, 'heap')
    await page.getByRole('button', { name: 'Take heap' }).click()
    await eventually(() => program(page)).toMatch(/^heap \d\d:\d\d:\d\d$/)
    await eventually(() => command(page)).toBe(
      `go tool pprof -http=: http://${service.host}/debug/pprof/heap`,
    )
    // Nothing in the link names the service, which may be nobody else's.
    expect(fragment(page)).not.toContain(service.host)
    await tab(page, 'Top').click()
    await page.getByText('main.grow', { exact: true }).first().click()
    await tab(page, 'Source').click()
    await eventually(() => sourceLine(page, 'pages = append(pages').count()).toBe(1)

    await connectAgain(page)
    await choose(page, 'goroutine')
    expect(await page.getByLabel('each with its state and wait').isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Take goroutine' }).click()
    await eventually(() => program(page)).toMatch(/^goroutine \d\d:\d\d:\d\d \(2 open\)$/)

    await connectAgain(page)
    await choose(page, 'goroutine')
    await page.getByLabel('Seconds from one to the next').fill('1')
    await page.getByRole('button', { name: 'Take one every' }).click()
    await taking(page).getByText('4 of at most 100 taken').waitFor()
    await taking(page).getByRole('button', { name: 'Show the series' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await eventually(() => taking(page).count()).toBe(0)

    const line = await leakLine()
    const verdict = page.locator('.verdict-line strong')
    await eventually(() => verdict.textContent()).toContain('main.leak')
    expect(await verdict.textContent()).toContain(`main.go:${line}`)

    await tab(page, 'Goroutines').click()
    const first = page.locator('.group-line').first()
    await eventually(() => first.innerText()).toMatch(/chan send/)
    expect(await first.innerText()).toContain(`main.go:${line}`)
    await first.getByRole('button', { name: 'main.leak', exact: true }).click()

    await tab(page, 'Source').click()
    const row = sourceLine(page, 'results <- job * job')
    await eventually(() => row.locator('.code-number').textContent()).toBe(String(line))
  })

  test('has its CPU recorded, with a countdown that can be cancelled', async () => {
    const page = await openPage(app, true)
    await connectTo(page, service.host)
    await page.getByLabel('Seconds to record').fill('60')
    await page.getByRole('button', { name: 'Record profile' }).click()
    await taking(page)
      .getByText(/^[12] s of 60 s$/)
      .waitFor()
    expect(await breaches(page)).toEqual([])
    await taking(page).getByRole('button', { name: 'Cancel' }).click()
    await eventually(() => taking(page).count()).toBe(0)

    // The service has been told, too: else it would refuse a second recording.
    await page.getByRole('button', { name: 'Connect to a service…' }).click()
    await page.getByLabel('Seconds to record').fill('1')
    await page.keyboard.press('Enter')
    await eventually(() => program(page)).toMatch(/^cpu 1s \d\d:\d\d:\d\d$/)
    await page.getByText('main.spin').first().waitFor()

    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await page.getByText('the profile, which was taken live').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Download cpu/ }).click()
    expect((await download).suggestedFilename()).toMatch(/^cpu-1s-\d\d\.\d\d\.\d\d\.pb\.gz$/)

    await page.locator('.program').click()
    await page.getByRole('menuitem', { name: /^Take cpu 1s .* again$/ }).click()
    await eventually(() => program(page)).toMatch(/\(2 open\)$/)
  })

  test('gives what comes from now on, and a trace as profiles of waiting', async () => {
    const page = await openPage(app, true)
    await connectTo(page, `:${service.host.split(':')[1]}`)
    await choose(page, 'allocs')
    await page.getByLabel('Seconds to record').fill('1')
    await page.getByRole('button', { name: 'Record allocs' }).click()
    await eventually(() => program(page)).toMatch(/^allocs 1s /)

    await connectAgain(page)
    await choose(page, 'trace')
    await page.getByRole('button', { name: 'Record trace' }).click()
    await page.getByRole('button', { name: 'Open sched: ready, waiting to be run' }).click()
    await eventually(() => program(page)).toMatch(/^sched: ready, waiting to be run/)

    await connectAgain(page)
    await choose(page, 'cmdline')
    await page.getByRole('button', { name: 'Show cmdline' }).click()
    await eventually(() => page.locator('.connect-said').textContent()).toContain('service')
  })

  test('is named on the command line, and the page that it opens has what the flags say', async () => {
    const address = `http://${service.host}/debug/pprof/heap`
    const started = await startCommand('-alloc_space', '-focus=grow', '-lines', address)
    const page = await newPage(browser, started.origin)
    await page.goto(started.link)
    await eventually(() => command(page)).toBe(
      `go tool pprof -http=: -sample_index=alloc_space -focus=grow -lines '${service.host} heap'`,
    )
    await page.getByText('main.grow').filter({ visible: true }).first().waitFor()
    // The key to the machine is in no address that could be shared.
    expect(page.url()).not.toContain(started.token)
    expect(started.said()).toContain(`Fetching profile over HTTP from ${address}`)
    expect(await started.end('SIGINT')).toBe(0)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends the command, and what it records',
    async (signal) => {
      const started = await startCommand()
      const page = await openPage(started, true)
      await connectTo(page, service.host)
      await page.getByLabel('Seconds to record').fill('60')
      await page.getByRole('button', { name: 'Record profile' }).click()
      await taking(page)
        .getByText(/^1 s of 60 s$/)
        .waitFor()
      expect(await started.end(signal)).toBe(0)
      await expect(fetch(started.origin)).rejects.toThrow()
      await eventually(() => page.locator('.panel').allInnerTexts()).toEqual([
        expect.stringContaining('flamedrop on this machine is no longer running.'),
      ])
      await takeProblems(page)
      // Its port is free for the next, and the service records again.
      const next = await startCommand(`-http=${new URL(started.origin).host}`)
      expect(next.origin).toBe(started.origin)
      const recorded = await fetch(`http://${service.host}/debug/pprof/profile?seconds=1`)
      expect(recorded.status).toBe(200)
      expect(await next.end(signal)).toBe(0)
    },
  )
})

/** Where the goroutines of the service are stuck. */
async function leakLine(): Promise<number> {
  const text = String(await fixture('tests/fixtures/service/main.go'))
  return text.split('\n').findIndex((line) => line.includes('results <- job')) + 1
}

/** A service for the length of the test. @returns host:port */
async function playService(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The companion for the length of the test. */
async function startCompanion(): Promise<Served> {
  const app = await startApp()
  onTestFinished(() => app.close())
  return app
}

/** As Go 1.10 writes it. */
const OLD_INDEX = `<html><head><title>/debug/pprof/</title></head><body>
/debug/pprof/<br><br>profiles:<br><table>
<tr><td align=right>12<td><a href="goroutine?debug=1">goroutine</a>
<tr><td align=right>0<td><a href="example.com/pool?debug=1">example.com/pool</a>
<tr><td align=right>7<td><a href="https://elsewhere.example/debug/pprof/x?debug=1">x</a>
</table><br><a href="goroutine?debug=2">full goroutine stack dump</a><br></body></html>
<img src="//elsewhere.example/x"><script>document.title = 'taken over'</script>`

describe('a service that restarts', () => {
  const INDEX = '<table><tr><td>2<td><a href="goroutine?debug=1">goroutine</a></table>'
  const dump = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `goroutine ${i + 1} [chan send]:\nmain.leak()\n\t/a.go:1`,
    )

  test('is missed, and its series goes on; if it stays away the series ends, and is kept', async () => {
    let state: 'up' | 'restarting' | 'gone' = 'up'
    let isMissed = false
    let asked = 0
    const host = await playService(async ({ url }, response) => {
      // While it restarts one question is missed, and the next waits, however long the page is
      // looked at.
      while (isMissed && state === 'restarting') await new Promise((again) => setTimeout(again, 20))
      isMissed = state !== 'up'
      if (isMissed) response.destroy()
      else if (url === '/debug/pprof/') response.end(INDEX)
      else response.end(dump(++asked * 10).join('\n\n'))
    })
    const page = await openPage(await startCompanion(), true)
    await connectTo(page, host)
    await choose(page, 'goroutine')
    await page.getByLabel('Seconds from one to the next').fill('1')
    await page.getByRole('button', { name: 'Take one every' }).click()
    await taking(page).getByText('2 of at most 100 taken').waitFor()
    state = 'restarting'
    await taking(page).getByText('it closed the connection before it answered').waitFor()
    expect(await breaches(page)).toEqual([])
    state = 'up'
    await taking(page).getByText('4 of at most 100 taken').waitFor()
    expect(await taking(page).getByText('The last one did not come').count()).toBe(0)

    state = 'gone'
    await page.getByText('It was so 3 times in a row').waitFor()
    await eventually(() => taking(page).count()).toBe(0)
    await eventually(() => page.locator('.program').innerText()).toMatch(/\b[4-6]\b/)
    await takeProblems(page)
  })
})

describe('a hunt for a leak', () => {
  const INDEX = (count: number) =>
    `<table><tr><td>${count}<td><a href="goroutine?debug=1">goroutine</a>
    <tr><td>3<td><a href="heap?debug=1">heap</a></table>`
  const stuck = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `goroutine ${i + 1} [chan send]:\nmain.leak()\n\t/srv/leak.go:51`,
    ).join('\n\n')

  test('ends by itself with the verdict on top, and with what the process used', async () => {
    const heap = await fixture('tests/fixtures/profiles/heap.1.pb.gz')
    let dumps = 0
    const host = await playService(({ url = '' }, response) => {
      if (url.endsWith('/debug/pprof/')) response.end(INDEX(20 * dumps))
      else if (url.includes('goroutine')) response.end(stuck(20 * ++dumps))
      else if (url.includes('gc=1')) response.end(heap)
      else if (url.includes('heap?debug=1')) {
        response.end(`# runtime.MemStats\n# HeapAlloc = ${dumps * 2 ** 20}\n# NumGC = ${dumps}\n`)
      } else response.writeHead(404).end()
    })
    const page = await openPage(await startCompanion(), true)
    await connectTo(page, host)
    await page.getByText('Takes goroutine and heap (after a collection)').waitFor()
    await page.getByLabel('Seconds between the snapshots of the hunt').fill('1')
    expect(await breaches(page)).toEqual([])
    await page.getByRole('button', { name: 'Hunt a leak' }).click()
    await taking(page).getByText('2 of at most 12 taken, 1 s apart').waitFor()
    await taking(page).getByText('So far: ').waitFor()
    expect(await breaches(page)).toEqual([])

    await page.locator('.verdict.warns').waitFor()
    expect(await taking(page).count()).toBe(0)
    expect(await page.locator('.verdict-line strong').textContent()).toMatch(
      /^main\.leak \(leak\.go:51, chan send\) leaks goroutines: 20 → \d+ goroutines/,
    )
    await page.locator('.series-chooser').getByRole('button').click()
    expect(await page.locator('.series-chooser').getByRole('menuitemradio').count()).toBe(2)
    await page.keyboard.press('Escape')
    const process = page.locator('.process')
    await process.getByText(/^HeapAlloc 1MB → \d+MB, Goroutines 20 → \d+$/).waitFor()
    if ((await process.getAttribute('open')) === null)
      await process.locator('summary').first().click()
    const lines = page.getByRole('slider', { name: /^Snapshot whose figures/ })
    await lines.press('Home')
    expect(await lines.getAttribute('aria-valuetext')).toContain('HeapAlloc 1MB; Goroutines 20')
    expect(await breaches(page)).toEqual([])

    // What the sentence is about is a click away, in the snapshot that it is about.
    await page.getByRole('button', { name: /^Show it in goroutine/ }).click()
    await eventually(() => page.locator('.group-line').first().innerText()).toContain('leak.go:51')
    expect(
      await page
        .locator('.goroutines-series')
        .getByText(/^Show goroutine/)
        .count(),
    ).toBe(0)
  })
})

describe('what a service says', () => {
  test('is read from an old index, of which nothing is run or loaded', async () => {
    const host = await playService((_, response) => response.end(OLD_INDEX))
    const page = await openPage(await startCompanion(), true)
    await connectTo(page, `${host}/debug/pprof/heap?debug=1`)
    await eventually(() => offers(page)).toEqual([
      'profile',
      'goroutine',
      'trace',
      'example.com/pool',
    ])
    expect(await offer(page, 'goroutine').textContent()).toMatch(/12 goroutines$/)
    expect(await page.title()).not.toBe('taken over')
  })

  test.each([
    [404, '404 page not found', 'There are no pprof handlers'],
    [401, 'Unauthorized', 'It requires a sign-in'],
    [200, '<p>Welcome</p>', 'not with a list of profiles'],
  ])('is told in words: %i %s', async (status, text, words) => {
    const host = await playService((_, response) => response.writeHead(status).end(text))
    const page = await openPage(await startCompanion(), true)
    await connectTo(page, host)
    await eventually(() => page.getByRole('alert').textContent()).toContain(words)
    // The companion answers 502, which the console shows.
    await takeProblems(page)
  })

  test('is typed over the usual address, which is there to begin with', async () => {
    const page = await openPage(await startCompanion(), true)
    await page.getByRole('button', { name: 'Connect to a service…' }).click()
    const field = page.getByLabel(/^Address of a service/)
    expect(await field.inputValue()).toBe('localhost:6060')
    await page.keyboard.type('other:80')
    expect(await field.inputValue()).toBe('other:80')
  })

  test('is told when nobody answers, or nothing is an address', async () => {
    const page = await openPage(await startCompanion(), true)
    await connectTo(page, '127.0.0.1:1')
    await eventually(() => page.getByRole('alert').textContent()).toContain('nothing listens there')
    await takeProblems(page)
    await ask(page, 'ftp://x')
    await eventually(() => page.getByRole('alert').textContent()).toContain(
      '“ftp://x” is not the address of a service.',
    )
  })
})

describe('without a companion', () => {
  test('a service that allows it is read by the browser', async () => {
    const page = await openPage(await startCompanion(), false)
    const index = `<tr><td>3</td><td><a href='heap?debug=1'>heap</a></td></tr>`
    allow(page, 'http://service.example:6060')
    await page.route('http://service.example:6060/debug/pprof/**', async (route) => {
      const isIndex = new URL(route.request().url()).pathname === '/debug/pprof/'
      await route.fulfill({
        headers: { 'access-control-allow-origin': '*' },
        body: isIndex
          ? `<table>${index}</table>`
          : await fixture('tests/fixtures/profiles/heap.1.pb.gz'),
      })
    })
    await connectTo(page, 'service.example:6060')
    await page.getByText('service.example:6060, read by this browser').waitFor()
    // The keyboard goes on in the list: behind the CPU profile is the heap.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await eventually(() => program(page)).toMatch(/^heap /)
  })

  test.each(['light', 'dark'] as const)('any other gives a command to copy, %s', async (scheme) => {
    const page = await openPage(await startCompanion(), false)
    await page.emulateMedia({ colorScheme: scheme })
    allow(page, 'http://service.example:6060')
    await page.route('http://service.example:6060/**', (route) => route.abort())
    await connectTo(page, 'service.example:6060')
    await page.getByText('The browser could not read service.example:6060').waitFor()
    await choose(page, 'goroutine')
    expect(await page.locator('.connect-command code').textContent()).toBe(
      "curl -f -o goroutine.txt 'http://service.example:6060/debug/pprof/goroutine?debug=2'",
    )
    expect(await page.getByRole('button', { name: /^Take/ }).count()).toBe(0)
    expect(await breaches(page, rulesIn(scheme))).toEqual([])
    await takeProblems(page)
  })

  test('https that nobody vouches for is not even tried', async () => {
    const page = await openPage(await startCompanion(), false)
    await connectTo(page, 'https+insecure://service.example')
    await page.getByText('only a certificate that it trusts').waitFor()
    expect(await page.locator('.connect-command code').textContent()).toBe(
      "curl -f -k -o cpu.pb.gz 'https://service.example/debug/pprof/profile?seconds=30'",
    )
  })
})
