import { platformId, sourceId } from '../../../src/domain/ids.ts'
import { countryCode, type RegionCode, regionCode, regionName } from '../../../src/domain/place.ts'
import type { Hold } from '../../../src/ports/source-status.ts'
import { advertiserOf, aPointer, day, moment, money } from './builders.ts'
import { type KeptStatement, plusDays } from './memory-spending.ts'

interface StatementMade {
  readonly source?: string
  readonly about: KeptStatement['about']
  readonly name?: string | null
  readonly from: string
  readonly to?: string
  readonly place?: string
  readonly amount: readonly [string, string | null]
  readonly currency?: string
  readonly roundedTo?: bigint
  readonly isRepeat?: boolean
}

export function aStatement(made: StatementMade): KeptStatement {
  const source = made.source ?? 'google'
  const place = made.place ?? 'US'
  const region: RegionCode | null = place.includes('-') ? regionCode(place) : null
  const view = {
    source: sourceId(source),
    from: day(made.from),
    to: made.to === undefined ? plusDays(made.from, 6) : day(made.to),
    place: region ?? countryCode(place),
    regionName: region === null ? null : regionName(region),
    disclaimer: null,
    roundedTo: made.roundedTo ?? null,
    ads: 3,
    isRepeat: made.isRepeat ?? false,
    record: aPointer(source, 1),
    ...money(...made.amount, made.currency),
  }
  return { about: made.about, name: made.name ?? null, view }
}

const DAM = { platform: platformId('google'), key: 'AR0001' }
const NAMELESS = { platform: platformId('google'), key: 'AR0002' }
const PAGE_TWO = advertiserOf('meta', { advertiserName: 'Page number 2' })

/** Two accounts that are known from weekly totals alone, one from both, one report that names nobody, one of a place. */
export function sampleStatements(): KeptStatement[] {
  const sundays = Array.from({ length: 18 }, (_, index) => plusDays('2024-07-07', 7 * index))
  const weekly = sundays.map((from, index) =>
    aStatement({
      about: DAM,
      name: 'Committee to Re-open the Dam',
      from,
      amount: weekAmount(index),
      roundedTo: 10_000n,
    }),
  )
  return [
    ...weekly,
    aStatement({ about: DAM, from: '2024-10-06', amount: ['300', '400'], place: 'US-GA' }),
    aStatement({ about: NAMELESS, from: '2024-10-13', amount: ['0', '100'], isRepeat: true }),
    aStatement({ about: NAMELESS, from: '2024-10-20', amount: ['250', null] }),
    ...(PAGE_TWO === null
      ? []
      : [
          aStatement({ source: 'meta', about: PAGE_TWO, from: '2024-10-01', to: '2024-11-05', amount: ['500', '500'] }),
        ]),
    aStatement({ source: 'meta', about: 'nobody', from: '2024-10-06', amount: ['0', '100'] }),
    aStatement({ about: 'place', from: '2024-06-30', to: '2024-11-09', amount: ['912000', '912000'] }),
  ]
}

function weekAmount(index: number): [string, string] {
  const least = 100 * index * (index % 5)
  return [String(least), String(least + 99)]
}

export function sampleHolds(): Hold[] {
  const shared = { series: '2024', of: 'ads', listed: 812, absent: 640 } as const
  return [
    {
      ...shared,
      id: 3,
      source: sourceId('snap'),
      fileName: 'snap-2024-11-06.csv.gz',
      observedOn: day('2024-11-06'),
      status: 'held',
      decidedAt: null,
    },
    {
      ...shared,
      id: 2,
      source: sourceId('meta'),
      fileName: 'meta-2024-11-05-b.csv.gz',
      observedOn: day('2024-11-05'),
      status: 'rejected',
      decidedAt: moment('2024-11-05'),
    },
  ]
}
