import type { HeldRegistryFile, NamedRecord, RegistryManifest } from '../../ports/registries.ts'
import { counted, countText } from '../format.ts'
import { dayText } from '../format-date.ts'
import { NAME_KINDS } from '../registry-words.ts'
import { registryRecordUrl } from '../sponsor-url.ts'
import { visibleName } from '../visible-text.ts'
import type { InputView } from './inputs.ts'
import type { LinkView } from './layout-view.ts'

export interface RegistriesView {
  readonly lead: string
  readonly input: InputView
  /** Null: no name was asked for. */
  readonly found: { readonly lead: string; readonly rows: readonly FoundView[] } | null
  readonly registries: readonly RegistryView[]
  readonly exports: readonly LinkView[]
}

interface FoundView {
  readonly record: LinkView
  readonly key: string
  readonly kind: string
  readonly read: string
}

interface RegistryView {
  readonly id: string
  readonly name: string
  readonly terms: string
  readonly publisherUrl: string
  readonly caption: string
  readonly copies: readonly CopyView[]
}

interface CopyView {
  readonly of: string
  readonly file: string
  readonly day: string
  readonly hash: string
  readonly rows: string
  readonly rejected: string
  readonly state: string
}

interface Asked {
  readonly name: string
  readonly found: readonly NamedRecord[]
}

export function registriesView(
  manifests: readonly RegistryManifest[],
  files: readonly HeldRegistryFile[],
  asked: Asked | null,
): RegistriesView {
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  return {
    lead: `${counted(files.length, 'copy', 'copies')} with ${counted(rows, 'row')}.`,
    input: {
      kind: 'input',
      name: 'name',
      label: 'A name, old or new',
      type: 'text',
      value: asked?.name ?? '',
      width: 'long',
    },
    found: asked === null ? null : foundView(asked.found),
    registries: manifests.map((manifest) => registryView(manifest, files)),
    exports: [{ text: 'JSON', href: '/registries?format=json' }],
  }
}

function foundView(found: readonly NamedRecord[]): RegistriesView['found'] {
  return {
    lead:
      found.length === 0
        ? 'No loaded copy has this name, in whatever case, with or without accents and marks.'
        : `${counted(found.length, 'record')} of the loaded copies ${found.length === 1 ? 'has' : 'have'} or had this name, in whatever case, with or without accents and marks.`,
    rows: found.map(({ name, kind, from, to, ...record }) => ({
      record: { text: visibleName(name), href: registryRecordUrl(record.scheme, record.key) },
      key: `${record.scheme} ${record.key}`,
      kind: NAME_KINDS[kind],
      read: from === to ? from : `${from} – ${to}`,
    })),
  }
}

function registryView(
  { id, name, terms, publisherUrl }: RegistryManifest,
  files: readonly HeldRegistryFile[],
): RegistryView {
  const own = files.filter(({ registry }) => registry === id)
  return {
    id,
    name,
    terms,
    publisherUrl,
    caption: `${counted(own.length, 'copy', 'copies')}, the newest of each kind first`,
    copies: own.map(copyView),
  }
}

const TOLD_BY: Readonly<Record<HeldRegistryFile['retrievedBy'], string>> = {
  operator: 'told by the operator',
  content: 'told by the file',
  name: 'by its name',
  folder: 'by its folder',
  modified: 'the file’s own date',
}

function copyView(file: HeldRegistryFile): CopyView {
  return {
    of: file.series === '' ? 'a part' : file.series,
    file: visibleName(file.name),
    day: `${dayText(file.retrievedOn)} (${TOLD_BY[file.retrievedBy]})`,
    hash: file.blob,
    rows: countText(file.rows),
    rejected: countText(file.rejected),
    state: file.isCurrent ? 'current' : 'replaced by a later copy; its rows stay',
  }
}
