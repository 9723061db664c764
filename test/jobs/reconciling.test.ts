import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collectJob } from '../../jobs/collect.ts'
import { runOnce } from '../../jobs/run-once.ts'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { httpApi } from '../../src/fetch/http-api.ts'
import { httpDownloads } from '../../src/fetch/http-downloads.ts'
import { spoolFiles } from '../../src/fetch/spool-files.ts'
import { look } from '../../src/inbox.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { sources } from '../../src/sources/registry.ts'
import { postgresCrawlLog } from '../../src/store/postgres/crawl-log.ts'
import { postgresKnownFiles } from '../../src/store/postgres/known-files.ts'
import { postgresReconciler } from '../../src/store/postgres/reconciling/reconcile.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { virtualClock } from '../fetch/virtual-clock.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { comparedIn } from '../support/compared.ts'
import { bringPass, monday, pageId, sunday, wireAd } from '../support/planted-gaps.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const DAY = '2026-11-20' as CalendarDate

test('a run of a source compares what it states with what it brought', async () => {
  const clock = virtualClock(`${DAY}T12:00:00Z`)
  await using sandbox = await startSandbox({ day: DAY, now: () => clock.now() })
  const source = sources.find(({ manifest }) => manifest.id === 'reddit')
  if (source === undefined) throw new Error('no such source')
  const address = sandbox.apiAddresses[source.manifest.id] ?? ''
  const asker = { userAgent: 'paidfor-test', operatorAddresses: [address], clock }
  const deps = {
    ...opened.importDeps,
    ...postgresReconciler(opened.database),
    today: () => DAY,
    downloads: httpDownloads({ ...asker, folder: join(opened.folder, 'fetching') }),
    knownFiles: postgresKnownFiles(opened.database),
    now: () => clock.now(),
    api: httpApi(asker),
    spools: spoolFiles(join(opened.folder, 'passes')),
    crawlLog: postgresCrawlLog(opened.database),
    clock,
    random: () => 0.5,
  }
  const asked = { settings: new Map(Object.entries(sandbox.settings)), from: null, callsPerDay: new Map() }
  const job = collectJob({ deps, source, address, isByHand: true, asked })
  const runLog = postgresRunLog(opened.database)
  const { outcome } = await runOnce(job, { runLog, log: () => undefined, stop: new AbortController().signal })
  expect(outcome).toBe('done')
  expect(await comparedIn(opened)).toMatchObject([{ kind: 'unit', source: 'reddit', wrong: [] }])
})

test('a report that is put into the inbox is held against the ads of its days', async () => {
  const ad = wireAd({ number: 1, page: 1, start: monday(0), stop: sunday(0), currency: 'GBP' })
  await bringPass(opened, { country: 'GB', week: 0, ads: [ad], published: null })
  const folder = join(opened.folder, 'inbox')
  await mkdir(join(folder, 'meta-report'), { recursive: true })
  const name = `FacebookAdLibraryReport_${sunday(0)}_GB_last_7_days_advertisers.csv`
  const header = 'Page ID,Page name,Disclaimer,Amount spent (GBP),Number of ads in Library'
  await writeFile(join(folder, 'meta-report', name), `${header}\n${pageId(1)},Page 1,Friends,250,2\n`)
  const { importDeps, database } = opened
  const deps = { folder, sources, importDeps, log: () => undefined, ...postgresReconciler(database) }
  await look(deps, await look(deps, new Map()))
  const wrong = (await comparedIn(opened)).filter((row) => row.wrong.length > 0)
  expect(wrong).toMatchObject([
    { kind: 'report', statedAds: 2, heldAds: 1 },
    { advertiser: { name: 'Page 1 for All' } },
  ])
})
