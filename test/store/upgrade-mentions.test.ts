import { Mentions0012 } from '../../src/store/postgres/migrations/0012-mentions.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { type Ad, adRecordsOf, aFile, aStatement, statementRecords, USD } from '../support/loads.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const anAd = (told: Partial<Ad> & Pick<Ad, 'id' | 'advertiser'>): Ad => ({
  ...{ from: '2024-10-01', to: '2024-10-09', lower: 100n, upper: 199n },
  ...told,
})
const first = [anAd({ id: 'a', advertiser: '1', payer: 'One' }), anAd({ id: 'b', advertiser: '1', payer: 'One' })]
const changed = [anAd({ id: 'a', advertiser: '1', payer: 'One', lower: 500n, upper: null }), ...first.slice(1)]
const several = ['Two', 'Three', undefined].map((payer, index) =>
  anAd({ id: `c${index}`, advertiser: '2', lower: 7n, ...(payer === undefined ? {} : { payer }) }),
)
const stated = { from: '2024-10-01', to: '2024-10-07', lower: 900n, upper: 900n, country: 'US' }

async function fill() {
  const { store, statementStore } = opened.importDeps
  await store.load(aFile('snap', 'first.csv', '2024-11-01'), adRecordsOf(first))
  await store.load(aFile('snap', 'second.csv', '2024-11-02'), adRecordsOf([...changed, ...several]))
  const words = [
    aStatement({ ...stated, id: '1', disclaimer: 'One' }),
    aStatement({ ...stated, id: '2', disclaimer: null }),
    aStatement({ ...stated, id: '3' }),
  ]
  await statementStore.load(aFile('meta', 'report.csv', '2024-11-03'), statementRecords(words))
}

/** What each moment says of every account, with whatever the pages show of it. */
async function figures(revisions: readonly number[]) {
  return await Promise.all(
    revisions.map(async (revision) => {
      const then = opened.archive.asOf({ revision, day: '2024-11-01' } as Parameters<typeof opened.archive.asOf>[0])
      const rankings = [
        { from: null, to: null },
        { from: '2024-10-01', to: '2024-10-31' },
      ].map((window) =>
        then.spending(
          { ...window, by: 'advertiser', place: null, platform: null, currency: USD } as Parameters<
            typeof then.spending
          >[0],
          null,
          50,
        ),
      )
      return await Promise.all(rankings)
    }),
  )
}

const MONEY = [
  `SELECT mention.payer, spend.advertiser_id, spend.place, spend.ads, spend.lower_minor, spend.upper_minor, spend.open_tops
   FROM ad_spend spend LEFT JOIN mention ON mention.id = spend.mention_id ORDER BY 2, 3, 1`,
  `SELECT mention.payer, ever.advertiser_id, ever.place, ever.last_day::text, ever.ads, ever.lower_minor, ever.upper_minor
   FROM ad_spend_ever ever LEFT JOIN mention ON mention.id = ever.mention_id ORDER BY 2, 3, 1`,
  `SELECT held.advertiser_id, held.disclaimer, mention.payer, held.from_revision
   FROM spend_statement held LEFT JOIN mention ON mention.id = held.mention_id ORDER BY held.id`,
  'SELECT mention.advertiser_id, mention.payer, mention.payer_hash FROM mention ORDER BY 1, 3',
]

const money = () => Promise.all(MONEY.map((statement) => opened.database.query(statement)))

/** The tables as an older Paidfor left them. */
const AS_BEFORE = `
CREATE TEMP TABLE before AS
SELECT spend.advertiser_id, spend.place, spend.currency, spend.is_whole, spend.starts_on, spend.ends_on, sum(spend.ads)::bigint AS ads,
  sum(spend.lower_minor)::bigint AS lower, sum(spend.upper_minor)::bigint AS upper, sum(spend.open_tops)::bigint AS open, max(spend.from_revision)
FROM ad_spend spend GROUP BY 1, 2, 3, 4, 5, 6;
CREATE TEMP TABLE ever_before AS
SELECT ever.advertiser_id, ever.place, ever.currency, ever.is_whole, max(ever.last_day) AS last_day, sum(ever.ads)::bigint AS ads, sum(ever.lower_minor)::bigint AS lower,
  sum(ever.upper_minor)::bigint AS upper, sum(ever.open_tops)::bigint AS open, max(ever.from_revision)
FROM ad_spend_ever ever GROUP BY 1, 2, 3, 4;
DROP TABLE mention, sponsor, mention_sponsor, sponsor_was, mention_sponsor_was CASCADE;
DROP FUNCTION ad_spend_at(bigint), ad_spend_ever_at(bigint), spend_statement_at(bigint);
TRUNCATE ad_spend, ad_spend_ever;
DROP INDEX spend_statement_by_place, spend_statement_to_date;
${['ad_spend', 'ad_spend_ever', 'spend_statement']
  .map(
    (table) => `
ALTER TABLE ${table} DROP COLUMN mention_id;
ALTER TABLE ${table}_was DROP COLUMN mention_id;
CREATE FUNCTION ${table}_at(revision bigint) RETURNS SETOF ${table} LANGUAGE sql AS 'SELECT * FROM ${table}';`,
  )
  .join('')}
ALTER TABLE ad_spend ADD PRIMARY KEY (advertiser_id, currency, place, is_whole, starts_on, ends_on);
ALTER TABLE ad_spend_was ADD PRIMARY KEY (advertiser_id, currency, place, is_whole, starts_on, ends_on, to_revision);
ALTER TABLE ad_spend_ever ADD PRIMARY KEY (advertiser_id, place, currency, is_whole);
ALTER TABLE ad_spend_ever_was ADD PRIMARY KEY (advertiser_id, place, currency, is_whole, to_revision);
CREATE INDEX spend_statement_by_place ON spend_statement (place);
CREATE INDEX spend_statement_to_date ON spend_statement (place);
CREATE INDEX ad_spend_by_place ON ad_spend (place);
CREATE INDEX ad_spend_of_long_ads ON ad_spend (place);
INSERT INTO ad_spend SELECT * FROM before;
INSERT INTO ad_spend_ever SELECT * FROM ever_before`

test('an archive of before tells payers apart after the upgrade, and each account and moment says what it said', async () => {
  await fill()
  const [asLoaded, before] = [await money(), await figures([1, 2, 3])]
  expect(before[1]?.[0]?.rows).toHaveLength(2)
  await opened.database.query(AS_BEFORE)
  const runner = opened.database.createQueryRunner()
  await runner.startTransaction()
  await new Mentions0012().up(runner)
  await runner.commitTransaction()
  await runner.release()
  expect(await money()).toEqual(asLoaded)
  expect(await figures([1, 2, 3])).toEqual(before)
  const now = await figures([4])
  expect(now).toEqual(before.slice(2))
  await opened.importDeps.store.load(aFile('snap', 'third.csv', '2024-11-05'), adRecordsOf(first))
  expect(await figures([1, 2, 3])).toEqual(before)
  expect(await figures([4])).toEqual(now)
  expect(await figures([5])).not.toEqual(now)
})
