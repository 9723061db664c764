import type { DisclosureFields } from '../../src/domain/disclosure.ts'
import { fingerprint } from '../../src/domain/fingerprint.ts'
import { searchWords } from '../../src/pipeline/search-words.ts'
import type { ReadRecord, SourceFile } from '../../src/ports/disclosure-store.ts'
import type { TestArchive } from '../support/archive.ts'
import { aFile } from '../support/loads.ts'

/** An ad with only what matters told of it. */
export interface SaidAd {
  readonly id: string
  readonly fields: DisclosureFields
  /** ISO 639-1 of its texts; null where it cannot be told. */
  readonly language: string | null
}

/** An ad that says these texts, in English unless it is told otherwise. */
export function says(
  id: string,
  texts: string | readonly string[],
  { language = 'en', ...fields }: DisclosureFields & { readonly language?: string | null } = {},
): SaidAd {
  const all = typeof texts === 'string' ? [texts] : texts
  return { id, language, fields: { texts: all.map((text) => ({ part: 'body', text })), ...fields } }
}

/** An ad without texts. */
export function tells(id: string, fields: DisclosureFields): SaidAd {
  return { id, language: 'en', fields }
}

interface LoadedAs extends Partial<Pick<SourceFile, 'series'>> {
  readonly source?: string
  readonly observedOn?: string
}

/** Loads them as they would be after an import, words included. @param name of a file that there was not yet */
export async function loadAds(
  { importDeps }: Pick<TestArchive, 'importDeps'>,
  name: string,
  ads: readonly SaidAd[],
  { source = 'meta', observedOn = '2024-11-10', ...series }: LoadedAs = {},
): Promise<void> {
  const report = await importDeps.store.load({ ...aFile(source, name, observedOn), ...series }, records(ads))
  if (report.rows !== ads.length || report.quarantined > 0) throw new Error(`${name} was not loaded whole`)
}

async function* records(ads: readonly SaidAd[]): AsyncGenerator<ReadRecord> {
  for (const [index, { id, fields, language }] of ads.entries()) {
    const disclosure = { adId: id, observedAt: null, fields }
    const words = searchWords(fields, () => language)
    yield { recordNumber: index + 1, disclosure, fingerprint: fingerprint(fields), words }
  }
}
