/** Words of campaigning in English that tell no two sponsors apart. Words, never names. */
export const GENERIC_EN: readonly string[] = words(`
  a about act action again all america american americans an and at ballot before behind better bring by campaign
  campaigns can candidate candidates change changing chairman chairwoman choose choice citizens cmte com comm committee
  common community congress congressional congressman congresswoman conservative cong council countywide cycle
  delegate democrat democratic district districts elect elected electing election elections exploratory folks for
  fight fighting fixes friend friends from future get go governor gov gubernatorial help home house i in is it join
  keep leader leadership lets lieutenant lt make makes me member movement my nation national neighbors net new nominee
  now of office official on our org official page paid party people principal primary progress progressive
  protect reelect re reelection republican rep representative representatives retain s save sen senate senator send
  serving so state states statewide supporters support supporting t taking team th that the their this
  to together truth u united us usa victory volunteers vote voters votes voting want we win wins with working you your
  president presidential mayor mayoral assembly assemblyman assemblywoman assemblymember commissioner commission
  councilman councilwoman councilmember alderman alderwoman sheriff judge treasurer secretary attorney general
  supervisor clerk auditor comptroller controller coroner trustee school board county city town township village
  legislature legislative parliament minister
`)

/** Titles before or behind a personal name. */
export const TITLES_EN: readonly string[] = words(`
  mr mrs ms miss dr doctor prof professor rev reverend pastor hon honorable rep representative sen senator
  congressman congresswoman gov governor mayor delegate councilman councilwoman councilmember judge sheriff capt captain
  col colonel maj major gen lt ltcol sgt admiral adm commander cmdr esq md phd mba mpa cpa dds rn jd do dvm usmc usn usaf
  usa ret coach chef assemblyman assemblywoman assemblymember supervisor commissioner chairman chairwoman sir dame lord
`)

/** Beside a name: it is spoken against. */
export const OPPOSING_EN: readonly string[] = words(`
  truth against stop fire dump ditch defeat lies lying liar liars corrupt corruption exposed never anti worst failed failing
  fake recall impeach oppose reject retire crooked unfit watch facts
`)

/** What a body does that pays or buys for others. */
export const AGENCY_EN: readonly string[] = words(`
  media agency advertising strategies strategy strategic consulting consultants consultant communications marketing
  digital creative analytics solutions targeting interactive mailing printing productions
`)

/** Words of bodies that are no one's campaign. */
export const BODY_EN: readonly string[] = words(`
  association federation union local pac party foundation fund institute institution society coalition alliance league
  caucus chamber church university college hospital company corporation group organization organisation club conference
  network project center centre council democrats republicans dems gop libertarian libertarians greens workers
  teachers nurses firefighters police realtors bankers physicians dentists trust partners partnership industries
  holdings enterprises services systems international global majority super
`)

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
