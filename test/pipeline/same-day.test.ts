import fc from 'fast-check'
import { openTestArchive } from '../support/archive.ts'
import { archiveDigest } from '../support/digest.ts'
import { proofSize } from '../support/seeded.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

/** Four files of one day that disagree about one ad and agree in pairs. */
const files = ['10', '20', '10', '20'].map((spend, index) => ({
  name: `2024-10-01_${index}.csv`,
  content: snapCsv([{ ADID: snapAdId(1), Spend: spend }, { ADID: snapAdId(2 + (index % 2)) }]),
}))

async function imported(order: readonly number[]): Promise<unknown> {
  const opened = await openTestArchive()
  for (const index of order) {
    const file = files[index]
    if (file !== undefined) await opened.importText('snap', file.name, file.content)
  }
  const digest = await archiveDigest(opened.database)
  await opened.close()
  return digest
}

test('of files of one day the last by name has the last word, in whatever order they arrive', async () => {
  const expected = await imported([0, 1, 2, 3])
  const orders = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 })
  await fc.assert(
    fc.asyncProperty(orders, async (order) => expect(await imported(order)).toEqual(expected)),
    { numRuns: proofSize(8) },
  )
})
