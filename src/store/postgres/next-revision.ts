import type { QueryRunner } from 'typeorm'

/** Makes the next revision, under the load lock. `isOurs`: the source has said nothing new. Its number. */
export async function nextRevision(runner: QueryRunner, fileId: string, isOurs: boolean): Promise<string> {
  const [{ id }] = await runner.query(
    `INSERT INTO revision (id, file_id, is_ours)
     SELECT coalesce(max(revision.id), 0) + 1, $1, $2 FROM revision RETURNING id`,
    [fileId, isOurs],
  )
  return id
}
