import { basename, dirname } from 'node:path'
import type { Response } from 'express'
import { Problem } from '../domain/errors.ts'
import type { ShelvedFile } from '../ports/releases.ts'

const WEEK_IN_SECONDS = 604_800

/** A file of a release: its parts can be asked for, and it never is another under the same address. */
export async function sendReleaseFile(response: Response, { path, name, sha256 }: ShelvedFile): Promise<void> {
  response.set({
    'Content-Type': contentType(name),
    ETag: `"${sha256}"`,
    // `no-transform`: compressed on the way, its bytes would not be those that the sum is of.
    'Cache-Control': `public, max-age=${WEEK_IN_SECONDS}, immutable, no-transform`,
  })
  await new Promise<void>((resolve, reject) => {
    const options = { root: dirname(path), cacheControl: false, lastModified: false }
    response.sendFile(basename(path), options, (error) => {
      if (error === undefined || error === null || response.headersSent)
        resolve() // a reader who has gone is no failure
      else reject(inWords(response, error))
    })
  })
}

function inWords(response: Response, error: Error): Error {
  for (const header of ['ETag', 'Content-Type', 'Last-Modified']) response.removeHeader(header)
  const isMissing = 'status' in error && error.status === 404
  return isMissing
    ? new Problem('request.not_found', 'This file of the release is no longer there.', { cause: error })
    : error
}

const TYPES: readonly (readonly [end: string, type: string])[] = [
  ['.csv.gz', 'application/gzip'],
  ['.parquet', 'application/vnd.apache.parquet'],
  ['.json', 'application/json; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
]

function contentType(name: string): string {
  return TYPES.find(([end]) => name.endsWith(end))?.[1] ?? 'text/plain; charset=utf-8'
}
