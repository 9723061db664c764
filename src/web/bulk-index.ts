import type { ManifestFile, PublishedReleases, ReleaseManifest } from '../ports/releases.ts'
import type { Json } from './disclosure-json.ts'

/** What there is to take, for programs: every release, the files of the newest, and where changes begin. */
export function bulkIndex(
  releases: readonly ReleaseManifest[],
  { sources, schemaVersion }: Pick<PublishedReleases, 'sources' | 'schemaVersion'>,
): Json {
  const [newest] = releases
  return {
    schemaVersion,
    newest: newest?.id ?? null,
    changesSince: newest === undefined ? null : changesUrl(newest.changesToken),
    sources: sources.map((source) => ({ ...source })),
    releases: releases.map((release) => ({
      ...essentials(release),
      files: release === newest ? filesOf(release) : null,
    })),
    complete: true,
  }
}

export function changesUrl(token: string): string {
  return `/bulk/changes?since=${token}`
}

export function releaseFileUrl({ id }: Pick<ReleaseManifest, 'id'>, name: string): string {
  return `/bulk/${id}/${name}`
}

export function bytesOf({ files, documents }: ReleaseManifest): number {
  return [...files, ...documents].reduce((sum, { bytes }) => sum + bytes, 0)
}

function essentials(release: ReleaseManifest) {
  const { id, asOf, schemaVersion, changesToken, totals, files, sources } = release
  return {
    id,
    asOf: { ...asOf },
    schemaVersion,
    changesToken,
    totals: totals.map((total) => ({ ...total })),
    fileCount: files.length,
    bytes: bytesOf(release),
    sources: sources.map(({ id: source, isRedistributed }) => ({ source, isRedistributed })),
    manifest: releaseFileUrl(release, 'manifest.json'),
    sums: releaseFileUrl(release, 'SHA256SUMS'),
  }
}

function filesOf(release: ReleaseManifest): Json {
  return release.files.map(({ path, period, ...file }: ManifestFile) => ({
    url: releaseFileUrl(release, path),
    ...file,
    period: period === null ? null : { ...period },
  }))
}
