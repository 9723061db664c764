import type { Download } from '../ports/collecting.ts'
import type { Answer } from './ask.ts'
import { finish } from './finish.ts'
import { conditionsFor, contentLength, isSameIssue, issueOf, rangeCondition, spanOf, validatorsOf } from './issue.ts'
import type { PartFile } from './part-file.ts'
import type { PartState } from './part-state.ts'
import { blockOf, readBlocks } from './read-blocks.ts'
import { takeStream } from './take-stream.ts'
import type { Visit } from './visit.ts'
import { refuseSize, refuseStart, refuseType } from './whole-file.ts'

/**
 * Asks for the first block, on the condition that the issue is none that we have: one request tells whether there is news,
 * how long it is and whether blocks may be asked for at all, also where HEAD is refused.
 */
export async function begin(visit: Visit, part: PartFile, blockBytes: number): Promise<Download | 'changed'> {
  const first = await visit.patiently(() => firstAnswer(visit, part, blockBytes))
  if ('kind' in first) return first
  return readBlocks(visit, part, { state: first, doneBytes: Math.min(blockBytes, first.bytes) })
}

async function firstAnswer(visit: Visit, part: PartFile, blockBytes: number): Promise<Download | PartState> {
  const conditions = conditionsFor(visit.request.known)
  const answer = await visit.ask({ range: `bytes=0-${blockBytes - 1}`, ...conditions })
  const isFirstBlock = answer.status === 206 && beginsBlocks(answer, blockBytes)
  if (isFirstBlock) return firstBlock(visit, part, { answer, blockBytes })
  if (answer.status !== 206 && answer.status !== 416) return otherAnswer(visit, part, { answer, blockBytes })
  await answer.drop()
  return otherAnswer(visit, part, { answer: await visit.ask(conditions), blockBytes })
}

interface First {
  readonly answer: Answer
  readonly blockBytes: number
}

/** Whether what follows can be asked for block by block: it is the span asked for, and later ones can be told to belong to it. */
function beginsBlocks(answer: Answer, blockBytes: number): boolean {
  const span = spanOf(answer)
  if (span === null || span.from !== 0 || span.to !== Math.min(blockBytes, span.total) - 1) return false
  return rangeCondition(validatorsOf(answer, span.total)) !== null
}

async function firstBlock(visit: Visit, part: PartFile, { answer, blockBytes }: First): Promise<Download | PartState> {
  const { request } = visit
  const bytes = spanOf(answer)?.total ?? 0
  const issue = issueOf(answer, bytes, visit.now)
  if (request.known !== null && isSameIssue(issue.validators, request.known)) return unchanged(answer)
  await refuseType(visit, answer)
  await refuseSize(visit, answer, bytes)
  const block = await blockOf(visit, answer, { from: 0, bytes: Math.min(blockBytes, bytes), total: bytes })
  refuseStart(visit, block)
  const state = { ...issue, url: request.url, bytes, blockBytes }
  await part.begin(state)
  await part.write(block, 0)
  return state
}

async function otherAnswer(visit: Visit, part: PartFile, { answer, blockBytes }: First): Promise<Download> {
  const { request } = visit
  switch (answer.status) {
    case 304:
      return unchangedAsSaid(visit, answer)
    case 200: {
      const issue = issueOf(answer, contentLength(answer), visit.now)
      if (request.known !== null && isSameIssue(issue.validators, request.known)) return unchanged(answer)
      return finish(visit, part, await takeStream(visit, part, { answer, issue, blockBytes }))
    }
    default:
      return visit.absent(answer)
  }
}

async function unchanged(answer: Answer): Promise<Download> {
  await answer.drop()
  return { kind: 'unchanged' }
}

/** “Not changed” is believed only of the issue that we have told of. */
async function unchangedAsSaid(visit: Visit, answer: Answer): Promise<Download> {
  const { known } = visit.request
  const said = validatorsOf(answer, null)
  const isTold = known !== null && (known.etag !== null || known.lastModified !== null)
  const isOther = known?.etag != null && said.etag !== null && !isSameIssue({ ...known, bytes: null }, said)
  if (isTold && !isOther) return unchanged(answer)
  await answer.drop()
  throw visit.suspect('“not changed” of an issue that we do not have')
}
