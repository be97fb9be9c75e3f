import { UsageError } from '../go-flags.ts'

/** Where the page is served. */
export interface PageAddress {
  readonly host: string
  /** undefined for any free port. */
  readonly port: number | undefined
}

const THIS_MACHINE = '127.0.0.1'

/**
 * Parses -http=host:port, of which each part may be missing: by default loopback, and a free port.
 * (Rule: github.com/google/pprof, internal/driver/webui.go.)
 * @throws UsageError if it is not host:port
 */
export function readPageAddress(text: string): PageAddress {
  if (text === '') return { host: THIS_MACHINE, port: undefined }
  const [, ipv6, name, digits] = /^(?:\[([^[\]]*)\]|([^[\]:]*)):(.*)$/s.exec(text) ?? []
  if (digits === undefined) {
    throw new UsageError(`could not split http address: ${text} is not host:port`)
  }
  const host = ipv6 ?? name ?? ''
  return {
    // The address of "localhost" depends on the system.
    host: host === '' || host.toLowerCase() === 'localhost' ? THIS_MACHINE : host,
    port: digits === '' ? undefined : readPort(digits),
  }
}

function readPort(digits: string): number {
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : Number.NaN
  if (port <= 65535) return port
  throw new UsageError(`invalid port number: ${digits}`)
}
