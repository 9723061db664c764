import { countText } from '../count-text.ts'
import type { Hold } from '../ports/source-status.ts'
import type { Upkeep } from '../ports/upkeep.ts'

type Holds = Pick<Upkeep, 'holds' | 'decideHold'>

/** Mass disappearances: those that wait, then those that were decided. One line each. */
export async function listHolds({ holds }: Holds, isJson: boolean): Promise<readonly string[]> {
  const all = await holds()
  if (isJson) return all.map((hold) => JSON.stringify(hold))
  return all.length === 0 ? ['Nothing is held.'] : all.map(holdLine)
}

export async function decideHold(
  { decideHold: decide }: Holds,
  id: number,
  decision: 'accepted' | 'rejected',
): Promise<readonly string[]> {
  const hold = await decide(id, decision)
  const meaning =
    decision === 'accepted'
      ? `${countText(hold.absent)} ${hold.of} count as missing from ${hold.fileName}; a second complete file without them, on a later day, makes them withdrawn.`
      : `What ${hold.fileName} lacks proves nothing; what it holds stays.`
  return [holdLine(hold), meaning]
}

function holdLine({ id, status, source, series, of, absent, listed, fileName, observedOn }: Hold): string {
  const share = Math.round((absent / Math.max(listed, 1)) * 1000) / 10
  const what = `${countText(absent)} of ${countText(listed)} ${of} (${share} %)`
  return `${id}  ${status}  ${source} ${series}: ${what} are not in ${fileName} of ${observedOn}`
}
