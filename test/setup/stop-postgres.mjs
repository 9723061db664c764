import { rm } from 'node:fs/promises'

export default async function stopPostgres() {
  const { server, folder } = globalThis.paidforTestServer
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
}
