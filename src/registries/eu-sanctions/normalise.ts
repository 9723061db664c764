import { countryNamed } from '../../domain/place.ts'
import { shortHash } from '../../domain/short-hash.ts'
import type { ReadRow, RegistryRecord, RejectedRow } from '../../ports/registries.ts'
import type { CellRow } from '../shared/csv-rows.ts'
import { dayFirst } from '../shared/days.ts'
import { facts } from '../shared/facts.ts'
import { rejected } from '../shared/rejected.ts'
import { EU_JOURNAL } from './manifest.ts'
import { mainNames, namesIn } from './names.ts'

type Cells = Readonly<Record<string, string>>

const TYPES: Readonly<Record<string, string>> = { Person: 'person', Company: 'company' }

/**
 * One entry of an annex. Its number counts within the annex, so that the key is act, annex and number; annexes without
 * numbers are known by the name.
 */
export function journalRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const name = cells['name'] ?? ''
  const celex = cells['celex'] ?? ''
  if (name === '' || !/^\w{6,20}$/.test(celex)) return rejected(number, raw, 'it lacks its act or a name')
  const place = cells['recordid'] || shortHash(name)
  const key = [celex, cells['annex'] || 'none', place].join('-').replace(/[^\w.-]+/g, '_')
  return { number, records: [record(key, cells)], relations: [] }
}

function record(key: string, cells: Cells): RegistryRecord {
  const isPerson = cells['schema'] === 'Person'
  const started = dayFirst(cells['startdate'])
  const country = cells['country'] || cells['jurisdiction'] || ''
  return {
    scheme: EU_JOURNAL,
    part: 'entry',
    key,
    names: [
      ...mainNames(cells['name'] ?? ''),
      ...namesIn(cells['alias'] ?? '', 'alias'),
      ...namesIn(cells['weakalias'] ?? '', 'weak_alias'),
      ...namesIn(cells['previousname'] ?? '', 'former'),
    ],
    type: TYPES[cells['schema'] ?? ''] ?? 'unknown',
    country: countryNamed(country),
    state: null,
    from: started,
    to: null,
    facts: facts({
      celex: cells['celex'],
      annex: cells['annex'],
      measure: cells['measure'],
      program: cells['programkey'],
      start_date: started ?? cells['startdate'],
      listed_as: cells['schema'],
      country,
      position: cells['position'],
      ...(isPerson ? {} : ofBody(cells)),
    }),
  }
}

/** What a body's entry tells beside: nothing of it is of a person. */
function ofBody(cells: Cells): Record<string, string | undefined> {
  return {
    reason: cells['reason'],
    legal_form: cells['legalform'],
    incorporated: cells['incorporationdate'],
    registration_number: cells['registrationnumber'],
    tax_number: cells['taxnumber'],
    inn: cells['inncode'],
    ogrn: cells['ogrncode'],
    lei: cells['leicode'],
    imo: cells['imonumber'],
    website: cells['website'],
  }
}
