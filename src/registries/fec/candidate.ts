import type { RegistryRecord, RegistryRelation } from '../../ports/registries.ts'
import { facts } from '../shared/facts.ts'
import { idTells, partyIn, stateIn } from './committee.ts'
import { CANDIDATES, COMMITTEES } from './manifest.ts'

/** Of the file `cn`, in its order. Source: FEC, header file of the candidate master, read 2026-11-27. */
export const CANDIDATE_COLUMNS = [
  'CAND_ID',
  'CAND_NAME',
  'CAND_PTY_AFFILIATION',
  'CAND_ELECTION_YR',
  'CAND_OFFICE_ST',
  'CAND_OFFICE',
  'CAND_OFFICE_DISTRICT',
  'CAND_ICI',
  'CAND_STATUS',
  'CAND_PCC',
  'CAND_ST1',
  'CAND_ST2',
  'CAND_CITY',
  'CAND_ST',
  'CAND_ZIP',
] as const

/** Of the file `ccl`; a copy of all cycles puts `ELECTION_CYCLE` in front. */
export const LINK_COLUMNS = [
  'CAND_ID',
  'CAND_ELECTION_YR',
  'FEC_ELECTION_YR',
  'CMTE_ID',
  'CMTE_TP',
  'CMTE_DSGN',
  'LINKAGE_ID',
] as const

type Cells = Readonly<Record<string, string>>

/** A candidate, a person of public life as such; where the person lives is left out. */
export function candidate(cells: Cells, cycle: string | null): RegistryRecord {
  const name = cells['CAND_NAME'] ?? ''
  return {
    scheme: CANDIDATES,
    key: cells['CAND_ID'] ?? '',
    part: 'candidate',
    names: name === '' ? [] : [{ name, kind: 'name' }],
    type: 'person',
    country: 'US',
    state: stateIn(cells['CAND_OFFICE_ST']),
    from: cycle,
    to: cycle,
    facts: facts({
      office: cells['CAND_OFFICE'],
      district: cells['CAND_OFFICE_DISTRICT'],
      party: partyIn(cells['CAND_PTY_AFFILIATION']),
      election_year: cells['CAND_ELECTION_YR'],
      incumbent_challenger: cells['CAND_ICI'],
      candidate_status: cells['CAND_STATUS'],
      principal_committee: cells['CAND_PCC'],
    }),
  }
}

export function link(cells: Cells): RegistryRelation {
  const cycle = cells['ELECTION_CYCLE'] || cells['FEC_ELECTION_YR'] || null
  const candidate = cells['CAND_ID'] ?? ''
  const committee = cells['CMTE_ID'] ?? ''
  return {
    kind: 'candidate_committee',
    key: [candidate, committee, cycle ?? '', cells['CAND_ELECTION_YR'] ?? ''].join('-'),
    subject: { scheme: CANDIDATES, key: candidate },
    object: { scheme: COMMITTEES, key: committee },
    from: cycle,
    to: cycle,
    facts: facts({
      ...idTells(candidate),
      election_year: cells['CAND_ELECTION_YR'],
      designation: cells['CMTE_DSGN'],
      committee_type: cells['CMTE_TP'],
      linkage_id: cells['LINKAGE_ID'],
    }),
  }
}
