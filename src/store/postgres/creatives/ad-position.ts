import { Problem } from '../../../domain/errors.ts'
import type { At } from '../as-of.ts'

/** Where a page of a sponsor's ads ends. */
export interface AdPosition {
  readonly revision: number
  /** First day of the last ad; `-infinity`: none is told. */
  readonly day: string
  /** The archive's own number of it. */
  readonly id: string
}

export function adPositionText({ revision, day, id }: AdPosition): string {
  return `${revision}.${day}.${id}`
}

/** @throws {Problem} `request.invalid` when the text was not made by us, or at another moment */
export function adPositionOf(text: string, at: At): AdPosition {
  const [, revision, day, id] = /^(\d{1,15})\.(\d{4}-\d{2}-\d{2}|-infinity)\.(\d{1,18})$/.exec(text) ?? []
  if (revision === undefined || day === undefined || id === undefined) {
    throw new Problem('request.invalid', 'The parameter “after” is not one of ours: follow the links of the pages.')
  }
  if (at !== null && at !== Number(revision)) {
    const message = 'The parameter “after” belongs to another moment than “as_of”: start at the first page.'
    throw new Problem('request.invalid', message)
  }
  return { revision: Number(revision), day, id }
}
