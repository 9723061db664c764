import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { publishedReleases } from '../../src/pipeline/published.ts'
import { examplesIn, SITE_PLACEHOLDER } from '../../src/web/api/examples.ts'
import { releaseDeps, releaseInto } from '../exports/support/released.ts'
import type { TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'

/** What an example prints, and the file that it leaves. */
const PROMISED: Readonly<Record<string, { readonly says: RegExp; readonly leaves?: string }>> = {
  'changes-since.sh': { says: /^\d+ changes up to \d{4}-\d\d-\d\d\.\d+$/m, leaves: 'token.txt' },
  'page-through.sh': { says: /^[1-9]\d* pages$/m, leaves: 'page-1.json' },
  'release-duckdb.py': { says: /As of \d{4}-\d\d-\d\d\.\d+[\s\S]*snap/ },
  'search-as-csv.sh': { says: /^$/, leaves: 'ads.csv' },
  'search-pandas.py': { says: /\d+ ads; spent at least:[\s\S]*USD/ },
  'spending-duckdb.py': { says: /advertiser_name[\s\S]*ads/, leaves: 'spending.csv' },
  'spending.r': { says: /advertiser_name/ },
}

const RUNNERS: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/\.sh$/, 'sh', ['-c', 'curl --version']],
  [/-duckdb\.py$/, 'python3', ['-c', 'import duckdb']],
  [/\.py$/, 'python3', ['-c', 'import pandas']],
  [/\.r$/, 'Rscript', ['--version']],
]

let opened: TestArchive
let server: Server
let folder: string
let url: string

beforeAll(async () => {
  opened = await openSmallElection()
  folder = mkdtempSync(join(tmpdir(), 'paidfor-examples-'))
  await releaseInto(opened, join(folder, 'releases'))
  const releases = publishedReleases(releaseDeps(opened, join(folder, 'releases')), async () => null)
  server = siteOver(opened, undefined, releases).listen(0)
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})

const files = readdirSync(resolve('views', 'examples'))

test('every example of the page is one that is run here', () => {
  expect(examplesIn(resolve('views'), 'http://here').map(({ file }) => file)).toEqual(files.toSorted())
  expect(Object.keys(PROMISED).sort()).toEqual(files.toSorted())
})

test('an example on the page has the address of the site in it, and says what it is', () => {
  for (const { code, title, file } of examplesIn(resolve('views'), 'http://here:3000')) {
    expect(code).toContain('http://here:3000')
    expect(code).not.toContain(SITE_PLACEHOLDER)
    expect(title).not.toBe(file)
  }
})

for (const file of files) {
  const [, tool = '', probe = []] = RUNNERS.find(([pattern]) => pattern.test(file)) ?? []
  const isThere = spawnSync(tool, probe).status === 0
  const title = `the example ${file} does what it says`
  const skipped = `${title} (skipped: “${tool} ${probe.join(' ')}” fails here)`
  ;(isThere ? test : test.skip)(isThere ? title : skipped, async () => {
    const { says, leaves } = PROMISED[file] ?? { says: /^never$/ }
    const own = mkdtempSync(join(folder, 'run-'))
    const code = readFileSync(resolve('views', 'examples', file), 'utf8').replaceAll(SITE_PLACEHOLDER, url)
    writeFileSync(join(own, file), code)
    const { stdout } = await promisify(execFile)(tool, [file], { cwd: own })
    expect(stdout).toMatch(says)
    if (leaves !== undefined) expect(existsSync(join(own, leaves))).toBe(true)
  })
}

test('the example of changes goes on where it ended', async () => {
  const own = mkdtempSync(join(folder, 'run-'))
  const code = readFileSync(resolve('views', 'examples', 'changes-since.sh'), 'utf8').replaceAll(SITE_PLACEHOLDER, url)
  writeFileSync(join(own, 'changes.sh'), code)
  const run = async () => (await promisify(execFile)('sh', ['changes.sh'], { cwd: own })).stdout
  expect(await run()).toMatch(/^0 changes up to/)
  expect(await run()).toMatch(/^0 changes up to/)
  writeFileSync(join(own, 'token.txt'), '1999-01-01.999999')
  await expect(run()).rejects.toMatchObject({ code: 1 })
})
