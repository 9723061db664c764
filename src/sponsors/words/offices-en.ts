/** An office that is run for, as a name says it. `house` and `senate` leave open of what. */
export type Office =
  | 'us_house'
  | 'us_senate'
  | 'state_house'
  | 'state_senate'
  | 'house'
  | 'senate'
  | 'governor'
  | 'lieutenant_governor'
  | 'president'
  | 'mayor'
  | 'council'
  | 'attorney_general'
  | 'secretary_of_state'
  | 'judge'
  | 'sheriff'
  | 'school_board'
  | 'commissioner'
  | 'supervisor'
  | 'auditor'
  | 'comptroller'
  | 'county'
  | 'delegate'

/** Phrases of n1 tokens, longest first; what a phrase has taken, a shorter one does not see. */
export const OFFICE_PHRASES: readonly (readonly [phrase: string, office: Office])[] = [
  ['us house of representatives', 'us_house'],
  ['house of representatives', 'house'],
  ['state house of representatives', 'state_house'],
  ['state board of education', 'school_board'],
  ['board of education', 'school_board'],
  ['board of supervisors', 'supervisor'],
  ['county board of commissioners', 'commissioner'],
  ['secretary of state', 'secretary_of_state'],
  ['attorney general', 'attorney_general'],
  ['lieutenant governor', 'lieutenant_governor'],
  ['lt governor', 'lieutenant_governor'],
  ['lt gov', 'lieutenant_governor'],
  ['state representative', 'state_house'],
  ['state rep', 'state_house'],
  ['state house', 'state_house'],
  ['state assembly', 'state_house'],
  ['state delegate', 'state_house'],
  ['general assembly', 'state_house'],
  ['house of delegates', 'state_house'],
  ['state senate', 'state_senate'],
  ['state senator', 'state_senate'],
  ['us congress', 'us_house'],
  ['us house', 'us_house'],
  ['us representative', 'us_house'],
  ['us rep', 'us_house'],
  ['us senate', 'us_senate'],
  ['us senator', 'us_senate'],
  ['united states congress', 'us_house'],
  ['united states house', 'us_house'],
  ['united states senate', 'us_senate'],
  ['school board', 'school_board'],
  ['city council', 'council'],
  ['county council', 'council'],
  ['town council', 'council'],
  ['city commission', 'commissioner'],
  ['county commission', 'commissioner'],
  ['county commissioner', 'commissioner'],
  ['county executive', 'county'],
  ['superior court', 'judge'],
  ['district court', 'judge'],
  ['supreme court', 'judge'],
  ['congress', 'us_house'],
  ['congressional', 'us_house'],
  ['congressman', 'us_house'],
  ['congresswoman', 'us_house'],
  ['senate', 'senate'],
  ['senator', 'senate'],
  ['house', 'house'],
  ['assembly', 'state_house'],
  ['assemblyman', 'state_house'],
  ['assemblywoman', 'state_house'],
  ['assemblymember', 'state_house'],
  ['delegate', 'delegate'],
  ['governor', 'governor'],
  ['gubernatorial', 'governor'],
  ['president', 'president'],
  ['mayor', 'mayor'],
  ['mayoral', 'mayor'],
  ['council', 'council'],
  ['councilman', 'council'],
  ['councilwoman', 'council'],
  ['councilmember', 'council'],
  ['judge', 'judge'],
  ['sheriff', 'sheriff'],
  ['commissioner', 'commissioner'],
  ['supervisor', 'supervisor'],
  ['auditor', 'auditor'],
  ['comptroller', 'comptroller'],
  ['controller', 'comptroller'],
]

/** Offices of which one may be meant where the other is said. */
export const OPEN_OFFICES: Readonly<Partial<Record<Office, readonly Office[]>>> = {
  house: ['us_house', 'state_house', 'delegate'],
  senate: ['us_senate', 'state_senate'],
  delegate: ['state_house'],
}
