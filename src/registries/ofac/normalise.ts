import type { ReadRow, RegistryNameKind, RegistryRecord, RejectedRow } from '../../ports/registries.ts'
import { facts } from '../shared/facts.ts'
import { rejected } from '../shared/rejected.ts'
import type { OfacRow } from './cells.ts'
import { OFAC } from './manifest.ts'

type Understand = (row: OfacRow) => ReadRow | RejectedRow

const NOTHING = { names: [], type: null, country: null, state: null, from: null, to: null, facts: {} } as const

/** `sdn.csv`, `cons_prim.csv`: twelve cells. Remarks of a person tell of birth and documents, and are left out. */
export const primaryRow: Understand = (row) =>
  withKey(row, (key) => {
    const [, name, type, programs, title, , vesselType, , , flag, owner, remarks] = row.cells
    const isPerson = type === 'individual'
    return {
      ...NOTHING,
      scheme: OFAC,
      key,
      part: 'primary',
      names: name === null || name === undefined ? [] : [{ name, kind: 'name' }],
      type: isPerson ? 'person' : 'unknown',
      facts: facts({
        listed_as: type ?? 'entity',
        programs,
        title,
        vessel_type: vesselType,
        vessel_flag: flag,
        vessel_owner: owner,
        remarks: isPerson ? null : remarks,
      }),
    }
  })

const KINDS: Readonly<Record<string, RegistryNameKind>> = { fka: 'former', aka: 'alias', nka: 'alias' }

/** `alt.csv`, `cons_alt.csv`: five cells, one further name. */
export const alternateRow: Understand = (row) =>
  withKey(row, (key) => {
    const [, , type, name] = row.cells
    if (name === null || name === undefined) return null
    return { ...NOTHING, scheme: OFAC, key, part: 'alternate', names: [{ name, kind: KINDS[type ?? ''] ?? 'alias' }] }
  })

/** `add.csv`, `cons_add.csv`: six cells. Of an address, its country: whether a person lives there, the row does not tell. */
export const addressRow: Understand = (row) =>
  withKey(row, (key) => ({
    ...NOTHING,
    scheme: OFAC,
    key,
    part: 'address',
    facts: facts({ address_country: row.cells[4] }),
  }))

/**
 * RG-14: `sdn_comments.csv` goes on with remarks where their cell was full, often in mid-word. Nothing here tells whose they
 * are: what only persons have (days and places of birth, passports) is not kept.
 */
export const commentRow: Understand = (row) =>
  withKey(row, (key) => {
    const text = row.cells[1] ?? ''
    return {
      ...NOTHING,
      scheme: OFAC,
      key,
      part: 'comments',
      facts: facts({ remarks_continued: isOfPerson(text) ? null : text }),
    }
  })

function isOfPerson(text: string): boolean {
  return /\b(?:DOB|POB|Passport|nationality|Gender|Cedula|National ID)\b/i.test(text)
}

function withKey(row: OfacRow, record: (key: string) => RegistryRecord | null): ReadRow | RejectedRow {
  const key = row.cells[0] ?? ''
  if (!/^\d{1,9}$/.test(key)) return rejected(row.number, row.raw, 'its ent_num is no number')
  const found = record(key)
  if (found === null) return rejected(row.number, row.raw, 'it tells no name')
  return { number: row.number, records: [found], relations: [] }
}
