/**
 * The server that all tests of a run share: name your indices so that no other file has them, and delete them.
 * Null where there is none; the run then says once why.
 *
 * @throws in CI where there is none: a contract that nobody tried is not kept.
 */
export async function testElasticsearch(): Promise<{ url: string; version: string } | null> {
  const response = await fetch(process.env['PAIDFOR_TEST_ELASTICSEARCH_DESK'] ?? '')
  const answer = (await response.json()) as { url: string; version: string } | { reason: string }
  if (!('reason' in answer)) return answer
  if (process.env['CI'] === 'true') throw new Error(`There must be an Elasticsearch in CI: ${answer.reason}`)
  return null
}
