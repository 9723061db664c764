import type { Response } from 'express'
import { cell, csvHeader, csvRow } from '../domain/csv.ts'
import { Problem } from '../domain/errors.ts'
import { type Currency, majorBounds } from '../domain/money.ts'
import { sumOfRanges } from '../domain/range.ts'
import { converted } from '../domain/reference-rate.ts'
import type { WhyReport } from '../ports/spending-why.ts'
import { asOfText, type Standpoint } from './as-of.ts'
import { letKeep, setFileHeadersAsOf } from './as-of-headers.ts'
import { type InOneCurrency, inOneCurrency, ratesCell, ratesJson } from './one-currency.ts'
import type { Site } from './site.ts'
import { asOfView } from './view-models/as-of-view.ts'
import { type ConvertedPart, whyConvertedView } from './view-models/why-converted-view.ts'
import type { WhyRequest } from './why-request.ts'
import { whyUrl } from './why-url.ts'

/** A name is needed, and nothing of what counts: the parts lead to that. */
const NO_ROWS = { accounts: 1, each: 0 }

/** A figure of all currencies in one: what it is in each, by which rate it was converted, and why it is so there. */
export async function sendConverted(
  site: Site,
  standpoint: Standpoint,
  request: WhyRequest,
  response: Response,
): Promise<void> {
  const { archive } = standpoint
  const { currencies } = await archive.spendingChoices(request.query)
  const held = currencies.map(({ currency }) => currency)
  const one = await inOneCurrency(archive, request.query.currency, { to: request.query.to, held })
  const told: { readonly currency: Currency; readonly report: WhyReport }[] = []
  for (const currency of held) {
    const report = await archive.why(request.whose, { ...request.query, currency }, NO_ROWS)
    if (report !== null) told.push({ currency, report })
  }
  const name = told[0]?.report.name ?? null
  if (told.length === 0) {
    throw new Problem('request.not_found', 'No file that we have read tells of any money for this.')
  }
  const parts = told.map(({ currency, report }) => partOf(request, { currency, report, one }))
  const content = { request, one, name, parts, kept: asOfText(standpoint) }
  const { format } = request.params
  if (format === undefined) await sendPage(site, standpoint, content, response)
  else sendFile(standpoint, content, format, response)
}

interface Content {
  readonly request: WhyRequest
  readonly one: InOneCurrency
  readonly name: string | null
  readonly parts: readonly ConvertedPart[]
  readonly kept: { readonly as_of?: string }
}

function partOf(
  { params, query }: WhyRequest,
  { currency, report, one }: { readonly currency: Currency; readonly report: WhyReport; readonly one: InOneCurrency },
): ConvertedPart {
  const factor = one.factors.get(currency)
  const { in: _in, format: _format, ...kept } = params
  return {
    currency,
    told: { lower: report.lower, upper: report.upper },
    converted: factor === undefined ? null : converted(report, factor),
    why: whyUrl({ ...kept, ...query, currency }),
  }
}

async function sendPage(site: Site, standpoint: Standpoint, content: Content, response: Response): Promise<void> {
  const { params } = content.request
  const asOf = asOfView(standpoint, whyUrl({ ...params, as_of: null }))
  const view = whyConvertedView({ ...content, asOf }, site.manifests)
  await site.sendPage(response, {
    name: 'why-converted',
    title: `Why this number: ${view.subject.text}, ${view.where}`,
    description: 'A figure of all currencies in one, with what it is in each and the rates that were used.',
    canonical: standpoint.asked === null ? whyUrl(params) : null,
    isSample: standpoint.isSample,
    view,
  })
}

function sendFile(standpoint: Standpoint, content: Content, format: 'csv' | 'json', response: Response): void {
  const { parts, one } = content
  const name = `why-in-${one.currency.toLowerCase()}`
  setFileHeadersAsOf(response, { format, name, total: parts.length }, standpoint)
  letKeep(response, standpoint)
  response.send(format === 'csv' ? partsCsv(content) : `${JSON.stringify(partsJson(content))}\n`)
}

function partsJson({ request, one, name, parts, kept }: Content) {
  const sum = sumOfRanges(parts.flatMap((part) => part.converted ?? []))
  return {
    query: { ...request.query },
    asOf: kept.as_of ?? null,
    name,
    ...majorBounds(sum, one.currency),
    converted: ratesJson(one),
    parts: parts.map((part) => ({
      currency: part.currency,
      ...majorBounds(part.told, part.currency),
      inOne: part.converted === null ? null : majorBounds(part.converted, one.currency),
      why: part.why,
    })),
  }
}

function partsCsv({ one, parts }: Content): string {
  const header = csvHeader(['currency', 'lower', 'upper', 'in', 'lower_in', 'upper_in', 'converted_by', 'why'])
  const row = ({ currency, told, converted: inOne, why }: ConvertedPart) => {
    const [own, other] = [majorBounds(told, currency), inOne === null ? null : majorBounds(inOne, one.currency)]
    return csvRow([
      cell('text', currency),
      cell('number', own.lower),
      cell('number', own.upper),
      cell('text', one.currency),
      cell('number', other?.lower ?? null),
      cell('number', other?.upper ?? null),
      cell('text', other === null ? null : ratesCell(one)),
      cell('text', why),
    ])
  }
  return header + parts.map(row).join('')
}
