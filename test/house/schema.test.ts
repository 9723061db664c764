import { openTestArchive } from '../support/archive.ts'

test('the migrations make just what the entities say: nothing is left for a schema builder to change', async () => {
  const opened = await openTestArchive()
  const { upQueries } = await opened.database.driver.createSchemaBuilder().log()
  expect(upQueries.map(({ query }) => query)).toEqual([])
  await opened.close()
})
