import { countryNamed } from '../../domain/place.ts'
import { shortHash } from '../../domain/short-hash.ts'
import type { ReadRow, RecordName, RejectedRow } from '../../ports/registries.ts'
import { codeOrNull } from '../shared/country-code.ts'
import type { CellRow } from '../shared/csv-rows.ts'
import { dayMonthFirst, isoDay } from '../shared/days.ts'
import { facts } from '../shared/facts.ts'
import { rejected } from '../shared/rejected.ts'
import { DENIED, SCREENING_LIST } from './manifest.ts'

/**
 * A row of the Consolidated Screening List. Lists within a cell are joined by `; `. Addresses, births and documents are left
 * out; of what may be a person (type blank) the remarks too.
 */
export function screeningRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const key = cells['id'] ?? ''
  const name = cells['name'] ?? ''
  if (!/^\w{1,64}$/.test(key) || name === '') return rejected(number, raw, 'it lacks its _id or a name')
  const isPerson = cells['type'] === 'Individual'
  const record = {
    scheme: SCREENING_LIST,
    key,
    part: 'entry',
    names: [{ name, kind: 'name' as const }, ...listed(cells['altnames'])],
    type: isPerson ? 'person' : 'unknown',
    country: null,
    state: null,
    from: isoDay(cells['startdate']),
    to: isoDay(cells['enddate']),
    facts: facts({
      source_list: cells['source'],
      entity_number: cells['entitynumber'],
      listed_as: cells['type'],
      programs: cells['programs'],
      title: cells['title'],
      federal_register_notice: cells['federalregisternotice'],
      start_date: cells['startdate'],
      end_date: cells['enddate'],
      standard_order: cells['standardorder'],
      license_requirement: cells['licenserequirement'],
      license_policy: cells['licensepolicy'],
      remarks: cells['type'] === 'Entity' ? cells['remarks'] : null,
    }),
  }
  return { number, records: [record], relations: [] }
}

function listed(cell: string | undefined): readonly RecordName[] {
  const names = (cell ?? '').split('; ').map((name) => name.trim())
  return names.filter((name) => name !== '').map((name) => ({ name, kind: 'alias' }))
}

/** A row of the Denied Persons List, which gives no key: ours is made of the name, the order's day and its citation. */
export function deniedRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const name = cells['name'] ?? ''
  if (name === '') return rejected(number, raw, 'it tells no name')
  const [effective, expiration] = [day(cells['effectivedate']), day(cells['expirationdate'])]
  const record = {
    scheme: DENIED,
    part: 'entry',
    key: shortHash([name, cells['effectivedate'], cells['frcitation']].join('|')),
    names: [{ name, kind: 'name' as const }],
    type: null,
    country: codeOrNull(cells['country'] ?? '') ?? countryNamed(cells['country'] ?? ''),
    state: /^[A-Z]{2}$/.test(cells['state'] ?? '') ? (cells['state'] ?? null) : null,
    from: effective,
    to: expiration,
    facts: facts({
      effective_date: effective ?? cells['effectivedate'],
      expiration_date: expiration ?? cells['expirationdate'],
      standard_order: cells['standardorder'],
      last_update: cells['lastupdate'],
      action: cells['action'],
      federal_register_notice: cells['frcitation'],
    }),
  }
  return { number, records: [record], relations: [] }
}

/** Both ways of writing stand in one row. */
function day(cell: string | undefined): string | null {
  return dayMonthFirst(cell) ?? isoDay(cell)
}
