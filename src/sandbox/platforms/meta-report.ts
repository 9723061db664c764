import { dayOfNumber } from '../../domain/days.ts'
import { countryOf } from '../countries.ts'
import { csvText } from '../csv-text.ts'
import { spentThrough } from '../spent.ts'
import type { Sponsor } from '../sponsors.ts'
import type { Switches } from '../switches.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { zipBytes } from '../zip-bytes.ts'

export interface ReportFile {
  readonly name: string
  readonly bytes: Buffer
}

/** What an operator would have fetched from the report page: country and span, its days; null: since the beginning. */
const REPORTS = [
  { country: 'US', preset: 'last_30_days', days: 30 },
  { country: 'US', preset: 'lifelong', days: null },
  { country: 'GB', preset: 'last_30_days', days: 30 },
  { country: 'CA', preset: 'last_30_days', days: 30 },
] as const

/** The zips of the report page on that morning, whose last day is the day before. */
export async function metaReportZips(world: WorldDay, switches: Switches): Promise<readonly ReportFile[]> {
  return Promise.all(
    REPORTS.map(async ({ country, preset, days }) => {
      const name = `FacebookAdLibraryReport_${dayOfNumber(world.toldThrough)}_${country}_${preset}`
      if (switches.has('metareport.one-byte-zip')) return { name: `${name}.zip`, bytes: Buffer.from('\n') }
      const members = reportMembers(name, reportSums(world, country, days), switches)
      return { name: `${name}.zip`, bytes: await zipBytes(members) }
    }),
  )
}

/** What a page spent within the span, to the unit, as the report would say it if it had no `≤100`. */
export interface PageSum {
  readonly sponsor: Sponsor
  readonly spent: number
  readonly ads: number
  readonly regions: ReadonlyMap<string, number>
}

export interface ReportSums {
  readonly currency: string
  /** Null of a report since the beginning, which has no tables of regions. */
  readonly days: number | null
  /** The greatest first. */
  readonly pages: readonly PageSum[]
}

/** Only of accounts in the report's own currency: who pays in another is not in it. */
export function reportSums(world: WorldDay, country: string, days: number | null): ReportSums {
  const { currency } = countryOf(country)
  const through = world.toldThrough
  const since = days === null ? Number.NEGATIVE_INFINITY : through - days + 1
  const counted = world
    .ads('meta')
    .filter(({ sponsor, lastDay }) => sponsor.aims === country && sponsor.currency === currency && lastDay >= since)
  const groups = new Map<Sponsor, ToldAd[]>()
  for (const ad of counted) groups.set(ad.sponsor, [...(groups.get(ad.sponsor) ?? []), ad])
  const pages = [...groups].map(([sponsor, ads]) => pageSum(sponsor, ads, (ad) => within(ad, since, through)))
  return { currency, days, pages: pages.sort((one, other) => other.spent - one.spent) }
}

function within(ad: ToldAd, since: number, through: number): number {
  return spentThrough(ad, through) - spentThrough(ad, since - 1)
}

function pageSum(sponsor: Sponsor, ads: readonly ToldAd[], spentBy: (ad: ToldAd) => number): PageSum {
  const regions = new Map<string, number>()
  for (const ad of ads) {
    const region = ad.regions[0]?.name ?? 'Unknown'
    regions.set(region, (regions.get(region) ?? 0) + spentBy(ad))
  }
  return { sponsor, ads: ads.length, regions, spent: [...regions.values()].reduce((sum, spent) => sum + spent, 0) }
}

function reportMembers(name: string, { currency, days, pages }: ReportSums, switches: Switches) {
  const amount = `Amount spent (${currency})`
  const columns = ['Page ID', 'Page name', 'Disclaimer', amount]
  const cells = (page: PageSum, spent: number) => [...who(page, switches), amountText(spent)]
  const members: Record<string, string> = {}
  if (!switches.has('metareport.no-advertisers-csv')) {
    const rows = pages.map((page) => [...cells(page, page.spent), page.ads])
    members[`${name}_advertisers.csv`] = csv([[...columns, 'Number of ads in Library'], ...rows], switches)
  }
  const regions = [...new Set(pages.flatMap((page) => [...page.regions.keys()]))].sort()
  const inRegion = regions.map((region) => ({ region, of: pages.filter((page) => page.regions.has(region)) }))
  const locations = inRegion.map(({ region, of }) => [region, amountText(sumOf(of, region))])
  members[`${name}_locations.csv`] = csv([['Location name', amount], ...locations], switches)
  members['README.txt'] = 'Report of the sandbox: nothing in it is real.\n'
  for (const { region, of } of days === null ? [] : inRegion) {
    const rows = of.map((page) => cells(page, page.regions.get(region) ?? 0))
    members[`regions/${name}_${region}.csv`] = csv([columns, ...rows], switches)
  }
  return members
}

function who({ sponsor }: PageSum, switches: Switches): readonly string[] {
  const { pageId = '', page = '', disclaimer = null } = sponsor.meta ?? {}
  const stated = disclaimer ?? 'These ads ran without a disclaimer'
  const masked = `an advertiser in ${countryOf(sponsor.aims).longName}`
  return [pageId, page, switches.has('metareport.masked-sponsor') && disclaimer !== null ? masked : stated]
}

function sumOf(pages: readonly PageSum[], region: string): number {
  return pages.reduce((sum, page) => sum + (page.regions.get(region) ?? 0), 0)
}

function amountText(spent: number): string {
  return spent <= 100 ? '≤100' : String(spent)
}

const MARK = '\uFEFF'

/** A byte-order mark at the start; once a vendor's file had another at each 500th line. */
function csv(rows: readonly (readonly (string | number)[])[], switches: Switches): string {
  const text = csvText(rows, '\n')
  if (!switches.has('metareport.bom-every-500')) return MARK + text
  return text.replace(/(?<=^|\n)(?=.)/g, everyFiveHundredth())
}

function everyFiveHundredth(): () => string {
  let line = 0
  return () => (line++ % 500 === 0 ? MARK : '')
}
