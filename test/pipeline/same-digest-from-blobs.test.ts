import { type Sha256, sha256 } from '../../src/domain/ids.ts'
import { loadContent } from '../../src/pipeline/load-content.ts'
import { sources } from '../../src/sources/registry.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { archiveDigest } from '../support/digest.ts'
import { bundleMembers, zipOf } from '../support/google-bundle.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
let empty: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
  empty = await openTestArchive()
})
afterEach(async () => {
  await opened.close()
  await empty.close()
})

const TOKEN = `EAA${'b'.repeat(40)}`
const ad = { id: '123456789012341', page_id: '1', page_name: 'Page', ad_creative_bodies: ['Vote'], currency: 'USD' }
const META = { ...ad, ad_snapshot_url: `https://www.facebook.com/ads/archive/render_ad/?id=1&access_token=${TOKEN}` }
const REPORT = 'FacebookAdLibraryReport_2025-07-12_BE_last_7_days_advertisers.csv'
const REPORT_HEADER = 'Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library'

async function fill(): Promise<void> {
  const bundle = async (day: string, ads: number) => zipOf(bundleMembers({ ads, day }))
  const row = (n: number, spend: string) => ({ ADID: snapAdId(n), Spend: spend })
  const files: [string, string, string | Buffer][] = [
    ['google', 'one.zip', await bundle('2026-10-01', 30)],
    ['google', 'two.zip', await bundle('2026-10-08', 29)],
    ['snap', '2024-10-01_2024.csv', snapCsv([row(1, '5'), row(2, 'NaN'), row(3, '7')])],
    ['snap', '2024-10-02_2024.csv', snapCsv([row(1, '6')])],
    ['meta', '2024-10-01.json', JSON.stringify([META])],
    ['meta-report', REPORT, `${REPORT_HEADER}\n12345,Page,Payer,≤100,3\n12345,Page,Payer,≤100,3\n0,Any,Who,250,1\n`],
  ]
  for (const [source, name, content] of files) {
    for (const outcome of await opened.importText(source, name, content)) reportOf(outcome)
  }
}

/** Every loaded file once more from the kept bytes alone, into an archive that has nothing, the newest first. */
async function reparse(skipped: Sha256 | null): Promise<void> {
  for (const file of [...(await opened.upkeep.loadedFiles(null, false))].reverse()) {
    const formats = sources.find(({ manifest }) => manifest.id === file.source)?.formats ?? []
    const format = formats.find(({ id }) => id === file.format)
    if (format === undefined || file.blob === skipped) continue
    await loadContent(empty.importDeps, file, format, () => opened.rawArchive.open(file.blob, file.member))
  }
}

test('I-15 all kept bytes read anew into an empty database make the same archive', async () => {
  await fill()
  await reparse(null)
  expect(await archiveDigest(empty.database)).toEqual(await archiveDigest(opened.database))
})

test('I-15 and that comparison sees a file that is left out', async () => {
  await fill()
  const [{ blob }] = await opened.database.query(
    "SELECT blob_sha256 AS blob FROM source_file file WHERE file.source = 'meta'",
  )
  await reparse(sha256(blob))
  expect(await archiveDigest(empty.database)).not.toEqual(await archiveDigest(opened.database))
})
