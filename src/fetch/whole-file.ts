import type { Answer } from './ask.ts'
import type { Visit } from './visit.ts'
import { startTrouble } from './whole-zip.ts'

/** @throws {Problem} `collect.suspect` */
export async function refuseType(visit: Visit, answer: Answer): Promise<void> {
  if (!/^\s*(text\/html|application\/xhtml)/i.test(answer.header('content-type') ?? '')) return
  await answer.drop()
  throw visit.suspect('a web page')
}

/** @throws {Problem} `collect.suspect` */
export async function refuseSize(visit: Visit, answer: Answer, bytes: number): Promise<void> {
  const isTooSmall = bytes < Math.max(visit.request.leastBytes, SMALLEST_START)
  if (!isTooSmall && bytes <= visit.mostBytes) return
  await answer.drop()
  throw visit.suspect(isTooSmall ? `${bytes} bytes, too few for such a file` : `${bytes} bytes, too many for any file`)
}

const SMALLEST_START = 4

/** @throws {Problem} `collect.suspect` when a file that begins so is no zip */
export function refuseStart(visit: Visit, start: Buffer): void {
  const trouble = start.length < SMALLEST_START ? null : startTrouble(start)
  if (trouble !== null) throw visit.suspect(trouble)
}
