import type { DataSource } from 'typeorm'
import { fingerprint } from '../../src/domain/fingerprint.ts'
import type { DisclosureStore, ReadRecord, SourceFile } from '../../src/ports/disclosure-store.ts'
import { neverDisclosedBy } from '../../src/sources/registry.ts'
import { postgresDisclosureStore } from '../../src/store/postgres/load-records.ts'
import { aCountry, aFile, USD } from './loads.ts'

export function storeOn(database: DataSource): DisclosureStore {
  return postgresDisclosureStore(database, neverDisclosedBy)
}

/** One of many ads, which says something new with each `turn`. */
export function changingAd(number: number, turn: number): Pick<ReadRecord, 'disclosure' | 'fingerprint' | 'words'> {
  const spend = BigInt(100 * turn + (number % 100))
  const said = `Ad ${number} of the harbour, turn ${turn}`
  const fields = {
    advertiserName: `Page ${number % 7}`,
    texts: [{ part: 'body' as const, text: said }],
    spend: { lower: spend, upper: spend + 99n, currency: USD },
    countries: [aCountry('US')],
  }
  const words = { advertiserName: `page ${number % 7}`, texts: said.toLowerCase(), language: 'en' }
  return { disclosure: { adId: `ad-${number}`, observedAt: null, fields }, fingerprint: fingerprint(fields), words }
}

export async function* recordsOf(
  ads: Iterable<Pick<ReadRecord, 'disclosure' | 'fingerprint' | 'words'>>,
): AsyncGenerator<ReadRecord> {
  let recordNumber = 2
  for (const ad of ads) yield { recordNumber: recordNumber++, ...ad }
}

/** Loads ads with these numbers, in a file of its own; that of the highest turn tells what is true. */
export async function loadTurn(store: DisclosureStore, numbers: Iterable<number>, turn: number): Promise<void> {
  const ads = Array.from(numbers, (number) => changingAd(number, turn))
  await store.load(turnFile(turn), recordsOf(ads))
}

export function turnFile(turn: number): SourceFile {
  return aFile('snap', `turn-${String(turn).padStart(9, '0')}`)
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
