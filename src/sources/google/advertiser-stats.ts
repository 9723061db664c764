import type { Country } from '../../domain/place.ts'
import type { AdvertiserFacts, SpendStatement, Statements } from '../../domain/spend-statement.ts'
import type { FileContext, StatementFormat } from '../../ports/source.ts'
import { type Cells, cell, factsIn, idIn, nameIn, word } from './cells.ts'
import { isBundleHeader } from './columns.ts'
import { malformed } from './malformed.ts'
import { publicIdFacts } from './public-ids.ts'
import { countryNamedBy, onlyCountry, regionList } from './regions.ts'
import { statementFormat } from './statement-format.ts'
import { sums } from './sums.ts'

const anyAdvertiserStats = statementFormat({
  id: 'google-advertiser-stats',
  columns: {
    required: ['advertiser_id', 'advertiser_name', 'total_creatives'],
    usual: ['public_ids_list'],
    sometimes: ['regions', 'elections'],
    byCollectors: ['racetype'],
    money: 'spend_usd',
  },
  normalise,
})

/** `google-political-ads-advertiser-stats.csv`: what each advertiser has spent since 31 May 2018. */
export const advertiserStats: StatementFormat = {
  ...anyAdvertiserStats,
  recognises: (head, name) => anyAdvertiserStats.recognises(head, name) && isBundleHeader(head),
}

/** The same out of BigQuery or re-saved with a collector's columns: perhaps not all of it. */
export const advertiserStatsExport: StatementFormat = {
  ...anyAdvertiserStats,
  id: 'google-advertiser-stats-export',
  recognises: (head, name) => anyAdvertiserStats.recognises(head, name) && !isBundleHeader(head),
}

function normalise(cells: Cells, file: FileContext): Statements {
  const id = idIn(cells, 'advertiser_id')
  return { statements: totals(cells, id, file), advertisers: [advertiser(cells, id)] }
}

/**
 * Files are re-issued whole, so a total reaches from the beginning of the records to the day of the file. The ads are
 * those of the advertiser, in whatever currency: they are told once, with the first of its sums.
 */
function totals(cells: Cells, id: string, file: FileContext): readonly SpendStatement[] {
  const regions = regionsIn(cells) ?? []
  const ads = creatives(cells)
  return sums({ cells, id, regions }).map(({ spend, roundedTo, facts }, index) => ({
    key: `total/${id}/${spend.currency}`,
    about: { kind: 'advertiser', id, name: nameIn(cells, 'advertiser_name') },
    period: { from: null, to: file.observedOn },
    country: onlyCountry(regions),
    region: null,
    spend,
    roundedTo,
    ads: index === 0 ? ads : null,
    facts,
  }))
}

/** The files of 2018 have no `Regions`: the report covered the United States alone. Null: not told. */
function regionsIn(cells: Cells): readonly Country[] | null {
  if (word(cells, 'regions') !== null) return regionList(cell(cells, 'regions'))
  return cells.has('total_spend_usd') ? [countryNamedBy('US')] : null
}

function creatives(cells: Cells): number | null {
  const text = word(cells, 'total_creatives')
  if (text === null) return null
  if (!/^\d{1,9}(?:\.0)?$/.test(text)) throw malformed('Total_Creatives is no number', { field: 'ads', value: text })
  return Number(text)
}

const LABELS: ReadonlyMap<string, string> = new Map([
  ['elections', 'Elections'],
  ['racetype', 'Race type, as a collector noted'],
])

function advertiser(cells: Cells, id: string): AdvertiserFacts {
  const countries = regionsIn(cells)
  return {
    id,
    name: nameIn(cells, 'advertiser_name'),
    ...(countries === null ? {} : { countries }),
    facts: { ...publicIdFacts(cell(cells, 'public_ids_list')), ...factsIn(cells, LABELS) },
    formerIds: [],
  }
}
