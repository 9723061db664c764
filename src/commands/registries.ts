import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { countText } from '../count-text.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import { filesOf } from '../import-command.ts'
import { importRegistry, type RegistryImportDeps, type RegistryOutcome } from '../pipeline/import-registry.ts'
import type { HeldRegistryFile, RegistryStore } from '../ports/registries.ts'

export interface RegistryCommand {
  readonly paths: readonly string[]
  readonly registry: string | null
  readonly retrievedOn: CalendarDate | null
  readonly acceptFewer: boolean
  readonly isJson: boolean
  readonly say: (line: string) => void
}

/** Takes files, or all files below folders; of a folder what is no registry's is passed over. @returns whether all went well */
export async function importRegistries(deps: RegistryImportDeps, command: RegistryCommand): Promise<boolean> {
  const counts = { imported: 0, failed: 0 }
  for await (const { outcome, isPassedOver } of everyOutcome(deps, command)) {
    command.say(command.isJson ? outcomeJson(outcome) : outcomeLine(outcome, isPassedOver))
    if (!('problem' in outcome)) counts.imported++
    else if (!isPassedOver) counts.failed++
  }
  return counts.failed === 0 && counts.imported > 0
}

interface JudgedOutcome {
  readonly outcome: RegistryOutcome
  readonly isPassedOver: boolean
}

async function* everyOutcome(deps: RegistryImportDeps, command: RegistryCommand): AsyncGenerator<JudgedOutcome> {
  for (const path of command.paths) {
    for await (const { file, wasNamed } of filesOf(path)) {
      for await (const outcome of outcomesOf(deps, command, file)) {
        yield { outcome, isPassedOver: !wasNamed && 'problem' in outcome && outcome.kind === 'unrecognised' }
      }
    }
  }
}

async function* outcomesOf(
  deps: RegistryImportDeps,
  { registry, retrievedOn, acceptFewer }: RegistryCommand,
  path: string,
): AsyncGenerator<RegistryOutcome> {
  const folder = basename(dirname(resolve(path)))
  const modified = await stat(path).then(
    ({ mtime }) => mtime,
    () => new Date(),
  )
  const modifiedOn = modified.toISOString().slice(0, 10) as CalendarDate
  try {
    yield* importRegistry(deps, { path, registry, retrievedOn, folder, modifiedOn, acceptFewer })
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.code.startsWith('file.')) throw problem
    yield { name: basename(path), kind: 'refused', problem }
  }
}

function outcomeLine(outcome: RegistryOutcome, isPassedOver: boolean): string {
  if ('problem' in outcome) {
    return `${outcome.name}: ${isPassedOver ? 'skipped' : 'not imported'}: ${outcome.problem.message}`
  }
  const { name, registry, format, report } = outcome
  if (report.wasKnown) return `${name}: ${registry} (${format}), known since before as of ${report.retrievedOn}`
  const { rows, rejected, added, retrievedOn } = report
  const parts = `${countText(rows)} rows, ${countText(rejected)} rejected, ${countText(added)} new records`
  return `${name}: ${registry} (${format}) as of ${retrievedOn}: ${parts}`
}

function outcomeJson(outcome: RegistryOutcome): string {
  if ('problem' in outcome) {
    return JSON.stringify({ file: outcome.name, kind: outcome.kind, problem: outcome.problem.message })
  }
  const { name, registry, format, report } = outcome
  return JSON.stringify({ file: name, registry, format, ...report })
}

/** Every copy: of which registry, of what, when, its hash, and how many rows. */
export async function listRegistries(
  { files }: Pick<RegistryStore, 'files'>,
  isJson: boolean,
): Promise<readonly string[]> {
  const held = await files()
  if (isJson) return held.map((file) => JSON.stringify(file))
  return held.length === 0 ? ['No registry is loaded: see paidfor registries import.'] : held.map(fileLine)
}

function fileLine({ registry, series, name, retrievedOn, blob, rows, rejected, isCurrent }: HeldRegistryFile): string {
  const what = series === '' ? 'a part' : series
  const counts = `${countText(rows)} rows, ${countText(rejected)} rejected`
  return `${registry}  ${what}  ${retrievedOn}  ${blob.slice(0, 12)}  ${counts}  ${name}${isCurrent ? '' : '  (replaced)'}`
}

/** So many are listed one by one. */
const MOST_LISTED = 100_000

/** Every row that could not be understood. Its bytes stay in the archive: they may be of a person. */
export async function listRejects(
  { rejects }: Pick<RegistryStore, 'rejects'>,
  { isJson, say }: Pick<RegistryCommand, 'isJson' | 'say'>,
): Promise<void> {
  let count = 0
  for await (const reject of rejects(MOST_LISTED)) {
    count++
    const { registry, fileName, retrievedOn, row, reason, bytes } = reject
    const where = `${registry}: ${fileName} of ${retrievedOn}, row ${row} (${countText(bytes)} bytes)`
    say(isJson ? JSON.stringify(reject) : `${where}: ${reason}`)
  }
  if (!isJson) say(count === 0 ? 'No row was rejected.' : `${countText(count)} rows rejected`)
}
