import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import type { RawRecord, WireFormat } from '../../src/ports/source.ts'
import { sources } from '../../src/sources/registry.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'

const here = dirname(fileURLToPath(import.meta.url))
const isRewriting = process.env['GOLDEN'] === 'rewrite'

const cases = sources.flatMap((source) => {
  const folder = join(here, source.manifest.id, 'fixtures')
  return (existsSync(folder) ? readdirSync(folder) : []).map((name) => ({ source, name, id: source.manifest.id }))
})

const normalised = (format: WireFormat, value: RawRecord['value'], name: string) => {
  const file = { name, folder: '', observedOn: '2025-04-30' as CalendarDate }
  return format.tells === 'day' ? format.latestDay(value) : format.normalise(value, file)
}

/** `npm run golden` rewrites what is expected; the diff is the review. */
test.each(cases)('$id reads $name as it did', async ({ source, name, id }) => {
  const path = join(here, id, 'fixtures', name)
  const head = await recordReader.head(createReadStream(path))
  const format = source.formats.find((each) => each.recognises(head, name))
  if (format === undefined) throw new Error(`${name} is of no format of ${id}`)
  const records: unknown[] = []
  for await (const record of recordReader.records(format, createReadStream(path))) {
    records.push('problem' in record ? { problem: record.problem.message } : normalised(format, record.value, name))
  }
  const read = { format: format.id, records }
  const text = `${JSON.stringify(read, (_, value) => (typeof value === 'bigint' ? value.toString() : value), 1)}\n`
  const golden = join(here, id, 'golden', `${name}.json`)
  if (isRewriting) mkdirSync(dirname(golden), { recursive: true })
  if (isRewriting) writeFileSync(golden, text)
  expect(text).toBe(readFileSync(golden, 'utf8'))
})

test('every fixture has a golden file, and the other way round', () => {
  for (const { manifest } of sources) {
    const list = (kind: string) => readdirSync(join(here, manifest.id, kind)).sort()
    expect(list('golden')).toEqual(list('fixtures').map((name) => `${name}.json`))
  }
})
