import type { HeldRecord, HeldRelation, HeldVersion, RegistryManifest, RegistryPin } from '../../ports/registries.ts'
import { counted, countText } from '../format.ts'
import { dayText } from '../format-date.ts'
import { NAME_KINDS, otherEnd, RELATION_WORDS, shownFacts } from '../registry-words.ts'
import { safeUrl } from '../safe-url.ts'
import { registryRecordUrl } from '../sponsor-url.ts'
import { visibleName, visibleText } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'

export interface RegistryRecordView {
  readonly heading: string
  readonly registry: LinkView
  readonly key: string
  readonly lead: string
  /** Its own page at the registry; null: no address is known. */
  readonly publisherPage: string | null
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  readonly nameCaption: string
  readonly names: readonly { readonly name: string; readonly kind: string; readonly read: string }[]
  readonly relationCaption: string
  readonly relations: readonly RelationView[]
  readonly rowCaption: string
  readonly rows: readonly RowView[]
  readonly exports: readonly LinkView[]
}

interface RelationView {
  readonly what: string
  /** `href` null: nothing of it is kept. */
  readonly other: { readonly text: string; readonly href: string | null }
  readonly when: string
  readonly facts: string
  readonly where: string
}

interface RowView {
  readonly day: string
  readonly file: string
  readonly hash: string
  readonly row: string
  readonly state: string
}

const MOST_NAMES = 300
const MOST_ROWS = 100

export function registryRecordView(record: HeldRecord, manifest: RegistryManifest | undefined): RegistryRecordView {
  const { scheme, key, registry, names, versions, relations, relationCount } = record
  const page = manifest?.recordUrl(scheme, key) ?? null
  return {
    heading: visibleName(names[0]?.name ?? key),
    registry: { text: manifest?.name ?? registry, href: '/registries' },
    key: `${scheme} ${key}`,
    lead: leadOf(versions),
    publisherPage: page === null ? null : safeUrl(page),
    facts: [...placeFacts(record), ...shownFacts(record.facts)].map(({ label, text }) => ({
      label,
      text: visibleText(text),
    })),
    nameCaption: limited(names.length, MOST_NAMES, 'name'),
    names: names.slice(0, MOST_NAMES).map(({ name, kind, from, to }) => ({
      name: visibleText(name),
      kind: NAME_KINDS[kind],
      read: from === to ? from : `${from} – ${to}`,
    })),
    relationCaption: limited(relationCount, relations.length, 'relation'),
    relations: relations.map((relation) => relationView(relation, record)),
    rowCaption: limited(versions.length, MOST_ROWS, 'row'),
    rows: versions.slice(0, MOST_ROWS).map(({ pin }) => rowView(pin)),
    exports: [{ text: 'JSON', href: `${registryRecordUrl(record.scheme, record.key)}?format=json` }],
  }
}

function limited(count: number, most: number, what: string): string {
  return count > most ? `The first ${countText(most)} of ${counted(count, what)}` : counted(count, what)
}

/** Where no newest copy has it any more, that is said first. */
function leadOf(versions: readonly HeldVersion[]): string {
  const isCurrent = versions.some(({ pin }) => pin.isCurrent)
  return isCurrent
    ? 'As the newest loaded copies tell it.'
    : 'No newest copy tells of it any more: as an earlier one told it.'
}

function placeFacts({ country, state }: HeldRecord): readonly { readonly label: string; readonly text: string }[] {
  return [
    ...(country === null ? [] : [{ label: 'Country (ISO 3166-1)', text: country }]),
    ...(state === null ? [] : [{ label: 'State', text: state }]),
  ]
}

function relationView(
  { kind, subject, object, from, to, facts, otherName, pin }: HeldRelation,
  of: HeldRecord,
): RelationView {
  const isSubject = subject.key === of.key && subject.scheme === of.scheme
  const other = isSubject ? object : subject
  const { text, isLinked } = otherEnd(other.key, otherName)
  return {
    what: RELATION_WORDS[kind][isSubject ? 0 : 1],
    other: { text: visibleName(text), href: isLinked ? registryRecordUrl(other.scheme, other.key) : null },
    when:
      from === null && to === null ? 'not told' : from === to ? `${from}` : `${from ?? '?'} – ${to ?? 'no end told'}`,
    facts: shownFacts(facts)
      .map(({ label, text: told }) => `${label}: ${visibleText(told)}`)
      .join('; '),
    where: `row ${countText(pin.row)} of ${visibleName(pin.file)}, ${dayText(pin.retrievedOn)}`,
  }
}

function rowView({ retrievedOn, file, blob, row, isCurrent }: RegistryPin): RowView {
  return {
    day: dayText(retrievedOn),
    file: visibleName(file),
    hash: blob,
    row: countText(row),
    state: isCurrent ? 'current' : 'an earlier copy',
  }
}
