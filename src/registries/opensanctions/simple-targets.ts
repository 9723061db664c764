import type { ReadRow, RecordName, RejectedRow } from '../../ports/registries.ts'
import { codeOrNull } from '../shared/country-code.ts'
import type { CellRow } from '../shared/csv-rows.ts'
import { facts } from '../shared/facts.ts'
import { rejected } from '../shared/rejected.ts'
import { OPEN_SANCTIONS } from './manifest.ts'

const TYPES: Readonly<Record<string, string>> = { Person: 'person', Company: 'company', PublicBody: 'government_body' }

/** A row of `targets.simple.csv`: somebody who is listed. Lists within a cell are joined by `;`. */
export function targetRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const key = cells['id'] ?? ''
  const name = cells['name'] ?? ''
  if (!/^[\w.-]{1,200}$/.test(key) || name === '') return rejected(number, raw, 'it lacks its id or a name')
  const schema = cells['schema'] ?? ''
  const countries = listed(cells['countries'])
  const record = {
    scheme: OPEN_SANCTIONS,
    key,
    part: 'entry',
    names: [{ name, kind: 'name' as const }, ...aliases(cells['aliases'])],
    type: TYPES[schema] ?? 'unknown',
    country: countries.length === 1 ? codeOrNull(countries[0] ?? '') : null,
    state: null,
    from: null,
    to: null,
    facts: facts({
      listed_as: schema,
      countries: countries.join('; '),
      programs: cells['programids'],
      data_source: cells['dataset'],
      last_change: cells['lastchange'],
    }),
  }
  return { number, records: [record], relations: [] }
}

function aliases(cell: string | undefined): readonly RecordName[] {
  return listed(cell).map((name) => ({ name, kind: 'alias' }))
}

function listed(cell: string | undefined): readonly string[] {
  return (cell ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
