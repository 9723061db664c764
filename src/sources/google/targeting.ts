import { NOT_DISCLOSED, type TargetingChoice, type Told } from '../../domain/disclosure.ts'
import { type Cells, word } from './cells.ts'

const AGES = ['18-24', '25-34', '35-44', '45-54', '55-64', '≥65', 'Unknown age']
const GENDERS = ['Male', 'Female', 'Unknown gender']

/**
 * Whom the ad was aimed at. `Not targeted`, an empty cell and a list of all there is mean the same: no restriction.
 * Undefined where the file has no such columns.
 */
export function targeting(cells: Cells): Told<readonly TargetingChoice[]> | undefined {
  if (!CHOICES.some(({ name }) => cells.has(name))) return undefined
  const choices = CHOICES.map(({ name, criterion, mode, values }) => ({ criterion, mode, values: values(cells, name) }))
  const made = choices.filter(({ values }) => values.length > 0)
  return made.length === 0 ? NOT_DISCLOSED : made
}

const CHOICES = [
  { name: 'age_targeting', criterion: 'Age', mode: 'included', values: someOf(AGES) },
  { name: 'gender_targeting', criterion: 'Gender', mode: 'included', values: someOf(GENDERS) },
  { name: 'geo_targeting_included', criterion: 'Places', mode: 'included', values: whole },
  { name: 'geo_targeting_excluded', criterion: 'Places', mode: 'excluded', values: whole },
] as const

function chosen(cells: Cells, name: string): string | null {
  const text = word(cells, name)
  return text?.toLowerCase() === 'not targeted' ? null : text
}

function someOf(all: readonly string[]) {
  return (cells: Cells, name: string): readonly string[] => {
    const values = (chosen(cells, name) ?? '').split(',').map((each) => each.trim())
    return all.every((each) => values.includes(each)) ? [] : values.filter((each) => each !== '')
  }
}

/** G-6: places hold commas of their own and the list cannot be cut again, so it stays one text, however long (G-5). */
function whole(cells: Cells, name: string): readonly string[] {
  const text = chosen(cells, name)
  return text === null ? [] : [text]
}
