import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../../src/domain/errors.ts'
import { type DownloadSettings, httpDownloads } from '../../src/fetch/http-downloads.ts'
import type { Download, DownloadRequest } from '../../src/ports/collecting.ts'
import { type VirtualClock, virtualClock } from './virtual-clock.ts'

export const BLOCK = 1_000

export interface Fetching {
  readonly folder: string
  readonly clock: VirtualClock
  readonly fetch: (url: string, request?: Partial<DownloadRequest>) => Promise<Download>
  readonly forget: () => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Downloads into a folder of their own, by a clock of their own; `own` are the addresses that the operator named. */
export async function fetching(own: readonly string[], settings: Partial<DownloadSettings> = {}): Promise<Fetching> {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-fetch-'))
  const clock = virtualClock()
  const downloads = httpDownloads({
    folder,
    userAgent: 'Paidfor/0 (+mailto:test@example.org)',
    operatorAddresses: own,
    blockBytes: BLOCK,
    clock,
    random: () => 0.5,
    ...settings,
  })
  const request = {
    leastBytes: 100,
    mayBeAbsent: false,
    partName: 'snap-2026',
    known: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }
  return {
    folder,
    clock,
    fetch: (url, changes) => downloads.fetch({ ...request, url, ...changes }),
    forget: () => downloads.forget(request.partName),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The problem that the work ends with. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const problem = await work.then(
    (result) => new Error(`no problem but ${JSON.stringify(result)}`),
    (error) => error,
  )
  if (problem instanceof Problem) return problem
  throw problem
}
