import type { Response } from 'express'
import { z } from 'zod'
import { Problem } from '../domain/errors.ts'
import { currency } from '../domain/money.ts'
import type { SponsorProfile, Sponsors } from '../ports/sponsors.ts'
import { asOfParam, type Standpoint } from './as-of.ts'
import { citeParam } from './citation-file.ts'
import { plainText, understood } from './parse-request.ts'
import { sponsorIdOf } from './sponsor-url.ts'
import type { WebDeps } from './web-deps.ts'

const format = z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional()

export const sponsorParams = z.strictObject({
  currency: understood(8, currency).exactOptional(),
  in: understood(8, currency).exactOptional(),
  table: z.enum(['mentions', 'figures'], 'choose mentions or figures.').exactOptional(),
  as_of: asOfParam.exactOptional(),
  format,
  cite: citeParam.exactOptional(),
})

export const AD_SIZES = { smallest: 10, usual: 25, largest: 200 } as const

export const sponsorAdsParams = z.strictObject({
  listed: z.enum(['withdrawn'], 'write withdrawn, or leave it out.').exactOptional(),
  as_of: asOfParam.exactOptional(),
  after: z
    .string()
    .regex(/^[\d.-]{5,60}$|^\d+\.-infinity\.\d+$/, 'it is not one of ours: follow the links of the pages.')
    .exactOptional(),
  size: understood(8, pageSize).exactOptional(),
  format,
})

export const sponsorsParams = z.strictObject({
  q: plainText(200).exactOptional(),
  after: plainText(2000).exactOptional(),
  size: understood(8, pageSize).exactOptional(),
  format,
})

function pageSize(text: string): number {
  const size = /^\d+$/.test(text) ? Number(text) : 0
  if (size >= AD_SIZES.smallest && size <= AD_SIZES.largest) return size
  throw new RangeError(`a page holds ${AD_SIZES.smallest} to ${AD_SIZES.largest} rows`)
}

/** The sponsors of the moment that was asked for. */
export async function sponsorsThen(site: Pick<WebDeps, 'currentArchive'>, { asked }: Standpoint) {
  const { sponsors, sponsorAds } = await site.currentArchive()
  return asked === null
    ? { sponsors, sponsorAds }
    : { sponsors: sponsors.asOf(asked.revision), sponsorAds: sponsorAds.asOf(asked.revision) }
}

/**
 * Null where the reader was sent on: a former id leads to the page of the sponsor that it went into, for ever.
 * @throws {Problem} `request.not_found`
 */
export async function profileOr301(
  sponsors: Sponsors,
  text: string,
  response: Response,
): Promise<SponsorProfile | null> {
  const id = sponsorIdOf(text)
  const found = id === null ? null : await sponsors.sponsor(id)
  if (found === null) {
    throw new Problem(
      'request.not_found',
      'No sponsor has or had this id, or none at the moment asked about. It may be mistyped.',
    )
  }
  if (!('movedTo' in found)) return found
  const rest = response.req.originalUrl.replace(/^\/sponsors\/[^/?]*/, '')
  response.redirect(301, `/sponsors/${found.movedTo}${rest}`)
  return null
}
