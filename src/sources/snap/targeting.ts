import { NOT_DISCLOSED, type TargetingChoice, type Told } from '../../domain/disclosure.ts'
import { listItems } from './cells.ts'
import type { SnapRow } from './schema.ts'

type Mode = TargetingChoice['mode']

/** Column, what readers call it, and whether it takes people in or leaves them out. */
const CHOICES: readonly (readonly [keyof SnapRow, string, Mode])[] = [
  ['gender', 'Gender', 'included'],
  ['agebracket', 'Age', 'included'],
  ['regions(excluded)', 'Regions', 'excluded'],
  ['electoraldistricts(included)', 'Electoral districts', 'included'],
  ['electoraldistricts(excluded)', 'Electoral districts', 'excluded'],
  ['radiustargeting(included)', 'Radius around a point', 'included'],
  ['radiustargeting(excluded)', 'Radius around a point', 'excluded'],
  ['metros(included)', 'Metropolitan areas', 'included'],
  ['metros(excluded)', 'Metropolitan areas', 'excluded'],
  ['postalcodes(included)', 'Postal codes', 'included'],
  ['postalcodes(excluded)', 'Postal codes', 'excluded'],
  ['locationcategories(included)', 'Kinds of location', 'included'],
  ['locationcategories(excluded)', 'Kinds of location', 'excluded'],
  ['interests', 'Interests', 'included'],
  ['ostype', 'Operating system', 'included'],
  ['segments', 'Audience lists', 'included'],
  ['language', 'Language', 'included'],
  ['advanceddemographics', 'Demographics', 'included'],
  ['targetingconnectiontype', 'Connection', 'included'],
  ['targetingcarrier(isp)', 'Carrier', 'included'],
]

/** Whom the ad was aimed at. A blank cell means that the advertiser left the choice open. */
export function targeting(row: SnapRow): Told<readonly TargetingChoice[]> {
  const choices = CHOICES.map(([column, criterion, mode]) => {
    const values = listItems(row[column] ?? '')
    return { criterion, mode, values: column === 'agebracket' ? values.map(ageText) : values }
  }).filter(({ values }) => values.length > 0)
  return choices.length === 0 ? NOT_DISCLOSED : choices
}

/** SN-14: `17-` is open below, `25+` (also written `35++`) open above. */
function ageText(bracket: string): string {
  const upTo = /^(\d{1,3})-$/.exec(bracket)
  if (upTo !== null) return `up to ${upTo[1]}`
  const from = /^(\d{1,3})\++$/.exec(bracket)
  return from === null ? bracket : `${from[1]} and over`
}
