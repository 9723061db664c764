import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { realAds, realReportRows, realWeeks } from './real-rows.mjs'

/** Real files are cut at about as many rows. */
const ROWS_A_FILE = 200_000

/** Which share of the ads is multiplied from which file, and how a copy of a row differs from it. */
const KINDS = [
  {
    kind: 'frontGroups',
    source: 'meta',
    share: 0.25,
    name: (part) => `2024-11-04_front-groups-${part}.csv`,
    copy: frontGroupAd,
  },
  { kind: 'swiss', source: 'meta', share: 0.35, name: (part) => `2024-11-04_swiss-${part}.csv`, copy: swissAd },
  { kind: 'snap', source: 'snap', share: 0.4, name: (part) => `2024-11-04_part${part}.csv`, copy: snapAd },
]

/** Columns of words, as the archive searches them. */
export const WORD_COLUMNS = {
  frontGroups: [
    'page_name',
    'ad_creative_bodies',
    'ad_creative_link_captions',
    'ad_creative_link_descriptions',
    'ad_creative_link_titles',
  ],
  swiss: [
    'page_name',
    'funding_entity',
    'ad_creative_body',
    'ad_creative_link_caption',
    'ad_creative_link_title',
    'ad_creative_link_description',
  ],
  snap: ['OrganizationName', 'PayingAdvertiserName', 'CandidateBallotInformation'],
}

/**
 * Writes `count` ads, real rows over and over, each copy with an id, days, a sponsor and a word or two of its own.
 * The files by source: `{ source, kind, path, header }`.
 */
export async function writeAds(folder, count) {
  const files = []
  for (const { kind, source, share, name, copy } of KINDS) {
    const real = await realAds(kind)
    const own = { ...sponsors(), random: seeded(7), words: vocabulary(real, WORD_COLUMNS[kind]) }
    await mkdir(join(folder, source), { recursive: true })
    const rows = Math.round(count * share)
    for (let at = 0, part = 1; at < rows; at += ROWS_A_FILE, part++) {
      const path = join(folder, source, name(part))
      const header = Object.keys(copy(real[0], 0, own))
      const numbers = Math.min(ROWS_A_FILE, rows - at)
      await writeCsv(path, header, numbers, (index) => copy(real[(at + index) % real.length], at + index, own))
      files.push({ source, kind, path, header })
    }
  }
  return files
}

/** Writes about `count` statements: daily reports of a country and of its regions, and weeks of Google's bundle. */
export async function writeStatements(folder, count) {
  const { national, regional } = await realReportRows()
  await writeReports(join(folder, 'meta-report'), national, Math.round(count * 0.3), null)
  await writeReports(join(folder, 'meta-report'), regional, Math.round(count * 0.4), REGIONS)
  const weeks = await realWeeks()
  const own = sponsors()
  const google = join(folder, 'google', '2024-11-04')
  await mkdir(google, { recursive: true })
  const path = join(google, 'google-political-ads-advertiser-weekly-spend.csv')
  await writeCsv(path, Object.keys(weeks[0]), Math.round(count * 0.3), (index) => {
    const row = weeks[index % weeks.length]
    const copy = Math.floor(index / weeks.length)
    const name = `${row.Advertiser_Name} ${copy}`
    return { ...row, Advertiser_ID: own.idOf(`${row.Advertiser_ID}${copy}`), Advertiser_Name: name }
  })
}

const REGIONS = ['California', 'Texas', 'Ohio', 'Georgia', 'Michigan', 'New York', 'Florida', 'Iowa', 'Maine', 'Utah']
const REPORT_ROWS = 4_000

async function writeReports(folder, real, count, regions) {
  await mkdir(folder, { recursive: true })
  const columns = Object.keys(real[0])
  for (let at = 0, file = 0; at < count; at += REPORT_ROWS, file++) {
    const region = regions === null ? 'advertisers' : regions[file % regions.length]
    const day = shiftedDay('2023-01-01', regions === null ? file : Math.floor(file / regions.length))
    const path = join(folder, `FacebookAdLibraryReport_${day}_US_yesterday_${region}.csv`)
    await writeCsv(path, columns, Math.min(REPORT_ROWS, count - at), (index) => {
      const row = real[index % real.length]
      const copy = Math.floor(index / real.length) * 13 + (file % 7)
      return { ...row, 'Page ID': `${row['Page ID']}${copy}`, 'Page name': `${row['Page name']} ${copy}` }
    })
  }
}

function frontGroupAd(row, number, { sponsorOf, random, words }) {
  const days = Math.floor(random() * 900)
  return {
    ...row,
    ...sponsorOf(row.page_name, row.page_id),
    id: String(600_000_000_000_000 + number * 7 + 1),
    currency: 'USD',
    ad_delivery_start_time: shiftedDay(row.ad_delivery_start_time, days),
    ad_delivery_stop_time: shiftedDay(row.ad_delivery_stop_time, days),
    ad_creative_bodies: varied(row.ad_creative_bodies, words, random),
  }
}

function swissAd(row, number, { sponsorOf, random, words }) {
  const days = Math.floor(random() * 900)
  return {
    ...row,
    ...sponsorOf(row.page_name, row.page_id),
    ad_snapshot_url: `https://www.facebook.com/ads/archive/render_ad/?id=${700_000_000_000_000 + number * 7 + 1}`,
    ad_delivery_start_time: shiftedDay(row.ad_delivery_start_time, days),
    ad_delivery_stop_time: shiftedDay(row.ad_delivery_stop_time, days),
    ad_creative_body: varied(row.ad_creative_body, words, random),
  }
}

function snapAd(row, number, { sponsorOf, random }) {
  const days = Math.floor(random() * 900)
  const { page_name, group } = sponsorOf(row.OrganizationName, '1')
  return {
    ...row,
    ADID: (BigInt(number) * 0x9e3779b97f4a7c15n).toString(16).padStart(64, '0').slice(-64),
    StartDate: shiftedDay(row.StartDate, days),
    EndDate: shiftedDay(row.EndDate, days),
    OrganizationName: page_name,
    PayingAdvertiserName: `${row.PayingAdvertiserName} ${group ?? ''}`.trim(),
  }
}

/** A sponsor has 30 to 100 ads; after as many, the next copies are of another one of nearly the same name. */
function sponsors() {
  const seen = new Map()
  const ids = new Map()
  return {
    sponsorOf: (name, id) => {
      const count = (seen.get(name) ?? 0) + 1
      seen.set(name, count)
      const group = Math.floor(count / (30 + ((name.length * 37) % 71)))
      return { page_name: group === 0 ? name : `${name} ${group}`, page_id: group === 0 ? id : `${id}${group}` }
    },
    idOf: (text) => {
      if (!ids.has(text)) ids.set(text, `AR${String(100_000_000_000_000_000n + BigInt(ids.size) * 7919n)}`)
      return ids.get(text)
    },
  }
}

function vocabulary(rows, columns) {
  return rows.flatMap((row) => columns.flatMap((column) => row[column].match(/(?<=\s)\p{L}{4,12}(?=\s)/gu) ?? []))
}

/** Two words of a text are changed for others of the same file, frequent ones more often, as in the real texts. */
function varied(text, words, random) {
  const places = [...text.matchAll(/(?<=\s)\p{L}{4,12}(?=\s)/gu)]
  if (places.length === 0) return text
  let result = text
  for (let round = 0; round < 2; round++) {
    const { index, 0: word } = places[Math.floor(random() * places.length)]
    if (result.slice(index, index + word.length) !== word) break
    result = result.slice(0, index) + words[Math.floor(random() * words.length)] + result.slice(index + word.length)
  }
  return result
}

/** The day at the start of a text moves on; what follows it, and what is no day, stays. */
function shiftedDay(text, days) {
  const [, year, mark, month, day] = /^(\d{4})([-/])(\d\d)[-/](\d\d)/.exec(text) ?? []
  if (year === undefined) return text
  const moved = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + days)).toISOString().slice(0, 10)
  return moved.replaceAll('-', mark) + text.slice(10)
}

async function writeCsv(path, columns, count, rowOf) {
  const file = createWriteStream(path)
  file.write(`${columns.join(',')}\n`)
  let lines = []
  for (let index = 0; index < count; index++) {
    const row = rowOf(index)
    lines.push(columns.map((column) => quoted(row[column] ?? '')).join(','))
    if (lines.length < 500 && index < count - 1) continue
    if (!file.write(`${lines.join('\n')}\n`)) await new Promise((resolve) => file.once('drain', resolve))
    lines = []
  }
  file.end()
  await finished(file)
}

function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Mulberry32: the same numbers in every run. */
function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
