import { csvText } from '../csv-text.ts'
import { randomOf } from '../random.ts'
import { SPONSORS } from '../sponsors.ts'
import type { Switches } from '../switches.ts'
import type { WorldDay } from '../world.ts'
import { zipBytes } from '../zip-bytes.ts'
import { creativeRows } from './google-creatives.ts'
import { advertiserPlaceRows, advertiserRows, placeRows, weeklyRows } from './google-sums.ts'

const NAME = 'google-political-ads-'
const FOLDER = 'google-political-ads-transparency-bundle/'

/** The transparency bundle as Google would publish it on that morning. `updated`: the day that it tells of itself. */
export async function googleZip(world: WorldDay, switches: Switches, updated: string = world.day): Promise<Buffer> {
  if (switches.has('google.stub-zip')) return zipBytes({ 'README.txt': MOVED })
  const members: Record<string, string> = {
    'README.txt': updated === world.day ? README : `${README}${REISSUED}`,
    [member('creative-stats')]: csv(creativeRows(world, switches)),
    [member('advertiser-stats')]: csv(advertiserRows(world)),
    [member('advertiser-weekly-spend')]: csv(weeklyRows(world)),
    [member('advertiser-geo-spend')]: csv(advertiserPlaceRows(world)),
    [member('geo-spend')]: csv(placeRows(world)),
    [member('advertiser-declared-stats')]: csv(declaredRows()),
    [member('updated')]: csv([['Report_Data_Updated_Time (PT)'], [updated]]),
    [member('campaign-targeting')]: csv([CAMPAIGN_COLUMNS]),
    'advertiser_id_mapping.csv': csv(mappingRows('AR', 'OldAdvertiserId', 'NewAdvertiserId')),
    'creative_id_mapping.csv': csv([['OldCreativeId', 'NewCreativeId']]),
  }
  if (switches.has('google.missing-member')) delete members[member('advertiser-weekly-spend')]
  return zipBytes(switches.has('google.folder-prefix') ? inFolder(members) : members)
}

const README = 'Political ads transparency bundle of the sandbox: nothing in it is real.\n'
/** Moves all that follows, so that parts of two issues never make a whole. */
const REISSUED = 'It was issued again on the same day, with what the morning after would tell.\n'
const MOVED = 'This file has moved. (The sandbox, as the old address of the bundle: a readme and no data.)\n'

/** Given up in April 2020; since then a header alone. */
const CAMPAIGN_COLUMNS = [
  ...['Campaign_ID', 'Age_Targeting', 'Gender_Targeting', 'Geo_Targeting_Included', 'Geo_Targeting_Excluded'],
  ...['Start_Date', 'End_Date', 'Ads_List', 'Advertiser_ID', 'Advertiser_Name'],
]

const DECLARED_COLUMNS = [
  ...['Advertiser_ID', 'Region', 'Advertiser_Declared_Name', 'Advertiser_Declared_Regulatory_ID'],
  ...['Advertiser_Declared_Scope', 'Advertiser_Declared_Promoter_Name', 'Advertiser_Declared_Promoter_Address'],
]

/** Of those registered in California. */
function declaredRows(): readonly (readonly string[])[] {
  const californian = SPONSORS.filter(({ google }) => google?.publicIds.includes('US-CA') === true)
  const rows = californian.map(({ google, snap }) => [
    google?.id ?? '',
    'US-CA',
    snap?.payer ?? '',
    '0000000',
    'Ballot measure',
    '',
    '',
  ])
  return [DECLARED_COLUMNS, ...rows]
}

/** The three greatest spenders were listed under shorter ids before 2023. */
function mappingRows(kind: string, former: string, present: string): readonly (readonly string[])[] {
  const rows = SPONSORS.slice(0, 3).map(({ key, google }) => {
    const random = randomOf(`former id ${key}`)
    return [`${kind}${Array.from({ length: 18 }, () => random.whole(1, 9)).join('')}`, google?.id ?? '']
  })
  return [[former, present], ...rows]
}

function member(name: string): string {
  return `${NAME}${name}.csv`
}

function csv(rows: readonly (readonly (string | number)[])[]): string {
  return csvText(rows, '\n')
}

function inFolder(members: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(members).map(([name, content]) => [`${FOLDER}${name}`, content]))
}
