import type { CalendarDate } from '../../src/domain/calendar.ts'
import { currency as currencyOf } from '../../src/domain/money.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import type { TestArchive } from '../support/archive.ts'
import type { Question } from '../support/independent-rows.ts'
import { independentBounds } from '../support/independent-spending.ts'
import { openSmallElection } from '../support/small-election.ts'
import { sponsorBench } from '../support/sponsors.ts'

/** A1 of the scenarios: what sponsors spent, to the cent as an independent computation has it. */
let opened: TestArchive
beforeAll(async () => {
  opened = await openSmallElection()
  await sponsorBench(opened).resolve()
})
afterAll(() => opened.close())

const always = { from: null, to: null }
const QUESTIONS: readonly Question[] = [
  { place: 'US-GA', currency: 'USD', from: '2024-10-06', to: '2024-11-04' },
  { place: 'US', currency: 'USD', from: '2024-10-06', to: '2024-11-04' },
  { place: 'US', currency: 'USD', ...always },
  { place: '', currency: 'USD', ...always },
  { place: '', currency: 'USD', from: '2024-10-13', to: '2024-10-19' },
  { place: '', currency: 'USD', from: null, to: '2024-10-20' },
  { place: '', currency: 'USD', from: '2024-10-20', to: null },
  { place: 'GB', currency: 'GBP', ...always },
  { place: '', currency: 'EUR', ...always },
]

test.each(QUESTIONS)('sponsors’ bounds are those of another computation: %j', async (question) => {
  const { rows, total } = await opened.archive.spending(
    {
      by: 'sponsor',
      place: question.place === '' ? null : (question.place as CountryCode),
      platform: null,
      currency: currencyOf(question.currency),
      from: question.from as CalendarDate | null,
      to: question.to as CalendarDate | null,
    },
    null,
    1_000,
  )
  const found = new Map(
    rows.map(({ sponsor, advertiser, lower, upper }) => [
      sponsor?.id ?? `${advertiser?.platform}/${advertiser?.key}`,
      { lower, upper },
    ]),
  )
  expect(found).toEqual(await independentBounds(opened.database, question))
  expect(total.lower).toBe(rows.reduce((sum, row) => sum + row.lower, 0n))
})
