import type { Manifest } from '../ports/source.ts'

/** Names of the sources that files were read of, of one platform or of all. */
export function sourceNames(
  sources: readonly { readonly source: string }[],
  manifests: readonly Manifest[],
  platform: string | null,
): string[] {
  const isRead = (id: string) => sources.some(({ source }) => source === id)
  const isAsked = (id: string) => platform === null || platform === id
  return manifests.filter(({ id, platformId }) => isRead(id) && isAsked(platformId)).map(({ name }) => name)
}
