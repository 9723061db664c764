import { apiJson } from '../../../src/sources/meta/api-json.ts'
import { collectorCsv } from '../../../src/sources/meta/collector-csv.ts'

/** The fields of an ad read from a collector’s row that has an id and a page, and what the test adds. */
export function fromRow(cells: Readonly<Record<string, string>>) {
  return collectorCsv.normalise({ id: '900000000000001', page_name: 'Friends of the Dam', ...cells }).fields
}

/** The fields of a full answer of today’s API, with what the test adds. */
export function fromAnswer(ad: Readonly<Record<string, unknown>>) {
  return apiJson.normalise({ ...anAnswer, ...ad }).fields
}

export const anAnswer = {
  id: '900000000000002',
  page_id: '700000000000001',
  page_name: 'Friends of the Dam',
  ad_creative_bodies: ['Build the dam.'],
  ad_delivery_start_time: '2026-09-15',
  currency: 'USD',
  spend: { lower_bound: '100', upper_bound: '199' },
}

/** Runs what must fail and gives the code of its Problem. */
export function problemOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'no problem'
}
