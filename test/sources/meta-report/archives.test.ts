import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { metaReport } from '../../../src/sources/meta-report/source.ts'
import { recordReader } from '../../../src/sources/shared/record-reader.ts'
import { fileRawArchive } from '../../../src/store/blobs/raw-archive.ts'

const report = (rest: string, start = '2025-07-12_BE_last_30_days') => `FacebookAdLibraryReport_${start}_${rest}.csv`
const seriesOf = (name: string) => metaReport.seriesOf?.({ name, folder: '', observedOn: '2025-07-12' as never }, 'any')

test('metareport.no-advertisers-csv: a zip of a report without its table of advertisers is refused whole', () => {
  const members = ['README.txt', report('locations'), `regions/${report('Wallonia')}`]
  expect(metaReport.refuseArchive?.(members)).toMatch(/^it holds no “…_advertisers\.csv”/)
  expect(metaReport.refuseArchive?.(['README.txt'])).toMatch(/^it holds no CSV/)
})

test('zips in order, and bundles of many reports, are not refused', () => {
  const refused = [
    [report('advertisers'), report('locations'), 'README.txt'],
    ['AT.csv', 'BE.csv'],
    [report('Wallonia'), report('Wallonia', '2025-07-13_BE_last_30_days')],
    ['2023-02-28_notes.csv'],
  ].map((members) => metaReport.refuseArchive?.(members))
  expect(refused).toEqual([null, null, null, null])
})

test('only tables of advertisers follow one another, and only those since the beginning list all', () => {
  expect(seriesOf(`x.zip!${report('advertisers', '2025-07-12_US_lifelong')}`)).toEqual({
    name: 'US lifelong',
    kind: 'standing',
  })
  expect(seriesOf(report('advertisers'))).toEqual({ name: 'BE last_30_days', kind: 'running' })
  expect(seriesOf('2024-07_world_month.zip!AT.csv')).toEqual({ name: 'AT month', kind: 'running' })
  expect([report('locations'), `regions/${report('Wallonia')}`, 'other.csv'].map(seriesOf)).toEqual([null, null, null])
})

test.each([
  ['a single byte', '\n'],
  ['a page that asks to log in', '<!DOCTYPE html><html><title>Log in</title></html>'],
])('MR-9 metareport.one-byte-zip: a “zip” of %s is refused before anything is kept', async (_what, bytes) => {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-'))
  const path = join(folder, 'HK_2025-04-05-last_30_days.zip')
  await writeFile(path, bytes)
  const received = fileRawArchive(join(folder, 'blobs')).receive(path)
  await expect(received).rejects.toMatchObject({
    code: 'file.unreadable',
    message: expect.stringMatching(/get it again/i),
  })
  await rm(folder, { recursive: true })
})

test('a web page under the name of a CSV is refused as what it is', async () => {
  const head = recordReader.head(Readable.from([Buffer.from('\ufeff\n <!doctype html>\n<html>…')]))
  await expect(head).rejects.toMatchObject({
    code: 'file.unreadable',
    message: expect.stringContaining('a web page, not a file of records'),
  })
})
