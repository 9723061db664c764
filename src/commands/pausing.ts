import { Problem } from '../domain/errors.ts'
import type { Source } from '../ports/source.ts'
import type { SourcePulls } from '../ports/source-runs.ts'

/** @returns what the operator is told. @throws {Problem} `request.invalid` for a source without an API */
export async function pauseSource(pulls: SourcePulls, { manifest }: Source): Promise<string> {
  if (!(await pulls.pause(manifest.id))) throw noApi(manifest.name)
  const { id, name } = manifest
  return `${name} is paused: it is asked nothing more, and a run at work ends at its next request. Go on: npx paidfor resume ${id}`
}

export async function resumeSource(pulls: SourcePulls, { manifest }: Source): Promise<string> {
  if (!(await pulls.resume(manifest.id))) throw noApi(manifest.name)
  const runs = await pulls.runs(manifest.id)
  const { id, name } = manifest
  return runs?.isScheduled === true
    ? `${name} is no longer paused: the running site goes on within a minute.`
    : `${name} is no longer paused. COLLECT does not name it: it goes on with npx paidfor collect ${id}`
}

function noApi(name: string): Problem {
  const message = `${name} is not asked over an API: a pull of files is not paused, but stopped; the next one goes on from there.`
  return new Problem('request.invalid', message)
}
