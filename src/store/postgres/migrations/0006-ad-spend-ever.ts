import type { MigrationInterface, QueryRunner } from 'typeorm'

/** `ad_spend` without the days: what a question over all time reads. */
export class AdSpendEver0006 implements MigrationInterface {
  readonly name = 'AdSpendEver00061764000000006'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AD_SPEND_EVER)
    await runner.query("SET LOCAL work_mem = '64MB'")
    await runner.query(SUMS_OF_CELLS)
    await runner.query(INDEXES)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/**
 * `last_day`: the last one on which any of the ads ran. The index holds no sums: a row that a load adds to then stays
 * where it is, and no index has to follow.
 */
const AD_SPEND_EVER = `
CREATE TABLE ad_spend_ever (
  advertiser_id bigint NOT NULL,
  place text NOT NULL,
  currency character(3) NOT NULL,
  is_whole boolean NOT NULL,
  last_day date NOT NULL,
  ads bigint NOT NULL,
  lower_minor bigint NOT NULL,
  upper_minor bigint NOT NULL,
  open_tops bigint NOT NULL
)`

/** An archive that has held ads before this table did. Exported for the test that holds it to what loads add. */
export const SUMS_OF_CELLS = `
INSERT INTO ad_spend_ever (advertiser_id, place, currency, is_whole, last_day, ads, lower_minor, upper_minor, open_tops)
SELECT spend.advertiser_id, spend.place, spend.currency, spend.is_whole, max(spend.ends_on), sum(spend.ads),
  sum(spend.lower_minor), sum(spend.upper_minor), sum(spend.open_tops)
FROM ad_spend spend GROUP BY 1, 2, 3, 4`

const INDEXES = `
ALTER TABLE ad_spend_ever ADD PRIMARY KEY (advertiser_id, place, currency, is_whole);
CREATE INDEX ad_spend_ever_by_place ON ad_spend_ever (place, currency);
ANALYZE ad_spend_ever;`
