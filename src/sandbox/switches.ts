import { Problem } from '../domain/errors.ts'
import { LINKEDIN_SWITCHES } from './api/linkedin-switches.ts'
import { META_SWITCHES } from './api/meta-switches.ts'
import { MICROSOFT_SWITCHES } from './api/microsoft-switches.ts'
import { REDDIT_SWITCHES } from './api/reddit-switches.ts'
import { SNAP_EU_SWITCHES } from './api/snap-eu-switches.ts'
import { TIKTOK_SWITCHES } from './api/tiktok-switches.ts'
import { X_EU_SWITCHES, X_SWITCHES } from './api/x-switches.ts'

/** Every trap that the sandbox can set, in one sentence each. All are off at first, and any may be combined. */
export const SWITCHES = {
  'snap.range-refused': 'Range is ignored: every answer is the whole file, and says nothing of ranges.',
  'snap.file-cut': 'The zip is whole, and its table holds 4 % of the rows.',
  'snap.body-cut': 'The first answer of each file breaks off halfway.',
  'snap.body-cut-always': 'Every answer breaks off after half of what was asked for.',
  'snap.one-byte': 'Status 200, the type of a zip, and a line end for a body.',
  'snap.html-200': 'Status 200 and a web page.',
  'snap.columns-34': 'The header of before spring 2022, without the four columns of committees.',
  'snap.header-readme-spelling': 'Columns are spelled as in the readme, not as in files.',
  'snap.rows-gone-and-back': 'One row in a hundred is missing while the switch is on.',
  'snap.slow': 'Answers come late, and a few bytes at a time.',
  'snap.429': 'The first requests are answered 429, with Retry-After.',
  'snap.header-only': 'The table has a header and no row.',
  'snap.renamed-column': 'The column Spend is called Amount.',
  'google.stub-zip': 'The zip holds a readme and no data, as at the old address.',
  'google.missing-member': 'The zip lacks the weekly sums of advertisers.',
  'google.wrong-type': 'The whole bundle, labelled text/html.',
  'google.soft-json': 'Status 200 and an empty list of ads as JSON.',
  'google.empty-body': 'Status 200 and no byte at all.',
  'google.503': 'Every request is answered 503.',
  'google.redirect-private': 'A redirect to another port of this machine, where the bundle lies as well.',
  'google.redirect-link-local': 'A redirect to 169.254.169.254, where clouds keep their secrets.',
  'google.redirect-elsewhere': 'A redirect to a host that nobody has configured.',
  'google.changed-midway': 'After the first answer with a body, another issue of the bundle lies there.',
  'google.folder-prefix': 'The members lie in a folder within the zip.',
  'google.eu-rows-vanish': 'All ads of the EU are missing.',
  'google.ad-gone-and-back': 'One ad in a hundred is missing while the switch is on.',
  'google.wrong-hash': 'The sums in x-goog-hash are those of other bytes.',
  'metareport.one-byte-zip': 'Each zip is one line end.',
  'metareport.no-advertisers-csv': 'The zips lack their table of advertisers.',
  'metareport.bom-every-500': 'A byte-order mark stands before every 500th line.',
  'metareport.masked-sponsor': 'Every disclaimer says “an advertiser in …”.',
  ...META_SWITCHES,
  ...MICROSOFT_SWITCHES,
  ...LINKEDIN_SWITCHES,
  ...TIKTOK_SWITCHES,
  ...SNAP_EU_SWITCHES,
  ...REDDIT_SWITCHES,
  ...X_SWITCHES,
  ...X_EU_SWITCHES,
} as const

export type SwitchName = keyof typeof SWITCHES
export type Switches = ReadonlySet<SwitchName>

/** @throws {Problem} `config.invalid` naming what is no switch */
export function switchesNamed(names: readonly string[]): Switches {
  const unknown = names.filter((name) => !Object.hasOwn(SWITCHES, name))
  if (unknown.length > 0) {
    const are = unknown.length === 1 ? 'is no switch' : 'are no switches'
    const list = 'npm run sandbox -- --list shows them all'
    throw new Problem(
      'config.invalid',
      `${unknown.map((name) => `“${name}”`).join(', ')} ${are} of the sandbox: ${list}.`,
    )
  }
  return new Set(names as readonly SwitchName[])
}
