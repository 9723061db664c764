import type { Download } from '../ports/collecting.ts'
import type { Answer } from './ask.ts'
import { finish } from './finish.ts'
import { isOtherIssue, rangeCondition, spanOf, validatorsOf } from './issue.ts'
import type { PartFile } from './part-file.ts'
import type { PartState } from './part-state.ts'
import { Passing } from './passing.ts'
import type { Visit } from './visit.ts'

export interface Begun {
  readonly state: PartState
  /** Whole blocks. */
  readonly doneBytes: number
}

/** Reads from the last whole block to the end; `changed` when the server has another issue by now, and the part is gone. */
export async function readBlocks(
  visit: Visit,
  part: PartFile,
  { state, doneBytes }: Begun,
): Promise<Download | 'changed'> {
  visit.request.onProgress(doneBytes, state.bytes)
  for (let from = doneBytes; from < state.bytes; from += state.blockBytes) {
    const bytes = Math.min(state.blockBytes, state.bytes - from)
    const block = await visit.patiently(() => askBlock(visit, state, { from, bytes, total: state.bytes }))
    if (block === 'changed') {
      await part.drop()
      return 'changed'
    }
    if ('kind' in block) return block
    await part.write(block, from)
  }
  return finish(visit, part, state)
}

export interface Block {
  /** Its first byte in the file. */
  readonly from: number
  readonly bytes: number
  /** Bytes of the file. */
  readonly total: number
}

async function askBlock(visit: Visit, state: PartState, block: Block) {
  const to = block.from + block.bytes - 1
  const condition = rangeCondition(state.validators) ?? ''
  const answer = await visit.ask({ range: `bytes=${block.from}-${to}`, 'if-range': condition })
  switch (answer.status) {
    case 206: {
      const span = spanOf(answer)
      const isAsked = span !== null && span.from === block.from && span.to === to
      if (isAsked && !isOtherIssue(validatorsOf(answer, span.total), state.validators)) {
        return blockOf(visit, answer, block)
      }
      return changed(answer)
    }
    case 200:
    case 412:
    case 416:
      return changed(answer)
    default:
      return visit.absent(answer)
  }
}

async function changed(answer: Answer): Promise<'changed'> {
  await answer.drop()
  return 'changed'
}

/** The body, as long as the block and no longer. @throws {Passing} when it is not */
export async function blockOf(visit: Visit, answer: Answer, { from, bytes, total }: Block): Promise<Buffer> {
  const block = Buffer.alloc(bytes)
  let done = 0
  for await (const chunk of answer.body()) {
    if (done + chunk.length > bytes) throw new Passing('it sent more than was asked for')
    block.set(chunk, done)
    done += chunk.length
    visit.request.onProgress(from + done, total)
  }
  if (done < bytes) throw new Passing(`it was cut off at byte ${from + done}`)
  return block
}
