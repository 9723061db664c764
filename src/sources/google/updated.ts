import type { DayFormat } from '../../ports/source.ts'
import { cellsOf, plainName } from './cells.ts'
import { dayIn } from './days.ts'

const COLUMN = /^report_data_updated_(?:date|time)/

/**
 * `google-political-ads-updated.csv`: the day to which the bundle is current, as published: `Report_Data_Updated_Date`
 * was UTC, `Report_Data_Updated_Time (PT)` is Pacific Time, in which a day ends up to eight hours later.
 */
export const updated: DayFormat = {
  tells: 'day',
  id: 'google-updated',
  shape: 'csv',
  version: 1,
  publicKeys: new Set(['report_data_updated_date', 'report_data_updated_time', 'report_data_updated_time(pt)']),
  recognises: (head) => head.shape === 'csv' && head.header.some((column) => COLUMN.test(plainName(column))),
  latestDay: (record) => {
    for (const [name, text] of cellsOf(record)) if (COLUMN.test(name)) return dayIn(text)
    return null
  },
}
