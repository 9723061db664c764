import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import { countryOf } from '../countries.ts'
import { csvText } from '../csv-text.ts'
import { randomOf } from '../random.ts'
import type { Switches } from '../switches.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { zipBytes } from '../zip-bytes.ts'
import { LATER_SNAP_COLUMNS, README_SPELLING, SNAP_COLUMNS, type SnapColumn } from './snap-columns.ts'

/**
 * `PoliticalAds.zip` of a year as Snap would publish it on that morning; null: no ad of the year has run yet, and there is
 * no such file.
 */
export async function snapZip(world: WorldDay, year: number, switches: Switches): Promise<Buffer | null> {
  const ads = snapAds(world, year)
  if (ads.length === 0 || dayNumber(`${year}-01-01`) > world.toldThrough) return null
  const rows = chosenRows(ads, switches).map((ad) => rowOf(ad))
  const columns = columnsOf(switches)
  const lines = [columns.map((column) => spelled(column, switches)), ...rows.map((row) => columns.map((c) => row[c]))]
  return zipBytes({ 'PoliticalAds.csv': csvText(lines, '\r\n'), 'readme.txt': readme() })
}

/** Those that the file of a year lists, in its order. */
export function snapAds(world: WorldDay, year: number): readonly ToldAd[] {
  return world.ads('snap').filter((ad) => ad.year === year && ad.isListed)
}

/** What was left of the files of 11 September 2024. */
const LEFT_OF_CUT_FILE = 0.04

function chosenRows(ads: readonly ToldAd[], switches: Switches): readonly ToldAd[] {
  if (switches.has('snap.header-only')) return []
  if (switches.has('snap.file-cut')) return ads.slice(0, Math.ceil(ads.length * LEFT_OF_CUT_FILE))
  if (switches.has('snap.rows-gone-and-back')) return ads.filter((_, index) => index % 100 !== 3)
  return ads
}

function columnsOf(switches: Switches): readonly SnapColumn[] {
  return switches.has('snap.columns-34')
    ? SNAP_COLUMNS.filter((column) => !LATER_SNAP_COLUMNS.includes(column))
    : SNAP_COLUMNS
}

function spelled(column: SnapColumn, switches: Switches): string {
  if (switches.has('snap.renamed-column') && column === 'Spend') return 'Amount'
  return switches.has('snap.header-readme-spelling') ? (README_SPELLING[column] ?? column) : column
}

type Row = Readonly<Record<SnapColumn, string>>

const BLANK = Object.fromEntries(SNAP_COLUMNS.map((column) => [column, ''])) as Row

function rowOf(ad: ToldAd): Row {
  const { sponsor, id, kind } = ad
  return {
    ...BLANK,
    ADID: id,
    CreativeUrl: `https://www.snap.com/political-ads/asset/${id.slice(8, 40)}?mediaType=${kind === 'video' ? 'mp4' : 'png'}`,
    'Currency Code': sponsor.currency,
    Spend: String(ad.spent),
    Impressions: String(ad.shown),
    StartDate: `${slashed(ad.firstDay)} ${clock(id)}Z`,
    EndDate: ad.isOpenEnded ? '' : `${slashed(ad.lastDay)} 23:00:00Z`,
    ...payer(ad),
    ...targeting(ad),
    CreativeProperties: `web_view_url:https://${sponsor.domain}/join?utm_source=snapchat&utm_medium=paid`,
  }
}

/** Snap cuts a payer's name here. */
const PAYER_LENGTH = 32

function payer({ sponsor, id, isEdited }: ToldAd): Partial<Row> {
  const { organization = '', payer = '' } = sponsor.snap ?? {}
  const random = randomOf(`billing ${id}`)
  const address = `${random.whole(1, 99)} Example Street,Sampletown,00000,${sponsor.billed}`
  const isCalifornian = sponsor.google?.publicIds.includes('US-CA') === true
  return {
    // Accounts are renamed over time, and old rows with them.
    OrganizationName: isEdited ? `${organization} Group` : organization,
    BillingAddress: random.happens(0.3) ? address : sponsor.billed,
    CandidateBallotInformation: random.pick([
      sponsor.key === 'old-dam' ? 'Measure 12, Old Dam renewal' : '',
      'N/A',
      '',
    ]),
    PayingAdvertiserName: payer.slice(0, PAYER_LENGTH),
    ...(isCalifornian
      ? { CommitteeName: payer, CommitteeIdentificationNumber: 'FPPC#0000000', AdvertisingJurisdiction: 'California' }
      : {}),
  }
}

function targeting({ sponsor, regions, id, isEdited }: ToldAd): Partial<Row> {
  const random = randomOf(`targeting ${id}`)
  const age = random.pick(['18+', '18+', '18-34', '25-54', '25+', '17-', ''])
  return {
    Gender: random.pick(['', '', '', 'FEMALE', 'MALE']),
    AgeBracket: isEdited ? '18+' : age,
    CountryCode: countryOf(sponsor.aims).snapName,
    'Regions (Included)': regions.map(({ name }) => name).join(','),
    Interests: random.pick(['', '', 'News Watchers', 'News Watchers,Occupation (Business, Finance or Mgmt)']),
    OsType: random.pick(['', '', '', 'IOS', 'ANDROID']),
    Segments: random.pick(['', 'Provided by Advertiser']),
    Language: random.pick(['', 'en', 'en,es']),
  }
}

function slashed(day: number): string {
  return dayOfNumber(day).replaceAll('-', '/')
}

function clock(id: string): string {
  const random = randomOf(`clock ${id}`)
  const two = (most: number) => String(random.whole(0, most)).padStart(2, '0')
  return `${two(22)}:${two(59)}:${two(59)}`
}

/** In its own words: the real one explains each column in a sentence. */
function readme(): string {
  const names = SNAP_COLUMNS.map((column) => `${README_SPELLING[column] ?? column} - see the sandbox.`)
  return ['POLITICAL AD LIBRARY REPORT (SANDBOX: NOTHING IN IT IS REAL)', '', 'Fields:', ...names, ''].join('\n')
}
