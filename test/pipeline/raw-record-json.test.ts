import { Readable } from 'node:stream'
import { rawRecord } from '../../src/pipeline/raw-record.ts'
import { linkedIn } from '../../src/sources/linkedin/source.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'

/** Made by hand, in the shape of an answer of LinkedIn's. */
function shownOf(advertiserUrl: string) {
  const details = {
    type: 'TEXT_AD',
    advertiser: { advertiserName: 'Acme', advertiserUrl },
    novelty: { of: 'LinkedIn' },
  }
  const answer = JSON.stringify({ elements: [{ adUrl: 'https://x.example/1', details }] })
  const deps = {
    rawArchive: { open: async () => Readable.from([Buffer.from(answer)]) },
    reader: recordReader,
    sources: [linkedIn],
  }
  return rawRecord(deps as never, { blob: '', member: null, recordNumber: 1, parser: 'linkedin-api-json/1' } as never)
}

test('of an object within a record, what the public may see is shown key by key, and the rest is named alone', async () => {
  expect((await shownOf('https://www.linkedin.com/company/7'))?.fields).toEqual([
    { name: 'adUrl', value: 'https://x.example/1' },
    { name: 'details.type', value: 'TEXT_AD' },
    {
      name: 'details.advertiser',
      value: '{"advertiserName":"Acme","advertiserUrl":"https://www.linkedin.com/company/7"}',
    },
    { name: 'details.novelty', value: null },
  ])
})

test('of a record about a natural person, no value is shown', async () => {
  const shown = await shownOf('https://www.linkedin.com/in/somebody')
  expect(shown?.fields.map(({ value }) => value)).toEqual([null, null])
})
