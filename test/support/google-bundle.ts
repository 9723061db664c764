import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'
import { anAd, anAdvertiser, type Row } from '../sources/google/builders.ts'

/** Members of an archive by name. */
export type Members = Readonly<Record<string, string | Buffer>>

/** A whole bundle by hand, with so many ads, each of an advertiser of its own. `spend`: what each is known to have cost at least. */
export function bundleMembers({ ads, day, spend = 100 }: { ads: number; day: string; spend?: number }): Members {
  const numbers = Array.from({ length: ads }, (_, index) => index + 1)
  return {
    [member('creative-stats')]: csvOf(numbers.map((n) => bundleAd(n, spend))),
    [member('advertiser-stats')]: csvOf(numbers.map((n) => anAdvertiser({ ...whose(n), Spend_USD: String(spend) }))),
    [member('advertiser-weekly-spend')]: csvOf(
      numbers.map((n) => ({
        ...whose(n),
        Election_Cycle: '',
        Week_Start_Date: '2026-09-13',
        Spend_USD: String(spend),
      })),
    ),
    [member('geo-spend')]: csvOf([
      { Country: 'US', Country_Subdivision_Primary: '', Country_Subdivision_Secondary: '', Spend_USD: String(spend) },
    ]),
    [member('updated')]: `"Report_Data_Updated_Time (PT)"\n${day}\n`,
  }
}

export function bundleAd(n: number, spend = 100, more: Row = {}): Row {
  const money = { Spend_Range_Min_USD: String(spend), Spend_Range_Max_USD: String(spend + 100) }
  return anAd({ Ad_ID: `CR${String(n).padStart(20, '0')}`, ...whose(n), ...money, ...more })
}

export function member(name: string): string {
  return `google-political-ads-${name}.csv`
}

function whose(n: number): Row {
  return { Advertiser_ID: `AR${String(n).padStart(20, '0')}`, Advertiser_Name: `Friends of Dam ${n}` }
}

export function csvOf(rows: readonly Row[], lineEnd = '\n'): string {
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
  return lines.map((cells) => cells.map(quoted).join(',') + lineEnd).join('')
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

export async function zipOf(members: Members): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(members)) {
    zip.addBuffer(Buffer.from(content), name, { mtime: new Date('2026-10-01T00:00:00Z') })
  }
  zip.end()
  return buffer(zip.outputStream)
}
