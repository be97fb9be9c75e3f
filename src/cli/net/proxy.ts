import { BlockList, isIP } from 'node:net'

/** A proxy from the environment. */
export interface HttpProxy {
  readonly url: URL
  /** The variable that sets it: HTTP_PROXY, https_proxy. */
  readonly variable: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for an address, chosen as Go programs do, pprof among them: HTTP_PROXY or HTTPS_PROXY
 * by scheme, each also in lower case, unless NO_PROXY matches the host; never for this machine.
 * (Rules: golang.org/x/net/http/httpproxy.)
 * @returns null if the service is to be requested directly
 */
export function proxyFor(address: URL, environment: Environment = process.env): HttpProxy | null {
  const name = address.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const [variable, text] = variableOf(name, environment)
  const url = readProxy(text)
  if (!url || isThisMachine(hostOf(address))) return null
  return isExempt(address, variableOf('NO_PROXY', environment)[1]) ? null : { url, variable }
}

function variableOf(name: string, environment: Environment): [variable: string, text: string] {
  const variable = environment[name] ? name : name.toLowerCase()
  return [variable, environment[variable] ?? '']
}

/**
 * Parses the address of a proxy, whose scheme may be missing; null for an invalid one, which Go
 * ignores as well.
 */
function readProxy(text: string): URL | null {
  if (text === '') return null
  const address = /^(https?|socks5h?):\/\//i.test(text) ? text : `http://${text}`
  return URL.canParse(address) ? new URL(address) : null
}

/** The host name or address, without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

/** The port of an address, or the default of its scheme. */
export function portOf({ port, protocol }: URL): number {
  return Number(port || (protocol === 'https:' ? 443 : 80))
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

function isThisMachine(host: string): boolean {
  return host === 'localhost' || contains(LOOPBACK, host)
}

function contains(list: BlockList, host: string): boolean {
  return isIP(host) !== 0 && list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4')
}

/** Whether a comma-separated list of hosts, networks and domains matches the address. */
function isExempt(address: URL, list: string): boolean {
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && matches(entry, address))
}

/**
 * @param entry `*`, 10.0.0.0/8, or a host with or without a port; a name also matches its
 *   subdomains, `.name` and `*.name` match only these
 */
function matches(entry: string, address: URL): boolean {
  if (entry === '*') return true
  const host = hostOf(address)
  const [, network, bits] = /^(.+)\/(\d{1,3})$/.exec(entry) ?? []
  if (network !== undefined && isIP(network) !== 0) return isIn(network, Number(bits), host)
  const [, ipv6, name, port] = /^(?:\[([^[\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? []
  const named = ipv6 ?? name ?? entry
  if (port !== undefined && Number(port) !== portOf(address)) return false
  const family = isIP(named)
  if (family !== 0) return isIn(named, family === 6 ? 128 : 32, host)
  const domain = named.replace(/^\*\./, '.')
  if (domain === '') return false
  return domain.startsWith('.') ? host.endsWith(domain) : `.${host}`.endsWith(`.${domain}`)
}

function isIn(network: string, bits: number, host: string): boolean {
  const family = isIP(network)
  if (bits > (family === 6 ? 128 : 32)) return false
  const list = new BlockList()
  list.addSubnet(network, bits, family === 6 ? 'ipv6' : 'ipv4')
  return contains(list, host)
}
