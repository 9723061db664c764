import type { RegistryNameKind, RegistryRelationKind } from '../ports/registries.ts'

/**
 * The facts that anybody may see, and their names. A fact that is not here stays in the archive: towns and ZIP codes may be of
 * a person.
 */
const FACT_LABELS: ReadonlyMap<string, string> = new Map([
  ['committee_type', 'Type of committee (FEC code)'],
  ['designation', 'Designation'],
  ['party', 'Party'],
  ['connected_organization', 'Connected organisation'],
  ['organization_type', 'Type of organisation (FEC code)'],
  ['filing_frequency', 'Filing frequency (FEC code)'],
  ['candidate_id', 'Candidate'],
  ['office', 'Office'],
  ['district', 'District'],
  ['election_year', 'Year of the election'],
  ['incumbent_challenger', 'Incumbent, challenger or open seat (FEC code)'],
  ['candidate_status', 'Status of the candidate (FEC code)'],
  ['principal_committee', 'Principal committee'],
  ['registered', 'Registered'],
  ['terminated', 'Terminated'],
  ['is_active', 'Active'],
  ['country_represented', 'Country represented, as registered'],
  ['registrant', 'Registrant'],
  ['listed_as', 'Listed as'],
  ['list', 'List'],
  ['listed_on', 'Listed on'],
  ['last_updated', 'Last updated'],
  ['programs', 'Programs'],
  ['program', 'Program'],
  ['title', 'Title'],
  ['position', 'Position'],
  ['remarks', 'Remarks'],
  ['comments', 'Comments'],
  ['reason', 'Reason'],
  ['measure', 'Measure'],
  ['celex', 'Act (CELEX)'],
  ['annex', 'Annex'],
  ['start_date', 'From'],
  ['end_date', 'Until'],
  ['effective_date', 'From'],
  ['expiration_date', 'Until'],
  ['last_update', 'Last update'],
  ['action', 'Action'],
  ['standard_order', 'Standard order'],
  ['source_list', 'Source list'],
  ['entity_number', 'Number on that list'],
  ['federal_register_notice', 'Federal Register notice'],
  ['license_requirement', 'Licence requirement'],
  ['license_policy', 'Licence policy'],
  ['address_country', 'Countries of its addresses'],
  ['country', 'Country, as registered'],
  ['countries', 'Countries'],
  ['nationality', 'Nationality'],
  ['vessel_type', 'Type of vessel'],
  ['vessel_flag', 'Flag'],
  ['vessel_owner', 'Owner of the vessel'],
  ['legal_form', 'Legal form'],
  ['incorporated', 'Incorporated'],
  ['registration_number', 'Registration number'],
  ['tax_number', 'Tax number'],
  ['inn', 'INN'],
  ['ogrn', 'OGRN'],
  ['lei', 'LEI'],
  ['imo', 'IMO number'],
  ['website', 'Website'],
  ['category', 'Category'],
  ['status', 'Status'],
  ['registration_status', 'Status of the registration'],
  ['jurisdiction', 'Jurisdiction'],
  ['registered_as', 'Registered as'],
  ['direct_parent', 'Direct parent'],
  ['direct_parent_exception', 'Why no direct parent is reported'],
  ['ultimate_parent', 'Ultimate parent'],
  ['ultimate_parent_exception', 'Why no ultimate parent is reported'],
  ['regulated_as', 'Regulated as'],
  ['register', 'Register'],
  ['donor_status', 'Kind of donor'],
  ['company_registration_number', 'Company number'],
  ['value', 'Value'],
  ['amount_eur', 'Amount, EUR'],
  ['nature', 'Nature of the donation'],
  ['donation_type', 'Type of donation'],
  ['accepted', 'Accepted'],
  ['received', 'Received'],
  ['reported', 'Reported'],
  ['returned', 'Returned'],
  ['topics', 'Topics'],
  ['data_source', 'Data source'],
  ['last_change', 'Last change'],
])

const VALUES: Readonly<Record<string, string>> = {
  not_reported: 'not reported: that is not to say that there is none',
  reported: 'reported',
}

export interface ShownFact {
  readonly name: string
  readonly label: string
  readonly text: string
}

export function shownFacts(facts: Readonly<Record<string, string>>): readonly ShownFact[] {
  return [...FACT_LABELS].flatMap(([name, label]) => {
    const text = facts[name]
    return text === undefined ? [] : [{ name, label, text: VALUES[text] ?? text }]
  })
}

export const NAME_KINDS: Readonly<Record<RegistryNameKind, string>> = {
  name: 'name',
  former: 'former name',
  alias: 'other name',
  weak_alias: 'other name, weak',
}

/** Of the subject, and of the object: what the other one is to it. */
export const RELATION_WORDS: Readonly<Record<RegistryRelationKind, readonly [string, string]>> = {
  candidate_committee: ['committee', 'candidate'],
  registrant_principal: ['principal', 'registrant'],
  direct_parent: ['direct parent', 'direct child'],
  ultimate_parent: ['ultimate parent', 'ultimate child'],
  pays: ['recipient of a donation', 'donor'],
}

/** Stands where a donor is a private person, of whom nothing is kept. */
const PRIVATE_PERSON = 'private-person'

/** What is to be read for the other end of a relation; `href` null: no record can be opened. */
export function otherEnd(key: string, name: string | null): { readonly text: string; readonly isLinked: boolean } {
  if (key === PRIVATE_PERSON) return { text: 'a private person', isLinked: false }
  return name === null ? { text: 'not kept here', isLinked: false } : { text: name, isLinked: true }
}
