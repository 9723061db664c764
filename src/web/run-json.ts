import type { RunRecord } from '../ports/run-log.ts'
import type { Json } from './disclosure-json.ts'

/** A run, as every answer tells it. */
export function runJson(run: RunRecord | null): Json {
  if (run === null) return null
  return { ...run, counts: { ...run.counts }, progress: run.progress === null ? null : { ...run.progress } }
}
