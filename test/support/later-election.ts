import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { TestArchive } from './archive.ts'
import { bundleMembers, csvOf, zipOf } from './google-bundle.ts'
import { SMALL_ELECTION } from './small-election.ts'
import { snapAdId } from './snap-csv.ts'

type Row = Record<string, string>
type Change = (row: Row, index: number) => readonly Row[]

/** More advertisers than a page of a ranking holds. */
export async function loadManyAdvertisers({ importText }: TestArchive): Promise<void> {
  const bundle = await zipOf(bundleMembers({ ads: 60, day: '2026-09-20' }))
  await importText('google', 'google-political-ads-transparency-bundle.zip', bundle)
}

/**
 * Files that come after the small election and change most of what it says: figures move, ads come and go and are withdrawn,
 * advertisers and payers are renamed, statements are told anew and for the first time; and some of the files are late.
 */
export async function loadLaterElection({ importText }: TestArchive): Promise<void> {
  const [snapNew, snapOld] = ['snap-2024-11-04_2024.csv', 'snap-2024-10-14_2024.csv']
  const snap = changed(snapNew, shrinkingSnap)
  await importText('snap', 'snap-2024-11-05_2024.csv', snap)
  await importText('snap', 'snap-2024-11-06_2024.csv', snap)
  await importText(
    'google',
    'google-2024-11-05-advertiser-stats.csv',
    changed('google-2024-11-04-advertiser-stats.csv', renamed),
  )
  await importText(
    'google',
    'google-2024-11-05-weekly-spend.csv',
    changed('google-2024-11-04-weekly-spend.csv', grown('Spend_USD')),
  )
  await importText(
    'google',
    'google-2024-11-05-creative-stats.csv',
    changed('google-2024-11-04-creative-stats.csv', shiftedAds),
  )
  await importText(
    'google',
    'google-political-ads-transparency-bundle.zip',
    await zipOf(bundleMembers({ ads: 75, day: '2026-09-27', spend: 300 })),
  )
  for (const part of ['advertisers', 'locations', 'Georgia']) {
    const name = `FacebookAdLibraryReport_2024-11-03_US_last_30_days_${part}.csv`
    await importText('meta-report', name.replace('11-03', '11-06'), changed(name, grown('Amount spent (USD)')))
  }
  await importText('meta', 'meta-2024-11-05.json', metaAgain())
  await importText('snap', 'snap-2024-10-20_2024.csv', changed(snapOld, grown('Spend'))) // late
  await importText(
    'google',
    'google-2024-10-20-weekly-spend.csv',
    changed('google-2024-11-04-weekly-spend.csv', lateWeeks),
  )
}

/** A file of the small election with each of its rows put differently. */
function changed(name: string, change: Change): string {
  const text = readFileSync(join(SMALL_ELECTION, name), 'utf8')
  const rows: Row[] = parse(text, { bom: true, columns: true, skip_empty_lines: true })
  return (text.startsWith('\ufeff') ? '\ufeff' : '') + csvOf(rows.flatMap(change))
}

const grown =
  (column: string): Change =>
  (row) => {
    const amount = row[column] ?? ''
    return [{ ...row, [column]: /^\d+$/.test(amount) ? String(Number(amount) * 2 + 100) : amount }]
  }

function shrinkingSnap(row: Row, index: number): Row[] {
  if (index === 3) return []
  const isRenamed = index % 4 === 0
  const more = isRenamed ? { OrganizationName: 'Renamed Lane', PayingAdvertiserName: 'Friends of the New Dam' } : {}
  const told = { ...row, Spend: String(Number(row['Spend']) + 1000 * (index + 1)), ...more }
  const elsewhere = index === 1 ? { 'Currency Code': 'SEK', CountryCode: 'sweden' } : {}
  return index < 12 ? [told, { ...told, ...elsewhere, ADID: snapAdId(index + 1) }] : [told]
}

function renamed(row: Row, index: number): Row[] {
  const name = index === 0 ? 'FRIENDS OF ALL DAMS' : (row['Advertiser_Name'] ?? '')
  return index === 4 ? [] : [{ ...row, Advertiser_Name: name, Spend_USD: String(Number(row['Spend_USD']) + 5000) }]
}

function shiftedAds(row: Row, index: number): Row[] {
  if (index === 2) return []
  const told = { ...row, Date_Range_End: '2024-11-05', Spend_Range_Min_USD: '1000', Spend_Range_Max_USD: '2000' }
  return index < 5 ? [told, { ...told, Ad_ID: `CR7${String(index).padStart(19, '0')}` }] : [told]
}

function lateWeeks(row: Row, index: number): Row[] {
  const earlier = { ...row, Week_Start_Date: '2024-08-04', Spend_USD: '777' }
  return index % 3 === 0 ? [row, earlier] : []
}

function metaAgain(): string {
  const file = JSON.parse(readFileSync(join(SMALL_ELECTION, 'meta-2024-11-04.json'), 'utf8'))
  const ads = file.data.map((ad: Row, index: number) => ({
    ...ad,
    spend: { lower_bound: '5000', upper_bound: '5999' },
    ...(index === 0 ? { page_name: 'Friends of the Next Dam', ad_creative_bodies: ['Vote, all of you'] } : {}),
  }))
  return JSON.stringify({ ...file, data: [...ads, { ...ads[1], id: '900000000009999' }] })
}
