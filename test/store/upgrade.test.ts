import { ADVERTISERS_OF_ADS } from '../../src/store/postgres/migrations/0004-absences.ts'
import { MENTIONS_THERE, SUMS_BY_MENTION } from '../../src/store/postgres/migrations/0012-mentions.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { underRevision } from '../support/digest.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const DERIVED = [
  `SELECT advertiser.platform, advertiser.key, spend.place, spend.currency, spend.is_whole, spend.starts_on,
     spend.ends_on, spend.ads, spend.lower_minor, spend.upper_minor, spend.open_tops, mention.payer
   FROM ad_spend spend JOIN advertiser ON advertiser.id = spend.advertiser_id
   JOIN mention ON mention.id = spend.mention_id ORDER BY 1, 2, 3, 4, 5, 6, 7, mention.payer`,
  `SELECT advertiser.platform, advertiser.key, advertiser.account_id, said.kind, said.text, said.first_seen_at,
     said.last_seen_at
   FROM advertiser JOIN advertiser_name said ON said.advertiser_id = advertiser.id ORDER BY 1, 2, 4, 5`,
  'SELECT place, currency, platform, ads, statements FROM place_total ORDER BY 1, 2, 3',
  `SELECT state.ad_id, advertiser.key, state.recorded_abroad
   FROM disclosure_state state JOIN advertiser ON advertiser.id = state.advertiser_id
   WHERE state.to_revision IS NULL ORDER BY 1`,
]

const derived = () => Promise.all(DERIVED.map((statement) => opened.database.query(statement)))

test('an archive that held ads before has the same sums, names and facts after the upgrade as if they came now', async () => {
  const abroad = { ADID: snapAdId(4), BillingAddress: 'GB', 'Currency Code': 'GBP' }
  const ads = [{ ADID: snapAdId(1) }, { ADID: snapAdId(2), EndDate: '' }, { ADID: snapAdId(3), Spend: '0' }, abroad]
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv(ads))
  const changed = [{ ADID: snapAdId(1), Spend: '400', PayingAdvertiserName: 'Another payer' }, ...ads.slice(1)]
  await opened.importText('snap', '2024-10-15_2024.csv', snapCsv(changed))
  const asLoaded = await derived()
  await underRevision(
    opened.database,
    `UPDATE disclosure_state SET advertiser_id = NULL, recorded_abroad = '{}';
    TRUNCATE ad_spend, advertiser_name, place_total, mention, shared_account CASCADE;
    DELETE FROM advertiser`,
  )
  await underRevision(opened.database, [ADVERTISERS_OF_ADS, MENTIONS_THERE, SUMS_BY_MENTION].join(';'))
  expect(await derived()).toEqual(asLoaded)
})
