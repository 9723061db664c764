import { Problem } from '../domain/errors.ts'
import type { SourceId } from '../domain/ids.ts'
import type { ManifestSource, ReleasedSources, ReleaseManifest } from '../ports/releases.ts'
import type { Manifest } from '../ports/source.ts'

/** Which sources' full records are published. */
export interface Redistribution {
  readonly manifests: readonly Manifest[]
  /** Sources whose records are withheld by default, and for whose publication this operator answers. */
  readonly redistribute: readonly SourceId[]
}

/** @param names as REDISTRIBUTE has them. @throws {Problem} `config.invalid` for one that is no source */
export function redistributionOf(manifests: readonly Manifest[], names: readonly string[]): Redistribution {
  const redistribute = names.map((name) => {
    const manifest = manifests.find(({ id }) => id === name)
    if (manifest !== undefined) return manifest.id
    const known = manifests.map(({ id }) => id).join(', ')
    const message = `A setting cannot be used: REDISTRIBUTE names “${name}”, which is no source; it is one of ${known}.`
    throw new Problem('config.invalid', message)
  })
  return { manifests, redistribute }
}

export function releasedSources({ manifests, redistribute }: Redistribution): ReleasedSources {
  const released = manifests.filter((each) => isReleased(each, redistribute))
  const withheld = manifests.filter((each) => !isReleased(each, redistribute))
  return {
    released: released.map(({ id, platformId, neverDisclosed }) => ({ id, platformId, neverDisclosed })),
    mixedPlatforms: [...new Set(withheld.map(({ platformId }) => platformId))],
  }
}

export function manifestSources({ manifests, redistribute }: Redistribution): readonly ManifestSource[] {
  return manifests.map((manifest) => {
    const { id, name, platform, publisherUrl, legalBasis, coverage, terms } = manifest
    const isRedistributed = isReleased(manifest, redistribute)
    const withheldBecause = isRedistributed ? null : WITHHELD
    return { id, name, platform, publisherUrl, legalBasis, coverage, terms, isRedistributed, withheldBecause }
  })
}

const WITHHELD =
  'Its full records are withheld: its terms do not plainly allow that they are published again, and the operator of ' +
  'this archive has not chosen to answer for that. Each ad can still be read on its own page.'

/** A release may be handed out as long as none of its sources is withheld by now. */
export function isHandedOut({ sources }: ReleaseManifest, { manifests, redistribute }: Redistribution): boolean {
  const withheld = new Set<string>(manifests.filter((each) => !isReleased(each, redistribute)).map(({ id }) => id))
  return !sources.some(({ id, isRedistributed }) => isRedistributed && withheld.has(id))
}

function isReleased({ id, redistribution }: Manifest, redistribute: readonly SourceId[]): boolean {
  return redistribution === 'full' || redistribute.includes(id)
}
