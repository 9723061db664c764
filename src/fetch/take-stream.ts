import type { Answer } from './ask.ts'
import { contentLength, type Issue } from './issue.ts'
import type { PartFile } from './part-file.ts'
import type { PartState } from './part-state.ts'
import { Passing } from './passing.ts'
import type { Visit } from './visit.ts'
import { refuseSize, refuseStart, refuseType } from './whole-file.ts'

export interface Stream {
  readonly answer: Answer
  readonly issue: Issue
  readonly blockBytes: number
}

/** Takes a file whose server gives no parts of it, from its first byte to its last. Nothing of it outlives an interruption. */
export async function takeStream(
  visit: Visit,
  part: PartFile,
  { answer, issue, blockBytes }: Stream,
): Promise<PartState> {
  const declared = contentLength(answer)
  await refuseType(visit, answer)
  if (declared !== null) await refuseSize(visit, answer, declared)
  const bytes = await part.writeStream(counted(visit, answer, declared))
  if (declared !== null && bytes !== declared) throw new Passing(`it was cut off at byte ${bytes}`)
  await refuseSize(visit, answer, bytes)
  const state = { ...issue, url: visit.request.url, bytes, blockBytes, validators: { ...issue.validators, bytes } }
  const { etag, lastModified } = issue.validators
  if (etag !== null || lastModified !== null) await part.complete(state)
  return state
}

async function* counted(visit: Visit, answer: Answer, total: number | null): AsyncGenerator<Buffer> {
  let done = 0
  for await (const chunk of answer.body()) {
    if (done === 0) refuseStart(visit, chunk)
    done += chunk.length
    if (done > visit.mostBytes) throw visit.suspect(`more than ${visit.mostBytes} bytes`)
    yield chunk
    visit.request.onProgress(done, total)
  }
}
