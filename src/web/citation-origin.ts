import type { Request } from 'express'

/** A name or an IP address, and perhaps a port: nothing that means more in an address than a place to ask. */
const PLAIN_HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i

/** Where the site is reached, as a citation names it: what the operator says, else what the reader asked for. */
export function originOf({ protocol, headers, socket }: Request, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl
  const { host } = headers
  if (host !== undefined && PLAIN_HOST.test(host)) return `${protocol}://${host.toLowerCase()}`
  const { localAddress = '127.0.0.1', localPort } = socket
  const address = localAddress.replace(/^::ffff:/, '')
  return `${protocol}://${address.includes(':') ? `[${address}]` : address}:${localPort}`
}
