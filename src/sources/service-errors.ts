import { SourceError } from './error.ts'

// Errors of requests to services.

/** The longest part of a service's own message that is shown, in characters. */
const LONGEST_SAID = 200

/**
 * The error for an unsuccessful response.
 * @param address as in the terminal
 * @param status of the response
 * @param text of the response
 */
export function refusedByService(address: string, status: number, text: string): SourceError {
  const said = /^\s*</.test(text) ? '' : text.trim().split('\n', 1)[0]!.slice(0, LONGEST_SAID)
  const what = `${address} answered ${status}${said === '' ? '' : `: ${said}`}`
  return new SourceError(/[.!?]$/.test(what) ? what : `${what}.`, hintFor(status, said))
}

function hintFor(status: number, said: string): string {
  if (/cpu profiling already in use/i.test(said)) {
    return 'Its CPU is being recorded already, perhaps by a collector that does so continuously. Try again when that has ended.'
  }
  if (/tracing is already enabled/i.test(said)) {
    return 'It is being traced already. Try again when that has ended.'
  }
  if (/WriteTimeout/.test(said)) {
    return 'The service ends answers that take so long (its http.Server has a WriteTimeout): choose fewer seconds.'
  }
  if (/HTTP request to an HTTPS server/i.test(said)) {
    return 'It speaks https: put https:// in front of the address.'
  }
  if (/unknown profile/i.test(said)) {
    return 'It serves pprof, but has no profile of that name: its /debug/pprof/ lists what it has.'
  }
  switch (status) {
    case 401:
      return 'It requires a sign-in: put it into the address (https://user:password@host/debug/pprof/), or reach the service by another way, such as `kubectl port-forward`.'
    case 407:
      return 'The proxy requires a sign-in: put it into HTTP_PROXY (http://user:password@host:port), and start flamedrop again.'
    case 403:
      return 'It does not let this machine read its profiles: many services serve them on another port, or to their own host only.'
    case 404:
    case 405:
    case 410:
      return 'There are no pprof handlers: check the port, and that the service imports net/http/pprof. A service with its own mux has to register the handlers.'
    case 502:
    case 503:
    case 504:
      return 'The service, or a proxy before it, is not there or ends recordings that take so long: try fewer seconds, or reach it without the proxy.'
    default:
      return 'Check the address: a Go service that imports net/http/pprof lists its profiles at /debug/pprof/.'
  }
}

/** System errors for unreachable services, and what they mean. */
const UNREACHED: readonly (readonly [RegExp, what: string, hint: string])[] = [
  [
    /ECONNREFUSED/,
    'nothing listens there (connection refused)',
    'Check the host and the port, and that the service runs. From inside a cluster, `kubectl port-forward` brings it to this machine.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    'no machine of that name is known here',
    'Check the host; a name of a private network is known only inside it.',
  ],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/,
    'no answer comes from there',
    'Check the host and the port, and whether a firewall lies between.',
  ],
  [
    /not answered for/,
    'it has not answered in time',
    'The service may be too busy, or stopped for a dump of very many goroutines: try again, or take another profile.',
  ],
  [
    /answer is larger than/,
    'its answer is larger than what can be taken (1 GB)',
    'Check the address: profiles are rarely that large. One that is can be fetched with `curl`, and read with `go tool pprof`.',
  ],
  [
    /ECONNRESET|socket hang up|EPROTO|Parse Error/,
    'it closed the connection before it answered',
    'A service that ends or restarts does so: try again. Otherwise check the port, and whether it speaks https.',
  ],
  [
    /certificate|self[- ]signed|ERR_TLS/i,
    'this machine does not trust its certificate',
    'With https+insecure:// instead of https:// any certificate is accepted.',
  ],
]

/** As worded by `src/cli/net/connection.ts`, up to the end of the sentence. */
const BROKEN_PROXY = /the proxy \S+ \(\w+\).*/s

/**
 * The error for a service that cannot be reached.
 * @param address as in the terminal
 * @param text the companion's message, which includes the system's error code
 */
export function notReached(address: string, text: string): SourceError {
  const [proxy] = BROKEN_PROXY.exec(text) ?? []
  if (proxy !== undefined) {
    return new SourceError(
      `${address}: ${proxy}`,
      'Check the variable that names the proxy, or put the host into NO_PROXY, and start flamedrop again.',
    )
  }
  const found = UNREACHED.find(([pattern]) => pattern.test(text))
  if (!found)
    return new SourceError(text, 'Check that the service runs there and serves net/http/pprof.')
  const [, what, hint] = found
  return new SourceError(`${address}: ${what}.`, hint)
}

/** The error for an address that does not respond with Go's list of profiles. */
export function notAnIndex(address: string): SourceError {
  return new SourceError(
    `${address} answers, but not with a list of profiles.`,
    'Check the address: a Go service that imports net/http/pprof lists its profiles at /debug/pprof/.',
  )
}
