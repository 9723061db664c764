import { createHash } from 'node:crypto'
import {
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type TargetingChoice,
  type Told,
} from '../../domain/disclosure.ts'
import { parseXRow, type XRow } from './columns.ts'
import { day } from './days.ts'
import { impressions, spend } from './figures.ts'
import { malformed } from './malformed.ts'
import { places } from './places.ts'
import { postId } from './post-id.ts'

/** A row of a release: one ad group of a promoted post. X gives it no id: one is derived of all cells but the figures. */
export function normaliseXRow(record: Readonly<Record<string, unknown>>): Disclosure {
  const row = parseXRow(record)
  const handle = row.screenname.trim()
  if (handle === '') throw malformed('Screen Name', row.screenname, 'blank, and X names nobody else')
  const post = postId(row.tweetid, row.tweeturl)
  const startsOn = day(row.dayofstartdateadgroup, 'Day of Start Date Adgroup')
  const endsOn = day(row.dayofenddateadgroup, 'Day of End Date Adgroup')
  const aims = CHOICES.map(([column]) => row[column].trim())
  const rest = createHash('sha256')
    .update(JSON.stringify([startsOn, endsOn, ...aims]))
    .digest('hex')
  const isReversed = startsOn !== null && endsOn !== null && endsOn < startsOn
  const fields: DisclosureFields = {
    advertiserName: handle,
    startsOn: startsOn ?? NOT_DISCLOSED,
    endsOn: endsOn ?? NOT_DISCLOSED,
    spend: spend(row.spendusd),
    impressions: impressions(row.impressions),
    ...places(row.geotargeting),
    targeting: targeting(row),
    ...(isReversed ? { remarks: ['ends_before_it_starts'] as const } : {}),
  }
  return { adId: `${post}-${rest.slice(0, 8)}`, observedAt: null, fields }
}

const CHOICES: readonly (readonly [keyof XRow, string])[] = [
  ['targetingname', 'Kind of targeting'],
  ['interesttargeting', 'Interests'],
  ['geotargeting', 'Places'],
  ['gendertargeting', 'Gender'],
  ['agetargeting', 'Age'],
]

/** What stands between several values of a cell is not confirmed: each cell is one text. */
function targeting(row: XRow): Told<readonly TargetingChoice[]> {
  const choices = CHOICES.filter(([column]) => row[column].trim() !== '').map(
    ([column, criterion]): TargetingChoice => ({ criterion, mode: 'included', values: [row[column].trim()] }),
  )
  return choices.length === 0 ? NOT_DISCLOSED : choices
}
