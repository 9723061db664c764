import { attributeJob, RESOLVE_JOB, resolveSponsorsJob, runUnlessRunning } from '../../jobs/resolve-sponsors.ts'
import { runOnce } from '../../jobs/run-once.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadPaidAds, type SponsorBench, sponsorBench } from '../support/sponsors.ts'

let opened: TestArchive
let bench: SponsorBench
beforeEach(async () => {
  opened = await openTestArchive()
  bench = sponsorBench(opened)
})
afterEach(() => opened.close())

function deps() {
  return { runLog: postgresRunLog(opened.database), stop: new AbortController().signal, log: () => undefined }
}

function resolver() {
  return { resolve: bench.resolve, attributeNew: bench.attributeNew, counts: bench.deps.store.counts }
}

const name = (at: number) => `Harbour ${String.fromCharCode(65 + at)}lane Guild`
const adOf = (at: number) => ({ id: `${at}`, account: `9${at}`, name: name(at), payer: name(at) })

test('after a load, all that is new has a sponsor, and a run of the job says how many', async () => {
  await loadPaidAds(opened, 'meta', 'a', [adOf(0), adOf(1)])
  await runUnlessRunning(attributeJob(resolver()), deps())
  expect(await bench.of('meta', '0')).not.toBeNull()
  const [run] = await deps().runLog.runs(RESOLVE_JOB, 1)
  expect(run).toMatchObject({ outcome: 'done', counts: { mentions: 2, sponsors: 2 } })
  await runUnlessRunning(attributeJob(resolver()), deps())
  expect((await deps().runLog.runs(RESOLVE_JOB, 1))[0]).toMatchObject({ outcome: 'unchanged' })
})

test('little that is new beside much that is known is attributed alone', async () => {
  await loadPaidAds(
    opened,
    'meta',
    'a',
    Array.from({ length: 60 }, (_, at) => adOf(at)),
  )
  await runOnce(resolveSponsorsJob(resolver()), deps())
  await loadPaidAds(opened, 'meta', 'b', [adOf(60)])
  await runUnlessRunning(attributeJob(resolver()), deps())
  expect((await deps().runLog.runs(RESOLVE_JOB, 1))[0]).toMatchObject({ outcome: 'done', counts: { mentions: 1 } })
  expect(await bench.of('meta', '60')).not.toBeNull()
})

test('while another process resolves, a load does not wait for it', async () => {
  await loadPaidAds(opened, 'meta', 'a', [adOf(0)])
  const run = await deps().runLog.begin(RESOLVE_JOB, 'hand', null)
  await runUnlessRunning(attributeJob(resolver()), deps())
  expect(await bench.of('meta', '0')).toBeNull()
  await run?.finish('done', null, {})
  await runUnlessRunning(attributeJob(resolver()), deps())
  expect(await bench.of('meta', '0')).not.toBeNull()
})

test('a run that is asked to stop leaves everything as it was', async () => {
  await loadPaidAds(opened, 'meta', 'a', [adOf(0)])
  const stopped = { ...resolver(), resolve: () => bench.resolveUntil(AbortSignal.abort()) }
  const result = await runOnce(resolveSponsorsJob(stopped), { ...deps(), stop: new AbortController().signal })
  expect(result.outcome).not.toBe('done')
  expect(await bench.of('meta', '0')).toBeNull()
})
