import { Problem } from '../domain/errors.ts'
import type { Download, DownloadRequest } from '../ports/collecting.ts'
import { begin } from './begin.ts'
import { finish } from './finish.ts'
import { conditionsFor, contentLength, isSameIssue, spanOf, validatorsOf } from './issue.ts'
import { type PartFile, partFile } from './part-file.ts'
import type { PartState } from './part-state.ts'
import { readBlocks } from './read-blocks.ts'
import { type Visit, type VisitRules, visitOf } from './visit.ts'

export interface Tools extends VisitRules {
  readonly folder: string
  readonly blockBytes: number
}

/** A file that is replaced more often than this while it is fetched is left for a later run. */
const MOST_BEGINNINGS = 3

/** What `Downloads.fetch` promises. */
export async function fetchFile(tools: Tools, request: DownloadRequest): Promise<Download> {
  const part = partFile(tools.folder, request.partName)
  const visit = visitOf(tools, request)
  try {
    for (let beginnings = 0; beginnings < MOST_BEGINNINGS; beginnings++) {
      const download = await oneIssue(tools, visit, part)
      if (download === 'changed') continue
      if (download.kind !== 'fetched') await part.drop()
      return download
    }
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'collect.suspect') await part.drop()
    throw problem
  }
  await part.drop()
  throw visit.changesTooFast()
}

async function oneIssue({ blockBytes }: Tools, visit: Visit, part: PartFile): Promise<Download | 'changed'> {
  const { known, url } = visit.request
  const found = await part.found(url, blockBytes)
  const isKnown = found !== null && known !== null && isSameIssue(known, found.state.validators)
  if (found === null || isKnown) return begin(visit, part, blockBytes)
  const { state, doneBytes } = found
  if (doneBytes < state.bytes) return readBlocks(visit, part, { state, doneBytes })
  return offerAgain(visit, part, state)
}

/** The part is whole: all that is asked is whether it still is the current issue. */
async function offerAgain(visit: Visit, part: PartFile, state: PartState): Promise<Download | 'changed'> {
  const current = await visit.patiently(() => currentIssue(visit, state))
  if (current === 'same') return finish(visit, part, state)
  if (current !== 'other') return current
  await part.drop()
  return 'changed'
}

/** One byte is asked for, since HEAD is refused here and there. */
async function currentIssue(
  visit: Visit,
  { validators }: PartState,
): Promise<'same' | 'other' | { readonly kind: 'absent' }> {
  const answer = await visit.ask({ range: 'bytes=0-0', ...conditionsFor(validators) })
  switch (answer.status) {
    case 304:
      await answer.drop()
      return 'same'
    case 200:
    case 206: {
      const bytes = answer.status === 200 ? contentLength(answer) : (spanOf(answer)?.total ?? null)
      await answer.drop()
      return isSameIssue(validatorsOf(answer, bytes), validators) ? 'same' : 'other'
    }
    case 412:
    case 416:
      await answer.drop()
      return 'other'
    default:
      return visit.absent(answer)
  }
}
