import type { CalendarDate } from '../domain/calendar.ts'
import { type DeclaredReturn, distanceOf, type Standing, standingOf } from '../domain/declared-return.ts'
import { isSponsorId, type SponsorId } from '../domain/ids.ts'
import type { SpendReport, SponsorBounds } from '../ports/spending.ts'
import type { FoundSponsor, Sponsors } from '../ports/sponsors.ts'
import { nameForms } from '../sponsors/names/name-forms.ts'
import { declaredReasons } from './declared-reasons.ts'

/** A declared amount beside what the archive holds of that sponsor, and why the two may differ. */
export interface ComparedReturn {
  readonly declared: DeclaredReturn
  /** Null: none was found, or several that are written alike. */
  readonly sponsor: { readonly id: SponsorId; readonly name: string } | null
  /** Those that are written nearly so, which are not counted. */
  readonly similar: readonly FoundSponsor[]
  readonly bounds: SponsorBounds | null
  readonly standing: Standing
  readonly distance: bigint | null
  readonly reasons: readonly string[]
}

export interface AnsweringReturns {
  readonly sponsors: Sponsors
  readonly archive: Pick<SpendReport, 'sponsorBounds'>
  /** The first day of a platform that still moves; null: none of the window does. */
  readonly unsettledFrom: (declared: DeclaredReturn) => readonly { platform: string; from: CalendarDate }[]
}

/** Other readers want connections, too. */
const AT_ONCE = 3

/** In the order of the file. */
export async function answerReturns(
  rows: readonly DeclaredReturn[],
  answering: AnsweringReturns,
): Promise<readonly ComparedReturn[]> {
  const answers: ComparedReturn[] = []
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const few = rows.slice(from, from + AT_ONCE)
    answers.push(...(await Promise.all(few.map((declared) => answerReturn(declared, answering)))))
  }
  return answers
}

async function answerReturn(declared: DeclaredReturn, answering: AnsweringReturns): Promise<ComparedReturn> {
  const { sponsor, similar } = await namedSponsor(declared.sponsor, answering.sponsors)
  const { place, platform, currency, from, to } = declared
  const query = { by: 'sponsor' as const, place, platform, currency, from, to }
  const bounds = sponsor === null ? null : await answering.archive.sponsorBounds(sponsor.id, query)
  const standing = standingOf(declared.declared, bounds)
  const unsettled = answering.unsettledFrom(declared)
  return {
    ...{ declared, sponsor, similar, bounds, standing },
    distance: distanceOf(declared.declared, bounds),
    reasons: declaredReasons({ declared, sponsor, similar, bounds, unsettled }),
  }
}

type Named = Pick<ComparedReturn, 'sponsor' | 'similar'>

const MOST_SIMILAR = 5

/** Only a name that is written alike, letter forms and legal form aside, is taken; what is nearly so is told, not taken. */
async function namedSponsor(text: string, sponsors: Sponsors): Promise<Named> {
  if (isSponsorId(text)) return byId(text, sponsors)
  const { rows } = await sponsors.find(text, null, MOST_SIMILAR + 1)
  const key = nameForms(text).n2
  const alike = rows.filter(({ name, foundAs }) => nameForms(name).n2 === key || nameForms(foundAs ?? '').n2 === key)
  const [only] = alike
  if (only === undefined || alike.length > 1) return { sponsor: null, similar: rows.slice(0, MOST_SIMILAR) }
  return { sponsor: only, similar: rows.filter(({ id }) => id !== only.id).slice(0, MOST_SIMILAR) }
}

async function byId(id: SponsorId, sponsors: Sponsors): Promise<Named> {
  const found = await sponsors.sponsor(id)
  if (found === null) return { sponsor: null, similar: [] }
  return 'movedTo' in found ? byId(found.movedTo, sponsors) : { sponsor: found, similar: [] }
}
