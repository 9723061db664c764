import { EntitySchema } from 'typeorm'
import type { RunCounts, RunOutcome, RunProgress, RunTrigger } from '../../../ports/run-log.ts'
import { identity } from './identity.ts'
import { reference } from './reference.ts'

interface JobRow {
  name: string
  next_due_at: Date | null
  last_good_at: Date | null
}

export const jobTable = new EntitySchema<JobRow>({
  name: 'job',
  columns: {
    name: { type: 'text', primary: true },
    next_due_at: { type: 'timestamptz', nullable: true },
    last_good_at: { type: 'timestamptz', nullable: true },
  },
})

interface JobTickRow {
  job: string
  due_at: Date
}

export const jobTickTable = new EntitySchema<JobTickRow>({
  name: 'job_tick',
  columns: {
    job: { type: 'text', primary: true },
    due_at: { type: 'timestamptz', primary: true },
  },
  foreignKeys: [reference('job_tick', 'job', 'job', 'name')],
})

export interface JobRunRow {
  id: string
  job: string
  trigger: RunTrigger
  due_at: Date | null
  started_at: Date
  finished_at: Date | null
  outcome: RunOutcome | null
  message: string | null
  counts: RunCounts
  progress: RunProgress | null
}

export const jobRunTable = new EntitySchema<JobRunRow>({
  name: 'job_run',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    job: { type: 'text' },
    trigger: { type: 'text' },
    due_at: { type: 'timestamptz', nullable: true },
    started_at: { type: 'timestamptz', default: () => 'now()' },
    finished_at: { type: 'timestamptz', nullable: true },
    outcome: { type: 'text', nullable: true },
    message: { type: 'text', nullable: true },
    counts: { type: 'jsonb', default: {} },
    progress: { type: 'jsonb', nullable: true },
  },
  foreignKeys: [reference('job_run', 'job', 'job', 'name')],
  checks: [{ name: 'job_run_ends_with_an_outcome', expression: '(finished_at IS NULL) = (outcome IS NULL)' }],
  indices: [{ name: 'job_run_by_job', columns: ['job', 'id'] }],
})

interface JobLeaseRow {
  job: string
  run_id: string
  holder: string
  backend_pid: number
  backend_start: Date
  expires_at: Date
}

export const jobLeaseTable = new EntitySchema<JobLeaseRow>({
  name: 'job_lease',
  columns: {
    job: { type: 'text', primary: true },
    run_id: { type: 'bigint' },
    holder: { type: 'text' },
    backend_pid: { type: 'integer' },
    backend_start: { type: 'timestamptz' },
    expires_at: { type: 'timestamptz' },
  },
  foreignKeys: [reference('job_lease', 'job', 'job', 'name'), reference('job_lease', 'run_id', 'job_run')],
})

export interface CollectedFileRow {
  source: string
  key: string
  etag: string | null
  last_modified: string | null
  bytes: string | null
  checked_at: Date
  changed_at: Date
  records: string
}

export const collectedFileTable = new EntitySchema<CollectedFileRow>({
  name: 'collected_file',
  columns: {
    source: { type: 'text', primary: true },
    key: { type: 'text', primary: true },
    etag: { type: 'text', nullable: true },
    last_modified: { type: 'text', nullable: true },
    bytes: { type: 'bigint', nullable: true },
    checked_at: { type: 'timestamptz' },
    changed_at: { type: 'timestamptz' },
    records: { type: 'bigint' },
  },
})
