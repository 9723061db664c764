import type { CalendarDate } from '../../../src/domain/calendar.ts'
import { isAbsent, type Told, toldValue } from '../../../src/domain/disclosure.ts'
import type { HeldDisclosure } from '../../../src/domain/held-disclosure.ts'
import { segments } from '../../../src/domain/highlight.ts'
import { type Moment, momentText } from '../../../src/domain/moment.ts'
import type { FacetName, FacetValue, Position, SearchFilters, SearchQuery } from '../../../src/domain/search.ts'
import type { Term } from '../../../src/domain/search-terms.ts'
import type { Archive, SearchResult } from '../../../src/ports/archive.ts'
import type { Hold } from '../../../src/ports/source-status.ts'
import type { KeptAd } from './builders.ts'
import { lineRows, rows } from './memory-rows.ts'
import { memorySources } from './memory-sources.ts'
import { type KeptStatement, memorySpending } from './memory-spending.ts'
import { memorySponsorSpending } from './memory-sponsors.ts'
import { summaryOf, sums } from './memory-summary.ts'
import type { KeptSponsor } from './sample-sponsors.ts'

export interface TwinFaults {
  /** The stream throws after so many rows. */
  readonly failsAfter?: number
  /** Called when an iteration over rows was left, however it ended. */
  readonly onLeft?: (read: number) => void
  readonly throws?: Error
  /** Counting stops there. */
  readonly countsTo?: number
  /** The second page of a ranking fails. */
  readonly failsOnSecondPage?: boolean
  /** What the search of now says of itself. */
  readonly searched?: Partial<SearchedBy>
}

type SearchedBy = Pick<SearchResult, 'engine' | 'absence' | 'isRestarted' | 'revision'>

/** What the twin keeps beside ads. */
export interface TwinExtras {
  readonly statements?: readonly KeptStatement[]
  readonly holds?: readonly Hold[]
  readonly sponsors?: readonly KeptSponsor[]
}

/** An archive in memory: small, slow and obvious. It answers as the port promises. */
export function memoryArchive(ads: readonly KeptAd[], faults: TwinFaults = {}, extras: TwinExtras = {}): Archive {
  const all = ads.map(({ held }) => held)
  const found = (query: SearchQuery) =>
    sorted(
      all.filter((held) => matches(held, query)),
      query,
    )
  const guard = () => {
    if (faults.throws !== undefined) throw faults.throws
  }
  return {
    ...memorySpending(all, extras.statements ?? [], faults),
    ...memorySponsorSpending({ ads: all, statements: extras.statements ?? [] }, extras.sponsors ?? []),
    ...memorySources(all, extras.statements ?? [], extras.holds ?? []),
    ratesOn: async () => [],
    isEmpty: async () => all.length === 0,
    summary: async () => {
      guard()
      return summaryOf(all)
    },
    search: async (query, after, size) => {
      guard()
      const page = pageOf(found(query), query, after, size)
      const most = faults.countsTo ?? Number.POSITIVE_INFINITY
      const isCapped = page.total > most
      return {
        ...page,
        total: isCapped ? most : page.total,
        isCapped,
        facets: facetsOf(all, query),
        ...ASKED_ITSELF,
        stemOf,
        ...faults.searched,
      }
    },
    stemsOf: async () => () => [],
    shown: async ({ query, ids }) => {
      guard()
      const hits = ids.flatMap((id) => all.filter((held) => held.id === id))
      const { total, sums } = pageOf(found(query), query, null, 1)
      const everything = { total, isCapped: false, sums, facets: facetsOf(all, query) }
      return { hits, last: null, everything, stemOf }
    },
    stream: async (query) => {
      guard()
      const results = found(query)
      return { revision: 7, total: results.length, rows: rows(results, faults) }
    },
    lines: async (query, quality) => {
      guard()
      const results = found(query)
      return { revision: 7, total: results.length, rows: lineRows(rows(results, faults), quality) }
    },
    history: async (id) => {
      guard()
      const kept = ads.find(({ held }) => held.id === id)
      return kept === undefined ? null : { ...kept, versionCount: kept.versions.length }
    },
    newestMoment: async () => MOMENT,
    momentOf: async (asOf) => {
      if ('endOf' in asOf) return asOf.endOf >= MOMENT.day ? MOMENT : null
      return momentText(asOf.moment) === momentText(MOMENT) ? MOMENT : null
    },
    momentAt: async (revision) => (revision === MOMENT.revision ? MOMENT : null),
    asOf: () => memoryArchive(ads, { ...faults, searched: {} }, extras), // it has seen one moment only
  }
}

/** The one moment that this archive knows. */
export const MOMENT: Moment = { day: '2026-11-25' as CalendarDate, revision: 7 }

type Page = Pick<SearchResult, 'revision' | 'total' | 'sums' | 'hits' | 'next'>

function pageOf(results: readonly HeldDisclosure[], { sort }: SearchQuery, after: Position | null, size: number): Page {
  const start = after === null ? 0 : results.findIndex(({ id }) => id === after.id) + 1
  const hits = results.slice(start, start + size)
  const last = hits[hits.length - 1]
  const isLast = last === undefined || start + size >= results.length
  const next = isLast ? null : { revision: 7, sort, keys: [last.firstSeenAt, null], id: last.id }
  return { revision: 7, total: results.length, sums: sums(results), hits, next }
}

const ASKED_ITSELF = { engine: 'postgres', absence: null, isRestarted: false } as const

/** Enough of a stemmer to tell that pages ask for one. */
function stemOf(_language: string | null, word: string): string {
  return word.replace(/(?:ions?|ing|ed|s)$/, '')
}

function matches(held: HeldDisclosure, { terms, filters }: SearchQuery): boolean {
  const text = textOf(held)
  const says = (term: Term) => segments(text, [term], (word) => stemOf(null, word)).some(({ isMatch }) => isMatch)
  return terms.include.every(says) && !terms.exclude.some(says) && passes(held, filters)
}

function textOf({ fields }: HeldDisclosure): string {
  const texts = (toldValue(fields.texts) ?? []).map(({ text }) => text)
  return [toldValue(fields.advertiserName), toldValue(fields.disclaimer), ...texts].join('\n')
}

function passes(held: HeldDisclosure, filters: SearchFilters): boolean {
  const { fields } = held
  const spend = toldValue(fields.spend)
  const { from, to, spendAtLeast, spendAtMost } = filters
  const starts = toldValue(fields.startsOn)
  const ends = toldValue(fields.endsOn)
  return (
    FACET_OF_FILTER.every(
      ([name, facet]) => filters[name] === undefined || values(held, facet).includes(filters[name]),
    ) &&
    (filters.advertiser === undefined || toldValue(fields.advertiserName) === filters.advertiser) &&
    passesRecord(held, filters) &&
    (from === undefined || ends === null || ends >= from) &&
    (to === undefined || (starts !== null && starts <= to)) &&
    (spendAtLeast === undefined || (spend !== null && (spend.upper === null || spend.upper >= spendAtLeast))) &&
    (spendAtMost === undefined || (spend !== null && spend.lower <= spendAtMost))
  )
}

function passesRecord(held: HeldDisclosure, { account, listing, abroad }: SearchFilters): boolean {
  const { missingSince, withdrawnAt } = held.listing
  const state = withdrawnAt !== null ? 'withdrawn' : missingSince !== null ? 'missing' : 'listed'
  const { advertiser, recordedAbroad } = held
  return (
    (account === undefined || (advertiser?.platform === account.platform && advertiser.key === account.key)) &&
    (listing === undefined || listing === state) &&
    (abroad === undefined || (abroad === 'any' ? recordedAbroad.length > 0 : recordedAbroad.includes(abroad)))
  )
}

const FACET_OF_FILTER = [
  ['source', 'source'],
  ['country', 'country'],
  ['region', 'region'],
  ['format', 'format'],
  ['currency', 'currency'],
  ['payer', 'payer'],
] as const satisfies readonly (readonly [keyof SearchFilters, FacetName])[]

function values({ source, fields }: HeldDisclosure, facet: FacetName): readonly string[] {
  switch (facet) {
    case 'source':
      return [source]
    case 'country':
      return codes(fields.countries)
    case 'region':
      return codes(fields.regions)
    case 'format':
      return toldValue(fields.formats) ?? []
    case 'currency':
      return one(toldValue(fields.spend)?.currency)
    case 'payer':
      return one(toldValue(fields.disclaimer))
  }
}

function codes(places: Told<readonly { readonly code: string | null }[]> | undefined): string[] {
  return places === undefined || isAbsent(places) ? [] : places.flatMap(({ code }) => one(code))
}

function one(value: string | null | undefined): string[] {
  return value === null || value === undefined ? [] : [value]
}

function facetsOf(all: readonly HeldDisclosure[], query: SearchQuery): Record<FacetName, FacetValue[]> {
  const count = (facet: FacetName) => {
    const { [facet]: own, ...others } = query.filters
    const counts = new Map<string, number>()
    for (const held of all.filter((each) => matches(each, { ...query, filters: others }))) {
      for (const value of new Set(values(held, facet))) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return [...counts].map(([value, number]) => ({ value, count: number })).sort((a, b) => b.count - a.count)
  }
  const [source, country, region] = [count('source'), count('country'), count('region')]
  return { source, country, region, format: count('format'), currency: count('currency'), payer: count('payer') }
}

function sorted(found: HeldDisclosure[], { sort }: SearchQuery): HeldDisclosure[] {
  const spent = ({ fields }: HeldDisclosure) => Number(toldValue(fields.spend)?.lower ?? -1n)
  const day = ({ fields }: HeldDisclosure) => Date.parse(toldValue(fields.startsOn) ?? '1990-01-01')
  const key = sort === 'most-spent' || sort === 'least-spent' ? spent : day
  const direction = sort === 'oldest' || sort === 'least-spent' ? 1 : -1
  return found.sort((a, b) => direction * (key(a) - key(b)) || (a.id < b.id ? -1 : 1))
}
