import type { Mention } from '../mention.ts'
import type { IdChange } from '../resolution.ts'

/** `platform account` of a mention, by one of the account's ids; empty where it has none, or `0` in its place. */
export type AccountOf = (mention: Pick<Mention, 'platform' | 'accountId'>) => string

/** Follows replaced ids, in whichever order and direction they are told: all ids of one account are one. */
export function accountKeys(changes: readonly IdChange[]): AccountOf {
  const parent = new Map<string, string>()
  const rootOf = (key: string): string => {
    let at = key
    for (let next = parent.get(at); next !== undefined; next = parent.get(at)) at = next
    return at
  }
  for (const { platform, formerId, id } of changes) {
    const [root = '', other = ''] = [rootOf(`${platform} ${formerId}`), rootOf(`${platform} ${id}`)].sort()
    if (root !== other) parent.set(other, root)
  }
  return ({ platform, accountId }) => (/^0*$/.test(accountId) ? '' : rootOf(`${platform} ${accountId}`))
}
