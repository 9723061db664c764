import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import { Problem } from './domain/errors.ts'

/** A slow reader is not waited for longer than this when the process is asked to stop. */
const GRACE_MS = 10_000

/** @throws {Problem} `port.taken` */
export async function listen(server: Server, { port, host }: Config): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening').catch((cause) => {
    const message =
      cause.code === 'EADDRINUSE'
        ? `Port ${port} is taken: something else listens there. Stop that, or choose another: PORT=3001 npm start.`
        : `${host}, port ${port}, cannot be listened on (${cause.code}): check HOST and PORT.`
    throw new Problem('port.taken', message, { cause })
  })
}

/** Where it listens, as a browser takes it. */
export function urlOf(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`
}

/** Takes nobody new, and lets those who are there finish, for a while. */
export async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  await closed
  clearTimeout(timer)
}
