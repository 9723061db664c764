import type { CalendarDate } from '../../domain/calendar.ts'
import { daysLater } from '../../domain/days.ts'
import type { FacetValue } from '../../domain/search.ts'
import type { ArchiveSummary } from '../../ports/archive.ts'
import type { SpendingRow } from '../../ports/spending.ts'
import { counted } from '../format.ts'
import { dayText } from '../format-date.ts'
import { searchUrl } from '../search-url.ts'
import { facetText } from './facet-view.ts'
import type { HomeView } from './home-view.ts'
import { spenderName } from './spender-view.ts'

/** Three questions that find something, whatever the archive holds: made from what it holds most of. */
export function homeExamples(
  summary: ArchiveSummary,
  spenders: readonly SpendingRow[],
  countries: readonly FacetValue[],
): HomeView['examples'] {
  return [...spenderExample(spenders), ...countryExample(countries), ...periodExample(summary)]
}

function spenderExample([first]: readonly SpendingRow[]): HomeView['examples'] {
  if (first === undefined) return []
  const why = first.ads === null ? 'by the totals of its platform' : counted(first.ads.count, 'ad')
  const { name, href } = spenderName(first)
  return [{ text: `What did “${name}” pay for?`, href, why }]
}

function countryExample([first]: readonly FacetValue[]): HomeView['examples'] {
  if (first === undefined) return []
  const href = searchUrl({ country: first.value, sort: 'most-shown' })
  const text = `${facetText('country', first.value, [])}: which ads were shown most?`
  return [{ text, href, why: 'the most shown first' }]
}

/** The last thirty days that the largest source tells about. */
function periodExample({ sources }: ArchiveSummary): HomeView['examples'] {
  const [largest] = [...sources].sort((a, b) => b.ads - a.ads)
  if (largest === undefined || largest.lastDay === null) return []
  const to = largest.lastDay.slice(0, 10) as CalendarDate
  const from = daysLater(to, -29)
  const href = searchUrl({ platform: largest.source, from, to })
  return [{ text: 'What ran in the last thirty days of the record?', href, why: `${dayText(from)} – ${dayText(to)}` }]
}
