import type { SpendStatement, Statements } from '../../domain/spend-statement.ts'
import type { FileContext } from '../../ports/source.ts'
import { type Cells, idIn, nameIn } from './cells.ts'
import { rowPlace } from './place-cells.ts'
import { statementFormat } from './statement-format.ts'
import { sums } from './sums.ts'

/** `google-political-ads-geo-spend.csv`: what all advertisers spent in a country, a state or a district. */
export const geoSpend = statementFormat({
  id: 'google-geo-spend',
  columns: {
    required: ['country', 'country_subdivision_primary'],
    usual: ['country_subdivision_secondary'],
    without: ['advertiser_id'],
    money: 'spend_usd',
  },
  normalise: (cells, file) => ({ statements: placeSums(cells, file) }),
})

/** The same in 2018, when there was no country but one. */
export const geoSpend2018 = statementFormat({
  id: 'google-geo-spend-2018',
  columns: { required: ['state', 'congressional_district'], money: 'total_spend_usd' },
  normalise: (cells, file) => ({ statements: placeSums(cells, file) }),
})

/** `google-political-ads-advertiser-geo-spend.csv`: by state of the United States and the District of Columbia. */
export const advertiserGeoSpend = statementFormat({
  id: 'google-advertiser-geo-spend',
  columns: {
    required: ['advertiser_id', 'advertiser_name', 'country', 'country_subdivision_primary'],
    money: 'spend_usd',
  },
  normalise: advertiserInPlace,
})

function placeSums(cells: Cells, file: FileContext): readonly SpendStatement[] {
  const { country, region, key, facts: level } = rowPlace(cells)
  return sums({ cells, id: null, regions: country === null ? [] : [country] }).map(({ spend, roundedTo, facts }) => ({
    key: `geo/${key}/${spend.currency}`,
    about: { kind: 'place' },
    period: { from: null, to: file.observedOn },
    country,
    region,
    spend,
    roundedTo,
    ads: null,
    facts: { ...level, ...facts },
  }))
}

function advertiserInPlace(cells: Cells, file: FileContext): Partial<Statements> {
  const id = idIn(cells, 'advertiser_id')
  const { country, region, key, facts: level } = rowPlace(cells)
  const statements = sums({ cells, id, regions: country === null ? [] : [country] }).map(
    ({ spend, roundedTo, facts }): SpendStatement => ({
      key: `advertiser-geo/${id}/${key}/${spend.currency}`,
      about: { kind: 'advertiser', id, name: nameIn(cells, 'advertiser_name') },
      period: { from: null, to: file.observedOn },
      country,
      // A row for the whole country would stand beside the advertiser's own total as if it were more.
      region: region ?? { name: 'whole country', code: null, share: null },
      spend,
      roundedTo,
      ads: null,
      facts: { ...level, ...facts },
    }),
  )
  return { statements }
}
