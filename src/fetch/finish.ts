import { refuseStopped } from '../domain/stopped.ts'
import type { Download } from '../ports/collecting.ts'
import type { PartFile } from './part-file.ts'
import type { PartState } from './part-state.ts'
import { wrongSum } from './sums.ts'
import type { Visit } from './visit.ts'
import { zipTrouble } from './whole-zip.ts'

/** Looks at the whole file once more before it is offered. @throws {Problem} `collect.suspect` */
export async function finish(visit: Visit, part: PartFile, state: PartState): Promise<Download> {
  refuseStopped(visit.request.signal)
  const trouble = await zipTrouble(part.path)
  if (trouble !== null) throw visit.suspect(trouble)
  const wrong = await wrongSum(part.path, state, visit.request.signal)
  if (wrong !== null) throw visit.suspect(`bytes that do not have the ${wrong} it says they have`)
  return { kind: 'fetched', path: part.path, validators: state.validators, publishedAt: state.publishedAt }
}
