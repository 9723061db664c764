import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** @returns the address at which it is reached */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const { address, port: taken } = server.address() as AddressInfo
      resolve(`http://${address.includes(':') ? `[${address}]` : address}:${taken}`)
    })
  })
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
