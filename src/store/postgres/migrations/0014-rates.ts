import type { MigrationInterface, QueryRunner } from 'typeorm'
import { keepWhatWas } from './0007-moments.ts'

/** Reference rates, for the view in one currency, and the files that they were read from. */
export class Rates0014 implements MigrationInterface {
  readonly name = 'Rates00141764000000014'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RATES)
    await runner.query(keepWhatWas('reference_rate', 'currency, day'))
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/** \`per_euro\`: how much of the currency a euro buys, with as many digits as were published. */
const RATES = `
CREATE TABLE rates_file (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  blob_sha256 text NOT NULL REFERENCES blob (sha256),
  member text NOT NULL,
  rates integer NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT rates_file_known_by_content UNIQUE (blob_sha256, member)
);
CREATE TABLE reference_rate (
  currency character(3) NOT NULL,
  day date NOT NULL,
  per_euro numeric NOT NULL,
  file_id bigint NOT NULL REFERENCES rates_file (id),
  PRIMARY KEY (currency, day),
  CONSTRAINT reference_rate_is_positive CHECK (per_euro > 0)
);
CREATE INDEX reference_rate_by_day ON reference_rate (day)`
