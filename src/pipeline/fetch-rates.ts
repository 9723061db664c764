import { instantOf } from '../domain/calendar.ts'
import { sourceId } from '../domain/ids.ts'
import type { Downloads, KnownFiles } from '../ports/collecting.ts'
import { importRates, type LoadedRates, type RatesImportDeps } from './import-rates.ts'

export interface RatesFetchDeps extends RatesImportDeps {
  readonly downloads: Downloads
  readonly knownFiles: KnownFiles
  readonly now: () => Date
}

const SOURCE = sourceId('rates')
const PART = 'rates'
/** The file of a single day is larger. */
const LEAST_BYTES = 200

/**
 * Fetches the file of rates from the operator's address, and takes it in. Null: the server says that it is the one we have.
 * @throws {Problem} `collect.…`, `file.…`, `import.stopped`
 */
export async function fetchRates(
  deps: RatesFetchDeps,
  url: string,
  signal: AbortSignal,
): Promise<readonly LoadedRates[] | null> {
  const { downloads, knownFiles, now } = deps
  const known = await knownFiles.known(SOURCE, url)
  const fetched = await downloads.fetch({
    ...{ url, leastBytes: LEAST_BYTES, mayBeAbsent: false, partName: PART, signal },
    known: known?.validators ?? null,
    hint: 'set RATES_URL to where the file lies now',
    onProgress: () => undefined,
  })
  if (fetched.kind !== 'fetched') return null
  const loaded = await importRates(deps, fetched.path)
  const at = instantOf(now())
  const records = loaded.reduce((sum, { report }) => sum + report.rates, 0)
  await knownFiles.remember(SOURCE, url, { validators: fetched.validators, checkedAt: at, changedAt: at, records })
  await downloads.forget(PART)
  return loaded
}
