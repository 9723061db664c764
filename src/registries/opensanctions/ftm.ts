import type {
  ReadRow,
  RecordName,
  RegistryKey,
  RegistryRecord,
  RegistryRelation,
  RejectedRow,
} from '../../ports/registries.ts'
import { codeOrNull } from '../shared/country-code.ts'
import { isoDay } from '../shared/days.ts'
import { facts } from '../shared/facts.ts'
import { rejected } from '../shared/rejected.ts'
import { isObject, jsonLine } from '../shared/whole-json.ts'
import type { Line } from '../shared/whole-lines.ts'
import { OPEN_SANCTIONS } from './manifest.ts'

type Properties = Readonly<Record<string, readonly string[]>>

const TYPES: Readonly<Record<string, string>> = { Person: 'person', Company: 'company', PublicBody: 'government_body' }

const BODIES = new Set(['LegalEntity', 'Organization', 'Company', 'PublicBody'])

/**
 * An entity of FollowTheMoney, one a line; values are lists of strings, links are ids. A person is kept where the data says
 * why they are listed (`topics`); one without is a private person, such as a donor, of whom nothing is kept, and a payment
 * names them by an id that says nothing. Addresses are none of ours.
 */
export function ftmRow({ number, text }: Line): ReadRow | RejectedRow {
  const entity = jsonLine(text)
  const id = entity?.['id']
  const schema = entity?.['schema']
  if (typeof id !== 'string' || !/^[\w.-]{1,200}$/.test(id) || typeof schema !== 'string') {
    return rejected(number, text, 'it is no entity with id and schema')
  }
  const properties = propertiesOf(entity?.['properties'])
  const isKept = BODIES.has(schema) || (schema === 'Person' && (properties['topics'] ?? []).length > 0)
  return {
    number,
    records: isKept ? [record(id, schema, properties)] : [],
    relations: schema === 'Payment' ? payments(id, properties) : [],
  }
}

function propertiesOf(value: unknown): Properties {
  if (!isObject(value)) return {}
  const lists = Object.entries(value).filter(([, list]) => Array.isArray(list))
  return Object.fromEntries(
    lists.map(([name, list]) => [name, Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []]),
  )
}

function record(key: string, schema: string, properties: Properties): RegistryRecord {
  const all = (name: string) => properties[name] ?? []
  const [name, ...others] = all('name')
  const names: readonly RecordName[] = [
    ...(name === undefined ? [] : [{ name, kind: 'name' as const }]),
    ...[...others, ...all('alias')].map((alias) => ({ name: alias, kind: 'alias' as const })),
    ...all('weakAlias').map((alias) => ({ name: alias, kind: 'weak_alias' as const })),
    ...all('previousName').map((former) => ({ name: former, kind: 'former' as const })),
  ]
  const countries = [...new Set([...all('country'), ...all('jurisdiction')].map(codeOrNull))].filter(
    (code) => code !== null,
  )
  return {
    scheme: OPEN_SANCTIONS,
    part: 'entry',
    key,
    names,
    type: TYPES[schema] ?? 'unknown',
    country: countries.length === 1 ? (countries[0] ?? null) : null,
    state: null,
    from: null,
    to: null,
    facts: facts({
      listed_as: schema,
      topics: all('topics').join('; '),
      countries: countries.join('; '),
      registration_number: schema === 'Person' ? null : all('registrationNumber').join('; '),
      lei: all('leiCode').join('; '),
    }),
  }
}

function payments(id: string, properties: Properties): readonly RegistryRelation[] {
  const day = isoDay(properties['date']?.[0])
  const told = facts({ amount_eur: properties['amountEur']?.join('; '), currency: 'EUR' })
  return (properties['payer'] ?? []).flatMap((payer) =>
    (properties['beneficiary'] ?? []).map((beneficiary) => ({
      kind: 'pays' as const,
      key: [id, payer, beneficiary].join('-'),
      subject: keyed(payer),
      object: keyed(beneficiary),
      from: day,
      to: day,
      facts: told,
    })),
  )
}

function keyed(key: string): RegistryKey {
  return { scheme: OPEN_SANCTIONS, key }
}
