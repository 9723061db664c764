import { calendarDate } from '../../domain/calendar.ts'
import type { FacetValue } from '../../domain/search.ts'
import type { ArchiveSummary, SponsorTotal } from '../../ports/archive.ts'
import { counted } from '../format.ts'
import { dayText } from '../format-date.ts'
import { searchUrl } from '../search-url.ts'
import { visibleName } from '../visible-text.ts'
import { facetText } from './facet-view.ts'
import { type HomeView, sponsorUrl } from './home-view.ts'

/** Three searches that find something, whatever the archive holds: made from what it holds most of. */
export function homeExamples(
  summary: ArchiveSummary,
  sponsors: readonly SponsorTotal[],
  countries: readonly FacetValue[],
): HomeView['examples'] {
  return [...sponsorExample(sponsors), ...countryExample(countries), ...periodExample(summary)]
}

function sponsorExample([first]: readonly SponsorTotal[]): HomeView['examples'] {
  const href = first === undefined ? null : sponsorUrl(first)
  if (first === undefined || href === null) return []
  const why = `${counted(first.ads, 'ad')}, the most spent first`
  return [{ text: `What did “${visibleName(first.name)}” pay for?`, href, why }]
}

function countryExample([first]: readonly FacetValue[]): HomeView['examples'] {
  if (first === undefined) return []
  const href = searchUrl({ country: first.value, sort: 'most-shown' })
  const text = `${facetText('country', first.value, [])}: which ads were shown most?`
  return [{ text, href, why: `${counted(first.count, 'ad')}, the most shown first` }]
}

/** The last thirty days that the largest source tells about. */
function periodExample({ sources }: ArchiveSummary): HomeView['examples'] {
  const [largest] = [...sources].sort((a, b) => b.ads - a.ads)
  if (largest === undefined || largest.lastDay === null) return []
  const to = calendarDate(largest.lastDay.slice(0, 10))
  const from = new Date(Date.parse(to) - 29 * 86_400_000).toISOString().slice(0, 10)
  const href = searchUrl({ platform: largest.source, from, to })
  return [{ text: 'What ran in the last thirty days of the record?', href, why: `${dayText(from)} – ${dayText(to)}` }]
}
