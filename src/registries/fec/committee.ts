import type { RegistryRecord, RegistryRelation } from '../../ports/registries.ts'
import { facts } from '../shared/facts.ts'
import { CANDIDATES, COMMITTEES } from './manifest.ts'

/** Of the file `cm`, in its order. Source: FEC, header file of the committee master, read 2026-11-27. */
export const COMMITTEE_COLUMNS = [
  'CMTE_ID',
  'CMTE_NM',
  'TRES_NM',
  'CMTE_ST1',
  'CMTE_ST2',
  'CMTE_CITY',
  'CMTE_ST',
  'CMTE_ZIP',
  'CMTE_DSGN',
  'CMTE_TP',
  'CMTE_PTY_AFFILIATION',
  'CMTE_FILING_FREQ',
  'ORG_TP',
  'CONNECTED_ORG_NM',
  'CAND_ID',
] as const

type Cells = Readonly<Record<string, string>>

/** A committee as its row has it. The treasurer and the street are left out: they name a person, and often a home. */
export function committee(cells: Cells, cycle: string | null): RegistryRecord {
  const name = cells['CMTE_NM'] ?? ''
  return {
    scheme: COMMITTEES,
    key: cells['CMTE_ID'] ?? '',
    part: 'committee',
    names: name === '' ? [] : [{ name, kind: 'name' }],
    type: typeOf(cells['CMTE_TP'] ?? ''),
    country: 'US',
    state: stateIn(cells['CMTE_ST']),
    from: cycle,
    to: cycle,
    facts: facts({
      designation: cells['CMTE_DSGN'],
      committee_type: cells['CMTE_TP'],
      party: partyIn(cells['CMTE_PTY_AFFILIATION']),
      filing_frequency: cells['CMTE_FILING_FREQ'],
      organization_type: cells['ORG_TP'],
      connected_organization: cells['CONNECTED_ORG_NM'] === 'NONE' ? null : cells['CONNECTED_ORG_NM'],
      candidate_id: cells['CAND_ID'],
      city: cells['CMTE_CITY'],
      zip: zipIn(cells['CMTE_ZIP']),
    }),
  }
}

/** The candidate that the committee's own row names; its cycle is the file's. */
export function namedCandidate(cells: Cells, cycle: string | null): readonly RegistryRelation[] {
  const candidate = cells['CAND_ID'] ?? ''
  if (!/^[HSP]\w{8}$/.test(candidate)) return []
  const subject = { scheme: CANDIDATES, key: candidate }
  const object = { scheme: COMMITTEES, key: cells['CMTE_ID'] ?? '' }
  const told = facts({ ...idTells(candidate), designation: cells['CMTE_DSGN'], committee_type: cells['CMTE_TP'] })
  const key = [candidate, object.key, cycle ?? ''].join('-')
  return [{ kind: 'candidate_committee', key, subject, object, from: cycle, to: cycle, facts: told }]
}

/**
 * A candidate's id is given for one office in one state: the office is its first letter, the state of House and Senate its
 * third and fourth. The district may change under one id. Source: FEC, “Candidate ID” in the description of the candidate
 * master file, read 2026-11-28.
 */
export function idTells(candidate: string): {
  readonly candidate_office: string
  readonly candidate_state: string | null
} {
  const office = candidate.slice(0, 1)
  return { candidate_office: office, candidate_state: office === 'P' ? null : candidate.slice(2, 4) }
}

const TYPES: Readonly<Record<string, string>> = {
  H: 'campaign',
  S: 'campaign',
  P: 'campaign',
  X: 'party',
  Y: 'party',
  Z: 'party',
}

/** RG-11: a blank type says nothing. Filers of independent spending (`I`, `E`, `C`) may be of any kind. */
function typeOf(code: string): string {
  return TYPES[code] ?? (/^[DNOQUVW]$/.test(code) ? 'committee' : 'unknown')
}

/** RG-11: `UNK` stands for no party known. */
export function partyIn(code: string | undefined): string | null {
  return code === undefined || code === 'UNK' ? null : code
}

/** `US` is of candidates for the presidency, `ZZ` of no state. */
export function stateIn(cell: string | undefined): string | null {
  return cell !== undefined && /^(?!US|ZZ)[A-Z]{2}$/.test(cell) ? cell : null
}

/** RG-10: nine digits without a dash; the last four narrow it down to a house, and are left out. */
export function zipIn(cell: string | undefined): string | null {
  return /^(\d{5})(?:-?\d{4})?$/.exec(cell ?? '')?.[1] ?? null
}
