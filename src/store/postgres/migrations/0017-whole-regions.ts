import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A way to what regions took all of. */
export class WholeRegions0017 implements MigrationInterface {
  readonly name = 'WholeRegions00171764000000017'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WHOLE_REGIONS)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/** Most rows of regions are of ads that name dozens of them: how a country's sum divides is told by the few others. */
const WHOLE_REGIONS = `
CREATE INDEX ad_spend_of_whole_regions ON ad_spend (currency, place, starts_on, ends_on)
  INCLUDE (advertiser_id, ads, lower_minor, upper_minor, open_tops)
  WHERE is_whole AND length(place) > 2`
