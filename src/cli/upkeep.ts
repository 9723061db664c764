import type { Command } from 'commander'
import { resolveSponsorsJob, runUnlessRunning } from '../../jobs/resolve-sponsors.ts'
import { type OpenArchive, openApp } from '../app.ts'
import { fsck } from '../commands/fsck.ts'
import { decideHold, listHolds } from '../commands/holds.ts'
import { listQuarantine } from '../commands/quarantine.ts'
import { replayFiles } from '../commands/replay.ts'
import { readConfig } from '../config.ts'
import type { SourceId } from '../domain/ids.ts'
import type { Source } from '../ports/source.ts'
import { progress } from '../progress.ts'
import { sourceNamed, sourceNames, wholeNumber } from './arguments.ts'
import { print, say } from './say.ts'
import { stopSignal, throwing } from './stopping.ts'

export function addUpkeep(program: Command): void {
  const holds = program.command('holds').description('mass disappearances that wait for a person')
  holds.command('list').option('--json', 'one line of JSON a hold').action(listHeld)
  for (const [name, decision, meaning] of [
    ['accept', 'accepted', 'what the file lacks counts as missing'],
    ['reject', 'rejected', 'what the file lacks proves nothing'],
  ] as const) {
    holds
      .command(name)
      .description(meaning)
      .argument('<id>', 'the number of the hold', wholeNumber)
      .action((id: number) => withArchive(async ({ upkeep }) => sayAll(await decideHold(upkeep, id, decision))))
  }
  program
    .command('replay')
    .description('read kept files again with the normalisers of today; changes are marked as ours')
    .argument('<source>', `one of ${sourceNames()}`, sourceNamed)
    .action(({ manifest }: Source) => readAgain(manifest.id, false))
  program.command('fsck').description('hash every kept file anew').action(checkFiles)
  const quarantine = program.command('quarantine').description('records that could not be understood')
  quarantine
    .command('list')
    .argument('[source]', `one of ${sourceNames()}`, sourceNamed)
    .option('--json', 'one line of JSON a record')
    .action(listQuarantined)
  quarantine
    .command('retry')
    .description('read the files that hold them again')
    .argument('[source]', `one of ${sourceNames()}`, sourceNamed)
    .action((source?: Source) => readAgain(source?.manifest.id ?? null, true))
}

async function withArchive(act: (archive: OpenArchive) => Promise<void>): Promise<void> {
  await using app = await openApp(readConfig(), say)
  await act(app.real)
}

function listHeld({ json }: JsonOption): Promise<void> {
  return withArchive(async ({ upkeep }) => sayAll(await listHolds(upkeep, json === true)))
}

function listQuarantined(source: Source | undefined, { json }: JsonOption): Promise<void> {
  const id = source?.manifest.id ?? null
  return withArchive(({ upkeep }) => listQuarantine(upkeep, id, { isJson: json === true, say: print }))
}

function readAgain(source: SourceId | null, onlyQuarantined: boolean): Promise<void> {
  const stop = stopSignal(readConfig().isUnderNpm)
  const goOn = throwing(stop)
  return withArchive(async ({ importDeps, upkeep, resolver, runLog }) => {
    const { onProgress, clear } = progress()
    const deps = {
      ...importDeps,
      upkeep,
      onProgress: (name: string, records: number) => {
        goOn()
        onProgress(name, records)
      },
    }
    const isWhole = await replayFiles(deps, { source, onlyQuarantined }, (line) => {
      clear()
      print(line)
    })
    await runUnlessRunning(resolveSponsorsJob(resolver), { runLog, stop, log: say })
    if (!isWhole) process.exitCode = 1
  })
}

function checkFiles(): Promise<void> {
  return withArchive(async (archive) => {
    if (!(await fsck(archive, print))) process.exitCode = 1
  })
}

interface JsonOption {
  readonly json?: boolean
}

function sayAll(lines: readonly string[]): void {
  for (const line of lines) print(line)
}
