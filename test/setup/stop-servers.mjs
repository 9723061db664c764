import stopPostgres from './stop-postgres.mjs'

export default async function stopServers() {
  await globalThis.paidforTestElasticsearch[Symbol.asyncDispose]()
  await stopPostgres()
}
