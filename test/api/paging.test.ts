import type { Server } from 'node:http'
import request from 'supertest'
import { STORE_LIMITS } from '../../src/web/api/limits.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { snapCsv } from '../support/snap-csv.ts'

const ADS = 3_000
const DAYS = ['2024-11-02', '2024-11-03', '2024-11-04', '2024-11-05', '2024-11-06']

let opened: TestArchive
let site: Server
beforeAll(async () => {
  opened = await openTestArchive()
  site = siteOver(opened).listen(0)
  reportOf((await importDay('2024-11-01', 0, ADS))[0])
}, 120_000)
afterAll(async () => {
  site.close()
  await opened.close()
})
