import type { DataSource } from 'typeorm'
import type { FieldName } from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import type { SourceId } from '../../domain/ids.ts'
import { strangePosition } from '../../domain/search.ts'
import type { Archive } from '../../ports/archive.ts'
import { type At, momentAt, momentOf, newestMoment } from './as-of.ts'
import { history } from './history.ts'
import { ratesOn } from './rates/rates-on.ts'
import { remembered } from './remembered.ts'
import { lineShape } from './search/lines.ts'
import { search, taggedStemsOf } from './search/search.ts'
import { shown } from './search/shown.ts'
import { HELD, streamer } from './search/stream.ts'
import { holds, sourceStatuses } from './sources.ts'
import { advertiserProfile } from './spending/advertiser.ts'
import { advertiserSpending } from './spending/advertiser-spending.ts'
import { spendingChoices } from './spending/choices.ts'
import { convertedSpending } from './spending/converted-spending.ts'
import { regional } from './spending/regional.ts'
import { spending } from './spending/spending.ts'
import { sponsorBounds, sponsorMoney } from './spending/sponsor-money.ts'
import { sponsorSpending } from './spending/sponsor-spending.ts'
import { why } from './spending/why.ts'
import { isEmpty, summary } from './summary.ts'

/** Rankings that are kept until something new comes; those of files, which are longer and asked for once, are not. */
const MOST_REMEMBERED = 300
const LARGEST_REMEMBERED = 100

const QUERY_CANCELED = '57014'
/** Class 22, data exception: a value that is no date or no number, as only a made-up page address holds it. */
const BAD_VALUE = /^22/

/** What the archive must know of the sources there are. */
export interface SourceFacts {
  readonly all: readonly SourceId[]
  /** Platforms whose files, taken together, hold every ad that they disclose. */
  readonly holdsAllAds: readonly string[]
  /** Fields of which a source tells nothing of any ad, ever. */
  readonly neverDisclosed: (source: SourceId) => readonly FieldName[]
}

export function postgresArchive(dataSource: DataSource, { all, holdsAllAds, neverDisclosed }: SourceFacts): Archive {
  const stream = streamer(dataSource)
  const remember = remembered(dataSource, MOST_REMEMBERED)
  const archiveAt = (at: At): Archive => ({
    isEmpty: () => inWords(isEmpty(dataSource)),
    summary: () => inWords(summary(dataSource, at)),
    search: (query, after, size) => inWords(search(dataSource, query, { after, size, at })),
    shown: (found) => inWords(shown(dataSource, found)),
    stemsOf: (terms) => inWords(taggedStemsOf(dataSource, terms)),
    stream: (query) => inWords(stream(query, at, HELD)),
    lines: (query, quality) => inWords(stream(query, at, lineShape(all, neverDisclosed, quality))),
    history: (id) => inWords(history(dataSource, id)),
    spending: (query, after, size) => {
      const answer = () => spending(dataSource, query, { after, size, holdsAllAds, at })
      const isKept = at === null && size <= LARGEST_REMEMBERED
      return inWords(isKept ? remember(['spending', query, after, size], answer) : answer())
    },
    spendingIn: (query, one, after, size) =>
      inWords(convertedSpending(dataSource, query, one, { after, size, holdsAllAds, at })),
    regional: (query) => {
      const answer = () => regional(dataSource, query, at)
      return inWords(at === null ? remember(['regional', query], answer) : answer())
    },
    spendingChoices: (query) => inWords(spendingChoices(dataSource, query, at)),
    advertiser: (ref, window) => inWords(advertiserProfile(dataSource, ref, window, { holdsAllAds, at })),
    advertiserSpending: (ref, currency) => inWords(advertiserSpending(dataSource, ref, currency, { holdsAllAds, at })),
    sponsorMoney: (id, window) => inWords(sponsorMoney(dataSource, id, window, { holdsAllAds, at })),
    sponsorBounds: (id, query) => inWords(sponsorBounds(dataSource, id, query, { holdsAllAds, at })),
    sponsorSpending: (id, currency) => inWords(sponsorSpending(dataSource, id, currency, { holdsAllAds, at })),
    why: (whose, query, limits) => inWords(why(dataSource, whose, { query, limits, scope: { holdsAllAds, at } })),
    ratesOn: (day) => inWords(ratesOn(dataSource, day, at)),
    sourceStatuses: () => inWords(sourceStatuses(dataSource)),
    holds: () => inWords(holds(dataSource)),
    newestMoment: () => inWords(newestMoment(dataSource)),
    momentOf: (asOf) => inWords(momentOf(dataSource, asOf)),
    momentAt: (revision) => inWords(momentAt(dataSource, revision)),
    asOf: ({ revision }) => archiveAt(revision),
  })
  return archiveAt(null)
}

/** What the server refuses, in words: a statement at its time limit, a value that cannot be. */
export async function inWords<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? ''
    if (code === QUERY_CANCELED) {
      const message = 'That question takes too long to answer. Narrow it by a source, a place or a period.'
      throw new Problem('request.too_slow', message, { cause })
    }
    throw BAD_VALUE.test(code) ? strangePosition(cause) : cause
  }
}
