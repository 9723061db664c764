import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Accounts that have several payers. */
export class SharedAccounts0016 implements MigrationInterface {
  readonly name = 'SharedAccounts00161764000000016'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SHARED_ACCOUNTS)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/**
 * They are few. Money of all others goes to one sponsor at most, and need not be told apart by payer: a ranking of sponsors
 * then takes hardly longer than one of accounts. It says nothing that \`mention\` does not.
 */
const SHARED_ACCOUNTS = `
CREATE TABLE shared_account (advertiser_id bigint PRIMARY KEY REFERENCES advertiser (id));
INSERT INTO shared_account
SELECT mention.advertiser_id FROM mention GROUP BY mention.advertiser_id HAVING count(*) > 1;
ANALYZE shared_account`
