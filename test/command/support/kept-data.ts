import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../../src/project-root.ts'

export interface KeptData {
  /** Copies it to `folder`. */
  readonly copyTo: (folder: string) => void
  readonly forget: () => Promise<void>
}

/**
 * A data folder, database and all, that holds one ad of Meta: where there is one, no made-up election is collected before
 * the site is there. Made once, for making it takes longer than a start.
 */
export async function keepData(): Promise<KeptData> {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-kept-'))
  const kept = join(folder, 'data')
  const { DATABASE_URL: _, ...outer } = process.env
  await writeFile(join(folder, 'meta-2024-10-01.json'), JSON.stringify([AD]))
  const args = [join(projectRoot, 'scripts', 'paidfor.mjs'), 'import', 'meta', join(folder, 'meta-2024-10-01.json')]
  run(process.execPath, args, { ...outer, DATA_DIR: kept })
  return {
    copyTo: (to) => run('cp', ['-a', kept, to]), // its owner may be another than we: PostgreSQL refuses to run as root
    forget: () => rm(folder, { recursive: true, force: true }),
  }
}

const AD = {
  id: '123456789012345',
  page_id: '1',
  page_name: 'A page',
  currency: 'USD',
  spend: { lower_bound: '1', upper_bound: '2' },
}

function run(command: string, args: readonly string[], env = process.env): void {
  const { status, stderr } = spawnSync(command, args, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`)
}
