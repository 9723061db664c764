import { Problem } from '../domain/errors.ts'
import type { ReferenceRate } from '../domain/reference-rate.ts'
import type { RatesReader, RatesReport, RatesStore } from '../ports/rates.ts'
import type { IncomingContent, RawArchive } from '../ports/raw-archive.ts'

export interface RatesImportDeps {
  readonly rawArchive: RawArchive
  readonly store: RatesStore
  readonly readers: readonly RatesReader[]
}

export interface LoadedRates {
  readonly name: string
  readonly report: RatesReport
}

/**
 * A file of rates from outside: told by what it holds, kept byte for byte, loaded.
 * @throws {Problem} `file.…` when it cannot be read, or holds no rates that are known
 */
export async function importRates(
  { rawArchive, store, readers }: RatesImportDeps,
  path: string,
): Promise<LoadedRates[]> {
  const received = await rawArchive.receive(path)
  const read = new Map<string, readonly ReferenceRate[]>()
  for (const content of received.contents) read.set(content.name, await ratesOf(readers, content))
  const loaded: LoadedRates[] = []
  for (const { name, blob, blobBytes, member } of await received.keep()) {
    const report = await store.load({ name, blob, blobBytes, member }, read.get(name) ?? [])
    loaded.push({ name, report })
  }
  return loaded
}

/** The history since 1999 is 8 MB of XML. */
const MOST_BYTES = 64 * 1024 * 1024

async function ratesOf(readers: readonly RatesReader[], content: IncomingContent): Promise<readonly ReferenceRate[]> {
  const text = await textOf(content)
  for (const reader of readers) {
    const rates = reader.read(text)
    if (rates === null) continue
    if (rates.length > 0) return rates
    throw new Problem('file.unreadable', `${content.name} is a file of ${reader.name}, but holds no rate.`)
  }
  const known = readers.map(({ name }) => name).join('; ')
  throw new Problem('file.unknown_format', `${content.name} is no file of rates that is known: ${known}.`)
}

async function textOf(content: IncomingContent): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await content.open()) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST_BYTES) throw new Problem('file.too_large', `${content.name} is larger than any file of rates.`)
  }
  return Buffer.concat(chunks).toString('utf8')
}
