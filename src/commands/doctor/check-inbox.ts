import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Source } from '../../ports/source.ts'
import { counted } from '../../web/format.ts'
import { type Check, ok, warn } from './check.ts'

/** Files that were put into the inbox: those that wait, and those that were refused. */
export async function checkInbox(folder: string, sources: readonly Source[]): Promise<Check> {
  const counts = { waiting: 0, refused: 0 }
  for (const { manifest } of sources) {
    counts.waiting += (await filesIn(join(folder, manifest.id))).length
    const refused = await filesIn(join(folder, manifest.id, 'refused'))
    counts.refused += refused.filter((name) => !name.endsWith('.why.txt')).length
  }
  const waiting =
    counts.waiting === 0 ? 'no file waits' : `${counted(counts.waiting, 'file')} for the site to take once it runs`
  if (counts.refused === 0) return ok('inbox', waiting)
  const todo = `The reason lies beside each, in a file .why.txt, under ${folder}. Remove those that you need no more.`
  return warn('inbox', `${waiting}; ${counts.refused} refused`, todo)
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name)
}
