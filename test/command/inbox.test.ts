import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { look } from '../../src/inbox.ts'
import { sources } from '../../src/sources/registry.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

const HEADER = 'Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n'
const REPORT = 'FacebookAdLibraryReport_2025-07-12_BE_last_7_days_advertisers.csv'

let opened: TestArchive
let folder: string
beforeEach(async () => {
  opened = await openTestArchive()
  folder = await mkdtemp(join(tmpdir(), 'paidfor-inbox-'))
  await mkdir(join(folder, 'meta-report'))
})
afterEach(async () => {
  await opened.close()
  await rm(folder, { recursive: true, force: true })
})

const deps = () => ({ folder, sources, importDeps: opened.importDeps, log: () => undefined })
const inside = (...parts: string[]) => join(folder, 'meta-report', ...parts)

test('a report put into the inbox is taken once it has stayed the same, and moved aside', async () => {
  await writeFile(inside(REPORT), `${HEADER}1234567890,Page,Payer,150,3\n`)
  const first = await look(deps(), new Map())
  expect(existsSync(inside(REPORT))).toBe(true)
  await writeFile(inside(REPORT), `${HEADER}1234567890,Page,Payer,1500,3\n`)
  const second = await look(deps(), first)
  expect(existsSync(inside(REPORT))).toBe(true)
  await look(deps(), second)
  expect(existsSync(inside('taken', REPORT))).toBe(true)
  const [row] = await opened.database.query('SELECT lower_minor FROM spend_statement')
  expect(row.lower_minor).toBe('150000')
})

test('what cannot be taken is moved aside with the reason beside it, and the rest goes on', async () => {
  await writeFile(inside('HK_2025-04-05-last_30_days.zip'), '\n')
  await writeFile(inside(REPORT), `${HEADER}1234567890,Page,Payer,≤100,3\n`)
  await look(deps(), await look(deps(), new Map()))
  expect(existsSync(inside('taken', REPORT))).toBe(true)
  const why = readFileSync(inside('refused', 'HK_2025-04-05-last_30_days.zip.why.txt'), 'utf8')
  expect(why).toMatch(/HK_2025-04-05-last_30_days\.zip: not imported: .* get it again/)
})

test('a file that is asked to stop half-way stays in the inbox, and nothing of it is in the archive', async () => {
  await writeFile(inside(REPORT), `${HEADER}${'1234567890,Page,Payer,150,3\n'.repeat(1_500)}`)
  const { Problem } = await import('../../src/domain/errors.ts')
  const onProgress = () => {
    throw new Problem('import.stopped', 'stopping')
  }
  const stopping = { ...deps(), importDeps: { ...opened.importDeps, onProgress } }
  await look(stopping, await look(stopping, new Map()))
  expect(existsSync(inside(REPORT))).toBe(true)
  const [{ count }] = await opened.database.query('SELECT count(*)::int AS count FROM spend_statement')
  expect(count).toBe(0)
})

test('two processes that look into one inbox take a report once, and neither stumbles over the other', async () => {
  await writeFile(inside(REPORT), `${HEADER}1234567890,Page,Payer,150,3\n`)
  const seen = await look(deps(), new Map())
  await Promise.all([look(deps(), seen), look(deps(), seen), look(deps(), seen)])
  expect(readdirSync(inside()).sort()).toEqual(['taken'])
  expect(readdirSync(inside('taken'))).toEqual([REPORT])
  const [{ count }] = await opened.database.query('SELECT count(*)::int AS count FROM spend_statement')
  expect(count).toBe(1)
})
