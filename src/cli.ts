import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type OpenArchive, openApp } from './app.ts'
import { fsck } from './commands/fsck.ts'
import { decideHold, listHolds } from './commands/holds.ts'
import { listQuarantine } from './commands/quarantine.ts'
import { replayFiles } from './commands/replay.ts'
import { readConfig } from './config.ts'
import { type CalendarDate, calendarDate } from './domain/calendar.ts'
import { Problem } from './domain/errors.ts'
import type { SourceId } from './domain/ids.ts'
import { runImport } from './import-command.ts'
import { isFailure, jsonLine, plainLine } from './import-report.ts'
import { progress } from './progress.ts'
import { projectRoot } from './project-root.ts'
import { sources } from './sources/registry.ts'
import { stopRequest } from './stop-request.ts'

/** The command line. An expected failure is one sentence on stderr and exit code 1; a bug keeps its stack. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('paidfor')
    .description('A political-ad transparency archive and search')
    .version(packageVersion(), '--version', 'print the version')
  program.command('serve').description('run the site (this is npm start)').action(serve)
  program
    .command('import')
    .description('take ads from files that platforms published or collectors saved')
    .argument('<source>', `one of ${sourceNames()}`, sourceNamed)
    .argument('<path...>', 'files, .gz or .zip of them, or folders')
    .addOption(
      new Option(
        '--observed-at <day>',
        'when the files were published, if their names do not tell (YYYY-MM-DD)',
      ).argParser(pastDay),
    )
    .option('--json', 'print one line of JSON a file')
    .action(importFiles)
  addUpkeep(program)
  try {
    await program.parseAsync(argv)
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    say(`paidfor: ${problem.message}`)
    process.exitCode = 1
  }
}

function addUpkeep(program: Command): void {
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
    .action(({ manifest }: ReturnType<typeof sourceNamed>) => readAgain(manifest.id, false))
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
    .action((source?: ReturnType<typeof sourceNamed>) => readAgain(source?.manifest.id ?? null, true))
}

async function withArchive(act: (archive: OpenArchive) => Promise<void>): Promise<void> {
  await using app = await openApp(readConfig(), say)
  await act(app.real)
}

function listHeld({ json }: JsonOption): Promise<void> {
  return withArchive(async ({ upkeep }) => sayAll(await listHolds(upkeep, json === true)))
}

function listQuarantined(source: ReturnType<typeof sourceNamed> | undefined, { json }: JsonOption): Promise<void> {
  const id = source?.manifest.id ?? null
  return withArchive(({ upkeep }) => listQuarantine(upkeep, id, { isJson: json === true, say: print }))
}

function readAgain(source: SourceId | null, onlyQuarantined: boolean): Promise<void> {
  const goOn = untilStopped(stopRequest(readConfig().isUnderNpm))
  return withArchive(async ({ importDeps, upkeep }) => {
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

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError(`“${text}” is not the number of a hold: see paidfor holds list.`)
}

function sayAll(lines: readonly string[]): void {
  for (const line of lines) print(line)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function serve(): Promise<void> {
  const { startSite } = await import('./serve.ts') // an import needs no web server
  const config = readConfig()
  const stopped = stopRequest(config.isUnderNpm)
  for (;;) {
    await using site = await startSite(config, say)
    say(`Paidfor is at ${site.url}`)
    const reason = await Promise.race([stopped, site.lost.then(() => null)])
    if (reason === null) {
      say('The database is gone: starting again …')
      continue
    }
    say(`Stopping (${reason}) …`)
    return
  }
}

interface ImportOptions {
  readonly observedAt?: CalendarDate
  readonly json?: boolean
}

async function importFiles(
  source: ReturnType<typeof sourceNamed>,
  paths: string[],
  options: ImportOptions,
): Promise<void> {
  const config = readConfig()
  const goOn = untilStopped(stopRequest(config.isUnderNpm))
  await using app = await openApp(config, say)
  const { onProgress, clear } = progress()
  const deps = {
    ...app.real.importDeps,
    onProgress: (name: string, records: number) => {
      goOn()
      onProgress(name, records)
    },
  }
  const counts = { files: 0, imported: 0, failed: 0 }
  for await (const outcome of runImport(deps, { source, paths, observedOn: options.observedAt ?? null })) {
    clear()
    if (options.json === true) process.stdout.write(`${jsonLine(outcome)}\n`)
    else say(plainLine(outcome))
    counts.files++
    if (!('problem' in outcome)) counts.imported++
    if (isFailure(outcome)) counts.failed++
    goOn()
  }
  clear()
  conclude(counts)
}

/** Throws, from when somebody wants the process to end. */
function untilStopped(stopped: Promise<string>): () => void {
  let isStopping = false
  void stopped.then((reason) => {
    isStopping = true
    say(`Stopping (${reason}) …`)
  })
  return () => {
    if (isStopping) throw new Problem('import.stopped', 'stopped: what was reported is in the archive. Import again.')
  }
}

function conclude({ files, imported, failed }: { files: number; imported: number; failed: number }): void {
  if (files === 0) say('paidfor: there is no file in what was given: check the path.')
  else if (imported === 0) say('paidfor: nothing was imported: see the reasons above.')
  if (failed > 0 || imported === 0) process.exitCode = 1
}

function packageVersion(): string {
  return JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version
}

function sourceNames(): string {
  return sources.map(({ manifest }) => manifest.id).join(', ')
}

function sourceNamed(name: string) {
  const source = sources.find(({ manifest }) => manifest.id === name)
  if (source === undefined)
    throw new InvalidArgumentError(`There is no source “${name}”: it is one of ${sourceNames()}.`)
  return source
}

function pastDay(text: string): CalendarDate {
  try {
    const day = calendarDate(text)
    if (day <= new Date().toISOString().slice(0, 10)) return day
  } catch (problem) {
    throw new InvalidArgumentError(problem instanceof RangeError ? problem.message : String(problem))
  }
  throw new InvalidArgumentError(`${text} has not come yet.`)
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
