import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import yauzl from 'yauzl'
import { root } from '../../scripts/install.mjs'

const data = join(root, '..', 'shared', 'data')
const isHere = existsSync(join(data, 'snap'))

/** Which published files are multiplied, and small ones of our own in their place where they are not at hand. */
const ADS = {
  snap: {
    real: [
      'snap/2019/2026-07-22_2019.csv.gz',
      'snap/2021/2021-08-28_2021.csv.gz',
      'snap/2024/2024-08-05_2024.csv.gz',
      'snap/2026_daily/2026-08-05_2026.csv.gz',
    ],
    spare: [
      'test/pipeline/fixtures/small-election/snap-2024-10-14_2024.csv',
      'test/pipeline/fixtures/small-election/snap-2024-11-04_2024.csv',
    ],
  },
  swiss: {
    real: ['meta_ads/ch2019/2019-10-09_ads.csv.gz'],
    spare: ['test/sources/meta/fixtures/swiss-collection.csv'],
  },
  frontGroups: {
    real: ['meta_ads/us_frontgroups/all-front-group-ads-032123.all-front-group-ads-032123.csv.gz'],
    spare: ['test/sources/meta/fixtures/front-groups.csv'],
  },
}

/** Says so, once, when the published files are not at hand. */
export function sayWhatIsMultiplied() {
  if (!isHere) console.log('Published files are not at hand (../shared/data): fixtures of our own are multiplied.')
}

/** Rows of published ads of one kind, as objects of text by column. */
export async function realAds(kind) {
  const paths = isHere
    ? ADS[kind].real.map((path) => join(data, path))
    : ADS[kind].spare.map((path) => join(root, path))
  const rows = []
  for (const path of paths) rows.push(...(await csvRows(path)))
  return rows
}

/** Rows of Meta's report: of whole countries, and of regions. */
export async function realReportRows() {
  if (!isHere) {
    const folder = join(root, 'test/sources/meta-report/fixtures')
    const name = readdirSync(folder).find((file) => file.includes('2023-06-01') && !file.includes('locations'))
    const rows = await csvRows(join(folder, name))
    return { national: rows, regional: rows }
  }
  const zip = join(data, 'meta_report', 'FacebookAdLibraryReport_2023-06-01_US_yesterday.zip')
  const members = await zipRows(zip, (name) => name.endsWith('_advertisers.csv') || name.startsWith('regions/'))
  return {
    national: members.filter(({ name }) => !name.startsWith('regions/')).flatMap(({ rows }) => rows),
    regional: members.filter(({ name }) => name.startsWith('regions/')).flatMap(({ rows }) => rows),
  }
}

/** Rows of Google's table of weekly spending. */
export function realWeeks() {
  return csvRows(
    isHere
      ? join(data, 'google/2020-01/google-political-ads-advertiser-weekly-spend.csv.gz')
      : join(root, 'test/sources/google/fixtures/weekly-spend-2019.csv'),
  )
}

async function csvRows(path) {
  const bytes = createReadStream(path)
  return rowsOf(path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes)
}

async function rowsOf(stream) {
  const rows = []
  for await (const row of stream.pipe(parse({ columns: true, bom: true, relax_quotes: true }))) rows.push(row)
  return rows
}

async function zipRows(path, isWanted) {
  const zip = await yauzl.openPromise(path)
  const found = []
  for await (const entry of zip.eachEntry()) {
    if (isWanted(entry.fileName)) {
      found.push({ name: entry.fileName, rows: await rowsOf(await zip.openReadStreamPromise(entry)) })
    }
  }
  return found
}
