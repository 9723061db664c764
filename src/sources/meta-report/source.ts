import type { FileContext, Series, Source } from '../../ports/source.ts'
import { metaReportFormats } from './formats.ts'
import { metaReportManifest } from './manifest.ts'
import { reportCountry } from './places.ts'
import { refuseArchive } from './refuse-archive.ts'
import { reportName } from './report-name.ts'

export const metaReport: Source = {
  manifest: metaReportManifest,
  formats: metaReportFormats,
  dateInName: (fileName) => reportName(fileName)?.day ?? null,
  latestDay: () => null,
  seriesOf,
  countryOfSeries: (series) => reportCountry(series.slice(0, 2)).code,
  refuseArchive,
}

/** Only the table of advertisers lists all that there are; a region may come and go with the layout of the zip. */
function seriesOf(file: FileContext): Series | null {
  const name = reportName(file.name)
  if (name?.kind !== 'advertisers') return null
  const kind = name.preset === 'lifelong' ? 'standing' : 'running'
  return { name: `${name.country} ${name.preset}`, kind }
}
