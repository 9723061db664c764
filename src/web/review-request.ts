import type { Request, Response } from 'express'
import { z } from 'zod'
import { Problem } from '../domain/errors.ts'
import type { ReviewDesk } from '../ports/sponsors.ts'
import { isAtThisMachine } from './at-this-machine.ts'
import { plainText } from './parse-request.ts'
import type { Site } from './site.ts'

export const reviewParams = z.strictObject({ after: plainText(2000).exactOptional() })
export const judgementsParams = z.strictObject({
  after: plainText(2000).exactOptional(),
  format: z.enum(['csv'], 'choose csv, or leave it out for a page.').exactOptional(),
})

const who = plainText(80)
  .transform((text) => text.trim())
  .refine((text) => text !== '', 'say who you are.')
const why = z
  .string()
  .max(1000, 'it holds more than 1,000 characters.')
  .transform((text) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
  .refine((text) => text.length >= 3, 'say why, in three letters or more.')

export const judgeForm = z.strictObject({
  verdict: z.enum(['same', 'different', 'affiliated', 'unsure'], 'press one of the four buttons.'),
  actor: who,
  why,
})
export const undoForm = z.strictObject({ actor: who, why })

/** @throws {Problem} `request.not_found` to everybody else: who is not at this machine learns of no desk. */
export async function deskOf(request: Request, site: Site): Promise<ReviewDesk> {
  const { reviewDesk } = await site.currentArchive()
  if (reviewDesk === null || !isAtThisMachine(request, site)) {
    throw new Problem('request.not_found', 'There is no page at this address. It may have been cut or mistyped.')
  }
  return reviewDesk
}

const COOKIE = 'paidfor_reviewer'

/** The name that was given last, so that nobody writes it a hundred times. It proves nothing, and opens nothing. */
export function reviewerOf({ headers }: Pick<Request, 'headers'>): string {
  const [, value = ''] = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`).exec(headers.cookie ?? '') ?? []
  try {
    return decodeURIComponent(value)
      .replaceAll(/\p{Cc}/gu, '')
      .slice(0, 80)
  } catch {
    return ''
  }
}

export function rememberReviewer(response: Response, name: string): void {
  response.cookie(COOKIE, name, { httpOnly: true, sameSite: 'strict', path: '/review', maxAge: 30 * 86_400_000 })
}
