import fc from 'fast-check'
import { LEADS_OF_BEFORE } from '../../src/store/postgres/migrations/0019-mention-leads.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { attribute } from '../support/attribute.ts'
import { underRevision } from '../support/digest.ts'
import { aFile, aStatement, statementRecords } from '../support/loads.ts'
import { octoberDay } from '../support/random-ads.ts'
import { proofSize } from '../support/seeded.ts'

const accounts = ['1', '2', '3'] as const
const payers = ['P', 'Q', 'R'] as const
const sponsors = ['sp-aaaaaaaaaaaaaaaa', 'sp-bbbbbbbbbbbbbbbb'] as const
const mention = fc.record({ id: fc.constantFrom(...accounts), disclaimer: fc.constantFrom(...payers) })

/** A file that tells of mentions, and to whom mentions go then; those that are there go elsewhere, too. */
const aStep = fc.record({
  told: fc.array(mention, { minLength: 1, maxLength: 5 }),
  go: fc.dictionary(
    fc.constantFrom(...accounts.flatMap((id) => payers.map((payer) => `${id} ${payer}`))),
    fc.constantFrom(...sponsors),
  ),
  forgotten: fc.option(fc.constantFrom(...payers)),
})

const KEPT = 'SELECT held.mention_id, held.lead_id FROM mention_lead held ORDER BY 1'

/** Written otherwise than by the archive: of each mention, the smallest of its account that goes where it goes. */
const WANTED = `
SELECT mention.id AS mention_id, (
  SELECT min(other.id) FROM mention other LEFT JOIN mention_sponsor beside ON beside.mention_id = other.id
  WHERE other.advertiser_id = mention.advertiser_id AND beside.sponsor_id IS NOT DISTINCT FROM placed.sponsor_id
) AS lead_id
FROM mention LEFT JOIN mention_sponsor placed ON placed.mention_id = mention.id ORDER BY 1`

const forget = (payer: string) =>
  `DELETE FROM mention_sponsor placed USING mention WHERE mention.id = placed.mention_id AND mention.payer = '${payer}'`

async function expectTrue({ database }: TestArchive): Promise<void> {
  const wanted: { mention_id: string; lead_id: string }[] = await database.query(WANTED)
  expect(await database.query(KEPT)).toEqual(wanted.filter((row) => row.lead_id !== row.mention_id))
}

test('mentions of an account that go to one sponsor have one lead, however they come, move and are taken away', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 5 }), async (steps) => {
      const opened = await openTestArchive()
      for (const [index, { told, go, forgotten }] of steps.entries()) {
        const day = { from: octoberDay(index), to: octoberDay(index), upper: 1n, lower: 1n }
        const file = aFile('meta-report', `${index}.csv`, octoberDay(60 + index))
        await opened.importDeps.statementStore.load(
          file,
          statementRecords(told.map((each) => aStatement({ ...day, ...each }))),
        )
        await expectTrue(opened)
        await attribute(opened.database, new Map(Object.entries(go)))
        await expectTrue(opened)
        if (forgotten !== null) await underRevision(opened.database, forget(forgotten))
        await expectTrue(opened)
      }
      await opened.close()
    }),
    { numRuns: proofSize(8) },
  )
})

test('an archive that held mentions before is led as if they came now', async () => {
  const opened = await openTestArchive()
  const day = { from: octoberDay(0), to: octoberDay(0), upper: 1n, lower: 1n }
  const told = payers.map((disclaimer) => aStatement({ ...day, id: '1', disclaimer }))
  await opened.importDeps.statementStore.load(aFile('meta-report', '1.csv', octoberDay(60)), statementRecords(told))
  const kept = await opened.database.query(KEPT)
  expect(kept).toHaveLength(2)
  await opened.database.query('DELETE FROM mention_lead')
  await opened.database.query(LEADS_OF_BEFORE)
  expect(await opened.database.query(KEPT)).toEqual(kept)
  await opened.close()
})
