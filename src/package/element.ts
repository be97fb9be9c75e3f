import { READY } from '../sources/message.ts'

// The entry `flamedrop/element`. The page's side of what docs/sharing.md says of handing over
// profiles; docs/package.md documents the element for users.

/** The app beside this file in the package; another address is given by the attribute `app`. */
const OWN_APP = new URL(/* @vite-ignore */ '../app/index.html', import.meta.url).href

/** Scripts, workers and downloads of the app's own origin; no forms, no top navigation. */
const SANDBOX = 'allow-scripts allow-same-origin allow-downloads allow-popups'

const THEMES = ['light', 'dark']

/** What a frame is to show. */
interface Wanted {
  readonly profile: Blob
  readonly name: string
  readonly base: Blob | null
  readonly baseName: string
}

// Modules are also read where there are no elements, for example when a site is rendered by Node.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

/**
 * `<flame-drop src="cpu.pb.gz" view="flamegraph">` shows a profile in a frame of its own. Attributes:
 * - `src`, `base`: addresses of the profile and of what it is compared with, fetched by this page;
 * - `view`: what a link of the app has behind `#/`, for example `top?f=json`;
 * - `theme`: `light` or `dark`; without it that of the page;
 * - `app`: address of the app, if it is not the one beside this file.
 *
 * Events, which bubble: `flamedrop-ready`, `flamedrop-accepted`, `flamedrop-refused` and
 * `flamedrop-error`; the last two have a sentence in `detail.reason`.
 */
export class FlameDropElement extends Base {
  static readonly observedAttributes = ['src', 'base', 'view', 'theme', 'app']

  /** A new one for each load: the browser's Back does not go through them. */
  private frame: HTMLIFrameElement | null = null
  private readonly root: ShadowRoot
  private wanted: Promise<Wanted | null> = Promise.resolve(null)
  /** Given by `show`, in place of `src`. */
  private given: Wanted | null = null
  /** Whether the frame is to be loaded anew when the attributes have all been set. */
  private stale = false
  private fetching = new AbortController()

  constructor() {
    super()
    this.root = this.attachShadow({ mode: 'closed' })
    const sheet = new CSSStyleSheet()
    // The page's own rules for flame-drop come before these.
    sheet.replaceSync(
      ':host { display: block; block-size: 600px } :host([hidden]) { display: none } iframe { border: 0; display: block; inline-size: 100%; block-size: 100% }',
    )
    this.root.adoptedStyleSheets = [sheet]
  }

  /**
   * Shows a profile that the page has already, in place of `src`.
   * @param options names for people, and what it is to be compared with
   */
  show(
    profile: Blob,
    options: { readonly name?: string; readonly base?: Blob; readonly baseName?: string } = {},
  ): void {
    const { name = 'profile', base = null, baseName = 'base' } = options
    this.given = { profile, name, base, baseName }
    this.reload()
  }

  connectedCallback(): void {
    window.addEventListener('message', this.hear)
    this.reload()
  }

  disconnectedCallback(): void {
    window.removeEventListener('message', this.hear)
    this.fetching.abort()
  }

  attributeChangedCallback(name: string): void {
    if (name === 'theme') this.applyTheme()
    else {
      if (name === 'src' || name === 'base') this.given = null
      this.reload()
    }
  }

  /** Once for all attributes that are set together. */
  private reload(): void {
    if (this.stale || !this.isConnected) return
    this.stale = true
    queueMicrotask(() => {
      this.stale = false
      if (this.isConnected) this.load()
    })
  }

  private load(): void {
    this.fetching.abort()
    this.fetching = new AbortController()
    this.wanted = this.given ? Promise.resolve(this.given) : this.fetched(this.fetching.signal)
    // Reported when the app asks for it; until then it is no failure that nobody handles.
    this.wanted.catch(() => {})
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', SANDBOX)
    frame.setAttribute('allow', 'clipboard-write; fullscreen')
    frame.title = this.getAttribute('title') ?? 'Flamedrop'
    const address = this.appUrl()
    address.hash = `#/${(this.getAttribute('view') ?? '').replace(/^#?\/?/, '')}`
    frame.src = address.href
    this.frame = frame
    this.applyTheme()
    this.root.replaceChildren(frame)
  }

  private appUrl(): URL {
    return new URL(this.getAttribute('app') || OWN_APP, document.baseURI)
  }

  /** A frame follows the colour scheme of the element that it is in. */
  private applyTheme(): void {
    const theme = this.getAttribute('theme') ?? ''
    if (this.frame) this.frame.style.colorScheme = THEMES.includes(theme) ? theme : ''
  }

  private async fetched(signal: AbortSignal): Promise<Wanted | null> {
    const [src, base] = [this.getAttribute('src'), this.getAttribute('base')]
    if (!src) return null
    const [profile, other] = await Promise.all([
      fetchBlob(src, signal),
      base ? fetchBlob(base, signal) : null,
    ])
    return { profile, name: nameOf(src), base: other, baseName: nameOf(base ?? '') }
  }

  /** Messages of the app in the frame, and of nobody else. */
  private readonly hear = (event: MessageEvent<unknown>): void => {
    const { origin } = this.appUrl()
    const app = this.frame?.contentWindow
    if (!app || event.source !== app || event.origin !== origin) return
    const data = event.data as { type?: unknown; name?: unknown; reason?: unknown } | null
    switch (data?.type) {
      case READY.type:
        this.tell('flamedrop-ready', {})
        void this.hand(app, origin)
        break
      case 'flamedrop-accepted':
      case 'flamedrop-refused':
        this.tell(data.type, { name: String(data.name), reason: String(data.reason ?? '') })
        break
    }
  }

  private async hand(app: Window, origin: string): Promise<void> {
    const { wanted } = this
    try {
      const found = await wanted
      // Meanwhile another one may be wanted.
      if (!found || wanted !== this.wanted) return
      const { profile, name, base, baseName } = found
      const compared = base && { base: { name: baseName, profile: base } }
      const message = { type: 'flamedrop-open', name, profile, ...compared }
      app.postMessage(message, origin)
    } catch (error) {
      if (wanted !== this.wanted) return
      this.tell('flamedrop-error', { reason: error instanceof Error ? error.message : `${error}` })
    }
  }

  private tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }
}

async function fetchBlob(address: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(new URL(address, document.baseURI), { signal }).catch(
    (error: unknown) => {
      throw new Error(
        `${address} could not be fetched: ${error instanceof Error ? error.message : error}.`,
      )
    },
  )
  if (!response.ok) throw new Error(`${address} could not be fetched: status ${response.status}.`)
  return response.blob()
}

/** The last part of an address's path. */
function nameOf(address: string): string {
  const path = address.split(/[?#]/, 1)[0] ?? ''
  return path.slice(path.lastIndexOf('/') + 1) || 'profile'
}

if ('customElements' in globalThis && !customElements.get('flame-drop')) {
  customElements.define('flame-drop', FlameDropElement)
}

declare global {
  interface HTMLElementTagNameMap {
    'flame-drop': FlameDropElement
  }
}
