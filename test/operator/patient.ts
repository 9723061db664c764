import type { Check } from '../../src/commands/doctor/check.ts'
import type { AskedEngine } from '../../src/commands/doctor/check-search.ts'
import { examineArchive } from '../../src/commands/doctor/examine-archive.ts'
import { type DoctorDeps, doctor } from '../../src/commands/doctor.ts'
import { sources } from '../../src/sources/registry.ts'

interface Diagnosis {
  readonly isSound: boolean
  readonly lines: readonly string[]
  readonly checks: readonly Check[]
  /** What the check of that name came to; undefined: there is none. */
  readonly of: (name: string) => Check | undefined
}

/** An Elasticsearch in which everything is as it should be. */
export const SOUND_ENGINE: AskedEngine = {
  version: async () => '8.19.21',
  standing: async () => ({ exists: true, isSound: true, isServed: true }),
}

const ROOMY = async () => ({ bsize: 4096, blocks: 100_000_000, bavail: 50_000_000 })

/** What the doctor says of an installation with these settings, on a machine with a sound clock and disk. */
export async function diagnosis(
  environment: DoctorDeps['environment'],
  deps: Partial<DoctorDeps> = {},
): Promise<Diagnosis> {
  const all: DoctorDeps = {
    ...{ environment, sources, examineArchive, reach: null },
    node: { version: 'v24.1.0', wanted: '>=20.19.0' },
    statfs: ROOMY,
    engineOf: () => SOUND_ENGINE,
    now: () => new Date(),
    ...deps,
  }
  const lines: string[] = []
  const json: string[] = []
  await doctor(all, { isJson: false, say: (line) => lines.push(line) })
  const isSound = await doctor(all, { isJson: true, say: (line) => json.push(line) })
  const checks: Check[] = json.map((line) => JSON.parse(line))
  return { isSound, lines, checks, of: (name) => checks.find((check) => check.name === name) }
}
