import type { RecordName, RegistryNameKind, RegistryRecord } from '../../ports/registries.ts'
import { codeOrNull } from '../shared/country-code.ts'
import { facts } from '../shared/facts.ts'
import { LEI } from './manifest.ts'

/** What an answer of the API and a row of the golden copy both tell of an entity. */
export interface EntityTold {
  readonly lei: string
  readonly legalName: string
  readonly otherNames: readonly { readonly name: string; readonly type: string }[]
  /** ISO 3166-1 alpha-2 of the legal address. */
  readonly country: string
  /** ISO 3166-2 of it. */
  readonly region: string
  readonly category: string
  readonly facts: Readonly<Record<string, string | null | undefined>>
}

export const LEI_FORM = /^[A-Z0-9]{18}\d{2}$/

/** Sole proprietors are persons: of them no place is kept. */
export function entityRecord({
  lei,
  legalName,
  otherNames,
  country,
  region,
  category,
  ...told
}: EntityTold): RegistryRecord {
  const code = codeOrNull(country)
  return {
    scheme: LEI,
    part: 'entity',
    key: lei,
    names: [
      { name: legalName, kind: 'name' as const },
      ...otherNames.map(({ name, type }): RecordName => ({ name, kind: kindOf(type) })),
    ].filter(({ name }) => name !== ''),
    type: TYPES[category] ?? 'unknown',
    country: code,
    state: region.includes('-') ? region.slice(region.indexOf('-') + 1) : null,
    from: null,
    to: null,
    facts: facts({ category, ...(code === null ? { country } : {}), ...told.facts }),
  }
}

const TYPES: Readonly<Record<string, string>> = {
  SOLE_PROPRIETOR: 'person',
  RESIDENT_GOVERNMENT_ENTITY: 'government_body',
  INTERNATIONAL_ORGANIZATION: 'government_body',
}

function kindOf(type: string): RegistryNameKind {
  return type === 'PREVIOUS_LEGAL_NAME' ? 'former' : 'alias'
}
