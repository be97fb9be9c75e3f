import {
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  request as requestHttp,
} from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type HttpProxy, hostOf, portOf, proxyFor } from './proxy.ts'
import { UpstreamError, upstreamError } from './upstream-error.ts'

export interface AskOptions {
  readonly headers: Readonly<Record<string, string>>
  /** Take any certificate. */
  readonly insecure: boolean
  /** Ends the request, and the answer with it. */
  readonly signal: AbortSignal
}

/**
 * Asks for an address, of the service or, where the environment names one, through a proxy. That
 * reads and answers what is not encrypted; of https it only passes the bytes on, and the
 * certificate is the service's own.
 * @returns what is answered, its body unread
 * @throws the system's error, or UpstreamError for what the proxy does
 */
export async function askOnce(url: URL, options: AskOptions): Promise<IncomingMessage> {
  const { headers, insecure, signal } = options
  // Each answer has its own connection, which ends with it.
  const own = { agent: false, headers, signal } as const
  const proxy = proxyFor(url)
  if (url.protocol !== 'https:') {
    return proxy ? askProxy(proxy, url, options) : answerOf(requestHttp(url, own))
  }
  if (!proxy) return answerOf(requestHttps(url, { ...own, rejectUnauthorized: !insecure }))
  const socket = await tunnel(proxy, url, signal)
  const host = hostOf(url)
  const servername = isIP(host) === 0 ? host : ''
  const createConnection = () =>
    connectTls({ socket, host, servername, rejectUnauthorized: !insecure })
  // Without an agent Node takes the port of https for an unusual one.
  const named = { ...headers, host: url.host }
  return answerOf(requestHttps(url, { headers: named, signal, createConnection }))
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    request.on('response', answered)
    request.on('error', failed)
    request.end()
  })
}

/** RFC 9112, 3.2.2: a proxy is asked for the whole address. */
async function askProxy(proxy: HttpProxy, url: URL, options: AskOptions): Promise<IncomingMessage> {
  const asked = new URL(url)
  asked.hash = asked.username = asked.password = ''
  const headers = { ...options.headers, host: url.host, ...signIn('authorization', url) }
  try {
    return await answerOf(toProxy(proxy, { path: asked.href, headers, signal: options.signal }))
  } catch (error) {
    throw brokenProxy(proxy, error)
  }
}

/** RFC 9110, 9.3.6: a connection to the service, which the proxy passes on unread. */
async function tunnel(proxy: HttpProxy, url: URL, signal: AbortSignal): Promise<Socket> {
  const place = `${url.hostname}:${portOf(url)}`
  const asked = { method: 'CONNECT', path: place, headers: { host: place }, signal }
  try {
    return await connected(proxy, toProxy(proxy, asked))
  } catch (error) {
    throw brokenProxy(proxy, error)
  }
}

function connected(proxy: HttpProxy, request: ClientRequest): Promise<Socket> {
  return new Promise((done, failed) => {
    request.on('connect', ({ statusCode, statusMessage }, socket) => {
      if (statusCode === 200) {
        done(socket)
        return
      }
      socket.destroy()
      failed(new UpstreamError(`${called(proxy)} answered ${statusCode} ${statusMessage}`))
    })
    request.on('error', failed)
    request.end()
  })
}

function toProxy(proxy: HttpProxy, { headers, ...options }: RequestOptions): ClientRequest {
  const { url } = proxy
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UpstreamError(
      `${called(proxy)} does not speak http, and other proxies are not supported`,
    )
  }
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return request({
    ...options,
    agent: false,
    host: hostOf(url),
    port: portOf(url),
    headers: { ...headers, ...signIn('proxy-authorization', url) },
  })
}

/** The user and the password of an address, in the header of that name. */
function signIn(header: string, { username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { [header]: `Basic ${Buffer.from(plain).toString('base64')}` }
}

/** `src/sources/service-errors.ts` knows these words. */
function called({ url, variable }: HttpProxy): string {
  return `the proxy ${url.host} (${variable})`
}

function brokenProxy(proxy: HttpProxy, error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error
  return new UpstreamError(`${called(proxy)}: ${upstreamError(error).message}`)
}
