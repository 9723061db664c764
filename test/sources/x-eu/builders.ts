import type { ApiAnswer, Position, Verdict } from '../../../src/ports/crawling.ts'
import { xEuCrawling as crawling } from '../../../src/sources/x-eu/crawling.ts'

export const ADDRESS = 'https://ads.x.com'
export const ASKED = { user: '8940342', country: 'FR', from: '2026-09-01', to: '2026-09-30', looks: 1 }
export const OPERATIONS = { create: 'created_1', status: 'status_1' }
export const PAGE: Position = { step: 'page', ...ASKED, looks: 0 }
export const CREATE: Position = { step: 'create', ...ASKED, operations: OPERATIONS }
export const STATUS: Position = { step: 'status', ...ASKED, operations: OPERATIONS, exportId: 'e1', polls: 0 }
export const DOWNLOAD: Position = { ...STATUS, step: 'download', url: 'https://ton.example/e1.csv' }
export const HEADER =
  'Advertiser Name,Funding Entity,Creative,Start date,End Date,Targeted Segments,Excluded Targeting Segments,Impressions,Reach,Facts And Circumstances Of Removal,Enforcement Action,Statement Of Reason'
export const ROW = 'A,B,https://x.com/a/status/1965000000000000001,2026-09-01,2026-09-30,"Age: 18, up",,5,4,,,'

export const asked = (at: Position) => crawling.request(at, { address: ADDRESS, pageSize: null, setting: () => null })

export function answer(text: string, status = 200, headers: Readonly<Record<string, string>> = {}): ApiAnswer {
  return { status, text, header: (name) => headers[name] ?? null, at: '2026-10-01T00:00:00Z' as never }
}

export const read = (at: Position, text: string, status = 200, headers = {}): Verdict =>
  crawling.read(answer(text, status, headers), at)
export const next = (verdict: Verdict) => (verdict.is === 'page' ? verdict.next : [])
export const statusText = (status: string, url: string | null = null) =>
  JSON.stringify({
    data: {
      digital_services_act_export_status: { export_id: 'e1', export_status: status, export_download_url: url },
    },
  })
