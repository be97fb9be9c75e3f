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
  /** Accept any certificate. */
  readonly insecure: boolean
  /** Aborts the request and the response. */
  readonly signal: AbortSignal
}

/**
 * Sends a GET request to the service or, if the environment names one, through a proxy. A proxy
 * handles http itself; for https it only passes on the bytes, so that the certificate is the
 * service's own.
 * @returns the response, its body unread
 * @throws system errors, or UpstreamError for failures of the proxy
 */
export async function askOnce(url: URL, options: AskOptions): Promise<IncomingMessage> {
  const { headers, insecure, signal } = options
  // Each response has its own connection, which ends with it.
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
  // Without an agent Node adds the port of https to the host header.
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

/** RFC 9112, 3.2.2: the request to a proxy has the absolute address. */
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

/** RFC 9110, 9.3.6: a tunnel to the service through the proxy. */
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

/** The user and the password of an address, as a header of that name. */
function signIn(header: string, { username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { [header]: `Basic ${Buffer.from(plain).toString('base64')}` }
}

/** `src/sources/service-errors.ts` matches these words. */
function called({ url, variable }: HttpProxy): string {
  return `the proxy ${url.host} (${variable})`
}

function brokenProxy(proxy: HttpProxy, error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error
  return new UpstreamError(`${called(proxy)}: ${upstreamError(error).message}`)
}
