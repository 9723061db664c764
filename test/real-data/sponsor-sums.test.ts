import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { currency as currencyOf } from '../../src/domain/money.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import { projectRoot } from '../../src/project-root.ts'
import { openTestArchive, reportOf } from '../support/archive.ts'
import type { Question } from '../support/independent-rows.ts'
import { independentBounds } from '../support/independent-spending.ts'
import { readsAllPublished } from '../support/published-files.ts'
import { sponsorBench } from '../support/sponsors.ts'

/** Files as Snap, Google and Meta published them, to the cent as another computation has them. */
const data = join(projectRoot, '..', 'shared', 'data')
const isHere = existsSync(join(data, 'snap'))
if (!isHere) process.stderr.write('Skipped: published files are not at hand (../shared/data).\n')
const onPublishedFiles = isHere && readsAllPublished ? test : test.skip
if (isHere && !readsAllPublished) process.stderr.write('Left to npm test: sums of three platforms’ files.\n')

const FILES = [
  ['snap', 'snap/2022/2022-10-17_2022.csv.gz'],
  ['google', 'google/2022_sfchronicle/CA.csv.gz'],
  ['meta-report', 'meta_report/2023-03_NL_dailies.zip'],
] as const

const QUESTIONS: readonly Question[] = [
  { place: 'US', currency: 'USD', from: null, to: null },
  { place: 'US-CA', currency: 'USD', from: '2022-03-01', to: '2022-04-15' },
  { place: '', currency: 'USD', from: '2022-01-01', to: '2022-12-31' },
  { place: 'NL', currency: 'EUR', from: '2023-03-01', to: '2023-03-20' },
  { place: '', currency: 'EUR', from: null, to: null },
]

onPublishedFiles(
  'sponsors of three platforms have the bounds that another computation gives, and the total is their sum',
  async () => {
    const opened = await openTestArchive()
    for (const [source, path] of FILES) {
      for (const outcome of await opened.importPath(
        source,
        join(data, path),
        (source === 'google' ? '2022-04-22' : undefined) as CalendarDate,
      )) {
        expect(reportOf(outcome).rows).toBeGreaterThan(0)
      }
    }
    const { mentions, sponsors } = await sponsorBench(opened).resolve()
    expect(sponsors).toBeLessThan(mentions)
    for (const question of QUESTIONS) {
      const { place, currency, from, to } = question
      const window = { from: from as CalendarDate | null, to: to as CalendarDate | null }
      const asked = { by: 'sponsor', platform: null, currency: currencyOf(currency), ...window } as const
      const { rows, total } = await opened.archive.spending(
        { ...asked, place: place === '' ? null : (place as CountryCode) },
        null,
        100_000,
      )
      const found = new Map(
        rows.map(({ sponsor, advertiser, lower, upper }) => [
          sponsor?.id ?? `${advertiser?.platform}/${advertiser?.key}`,
          { lower, upper },
        ]),
      )
      expect(found.size).toBe(rows.length)
      expect(found).toEqual(await independentBounds(opened.database, question))
      expect(total.lower).toBe(rows.reduce((sum, row) => sum + row.lower, 0n))
    }
    await opened.close()
  },
  240_000,
)
