import type { QueryRunner } from 'typeorm'

/**
 * Makes the next revision, under the load lock: what is changed from here on is kept under its number. `isOurs`: the source
 * has said nothing new. Without a file: it follows of all that is held.
 */
export async function nextRevision(runner: QueryRunner, fileId: string | null, isOurs: boolean): Promise<string> {
  const [{ id }] = await runner.query(
    `INSERT INTO revision (id, file_id, is_ours)
     SELECT coalesce(max(revision.id), 0) + 1, $1, $2 FROM revision
     RETURNING revision.id, set_config('paidfor.revision', revision.id::text, true)`,
    [fileId, isOurs],
  )
  return id
}

/** Says which revision comes next, where it is not yet sure that there will be one: what is changed until then is its own. */
export async function expectRevision(runner: QueryRunner): Promise<void> {
  await runner.query(
    `SELECT set_config('paidfor.revision', (coalesce(max(revision.id), 0) + 1)::text, true) FROM revision`,
  )
}
