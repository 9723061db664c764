import { Problem } from '../domain/errors.ts'
import { type Moment, momentText } from '../domain/moment.ts'
import type { PublishedReleases, ReleaseManifest, ReleaseMoment } from '../ports/releases.ts'
import { isHandedOut, manifestSources, releasedSources } from './redistribution.ts'
import type { ReleaseDeps } from './release.ts'

/** What of an archive's releases is for everybody. @param job how the job that makes them stands */
export function publishedReleases(deps: ReleaseDeps, job: PublishedReleases['job']): PublishedReleases {
  const { releaseArchive, shelf, redistribution } = deps
  const isOut = (manifest: ReleaseManifest) => isHandedOut(manifest, redistribution)
  return {
    sources: manifestSources(redistribution),
    schemaVersion: releaseArchive.schemaVersion,
    tables: releaseArchive.tables,
    releases: async () => (await shelf.releases()).filter(isOut),
    file: async (id, name) => {
      const manifest = await shelf.release(id)
      return manifest !== null && isOut(manifest) ? shelf.file(id, name) : null
    },
    changes: async (since, until) => {
      const begin = await releaseArchive.momentOf({ moment: since })
      if (begin === null) throw gone(`This archive does not know ${momentText(since)}`)
      await requireSameTables(deps, begin)
      const end = await endOf(deps, begin, until)
      const changes = releaseArchive.changes({ since: begin, until: end }, releasedSources(redistribution))
      return { since: begin, until: end, changes }
    },
    job,
  }
}

/** Tables and sources may only be those of the newest release that was there at the token's moment. */
async function requireSameTables({ releaseArchive, shelf, redistribution }: ReleaseDeps, since: Moment): Promise<void> {
  const before = (await shelf.releases()).find(({ asOf }) => asOf.revision <= since.revision)
  if (before === undefined) return
  if (before.schemaVersion !== releaseArchive.schemaVersion) {
    throw gone('What was taken then has other columns than there are now')
  }
  const names = (sources: ReleaseManifest['sources']) =>
    sources
      .filter(({ isRedistributed }) => isRedistributed)
      .map(({ id }) => id)
      .join(' ')
  if (names(before.sources) !== names(manifestSources(redistribution))) {
    throw gone('What was taken then is of other sources than are given out now')
  }
}

async function endOf({ releaseArchive }: ReleaseDeps, since: Moment, until: Moment | null): Promise<ReleaseMoment> {
  const end = await releaseArchive.momentOf(until === null ? null : { moment: until })
  if (end === null)
    throw new Problem('request.invalid', 'This archive does not know the moment at which the changes end.')
  if (end.revision >= since.revision) return end
  throw new Problem('request.invalid', 'The changes would end before they begin.')
}

function gone(reason: string): Problem {
  const how = 'Take the newest release that /bulk/index.json names, and ask for changes since that one.'
  return new Problem('request.gone', `${reason}: changes since then cannot be told. ${how}`)
}
