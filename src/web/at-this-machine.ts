import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { WebDeps } from './web-deps.ts'

export type OwnAddress = Pick<WebDeps, 'listensOn' | 'publicUrl' | 'limits'>

/**
 * Whether who asks surely sits at this machine, and may do what operators do until there are accounts. All of it must hold:
 * the site is offered to nobody else (it listens on loopback, no proxy is trusted, no public address is set), the connection
 * comes from loopback, nothing says that it was passed on, and the name asked for is loopback's, with our port. The last is
 * against DNS rebinding: a foreign name that leads here is sent as the host.
 */
export function isAtThisMachine({ socket, headers, httpVersion }: IncomingMessage, own: OwnAddress): boolean {
  const isOurs = isLoopback(own.listensOn) && own.limits.trustedProxies === 0 && own.publicUrl === null
  const isDirect = httpVersion === '1.1' && !Object.keys(headers).some((name) => PASSED_ON.test(name))
  return isOurs && isDirect && isLoopback(socket.remoteAddress ?? '') && isOwnHost(headers.host, socket.localPort)
}

/**
 * Whether a form that changes something was sent from a page of ours. Every browser in use says so of itself: in
 * `Sec-Fetch-Site`, the older ones in `Origin` alone, and no page can write either. A token in the form would prove no more:
 * there is no session it could be tied to, and whoever may read it may send it. `Origin` is `null` from our own pages too,
 * since they send no referrer; then the other decides, and where that is missing the answer is no.
 */
export function isFromOwnPage({ headers }: IncomingMessage): boolean {
  const { origin } = headers
  const site = headers['sec-fetch-site']
  const isOwnOrigin = origin?.toLowerCase() === `http://${headers.host?.toLowerCase()}`
  if (site === undefined) return isOwnOrigin
  return site === 'same-origin' && (origin === undefined || origin === 'null' || isOwnOrigin)
}

/**
 * What proxies say of themselves. nginx, as it comes, says nothing and gives our own name, but speaks HTTP 1.0; one that hides
 * better cannot be told from a person: README tells operators so.
 */
const PASSED_ON = /^(?:forwarded|via|x-forwarded|x-real-ip|x-original|x-client-ip|true-client-ip|cf-|fly-)/

const LOOPBACK = /^(?:localhost|(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/i

function isLoopback(address: string): boolean {
  return LOOPBACK.test(address)
}

const HOST = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::(\d{1,5}))?$/i

function isOwnHost(host: IncomingHttpHeaders['host'], port: number | undefined): boolean {
  const [, name, asked = '80'] = HOST.exec(host ?? '') ?? []
  return name !== undefined && Number(asked) === port
}
