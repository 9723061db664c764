import { countText } from '../count-text.ts'
import type { IndexingDeps } from '../pipeline/indexing/deps.ts'
import { differencesOf, type Verified, type VerifyOptions, verifyIndex } from '../pipeline/indexing/verify-index.ts'

/** @returns whether the index holds what the archive holds, or does so now */
export async function verify(
  deps: Pick<IndexingDeps, 'outbox' | 'engine'>,
  request: VerifyOptions,
  say: (line: string) => void,
): Promise<boolean> {
  const verified = await verifyIndex(deps, request)
  const found = differencesOf(verified)
  say(
    `${verified.index} at revision ${verified.revision}: ${countText(verified.ads)} ads compared: ${sentence(verified)}`,
  )
  if (found === 0) return true
  if (!request.isRepairing) say('Repair it: npx paidfor verify-index --repair')
  else if (verified.refused > 0) say(`${countText(verified.refused)} were refused again: npx paidfor doctor names them`)
  else say('All of them are written anew; they are searched within a second or two.')
  return request.isRepairing && verified.refused === 0
}

function sentence({ missing, stale, extra, altered }: Verified): string {
  return `${countText(missing)} missing, ${countText(stale)} of another version, ${countText(extra)} too many, ${countText(altered)} saying something else`
}
