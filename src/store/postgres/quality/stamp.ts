import type { DataSource } from 'typeorm'

/** What is known of now is found out again when one of these has changed. */
export interface Stamps {
  readonly files: string
  readonly pulls: string
  readonly totals: string
}

/** That a process has died, or has let its hour pass, is written by nobody: it is looked for again after so long. */
const LOOK_AGAIN_MS = 10_000

export async function stampsOf(dataSource: DataSource, now: Date): Promise<Stamps> {
  const [{ files, runs, totals }]: [{ files: string; runs: string; totals: string }] = await dataSource.query(STAMPS)
  return { files, totals, pulls: `${runs} ${Math.floor(now.getTime() / LOOK_AGAIN_MS)}` }
}

/** From the ends of indexes, and from tables of few rows. */
const STAMPS = `
SELECT concat_ws(' ',
  (SELECT max(revision.id) FROM revision), -- revision_pkey
  (SELECT max(file.id) FROM source_file file), -- source_file_pkey
  (SELECT concat_ws('/', count(*), sum(problem.quarantined), count(*) FILTER (WHERE problem.is_held))
   FROM file_problem problem)
) AS files, concat_ws(' ',
  (SELECT concat_ws('/', count(*), count(run.finished_at), max(run.id), max(run.finished_at)) FROM job_run run),
  (SELECT string_agg(job.next_due_at::text, '/' ORDER BY job.name) FROM job)
) AS runs, concat((SELECT max(found.id) FROM reconciled found)) AS totals -- reconciled_pkey`
