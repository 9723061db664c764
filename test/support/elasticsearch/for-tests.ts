type Answer = { url: string; version: string } | { reason: string } | { failure: string }

/**
 * The server that all tests of a run share: name your indices so that no other file has them, and delete them. Ask at
 * the top of a file, where no time limit of a test ends the wait for its start. Null where there is none to be had; the
 * run then says once why.
 *
 * @throws where it is there and does not work; in CI also where there is none.
 */
export async function testElasticsearch(): Promise<{ url: string; version: string } | null> {
  const response = await fetch(process.env['PAIDFOR_TEST_ELASTICSEARCH_DESK'] ?? '')
  const answer = (await response.json()) as Answer
  if ('failure' in answer) throw new Error(answer.failure)
  if (!('reason' in answer)) return answer
  if (process.env['CI'] === 'true') throw new Error(`There must be an Elasticsearch in CI: ${answer.reason}`)
  return null
}
