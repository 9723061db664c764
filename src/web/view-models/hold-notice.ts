import type { Manifest } from '../../ports/source.ts'
import type { Hold } from '../../ports/source-status.ts'
import { counted, countText } from '../format.ts'
import { dayText } from '../format-date.ts'

/**
 * One sentence about mass disappearances that wait for a person, as far as they concern the sources of a page; null
 * where none does.
 */
export function holdNotice(
  holds: readonly Hold[],
  manifests: readonly Manifest[],
  concerns: (manifest: Manifest) => boolean,
): string | null {
  const sources = new Map(manifests.filter(concerns).map((manifest) => [manifest.id, manifest]))
  const waiting = holds.filter(({ status, source }) => status === 'held' && sources.has(source))
  const [first] = waiting
  if (first === undefined) return null
  if (waiting.length > 1) {
    return `${counted(waiting.length, 'file')} lack many ads or advertisers that earlier ones listed. Until a person has looked into it, none of them counts as missing.`
  }
  const name = sources.get(first.source)?.name ?? first.source
  const absent = `${countText(first.absent)} of ${counted(first.listed, first.of.replace(/s$/, ''))}`
  return `The file of ${name} of ${dayText(first.observedOn)} lacks ${absent} that earlier ones listed. Until a person has looked into it, none of them counts as missing.`
}
