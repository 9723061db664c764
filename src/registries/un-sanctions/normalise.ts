import { countryNamed } from '../../domain/place.ts'
import type { ReadRow, RecordName, RegistryNameKind, RejectedRow } from '../../ports/registries.ts'
import { isoDay } from '../shared/days.ts'
import { facts } from '../shared/facts.ts'
import { rejected } from '../shared/rejected.ts'
import { children, type Element, texts } from './elements.ts'
import { UN_LIST } from './manifest.ts'

/** An `INDIVIDUAL` or an `ENTITY`, which has its name in `FIRST_NAME`. Empty elements are normal. */
export function listedRow(element: Element, number: number): ReadRow | RejectedRow {
  const [key] = texts(element, 'REFERENCE_NUMBER')
  const names = namesOf(element)
  if (key === undefined || !/^[\w.]{1,40}$/.test(key) || names.length === 0) {
    return rejected(number, Buffer.from(JSON.stringify(element)).toString('latin1'), 'it lacks its reference or a name')
  }
  const isPerson = element.name === 'INDIVIDUAL'
  const told = nationality(element)
  const record = {
    scheme: UN_LIST,
    part: 'entry',
    key,
    names,
    type: isPerson ? 'person' : 'unknown',
    country: told.length === 1 ? countryNamed(told[0] ?? '') : null,
    state: null,
    from: isoDay(texts(element, 'LISTED_ON')[0]),
    to: null,
    facts: facts({
      listed_as: isPerson ? 'individual' : 'entity',
      list: texts(element, 'UN_LIST_TYPE')[0],
      listed_on: texts(element, 'LISTED_ON')[0],
      last_updated: values(element, 'LAST_DAY_UPDATED').at(-1),
      nationality: told.join('; '),
      designation: values(element, 'DESIGNATION').join('; '),
      address_country: isPerson ? null : countriesOf(element).join('; '),
      comments: isPerson ? null : texts(element, 'COMMENTS1')[0],
    }),
  }
  return { number, records: [record], relations: [] }
}

const PARTS = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME']

const KINDS: Readonly<Record<string, RegistryNameKind>> = { Low: 'weak_alias', 'f.k.a.': 'former' }

function namesOf(element: Element): readonly RecordName[] {
  const name = PARTS.flatMap((part) => texts(element, part)).join(' ')
  const own = name === '' ? [] : [{ name, kind: 'name' as const }]
  const original = texts(element, 'NAME_ORIGINAL_SCRIPT').map((text) => ({ name: text, kind: 'alias' as const }))
  const aliases = [...children(element, 'INDIVIDUAL_ALIAS'), ...children(element, 'ENTITY_ALIAS')].flatMap((alias) => {
    const kind = KINDS[texts(alias, 'QUALITY')[0] ?? ''] ?? 'alias'
    return texts(alias, 'ALIAS_NAME').map((text) => ({ name: text, kind }))
  })
  return [...own, ...original, ...aliases]
}

function nationality(element: Element): readonly string[] {
  return values(element, 'NATIONALITY')
}

function values(element: Element, name: string): readonly string[] {
  return children(element, name).flatMap((child) => texts(child, 'VALUE'))
}

function countriesOf(element: Element): readonly string[] {
  return [...new Set(children(element, 'ENTITY_ADDRESS').flatMap((address) => texts(address, 'COUNTRY')))]
}
