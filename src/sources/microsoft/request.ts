import type { ApiRequest, Position, RequestRules } from '../../ports/crawling.ts'
import { countryNumber } from './countries.ts'
import type { ListPosition, MicrosoftPosition } from './positions.ts'

/** A first page of 24: a public client of 2026 reads “The limit of '24' for Top query has been exceeded” above it. */
export const PAGE_SIZE = { start: 24, least: 6, most: 24 } as const

/** Plain parameters alone; of OData only `$expand`, which is how working clients ask for details. */
export function microsoftRequest(at: Position, { address, pageSize }: RequestRules): ApiRequest {
  const position = at as MicrosoftPosition
  switch (position.step) {
    case 'list':
      return { method: 'GET', url: `${address}/Ads?${listQuery(position, pageSize ?? PAGE_SIZE.start)}` }
    case 'advertiser':
      return { method: 'GET', url: `${address}/Advertisers/${encodeURIComponent(position.id)}` }
    case 'ad':
      return { method: 'GET', url: `${address}/Ads/${encodeURIComponent(position.id)}?${DETAILS}` }
  }
}

const DETAILS = '$expand=AdDetails($expand=ImpressionsByCountry,Targets)'

function listQuery({ search, country, from, to, skip }: ListPosition, top: number): string {
  const parameters = {
    searchText: search,
    countryCodes: countryNumber(country),
    startDate: from,
    endDate: to,
    top,
    skip,
  }
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}
