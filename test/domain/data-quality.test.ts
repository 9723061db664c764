import fc from 'fast-check'
import type { CalendarDate, Instant } from '../../src/domain/calendar.ts'
import {
  adQualities,
  adQuality,
  firstUnsettledDay,
  type SourceProblems,
  spansByCountry,
  spansOf,
  touchedSpans,
  windowQuality,
} from '../../src/domain/data-quality.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import { badDays, dayStatus, type Pulls, problemsOf, reasonsOf, type SourceDays } from '../../src/domain/source-days.ts'

const FIRST = dayNumber('2024-01-01')
const day = (offset: number) => dayOfNumber(FIRST + offset) as CalendarDate
const offsets = fc.integer({ min: 0, max: 120 })
const clean: SourceProblems = { newest: day(120), unsettledFrom: day(113), gaps: [], partial: [], held: [] }
const snap = ({ newest = day(120), ...problems }: Partial<SourceProblems>) =>
  new Map([['snap', { ...clean, newest, unsettledFrom: firstUnsettledDay(newest), ...problems }]])

test('an ad touches a span when a day lies in both, and never else', () => {
  fc.assert(
    fc.property(fc.array(offsets), offsets, offsets, (bad, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const spans = spansOf(bad.map(day))
      const touched = touchedSpans(spans, { from: day(from), to: day(to) })
      const days = (span: { from: string; to: string }) =>
        Array.from(
          { length: dayNumber(span.to) - dayNumber(span.from) + 1 },
          (_, i) => dayNumber(span.from) - FIRST + i,
        )
      expect(new Set(spans.flatMap(days))).toEqual(new Set(bad))
      const expected = spans.filter((span) => days(span).some((each) => each >= from && each <= to))
      expect(touched).toEqual(expected)
    }),
  )
})

test('days in a row are one span, whatever their order', () => {
  expect(spansOf([day(4), day(2), day(3), day(3), day(9)])).toEqual([
    { from: day(2), to: day(4) },
    { from: day(9), to: day(9) },
  ])
})

test('codes name what is known, with its days; nothing known is an empty text', () => {
  const problems = snap({
    gaps: spansOf([day(10), day(11), day(12)]),
    partial: spansOf([day(20)]),
    held: spansOf([day(30)]),
  })
  const ran = (from: number, to: number) =>
    adQuality({ source: 'snap', startsOn: day(from), endsOn: day(to) }, problems)
  expect(ran(12, 25)).toBe(`gap:${day(10)}/${day(12)} | partial:${day(20)}`)
  expect(ran(13, 19)).toBe('')
  expect(ran(25, 10)).toBe(`gap:${day(10)}/${day(12)} | partial:${day(20)}`)
  expect(ran(30, 30)).toBe('held_absences')
  expect(adQuality({ source: 'meta', startsOn: day(12), endsOn: null }, problems)).toBe('')
})

test('an open end lasts until the newest file; a start that nobody told may be any day', () => {
  const problems = snap({ newest: day(50), gaps: spansOf([day(5), day(60)]) })
  expect(adQuality({ source: 'snap', startsOn: day(20), endsOn: null }, problems)).toBe('unsettled')
  expect(adQuality({ source: 'snap', startsOn: null, endsOn: day(20) }, problems)).toBe(`gap:${day(5)}`)
  expect(adQuality({ source: 'snap', startsOn: day(55), endsOn: null }, problems)).toBe('unsettled')
  expect(windowQuality({ from: day(20), to: null }, [...problems.values()])).toBe(`unsettled | gap:${day(60)}`)
})

test('the last seven days before the newest file are unsettled, the eighth is not', () => {
  const problems = snap({ newest: day(50) })
  const until = (to: number) => adQuality({ source: 'snap', startsOn: day(0), endsOn: day(to) }, problems)
  expect([until(42), until(43)]).toEqual(['', 'unsettled'])
})

test('a cell names twenty spans of a kind, the newest, and counts the rest', () => {
  const problems = snap({ gaps: spansOf(Array.from({ length: 25 }, (_, i) => day(2 * i))) })
  const codes = adQuality({ source: 'snap', startsOn: day(0), endsOn: day(60) }, problems).split(' | ')
  expect(codes).toHaveLength(21)
  expect([codes[0], codes.at(-2), codes.at(-1)]).toEqual([`gap:${day(10)}`, `gap:${day(48)}`, 'more_gap:5'])
})

test('asked for many ads, it says of each what it says of one', () => {
  const problems = snap({ newest: day(100), gaps: spansOf([day(10), day(11), day(40)]) })
  const many = adQualities(problems)
  for (const [from, to] of [
    [1, 2],
    [9, 10],
    [1, 2],
    [9, 10],
    [40, 95],
  ] as const) {
    const ad = { source: 'snap', startsOn: day(from), endsOn: day(to) }
    expect(many(ad)).toBe(adQuality(ad, problems))
  }
})

test('what is so of one country is told where that one is asked about, or all are, and of no other', () => {
  const problems = snap({
    partial: spansByCountry([
      { day: day(2), countries: ['US'] },
      { day: day(3), countries: ['US'] },
      { day: day(4), countries: ['GB', 'US'] },
      { day: day(5), countries: null },
    ]),
  })
  const of = (country: string | null) => windowQuality({ from: day(1), to: day(9), country }, [...problems.values()])
  expect(of('US')).toBe(`partial:${day(2)}/${day(3)} | partial:${day(4)} | partial:${day(5)}`)
  expect(of(null)).toBe(of('US'))
  expect(of('GB')).toBe(`partial:${day(4)} | partial:${day(5)}`)
  expect(of('DE')).toBe(`partial:${day(5)}`)
})

test('of several sources, each code is said once', () => {
  expect(windowQuality({ from: null, to: null }, [clean, { ...clean, held: spansOf([day(1)]) }])).toBe(
    'unsettled | held_absences',
  )
})

describe('days of a source', () => {
  const facts: SourceDays = { newest: day(10), missing: [], troubled: [], pulls: null }
  const at = (offset: number, time: string) => `${day(offset)}T${time}Z` as Instant
  const good = (offset: number) => ({ ...NO_RUN, day: day(offset), goodAt: at(offset, '05:20:00') })
  const failed = (offset: number) => ({
    ...NO_RUN,
    day: day(offset),
    outcome: 'failed',
    message: '2024: the host is away',
  })
  const NO_RUN = { goodAt: null, isRunning: false, outcome: null, message: null }
  const pulls = (changes: Partial<Pulls>): Pulls => ({
    everyHours: 24,
    nextDueAt: at(13, '05:17:00'),
    now: new Date(at(12, '12:00:00')),
    days: [good(9), good(10), good(11), good(12)],
    ...changes,
  })
  const told = (changes: Partial<SourceDays>) =>
    badDays({ ...facts, ...changes }).map(
      (bad) => `${bad.day} ${dayStatus(bad.day, bad, day(10))}: ${reasonsOf(bad).join('; ')}`,
    )

  test('a day that no file of the source is of is a gap; where another file is, it is partial', () => {
    const missing = [
      { day: day(2), series: ['2024'], countries: null, hasFile: false },
      { day: day(3), series: ['2024'], countries: null, hasFile: true },
    ]
    expect(told({ missing })).toEqual([
      `${day(2)} gap: no file of that day although most days have one (2024)`,
      `${day(3)} partial: no file of 2024`,
    ])
    expect(problemsOf(day(10), badDays({ ...facts, missing }))).toMatchObject({
      gaps: [{ from: day(2), to: day(2) }],
      partial: [{ from: day(3), to: day(3) }],
    })
  })

  test('a series of a country lacks days of that country alone; what nobody could read may be of any', () => {
    const lacking = (offset: number) => ({ day: day(offset), series: ['US'], countries: ['US'], hasFile: true })
    const troubled = [{ day: day(3), quarantined: 1, drift: [], isHeld: false }]
    const bad = badDays({ ...facts, missing: [lacking(2), lacking(3)], troubled })
    expect(bad.map(({ countries }) => countries)).toEqual([['US'], null])
    expect(problemsOf(day(10), bad)?.partial).toEqual([
      { from: day(2), to: day(2), countries: ['US'] },
      { from: day(3), to: day(3) },
    ])
  })

  test('quarantine, a changed shape and a mass absence are told of the day of their file', () => {
    const troubled = [
      { day: day(2), quarantined: 1, drift: ['new column “X”'], isHeld: true },
      { day: day(3), quarantined: 0, drift: [], isHeld: true },
    ]
    expect(told({ troubled })).toEqual([
      `${day(2)} partial: 1 record could not be understood; the shape of a file changed: new column “X”; it lacks so many ads that a person must decide what that means`,
      `${day(3)} held_absences: it lacks so many ads that a person must decide what that means`,
    ])
  })

  test('pulls that end well leave no gap behind the newest file', () => {
    expect(told({ pulls: pulls({}) })).toEqual([])
  })

  test('a pull that failed is a gap of its day, with its words, until another one ends well', () => {
    expect(told({ pulls: pulls({ days: [good(10), good(11), failed(12)] }) })).toEqual([
      `${day(12)} gap: pull failed: 2024: the host is away`,
    ])
    const mended = { ...failed(12), goodAt: at(12, '09:00:00') }
    expect(told({ pulls: pulls({ days: [good(10), good(11), mended] }) })).toEqual([])
    const again = { ...failed(12), isRunning: true }
    expect(told({ pulls: pulls({ days: [good(10), good(11), again] }) })).toEqual([])
  })

  test('a day without any pull is a gap once it is over, and today as soon as its hour has passed', () => {
    const days = [good(10)]
    expect(told({ pulls: pulls({ days, nextDueAt: at(11, '05:17:00') }) })).toEqual([
      `${day(11)} gap: no pull ran`,
      `${day(12)} gap: no pull ran`,
    ])
    expect(told({ pulls: pulls({ days, now: new Date(at(11, '05:00:00')), nextDueAt: at(11, '05:17:00') }) })).toEqual(
      [],
    )
  })

  test('before the first pull that is known of, nothing is said of days behind the newest file', () => {
    expect(told({ newest: day(1), pulls: pulls({ days: [good(11), good(12)] }) })).toEqual([])
  })

  test('a day in between that a pull found nothing new on is no gap', () => {
    const missing = [9, 8].map((offset) => ({ day: day(offset), series: ['2024'], countries: null, hasFile: false }))
    expect(told({ missing, pulls: pulls({ days: [failed(8), good(9), good(12), good(11)] }) })).toEqual([
      `${day(8)} gap: pull failed: 2024: the host is away`,
    ])
  })

  test('a source of which no file came yet is told of by its pulls', () => {
    const bad = badDays({ ...facts, newest: null, pulls: pulls({ days: [failed(12)] }) })
    expect(bad.map(({ gap }) => gap)).toEqual(['pull failed: 2024: the host is away'])
    expect(problemsOf(null, bad)).toBeNull()
  })
})
