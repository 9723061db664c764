import { reportName } from './report-name.ts'

/**
 * Why a zip must be refused as a whole; null when it is in order. A report without its table of advertisers is a broken
 * download, not a country in which nobody spent. Reports of several days or countries in one zip are a collector's bundle,
 * which may hold what it likes.
 */
export function refuseArchive(members: readonly string[]): string | null {
  if (!members.some((member) => /\.csv$/i.test(member))) {
    return 'it holds no CSV, so no report: the download broke off or is a stub; get it again'
  }
  const reports = members.map(reportName).filter((name) => name !== null)
  const distinct = new Set(reports.map(({ country, preset, day }) => `${country} ${preset} ${day}`))
  if (distinct.size !== 1 || reports.some(({ kind }) => kind === 'advertisers')) return null
  return 'it holds no “…_advertisers.csv”, without which a report is not whole: get it again, or bring its CSVs one by one'
}
