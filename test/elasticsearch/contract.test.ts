import { searchContract } from '../contracts/search-contract.ts'
import { openTestArchive } from '../support/archive.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { indexedArchive } from '../support/indexed.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('searches that Elasticsearch answers', () => {
  searchContract({
    name: 'elasticsearch',
    open: async () => {
      const opened = await openTestArchive()
      // Under the load of a whole run, a page may take longer than a person would wait.
      const indexed = indexedArchive(opened, elasticsearch?.url ?? '', { findMs: 30_000 })
      return {
        opened,
        archive: indexed.archive,
        catchUp: () => indexed.catchUp(),
        close: async () => {
          await indexed.close()
          await opened.close()
        },
      }
    },
  })
})
