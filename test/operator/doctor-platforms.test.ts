import { checkPlatforms } from '../../src/commands/doctor/check-platforms.ts'
import { readConfig } from '../../src/config.ts'
import type { CrawlStanding } from '../../src/ports/crawl-log.ts'
import { sources } from '../../src/sources/registry.ts'

const QUIET: CrawlStanding = {
  closedUntil: null,
  closedBecause: null,
  credential: 'good',
  tokenEndsAt: null,
  tokenSeenAt: null,
  toldDays: null,
  pausedAt: null,
  diesAfter: null,
}
const TOKEN = { COLLECT: 'meta', META_ACCESS_TOKEN: 'canary-of-the-doctor', COLLECT_META_COUNTRIES: 'US' }

function checks(environment: Readonly<Record<string, string>>, standing: Partial<CrawlStanding> = {}) {
  const standings = new Map([['meta', { ...QUIET, ...standing } as CrawlStanding]])
  const config = readConfig(environment)
  const all = checkPlatforms({ config, sources, standings, now: new Date('2026-11-25T12:00:00Z') })
  expect(JSON.stringify(all)).not.toContain('canary')
  return (name: string) => all.find((check) => check.name === name)
}

test('every source with an API says what it still wants, and how one gets it', () => {
  const of = checks({})
  const asked = sources.filter(({ crawling }) => crawling !== undefined)
  expect(asked.length).toBe(7)
  for (const { manifest, crawling } of asked) {
    const wanted = crawling?.needs.filter(({ isRequired }) => isRequired) ?? []
    const check = of(`${manifest.id} settings`)
    expect(check).toMatchObject({ state: 'ok', todo: null })
    for (const { setting, what } of wanted) {
      expect(check?.says).toContain(setting)
      expect(what).toMatch(/^[A-Z].{20,}\.$/)
    }
  }
})

test('a source that is collected and lacks a setting fails, with the way to it', () => {
  expect(checks({ COLLECT: 'meta' })('meta settings')).toMatchObject({
    state: 'fail',
    says: expect.stringContaining('META_ACCESS_TOKEN'),
    todo: expect.stringContaining('META_ACCESS_TOKEN: '),
  })
  expect(checks(TOKEN)('meta settings')).toMatchObject({ state: 'ok' })
})

test.each([
  ['2026-12-20T00:00:00Z', 'ok', /in 24 days/],
  ['2026-12-05T00:00:00Z', 'warn', /in 9 days/],
  ['2026-11-20T00:00:00Z', 'fail', /it ended on 2026-11-20/],
] as const)('a token that ends on %s: %s', (end, state, says) => {
  const check = checks(TOKEN, { tokenEndsAt: end as never })('meta token’s end')
  expect(check).toMatchObject({ state, says: expect.stringMatching(says) })
})

test('a token that is not accepted fails, and a source that was paused is named', () => {
  expect(checks(TOKEN, { credential: 'needed' })('meta token')).toMatchObject({ state: 'fail' })
  const paused = checks(TOKEN, { pausedAt: '2026-11-24T00:00:00Z' as never })('meta paused')
  expect(paused).toMatchObject({ state: 'warn', todo: expect.stringContaining('paidfor resume meta') })
  const closed = { closedUntil: '2026-11-25T13:00:00Z' as never, closedBecause: 'code 613' }
  expect(checks(TOKEN, closed)('meta waits')?.says).toMatch(/not asked before 2026-11-25T13:00:00Z: code 613/)
})
