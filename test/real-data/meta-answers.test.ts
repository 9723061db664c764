import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import type { RawRecord } from '../../src/ports/source.ts'
import { projectRoot } from '../../src/project-root.ts'
import { apiJson } from '../../src/sources/meta/api-json.ts'
import { metaCrawling } from '../../src/sources/meta/crawling.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'

/** Answers of the API as it gave them to others. They are no part of the project. */
const samples = join(projectRoot, '..', 'shared', 'data', 'meta_ads', 'api_samples')
const isHere = existsSync(samples)
if (!isHere) process.stderr.write('Skipped: real answers of Meta are not at hand (../shared/data).\n')
const onRealAnswers = isHere ? test : test.skip

/** File, and how many ads it holds. */
const ANSWERS = [
  ['meta_ads_archive_v5_2019-12-05_page.json', 1],
  ['meta_ads_archive_v5_2019-12_reg_response.json', 2],
  ['meta_ads_archive_v5_2019-12_example_dem_response.json', 3],
  ['lejo1_example.json', 1],
] as const

/** Kept in the raw record, masked, and in no field: it may hold a token. Of it, the ad's id is read. */
const MASKED = new Set(['ad_snapshot_url'])

async function read(content: () => Readable) {
  const head = await recordReader.head(content())
  const records: RawRecord[] = []
  for await (const record of recordReader.records(apiJson, content())) {
    if ('problem' in record) throw record.problem
    records.push(record)
  }
  return { head, records }
}

onRealAnswers.each(ANSWERS)('of %s nothing is lost silently', async (name, count) => {
  const path = join(samples, name)
  const { head, records } = await read(() => createReadStream(path))
  expect(apiJson.recognises(head, basename(path))).toBe(true)
  const document = JSON.parse(readFileSync(path, 'utf8'))
  const ads: Record<string, unknown>[] = document.data ?? [document]
  expect([ads.length, records.length]).toEqual([count, count])
  for (const [index, ad] of ads.entries()) {
    const said = stated(apiJson.normalise(records[index]?.value ?? {}))
    const lost = leaves(ad).filter(
      ({ key, value }) => !MASKED.has(key) && !spellings(value).some((each) => said.has(each)),
    )
    expect(lost).toEqual([])
  }
  expect(apiJson.drift?.(head)).toEqual([])
})

onRealAnswers('a field that nobody mapped is listed, once, by the import and by a walk, and masked', async () => {
  const text = readFileSync(join(samples, ANSWERS[0][0]), 'utf8')
  const grown = text.replace('{"ad_creation_time"', '{"ad_mood":"calm","ad_creation_time"')
  const { head } = await read(() => Readable.from([Buffer.from(grown)]))
  expect(apiJson.drift?.(head)).toEqual(['the field “ad_mood” is new'])
  expect(apiJson.publicKeys.has('ad_mood')).toBe(false)
  const at = { country: 'US', from: '2019-12-02', to: '2019-12-05', pages: null, after: null }
  const answer = { status: 200, header: () => null, text: grown, at: '2019-12-05T12:00:00Z' as never }
  expect(metaCrawling.read(answer, at)).toMatchObject({ is: 'page', remarks: ['the field “ad_mood” is new'] })
})

onRealAnswers('a real page is gone on with by its cursor, and its headers tell how near to a limit it was', () => {
  const { headers } = JSON.parse(readFileSync(join(samples, 'meta_ads_archive_v5_2019-12-05_headers.json'), 'utf8'))
  const text = readFileSync(join(samples, ANSWERS[0][0]), 'utf8')
  const at = { country: 'US', from: '2019-12-02', to: '2019-12-05', pages: null, after: null }
  const header = (name: string) => headers[name] ?? null
  expect(header('x-business-use-case-usage')).toMatch(/ads_archive/)
  const verdict = metaCrawling.read({ status: 200, header, text, at: '2019-12-05T12:00:00Z' as never }, at)
  const { after } = JSON.parse(text).paging.cursors
  expect(verdict).toMatchObject({ is: 'page', next: [{ ...at, after }] })
  expect(verdict).not.toHaveProperty('pauseMs') // 0 %
})

interface Leaf {
  readonly key: string
  readonly value: string
}

/** Every figure and text of a record, with the outermost key that it stands under. */
function leaves(value: unknown, key = ''): Leaf[] {
  if (value === null) return []
  if (typeof value !== 'object') return [{ key, value: String(value) }]
  const entries: [string, unknown][] = Object.entries(value)
  return entries.flatMap(([name, inner]) => leaves(inner, key === '' ? name : key))
}

/** As it may stand in a disclosure: letter by letter, a day, a share, an amount in minor units. */
function spellings(value: string): string[] {
  const day = /^\d{4}-\d{2}-\d{2}T/.test(value) ? [value.slice(0, 10)] : []
  return [value, ...day, String(Number(value)), `${value}00`]
}

/** Every figure and text of a disclosure. */
function stated(value: unknown): ReadonlySet<string> {
  if (typeof value === 'object' && value !== null)
    return new Set(Object.values(value).flatMap((each) => [...stated(each)]))
  return new Set([String(value)])
}
