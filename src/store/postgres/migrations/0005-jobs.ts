import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Jobs, their ticks and runs, who holds a run, and what was last heard of the files that are collected. */
export class Jobs0005 implements MigrationInterface {
  readonly name = 'Jobs00051764000000005'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(JOBS)
    await runner.query(COLLECTED_FILES)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/**
 * `next_due_at`: the earliest tick that no run answers. `last_good_at` outlives the runs, of which only the newest are
 * kept. A lease names a connection that its holder keeps open: where that backend is gone, so is the holder.
 */
const JOBS = `
CREATE TABLE job (
  name text PRIMARY KEY,
  next_due_at timestamptz,
  last_good_at timestamptz
);
CREATE TABLE job_tick (
  job text NOT NULL REFERENCES job (name),
  due_at timestamptz NOT NULL,
  PRIMARY KEY (job, due_at)
);
CREATE TABLE job_run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job text NOT NULL REFERENCES job (name),
  trigger text NOT NULL,
  due_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  outcome text,
  message text,
  counts jsonb NOT NULL DEFAULT '{}',
  progress jsonb,
  CONSTRAINT job_run_ends_with_an_outcome CHECK ((finished_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX job_run_by_job ON job_run (job, id);
CREATE TABLE job_lease (
  job text PRIMARY KEY REFERENCES job (name),
  run_id bigint NOT NULL REFERENCES job_run (id),
  holder text NOT NULL,
  backend_pid integer NOT NULL,
  backend_start timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);`

const COLLECTED_FILES = `
CREATE TABLE collected_file (
  source text NOT NULL,
  key text NOT NULL,
  etag text,
  last_modified text,
  bytes bigint,
  checked_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  records bigint NOT NULL,
  PRIMARY KEY (source, key)
);`
