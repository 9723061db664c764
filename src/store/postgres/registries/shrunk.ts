import type { QueryRunner } from 'typeorm'
import { Problem } from '../../../domain/errors.ts'
import type { RegistryFile } from '../../../ports/registries.ts'
import { COPY_BEFORE, KEYS_LOST } from './merge-sql.ts'
import type { Staged } from './staging.ts'

/** Registers lose entries one by one: so much at once is a file that was cut, or another file. */
const MOST_LOST_SHARE = 0.2
/** Of so few a fifth is nothing. */
const COUNTS_FROM = 20
/** Where most rows cannot be read, the file is not what it seems. */
const MOST_REJECTED_SHARE = 0.5

interface Arriving {
  readonly file: RegistryFile
  readonly counts: Staged
  readonly acceptFewer: boolean
}

/** @throws {Problem} `file.shrunk`: the transaction ends, and nothing of the copy stays */
export async function refuseShrunk(runner: QueryRunner, { file, counts, acceptFewer }: Arriving): Promise<void> {
  const { rows, rejected } = counts
  if (acceptFewer) return
  if (rejected > rows * MOST_REJECTED_SHARE) throw refused(file, `${rejected} of its ${rows} rows cannot be read`)
  if (file.series === '') return
  const [before] = await runner.query(COPY_BEFORE, [file.registry, file.series, file.retrievedOn])
  if (before === undefined || before.understood < COUNTS_FROM) return
  const than = `the copy of ${before.retrieved_on} (${before.name})`
  const left = rows - rejected
  if (left < before.understood * (1 - MOST_LOST_SHARE)) {
    throw refused(file, `it holds ${left} rows, ${than} ${before.understood}`)
  }
  const [{ held, lost }] = await runner.query(KEYS_LOST, [before.id])
  if (lost > held * MOST_LOST_SHARE) throw refused(file, `it lacks ${lost} of the ${held} records of ${than}`)
}

function refused({ registry, series }: RegistryFile, why: string): Problem {
  const what = series === '' ? registry : `${registry} (${series})`
  const message =
    `it is too small a copy of ${what} to be believed: ${why}. Nothing of it was loaded. Get it again; ` +
    'if it is right as it is, add --accept-fewer'
  return new Problem('file.shrunk', message)
}
