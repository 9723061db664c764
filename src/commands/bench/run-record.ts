import { packageVersion } from '../../package-version.ts'
import type { Table } from './read-table.ts'
import type { OutputFile } from './write-files.ts'

export interface RunFacts {
  readonly command: string
  /** Of the rules that decided; changes with every change of them. */
  readonly ruleVersion: string
  readonly inputs: readonly Pick<Table, 'file' | 'sha256'>[]
  /** Versions and dates of reference data that the command was given. */
  readonly references?: Readonly<Record<string, string>>
  readonly seed?: number
  readonly started: Date
  readonly rows: Readonly<Record<string, number>>
}

/** `run.json`: what was run, on what, and how much came of it. */
export function runRecord({
  command,
  ruleVersion,
  inputs,
  references = {},
  seed,
  started,
  rows,
}: RunFacts): OutputFile {
  const record = {
    command,
    version: packageVersion(),
    rule_version: ruleVersion,
    inputs: inputs.map(({ file, sha256 }) => ({ file, sha256 })),
    references,
    seed: seed ?? null,
    started: started.toISOString(),
    ended: new Date().toISOString(),
    rows,
  }
  return { name: 'run.json', text: `${JSON.stringify(record, null, 2)}\n` }
}
