import { Problem } from '../domain/errors.ts'
import type { Standpoint } from './as-of.ts'

/**
 * Pages of an answer belong together: a later page as of a moment goes on from a page of that moment.
 * @param revision that the cursor belongs to; null: it belongs to none
 * @throws {Problem} `request.invalid`
 */
export function refuseOtherMoment({ asked }: Pick<Standpoint, 'asked'>, revision: number | null): void {
  if ((asked?.revision ?? null) === revision) return
  const message = 'The parameter “after” belongs to another moment than “as_of”: start at the first page.'
  throw new Problem('request.invalid', message)
}
