import { Problem } from '../domain/errors.ts'
import type { SourceId } from '../domain/ids.ts'
import type { ReplayReport, SourceFile } from '../ports/disclosure-store.ts'
import type { RawArchive } from '../ports/raw-archive.ts'
import type { Source, WireFormat } from '../ports/source.ts'
import type { Upkeep } from '../ports/upkeep.ts'
import { type LoadDeps, replayContent } from './load-content.ts'

export interface ReplayDeps extends LoadDeps {
  readonly rawArchive: RawArchive
  readonly upkeep: Pick<Upkeep, 'loadedFiles'>
  readonly sources: readonly Source[]
}

export interface ReplayRequest {
  /** Null: of all sources. */
  readonly source: SourceId | null
  /** Only files that have records in quarantine. */
  readonly onlyQuarantined: boolean
}

export type ReplayOutcome =
  | { readonly file: SourceFile; readonly report: ReplayReport }
  | { readonly file: SourceFile; readonly problem: Problem }

/**
 * Reads loaded files again, from the kept bytes alone, with the normalisers of today. What that changes is marked as
 * ours. A file whose bytes are gone or damaged is an outcome and stops nothing else.
 */
export async function* replay(deps: ReplayDeps, request: ReplayRequest): AsyncGenerator<ReplayOutcome> {
  for (const file of await deps.upkeep.loadedFiles(request.source, request.onlyQuarantined)) {
    try {
      const format = formatNamed(deps.sources, file)
      const again = { ...file, formatVersion: format.version }
      const open = () => deps.rawArchive.open(file.blob, file.member)
      yield { file, report: await replayContent(deps, again, format, open) }
    } catch (problem) {
      if (!(problem instanceof Problem) || !problem.code.startsWith('file.')) throw problem
      yield { file, problem }
    }
  }
}

function formatNamed(sources: readonly Source[], { source, format }: SourceFile): WireFormat {
  const own = sources.find(({ manifest }) => manifest.id === source)
  const found = own?.formats.find(({ id }) => id === format)
  if (found === undefined) {
    throw new Problem('file.unknown_format', `no format “${format}” of ${source} is known any more: it stays as it was`)
  }
  return found
}
