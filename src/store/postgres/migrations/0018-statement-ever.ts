import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What was stated of an account over all periods: what a question over all time reads, of the archive as it is now. */
export class StatementEver0018 implements MigrationInterface {
  readonly name = 'StatementEver00181764000000018'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENT_EVER)
    await runner.query("SET LOCAL work_mem = '64MB'")
    await runner.query(SUMS_OF_STATEMENTS)
    await runner.query(INDEXES)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/**
 * Of statements that have a first day, and are the newest word. \`blankets\`: how many of them tell no payer. As of a moment
 * of before, statements themselves are read: it has no twin.
 */
const STATEMENT_EVER = `
CREATE TABLE statement_ever (
  advertiser_id bigint NOT NULL,
  source text NOT NULL,
  place text NOT NULL,
  currency character(3) NOT NULL,
  mention_id bigint NOT NULL,
  last_day date NOT NULL,
  statements bigint NOT NULL,
  blankets bigint NOT NULL,
  floor_minor bigint NOT NULL,
  PRIMARY KEY (advertiser_id, source, place, currency, mention_id)
)`

/** An archive that has held statements before. Exported for the test that holds it to what loads add. */
export const SUMS_OF_STATEMENTS = `
INSERT INTO statement_ever (advertiser_id, source, place, currency, mention_id, last_day, statements, blankets, floor_minor)
SELECT held.advertiser_id, held.source, held.place, held.currency, held.mention_id, max(held.to_day), count(*),
  count(*) FILTER (WHERE NOT held.tells_disclaimer), sum(held.floor_minor)
FROM spend_statement held
WHERE held.is_current AND held.subject = 'advertiser' AND held.place IS NOT NULL AND held.mention_id IS NOT NULL
  AND held.from_day > '-infinity'
GROUP BY 1, 2, 3, 4, 5`

const INDEXES = `
CREATE INDEX statement_ever_by_place ON statement_ever (place, currency);
ANALYZE statement_ever`
