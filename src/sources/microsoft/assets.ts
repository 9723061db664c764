import { Problem } from '../../domain/errors.ts'

/**
 * MS-5: `AssetJson` is JSON inside a text, a list of assets: `[{"Url":"…"}]`. Only addresses are read out of it.
 * @throws {Problem} `record.malformed` when the text is no JSON
 */
export function mediaUrls(assetJson: string): readonly string[] {
  if (assetJson.trim() === '') return []
  try {
    return [...new Set(urlsIn(JSON.parse(assetJson)))]
  } catch (cause) {
    const message = `AssetJson is “${assetJson.slice(0, 120)}”, which is no JSON`
    throw new Problem('record.malformed', message, { details: { field: 'AssetJson' }, cause })
  }
}

function urlsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(urlsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const isUrl = /url$/i.test(key) && typeof inner === 'string' && /^https?:\/\//i.test(inner)
    return isUrl ? [inner] : urlsIn(inner)
  })
}
