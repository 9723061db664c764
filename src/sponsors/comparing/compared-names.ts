import { comparedOrganisations } from './organisations.ts'
import { comparedPersons } from './persons.ts'
import type { NameVerdict } from './verdict.ts'

/** Two names of what is of one kind: `Person`, `Company`, `Organization`, `LegalEntity`, `Vessel`. */
export interface NamePair {
  readonly schema: string
  readonly name1: string
  readonly name2: string
}

/** Says of two names, in whatever scripts, whether they are one's. Which of the two comes first makes no difference. */
export function comparedNames({ schema, name1, name2 }: NamePair): NameVerdict {
  const [a, b] = name1 < name2 ? [name1, name2] : [name2, name1]
  return schema === 'Person' ? comparedPersons(a, b) : comparedOrganisations(a, b, schema)
}
