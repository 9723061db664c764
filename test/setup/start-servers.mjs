import { offerElasticsearch } from './offer-elasticsearch.mjs'
import startPostgres from './start-postgres.mjs'

export default async function startServers() {
  globalThis.paidforTestElasticsearch = await offerElasticsearch()
  await startPostgres()
}
