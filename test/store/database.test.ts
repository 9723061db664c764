import { openDatabase } from '../../src/store/postgres/data-source.ts'
import { migrations } from '../../src/store/postgres/migrations/all.ts'
import { openTestArchive, scratchDatabase, type TestArchive } from '../support/archive.ts'
import { aFile } from '../support/loads.ts'

test('processes that start together on an empty database make its schema once', async () => {
  const { url, drop } = await scratchDatabase()
  const opened = await Promise.all([1, 2, 3].map(() => openDatabase(url)))
  const [{ count }] = (await opened[0]?.query('SELECT count(*)::int AS count FROM migrations')) ?? [{ count: 0 }]
  expect(count).toBe(migrations.length)
  for (const each of opened) await each.destroy()
  await drop()
})

test('a question that takes too long is ended, and the reader is told how to ask a smaller one', async () => {
  const opened: TestArchive = await openTestArchive()
  const blocker = opened.database.createQueryRunner()
  await blocker.startTransaction()
  await blocker.query('LOCK TABLE facet_total IN ACCESS EXCLUSIVE MODE')
  await expect(opened.archive.isEmpty()).rejects.toMatchObject({ code: 'request.too_slow' })
  await blocker.rollbackTransaction()
  await blocker.release()
  expect(await opened.archive.isEmpty()).toBe(true)
  await opened.close()
})

test('a load that breaks in the middle leaves nothing behind', async () => {
  const opened = await openTestArchive()
  const file = aFile('snap', 'x.csv')
  async function* records() {
    yield { recordNumber: 2, code: 'record.malformed', reason: 'x', raw: Buffer.from('x') }
    throw new Error('the disk is gone')
  }
  await expect(opened.importDeps.store.load(file, records())).rejects.toThrow('the disk is gone')
  expect(await opened.database.query('SELECT FROM source_file')).toEqual([])
  expect(await opened.archive.isEmpty()).toBe(true)
  await opened.close()
})
