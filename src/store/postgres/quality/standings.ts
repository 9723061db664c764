import type { DataSource } from 'typeorm'
import { sourceId } from '../../../domain/ids.ts'
import type { PullPlan, SourceStanding } from '../../../ports/quality.ts'
import { instantOrNull } from '../rows/held.ts'
import type { AllDays } from './known-days.ts'

/** Every source that holds files or is pulled: its newest file, and when a pull last ended well. */
export async function standings(
  dataSource: DataSource,
  plans: readonly PullPlan[],
  all: AllDays,
): Promise<SourceStanding[]> {
  const jobs: { name: string; last_good_at: Date | null }[] = await dataSource.query(
    'SELECT job.name, job.last_good_at FROM job WHERE job.name = ANY ($1::text[]) -- job_pkey',
    [plans.map(({ job }) => job)],
  )
  return [...all].map(([source, { newest }]) => {
    const plan = plans.find((each) => each.source === source)
    const job = jobs.find(({ name }) => name === plan?.job)
    return {
      source: sourceId(source),
      newest,
      isScheduled: plan?.isScheduled ?? false,
      lastGoodPullAt: instantOrNull(job?.last_good_at ?? null),
    }
  })
}
