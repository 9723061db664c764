import { Readable } from 'node:stream'
import type { SpendStatement } from '../../../src/domain/spend-statement.ts'
import type { FileHead } from '../../../src/ports/source.ts'
import { metaReport } from '../../../src/sources/meta-report/source.ts'
import { recordReader } from '../../../src/sources/shared/record-reader.ts'

/** A report of Austria over 30 days, as a member of the zip that a collector named a day late. */
export const AUSTRIA =
  'AT_2025-07-13-last_30_days.zip!FacebookAdLibraryReport_2025-07-12_AT_last_30_days_advertisers.csv'
export const HEADER = 'Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library'
export const WITHOUT = 'These ads ran without a disclaimer'

export const headOf = (header: string): FileHead => ({ shape: 'csv', header: header.split(',') })

/** The content of such a name is read as the archive reads it: each record its statement, or why there is none. */
export async function readReport(
  name: string,
  lines: readonly string[],
): Promise<readonly (SpendStatement | string)[]> {
  const content = () => Readable.from([Buffer.from(lines.join('\n'))])
  const head = await recordReader.head(content())
  const format = metaReport.formats.find((each) => each.recognises(head, name))
  if (format?.tells !== 'statements') throw new Error(`${name} is of no format`)
  const read: (SpendStatement | string)[] = []
  const file = { name, folder: '', observedOn: metaReport.dateInName(name) ?? ('2025-01-01' as never) }
  for await (const record of recordReader.records(format, content())) {
    if ('problem' in record) read.push(record.problem.message)
    else read.push(...statementsOrReason(() => format.normalise(record.value, file).statements))
  }
  return read
}

export async function onlyStatement(name: string, lines: readonly string[]): Promise<SpendStatement> {
  const [first, ...others] = await readReport(name, lines)
  if (first === undefined || typeof first === 'string' || others.length > 0) throw new Error(`not one: ${first}`)
  return first
}

function statementsOrReason(read: () => readonly SpendStatement[]): readonly (SpendStatement | string)[] {
  try {
    return read()
  } catch (problem) {
    const { code, message } = problem as { code: string; message: string }
    return [`${code}: ${message}`]
  }
}
