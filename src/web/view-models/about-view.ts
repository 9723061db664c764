import { COLUMNS } from '../../domain/columns.ts'
import { LONGEST_QUERY } from '../../domain/search-terms.ts'
import type { ArchiveSummary } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import { counted, countText } from '../format.ts'
import { ABSENCES, type AbsenceWords, FIELD_LABELS } from '../labels.ts'
import { safeUrl } from '../safe-url.ts'
import { visibleText } from '../visible-text.ts'

export interface SourceDescription {
  readonly id: string
  readonly name: string
  readonly publisherUrl: string
  readonly publisherHref: string | null
  readonly facts: readonly { readonly label: string; readonly text: string }[]
}

export interface AboutView {
  readonly absences: readonly (AbsenceWords & { readonly state: string; readonly example: string })[]
  readonly columns: readonly { readonly name: string; readonly kind: string; readonly meaning: string }[]
  readonly sources: readonly SourceDescription[]
  readonly places: readonly { readonly name: string; readonly source: string; readonly records: string }[]
  readonly placesLimit: string
  readonly longestQuery: number
}

const MOST_PLACES = 50

const EXAMPLES = {
  not_disclosed:
    'An ad with no “paid for by” text, or a platform that never tells who saw an ad. The absence is a finding.',
  withheld: 'A private person’s address in the billing record: kept, so that the record is whole, and not shown.',
  not_collected: 'A file whose collector never asked for the audience. Another file may have it.',
} as const

export function aboutView(summary: ArchiveSummary, manifests: readonly Manifest[]): AboutView {
  const states = ['not_disclosed', 'withheld', 'not_collected'] as const
  const places = summary.unresolvedPlaces
  return {
    absences: states.map((state) => ({ state, ...ABSENCES[state], example: EXAMPLES[state] })),
    columns: COLUMNS.map(({ name, kind, meaning }) => ({ name, kind, meaning })),
    sources: manifests.map(sourceDescription),
    places: places.slice(0, MOST_PLACES).map(({ source, name, records }) => ({
      name: visibleText(name),
      source: manifests.find(({ id }) => id === source)?.platform ?? source,
      records: countText(records),
    })),
    placesLimit: placesLimit(places.length),
    longestQuery: LONGEST_QUERY,
  }
}

function placesLimit(count: number): string {
  if (count === 0) return 'Every place name in the record is understood.'
  const names = counted(count, 'place name is', 'place names are')
  return count > MOST_PLACES
    ? `${names} not understood yet; the ${MOST_PLACES} most frequent:`
    : `${names} not understood yet:`
}

function sourceDescription(manifest: Manifest): SourceDescription {
  const never = manifest.neverDisclosed.filter(isShown).map((name) => FIELD_LABELS[name].toLowerCase())
  return {
    id: manifest.id,
    name: manifest.name,
    publisherUrl: manifest.publisherUrl,
    publisherHref: safeUrl(manifest.publisherUrl),
    facts: [
      { label: 'Legal basis', text: manifest.legalBasis },
      { label: 'Coverage', text: manifest.coverage },
      { label: 'How often', text: manifest.cadence },
      { label: 'Terms', text: manifest.terms },
      {
        label: 'Never disclosed',
        text: never.length === 0 ? 'Nothing that we have a field for.' : `${never.join('; ')}.`,
      },
    ],
  }
}

function isShown(name: string): name is keyof typeof FIELD_LABELS {
  return Object.hasOwn(FIELD_LABELS, name)
}
