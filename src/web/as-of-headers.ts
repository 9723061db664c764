import type { Response } from 'express'
import { momentText } from '../domain/moment.ts'
import type { Standpoint } from './as-of.ts'
import { type ExportFormat, setFileHeaders } from './search-export.ts'

type Asked = Pick<Standpoint, 'asked' | 'isExact' | 'isSample'>

/**
 * What an exact moment answers to a program never changes, and may be kept by whoever passes it on. But for the made-up
 * archive: the moments of the real one will have the same names.
 */
export function letKeep(response: Response, { isExact, isSample }: Asked): void {
  if (isExact && !isSample) response.set('Cache-Control', 'public, max-age=3600')
}

/** Headers of a file to keep, whose name says as of when it is: the moment asked for, or today. */
export function setFileHeadersAsOf(
  response: Response,
  file: { readonly format: ExportFormat; readonly name: string; readonly total: number | null },
  asked: Asked,
): void {
  const moment = asked.asked === null ? undefined : momentText(asked.asked)
  setFileHeaders(response, file.format, file.name, file.total, moment)
  letKeep(response, asked)
}
