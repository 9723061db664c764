import { Problem } from '../domain/errors.ts'
import { type AsOf, momentText } from '../domain/moment.ts'
import type { ReleaseArchive, ReleaseManifest, ReleaseMoment, ReleaseShelf } from '../ports/releases.ts'
import { manifestSources, type Redistribution, releasedSources } from './redistribution.ts'

export interface ReleaseDeps {
  readonly releaseArchive: ReleaseArchive
  readonly shelf: ReleaseShelf
  readonly redistribution: Redistribution
}

export interface ReleaseRequest {
  /** Null: the newest moment. */
  readonly asOf: AsOf | null
  readonly signal: AbortSignal
  /** `rows` of the file so far. */
  readonly onRows: (file: string, rows: number) => void
}

export interface Released {
  readonly manifest: ReleaseManifest
  /** False where it was there, and was found whole. */
  readonly isNew: boolean
}

/**
 * Makes the release of a moment, or makes sure of the one that is there.
 * @throws {Problem} `request.not_found` where there is nothing to release or no such moment; `archive.damaged` where the
 * one that is there is not as it was written; `folder.unusable`; `import.stopped`
 */
export async function release(deps: ReleaseDeps, { asOf, signal, onRows }: ReleaseRequest): Promise<Released> {
  const { releaseArchive, shelf, redistribution } = deps
  const moment = await releaseArchive.momentOf(asOf)
  if (moment === null) throw nothingAt(asOf)
  const before = await shelf.release(momentText(moment))
  if (before !== null) return { manifest: await found(shelf, before, signal), isNew: false }
  const plan = {
    moment,
    schemaVersion: releaseArchive.schemaVersion,
    tables: releaseArchive.tables,
    sources: manifestSources(redistribution),
  }
  const batches = releaseArchive.read(moment, releasedSources(redistribution))
  return { manifest: await shelf.build(plan, batches, { signal, onRows }), isNew: true }
}

/** What a release on schedule would be of; null where there is nothing newer than the newest release. */
export async function momentToRelease({ releaseArchive, shelf }: ReleaseDeps): Promise<ReleaseMoment | null> {
  const moment = await releaseArchive.momentOf(null)
  const [newest] = await shelf.releases()
  return moment === null || (newest !== undefined && newest.asOf.revision >= moment.revision) ? null : moment
}

async function found(shelf: ReleaseShelf, manifest: ReleaseManifest, signal: AbortSignal): Promise<ReleaseManifest> {
  const damaged = await shelf.damaged(manifest.id, signal)
  if (damaged.length === 0) return manifest
  const message =
    `Release ${manifest.id} is not as it was written: ${damaged.join(', ')}. ` +
    `Take its folder out of ${shelf.folder}, and it can be made anew.`
  throw new Problem('archive.damaged', message)
}

function nothingAt(asOf: AsOf | null): Problem {
  if (asOf === null) return new Problem('request.not_found', 'There is nothing to release: the archive is empty.')
  const named = 'moment' in asOf ? `no moment ${momentText(asOf.moment)}` : `nothing by the end of ${asOf.endOf}`
  return new Problem('request.not_found', `This archive knows ${named}, or no longer knows what it held then.`)
}
