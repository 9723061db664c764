import { toldValue } from '../../../src/domain/disclosure.ts'
import type { HeldDisclosure } from '../../../src/domain/held-disclosure.ts'
import { sumOfRanges } from '../../../src/domain/range.ts'
import type { Archive, MoneySum } from '../../../src/ports/archive.ts'

export function sums(found: readonly HeldDisclosure[]): MoneySum[] {
  const spends = found.flatMap(({ fields }) => toldValue(fields.spend) ?? [])
  const currencies = [...new Set(spends.map(({ currency }) => currency))]
  return currencies
    .map((currency) => {
      const own = spends.filter((spend) => spend.currency === currency)
      const openTops = own.filter(({ upper }) => upper === null).length
      return { ...sumOfRanges(own), currency, ads: own.length, openTops }
    })
    .sort((a, b) => b.ads - a.ads)
}

export function summaryOf(all: readonly HeldDisclosure[]): Awaited<ReturnType<Archive['summary']>> {
  const sources = [...new Set(all.map(({ source }) => source))].map((source) => {
    const own = all.filter((held) => held.source === source)
    const days = own
      .flatMap(({ fields }) => [toldValue(fields.startsOn), toldValue(fields.endsOn)])
      .filter((day) => day !== null)
    const lastObservedAt = own[0]?.lastSeenAt ?? null
    const [firstDay = null, lastDay = null] = [days.sort()[0], days.sort().at(-1)]
    return {
      source,
      ads: own.length,
      files: 3,
      firstDay,
      lastDay,
      lastObservedAt,
      quarantined: source === 'snap' ? 2 : 0,
    }
  })
  const currencies = sums(all).map(({ currency, ads }) => ({ currency, ads }))
  const unresolvedPlaces = sources.slice(0, 1).map(({ source }) => ({ source, name: 'Al Jahra Gov.', records: 3 }))
  return { sources, currencies, unresolvedPlaces }
}
