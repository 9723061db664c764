import { shortHash } from '../../domain/short-hash.ts'
import type { ReadRow, RegistryRecord, RegistryRelation, RejectedRow } from '../../ports/registries.ts'
import type { CellRow } from '../shared/csv-rows.ts'
import { dayMonthFirst } from '../shared/days.ts'
import { facts } from '../shared/facts.ts'
import { rejected } from '../shared/rejected.ts'
import { withoutNbsp } from './columns.ts'
import { faraCountry } from './countries.ts'
import { PRINCIPALS, REGISTRANTS } from './manifest.ts'

type Cells = Readonly<Record<string, string>>

/** A registrant: a firm or a person. The second of two rows of one number is a version of the first (RG-6). */
export function registrantRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const key = cells['number'] ?? ''
  if (!/^\d{1,6}$/.test(key)) return rejected(number, raw, 'its registration number is none')
  return { number, records: [registrant(key, cells)], relations: [] }
}

/**
 * A foreign principal of a registrant. The registry gives it no key of its own: ours is made of the registrant's number, its
 * name and the day it was registered, for one name may stand for several registrations.
 */
export function principalRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const registrantKey = cells['number'] ?? ''
  const name = withoutNbsp(cells['principal'])
  if (!/^\d{1,6}$/.test(registrantKey) || name === '') return rejected(number, raw, 'it lacks a number or a name')
  const key = `${registrantKey}-${shortHash(`${name.toLowerCase()}|${cells['principal_registered'] ?? ''}`)}`
  return { number, records: [principal(key, name, cells)], relations: [relation(registrantKey, key, cells)] }
}

function registrant(key: string, cells: Cells): RegistryRecord {
  const names = [
    { name: withoutNbsp(cells['name']), kind: 'name' as const },
    { name: withoutNbsp(cells['business']), kind: 'alias' as const },
  ]
  return {
    scheme: REGISTRANTS,
    key,
    part: 'registrant',
    names: names.filter(({ name }) => name !== ''),
    type: 'unknown',
    country: null,
    state: /^[A-Z]{2}$/.test(cells['state'] ?? '') ? (cells['state'] ?? null) : null,
    from: dayMonthFirst(cells['registered']),
    to: dayMonthFirst(cells['terminated']),
    facts: facts({ ...days(cells['registered'], cells['terminated']), city: withoutNbsp(cells['city']) }),
  }
}

function principal(key: string, name: string, cells: Cells): RegistryRecord {
  const word = withoutNbsp(cells['country'])
  return {
    scheme: PRINCIPALS,
    key,
    part: 'principal',
    names: [{ name, kind: 'name' }],
    type: 'unknown',
    country: faraCountry(word),
    state: null,
    from: dayMonthFirst(cells['principal_registered']),
    to: dayMonthFirst(cells['principal_terminated']),
    facts: facts({
      ...days(cells['principal_registered'], cells['principal_terminated']),
      country_represented: word,
      registrant: withoutNbsp(cells['name']),
    }),
  }
}

function relation(registrantKey: string, key: string, cells: Cells): RegistryRelation {
  return {
    kind: 'registrant_principal',
    key,
    subject: { scheme: REGISTRANTS, key: registrantKey },
    object: { scheme: PRINCIPALS, key },
    from: dayMonthFirst(cells['principal_registered']),
    to: dayMonthFirst(cells['principal_terminated']),
    facts: facts({ country_represented: withoutNbsp(cells['country']) }),
  }
}

/** A blank termination means that the registration goes on; a day that cannot be read stays as it is told. */
function days(registered: string | undefined, terminated: string | undefined): Record<string, string> {
  const told = (text = '') => dayMonthFirst(text) ?? text
  return {
    registered: told(registered),
    terminated: told(terminated),
    is_active: (terminated ?? '') === '' ? 'yes' : 'no',
  }
}
