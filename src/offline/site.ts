/** What a build consists of; the build writes it into the service worker. */
export interface Site {
  /** Changes with every file. */
  readonly version: string
  /** Paths from the folder of the page; the page itself is "". */
  readonly files: readonly string[]
}
