/**
 * What the bench does inside the page. `installProbe` is sent to the browser as text, so it may
 * use nothing from outside itself.
 */

export interface Painted {
  /** Milliseconds from the cause to the frame of the screen being painted. */
  readonly elapsed: number
  /** Longest stretch in which the main thread answered nothing, in milliseconds. */
  readonly blocked: number
}

export interface Probe {
  /** Fetches the file, so that the drop finds its bytes in the browser already. */
  prepare(url: string): Promise<number>
  /** Drops it: the time to its flame graph. */
  drop(): Promise<Painted>
  /** Drops it, whatever it is. */
  throwIn(): void
  /** Sets or clears the focus in the address, as a link does. */
  focus(word: string): Promise<Painted>
  /** Call before a click or a key: waits for the zoom that it causes; undefined if it causes none. */
  armZoom(event: 'pointerup' | 'keydown'): void
  zoomed(): Promise<Painted | undefined>
  /** Call before a key, a click or a drop: waits for what it shows to be on screen, with nothing under way. */
  armView(ready: string, event: 'keydown' | 'drop'): void
  viewed(): Promise<Painted | undefined>
  /** Call before a click or a drop that causes flame graphs … */
  armPictures(event: 'pointerdown' | 'drop'): void
  /** … and when all are there: the time to the last of them. */
  pictures(): Promise<Painted>
  /** Frames a second of the screen, over so many milliseconds. */
  countFrames(duration: number): Promise<number>
}

declare global {
  interface Window {
    flamedropBench: Probe
  }
}

/** Nothing in this bench takes longer; what does has failed. */
const TIMEOUT = 120_000

export const PROBE_ARGUMENTS = { timeout: TIMEOUT }

export function installProbe({ timeout }: typeof PROBE_ARGUMENTS): void {
  let file: File | undefined
  let zoom: Promise<Painted | undefined> = Promise.resolve(undefined)
  let view: Promise<Painted | undefined> = Promise.resolve(undefined)
  let pictures: { since: number; blocking: () => Promise<number> } | undefined

  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

  /** When the frame with what is looked for has been handed to the screen. */
  const shown = async (ready: string, patience: number): Promise<number | undefined> => {
    const end = performance.now() + patience
    for (;;) {
      await nextFrame()
      const there = document.querySelector(`#stage ${ready}`)
      const busy = document.querySelector('#stage :is([aria-busy=true], [data-pending])')
      if (there && !busy) break
      if (performance.now() > end) return undefined
    }
    // Behind the painting of the frame that it was found in.
    await new Promise((resolve) => setTimeout(resolve))
    return performance.now()
  }

  const reasonOf = (entry: PerformanceEntry) =>
    ((entry as PerformanceMark).detail as { reason?: string } | null)?.reason

  /** The first flame graph painted after `since` for one of `reasons`: when. */
  const painted = (since: number, reasons: readonly string[], patience: number) =>
    new Promise<number | undefined>((resolve) => {
      const done = (at: number | undefined) => {
        observer.disconnect()
        clearTimeout(timer)
        resolve(at)
      }
      const timer = setTimeout(() => done(undefined), patience)
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntriesByName('flame-painted')) {
          if (entry.startTime >= since && reasons.includes(reasonOf(entry) ?? '')) {
            done(entry.startTime)
            return
          }
        }
      })
      observer.observe({ type: 'mark' })
    })

  /**
   * Watches how long the main thread is busy at a stretch: tasks over 50 ms as the browser
   * reports them, shorter ones by how late a timer of 4 ms comes.
   */
  const watchBlocking = () => {
    let longest = 0
    let last = performance.now()
    const tick = () => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      timer = setTimeout(tick, 4)
    }
    let timer = setTimeout(tick, 4)
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration)
    })
    observer.observe({ type: 'longtask' })
    return async () => {
      // A long task is reported after its end.
      await new Promise((resolve) => setTimeout(resolve, 60))
      clearTimeout(timer)
      observer.disconnect()
      return longest
    }
  }

  const measure = async (cause: () => void, reasons: readonly string[]): Promise<Painted> => {
    const blocking = watchBlocking()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const start = performance.now()
    const end = painted(start, reasons, timeout)
    cause()
    const at = await end
    const blocked = await blocking()
    if (at === undefined)
      throw new Error(`no flame graph was painted: ${document.body.textContent}`)
    return { elapsed: at - start, blocked }
  }

  window.flamedropBench = {
    async prepare(url) {
      const response = await fetch(url)
      if (!response.ok) throw new Error(`${url}: ${response.status}`)
      file = new File([await response.arrayBuffer()], 'bench.pb.gz')
      return file.size
    },

    drop: () => measure(() => window.flamedropBench.throwIn(), ['open']),

    throwIn() {
      const dropped = file
      if (!dropped) throw new Error('nothing to drop')
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(dropped)
      for (const type of ['dragenter', 'dragover', 'drop']) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
        const target = document.querySelector('main') ?? document.body
        target.dispatchEvent(event)
      }
    },

    focus(word) {
      const [path = '', query = ''] = location.hash.split('?')
      const fields = new URLSearchParams(query)
      fields.delete('f')
      if (word !== '') fields.set('f', word)
      return measure(() => {
        location.hash = `${path || '#/flamegraph'}?${fields}`
      }, ['options'])
    },

    armZoom(event) {
      zoom = new Promise((resolve) => {
        const blocking = watchBlocking()
        const caused = async ({ timeStamp }: Event) => {
          // A click on what fills the width already zooms nowhere.
          const at = await painted(timeStamp, ['zoom'], 2000)
          const blocked = await blocking()
          resolve(at === undefined ? undefined : { elapsed: at - timeStamp, blocked })
        }
        window.addEventListener(event, caused, { capture: true, once: true })
      })
    },

    zoomed: () => zoom,

    armView(ready, event) {
      // A prompt or a field would take the key.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      view = new Promise((resolve) => {
        const blocking = watchBlocking()
        const pressed = async ({ timeStamp }: Event) => {
          // The page knows of it with the next picture.
          await nextFrame()
          const at = await shown(ready, timeout)
          const blocked = await blocking()
          resolve(at === undefined ? undefined : { elapsed: at - timeStamp, blocked })
        }
        window.addEventListener(event, pressed, { capture: true, once: true })
      })
    },

    viewed: () => view,

    armPictures(event) {
      const blocking = watchBlocking()
      const caused = ({ timeStamp }: Event) => {
        pictures = { since: timeStamp, blocking }
      }
      window.addEventListener(event, caused, { capture: true, once: true })
    },

    async pictures() {
      if (!pictures) throw new Error('nothing was clicked or dropped')
      const { since, blocking } = pictures
      const last = performance.getEntriesByName('flame-painted').at(-1)?.startTime ?? 0
      if (last < since) throw new Error('no flame graph was painted')
      return { elapsed: last - since, blocked: await blocking() }
    },

    async countFrames(duration) {
      const start = await nextFrame()
      let frames = 0
      let last = start
      while (last - start < duration) {
        last = await nextFrame()
        frames++
      }
      return (frames * 1000) / (last - start)
    },
  }
}
