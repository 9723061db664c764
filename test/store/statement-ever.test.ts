import fc from 'fast-check'
import { SUMS_OF_STATEMENTS } from '../../src/store/postgres/migrations/0018-statement-ever.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { aFile, aStatement, statementRecords } from '../support/loads.ts'
import { octoberDay } from '../support/random-ads.ts'
import { proofSize } from '../support/seeded.ts'

const said = fc.record({
  id: fc.constantFrom('1', '2'),
  week: fc.nat(3),
  lower: fc.nat(3).map(BigInt),
  disclaimer: fc.constantFrom('P', 'Q', null, undefined),
  country: fc.constantFrom('US', undefined),
})

/** Which file says it, on which day, and whether it is then understood in another way. */
const aStep = fc.record({
  observed: fc.nat(3),
  said: fc.array(said, { minLength: 1, maxLength: 6 }),
  reread: fc.option(fc.array(said, { minLength: 1, maxLength: 6 })),
})

const words = (all: readonly (typeof said extends fc.Arbitrary<infer Said> ? Said : never)[]) =>
  statementRecords(
    all.map(({ week, country, disclaimer, ...told }) =>
      aStatement({
        ...told,
        ...{ from: octoberDay(week * 7), to: octoberDay(week * 7 + 6), upper: told.lower },
        ...(country === undefined ? {} : { country }),
        ...(disclaimer === undefined ? {} : { disclaimer }),
      }),
    ),
  )

const KEPT = `SELECT advertiser_id, source, place, currency, mention_id, last_day::text, statements, blankets, floor_minor
  FROM statement_ever ORDER BY 1, 2, 3, 4, 5`

/** The sums as they are kept, and as they are. */
async function both({ database }: TestArchive) {
  const kept = await database.query(KEPT)
  const summed = await database.transaction(async (manager) => {
    await manager.query('DELETE FROM statement_ever')
    await manager.query(SUMS_OF_STATEMENTS)
    return await manager.query(KEPT)
  })
  return { kept, summed }
}

test('sums of statements over all periods are those of the statements, whatever is loaded and read anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 5 }), async (steps) => {
      const opened = await openTestArchive()
      const { statementStore } = opened.importDeps
      for (const [index, step] of steps.entries()) {
        const file = aFile('meta-report', `${index}.csv`, octoberDay(60 + step.observed))
        await statementStore.load(file, words(step.said))
        const loaded = await both(opened)
        expect(loaded.kept).toEqual(loaded.summed)
        if (step.reread !== null) await statementStore.replay({ ...file, formatVersion: 2 }, words(step.reread))
        const reread = await both(opened)
        expect(reread.kept).toEqual(reread.summed)
      }
      await opened.close()
    }),
    { numRuns: proofSize(8) },
  )
})
