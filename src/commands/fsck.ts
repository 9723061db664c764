import { countText } from '../count-text.ts'
import { type CheckDeps, checkArchive } from '../pipeline/check-archive.ts'

/** Hashes every kept file anew; names those that are not sound. @returns whether all are */
export async function fsck(deps: CheckDeps, say: (line: string) => void): Promise<boolean> {
  let [files, bytes, bad] = [0, 0, 0]
  for await (const blob of checkArchive(deps)) {
    files++
    bytes += blob.bytes
    if (!('state' in blob)) continue
    bad++
    const what = blob.state === 'missing' ? 'is missing' : 'is damaged: its bytes are not those that were kept'
    say(`${blob.sha256} ${what}. Restore it from a backup.`)
  }
  say(`${countText(files)} kept files, ${countText(bytes)} bytes, hashed anew: ${countText(bad)} missing or damaged`)
  return bad === 0
}
