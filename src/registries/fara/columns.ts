import { plainColumn } from '../shared/csv-rows.ts'

/**
 * The one name of each column. Releases, copies and the API spell them otherwise (RG-4: `Registration_Number`; RG-5:
 * `PrincipalRegistration Date`), and cells of the web reports hold `&nbsp;`.
 */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['registrationnumber', 'number'],
  ['registrationdate', 'registered'],
  ['registrantdate', 'registered'],
  ['terminationdate', 'terminated'],
  ['name', 'name'],
  ['registrantname', 'name'],
  ['registrationname', 'name'],
  ['businessname', 'business'],
  ['foreignprincipal', 'principal'],
  ['foreignprincipalname', 'principal'],
  ['foreignprincipalregistrationdate', 'principal_registered'],
  ['principalregistrationdate', 'principal_registered'],
  ['foreignprincipalterminationdate', 'principal_terminated'],
  ['principalterminationdate', 'principal_terminated'],
  ['countrylocationrepresented', 'country'],
  ['city', 'city'],
  ['state', 'state'],
])

export function columnName(column: string): string {
  const plain = plainColumn(column)
  return NAMES.get(plain) ?? plain
}

/** RG-5. Letters are left as they are. */
export function withoutNbsp(cell: string | undefined): string {
  return (cell ?? '').replace(/(?:&nbsp;|\u00a0|\s)+/g, ' ').trim()
}
