import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import { countryOf } from '../countries.ts'
import { csvText } from '../csv-text.ts'
import { randomOf } from '../random.ts'
import { shownThrough, spentThrough } from '../spent.ts'
import type { Switches } from '../switches.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { type XlsxCell, xlsxBytes } from '../xlsx-bytes.ts'
import { zipBytes } from '../zip-bytes.ts'
import { apiNames, digitsOf } from './names.ts'

/** In the order in which the first client asks for them. */
export const X_COLUMNS = [
  'Screen Name',
  'Tweet Id',
  'Tweet Url',
  'Day of Start Date Adgroup',
  'Day of End Date Adgroup',
  'Targeting Name',
  'Interest Targeting',
  'Geo Targeting',
  'Gender Targeting',
  'Age Targeting',
  'Impressions',
  'Spend_USD',
] as const

type Row = Readonly<Record<(typeof X_COLUMNS)[number], string>>

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** Days of the releases that are linked, newest first: one each second day. */
export function releaseDays({ day }: WorldDay): readonly number[] {
  const today = dayNumber(day)
  const newest = today - (today % 2)
  return [newest, newest - 2, newest - 4]
}

/** `08-november-2026-political-ads-data.zip`; with the switch, each in another of the four spellings. */
export function releaseName(day: number, switches: Switches): string {
  const [year = '', month = '', dayOfMonth = ''] = dayOfNumber(day).split('-')
  const name = MONTHS[Number(month) - 1] ?? ''
  const isVaried = switches.has('x.name-spellings')
  const digits = isVaried && day % 4 < 2 ? String(Number(dayOfMonth)) : dayOfMonth
  return `${digits}-${isVaried && day % 3 === 0 ? name : name.toLowerCase()}-${year}-political-ads-data.zip`
}

/** The release of a day, as it would lie there. */
export async function releaseZip(world: WorldDay, day: number, switches: Switches): Promise<Buffer> {
  const all = world.ads('x').flatMap((ad) => rowsOf(ad, day))
  const isCut = switches.has('x.smaller-later-file') && day === releaseDays(world)[0]
  const rows = isCut ? all.slice(0, Math.ceil(all.length / 3)) : all
  const name = `political-ads-data-${dayOfNumber(day)}`
  const table = switches.has('x.xlsx-inside')
    ? { [`${name}.xlsx`]: await workbook(rows, switches) }
    : { [`${name}.csv`]: csv(rows, switches) }
  const shadows = { [`__MACOSX/._${name}.csv`]: '\0\x05\x16\x07\0\x02\0\0Mac OS X', '__MACOSX/.DS_Store': 'Bud1' }
  return zipBytes({ ...(switches.has('x.macosx-entries') ? shadows : {}), ...table })
}

/** One or two ad groups of a post; those that are gone that day are not told of. */
function rowsOf(ad: ToldAd, day: number): readonly Row[] {
  const isGone = ad.gone !== null && ad.gone.from <= day && (ad.gone.until === null || day < ad.gone.until)
  if (ad.firstDay > day - 1 || isGone) return []
  const random = randomOf(`x ad groups ${ad.id}`)
  const kinds = random.happens(0.3)
    ? ['Keyword', 'Follower look-alikes']
    : [random.pick(['Keyword', 'Interest', 'Geo'])]
  return kinds.map((kind, index) => rowOf(ad, { day, kind, part: kinds.length === 1 ? 1 : index === 0 ? 0.6 : 0.4 }))
}

/** Made up: so many dollars for a unit. */
const DOLLARS: Readonly<Record<string, number>> = { USD: 1, AUD: 0.65, CAD: 0.73, GBP: 1.27, NOK: 0.095, EUR: 1.1 }

interface AdGroup {
  readonly day: number
  readonly kind: string
  /** Its share of what the post cost. */
  readonly part: number
}

function rowOf(ad: ToldAd, { day, kind, part }: AdGroup): Row {
  const { sponsor, regions } = ad
  const { account } = apiNames(sponsor, 'x')
  const id = digitsOf(ad.id, 19)
  const random = randomOf(`x targeting ${ad.id} ${kind}`)
  const places =
    regions.length === 0 ? [countryOf(sponsor.aims).longName] : regions.map(({ name }) => `${name}, ${sponsor.aims}`)
  return {
    'Screen Name': account,
    'Tweet Id': id,
    'Tweet Url': `https://x.com/${account}/status/${id}`,
    'Day of Start Date Adgroup': slashed(ad.firstDay),
    'Day of End Date Adgroup': ad.isOpenEnded ? '' : slashed(ad.lastDay),
    'Targeting Name': kind,
    'Interest Targeting': random.pick(['', '', 'Politics and current events']),
    'Geo Targeting': places.join('; '),
    'Gender Targeting': 'Any',
    'Age Targeting': random.pick(['18 and up', '25 and up', '18 to 34']),
    Impressions: String(Math.floor(shownThrough(ad, day - 1) * part)),
    Spend_USD: (spentThrough(ad, day - 1) * part * (DOLLARS[sponsor.currency] ?? 1)).toFixed(2),
  }
}

function slashed(day: number): string {
  const [year, month, dayOfMonth] = dayOfNumber(day).split('-')
  return `${Number(month)}/${Number(dayOfMonth)}/${year}`
}

function table(rows: readonly Row[], switches: Switches): string[][] {
  const isFilled = switches.has('x.unnamed-columns')
  const id = (text: string) => (switches.has('x.float-ids') ? Number(text).toExponential(2).replace('e', 'E') : text)
  const header = [...X_COLUMNS, ...(isFilled ? ['Impressions', '', 'Unnamed: 14'] : [])]
  const cells = rows.map((row) => [
    ...X_COLUMNS.map((column) => (column === 'Tweet Id' ? id(row[column]) : row[column])),
    ...(isFilled ? ['0', '', ''] : []),
  ])
  return [header, ...cells]
}

function csv(rows: readonly Row[], switches: Switches): string {
  const text = csvText(table(rows, switches), '\n')
  return switches.has('x.bad-lines') ? withBadLines(text) : text
}

/** Behind the fifth line, so that whole ones follow. */
function withBadLines(text: string): string {
  const lines = text.split('\n')
  const bad = [
    'CleanWaterPAC,9650000000000000001,https://x.com/a/status/9650000000000000001',
    `,${lines[1]},,,`,
    'A"B,"open,1',
  ]
  return [...lines.slice(0, 5), ...bad, ...lines.slice(5)].join('\n')
}

/** As a spreadsheet stores them: ids lose digits, days are numbers, small amounts floats. */
async function workbook(rows: readonly Row[], switches: Switches): Promise<Buffer> {
  const [header = [], ...cells] = table(rows, switches)
  return xlsxBytes([header, ...cells.map((row) => row.map((cell, column) => workbookCell(header[column] ?? '', cell)))])
}

function workbookCell(column: string, cell: string): XlsxCell {
  if (column === 'Tweet Id') return { number: Number(cell).toPrecision(15).replace('e', 'E') }
  if (/^Day of/.test(column) && cell !== '') return { number: String(serial(cell)) }
  if (column === 'Spend_USD') return { number: Number(cell) < 0.1 ? Number(cell).toExponential(16) : cell }
  return column === 'Impressions' ? { number: cell } : cell
}

function serial(cell: string): number {
  const [month = 0, dayOfMonth = 0, year = 0] = cell.split('/').map(Number)
  return Math.round((Date.UTC(year, month - 1, dayOfMonth) - Date.UTC(1899, 11, 30)) / 86_400_000)
}
