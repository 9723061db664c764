import { Command, InvalidArgumentError, Option } from 'commander'
import { openApp } from './app.ts'
import { readConfig } from './config.ts'
import { type CalendarDate, calendarDate } from './domain/calendar.ts'
import { Problem } from './domain/errors.ts'
import { runImport } from './import-command.ts'
import { isFailure, jsonLine, plainLine } from './import-report.ts'
import { progress } from './progress.ts'
import { sources } from './sources/registry.ts'

/** The command line. An expected failure is one sentence on stderr and exit code 1; a bug keeps its stack. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('paidfor').description('A political-ad transparency archive and search')
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
  try {
    await program.parseAsync(argv)
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    say(`paidfor: ${problem.message}`)
    process.exitCode = 1
  }
}

async function serve(): Promise<void> {
  const { startSite } = await import('./serve.ts') // an import needs no web server
  await using site = await startSite(readConfig(), say)
  say(`Paidfor is at ${site.url}`)
  const signal = await nextSignal()
  say(`Stopping (${signal}) …`)
}

function nextSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal))
  })
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
  await using app = await openApp(readConfig(), say)
  const { onProgress, clear } = progress()
  const deps = { ...app.real.importDeps, onProgress }
  let files = 0
  let imported = 0
  let failed = 0
  for await (const outcome of runImport(deps, { source, paths, observedOn: options.observedAt ?? null })) {
    clear()
    if (options.json === true) process.stdout.write(`${jsonLine(outcome)}\n`)
    else say(plainLine(outcome))
    files++
    if (!('problem' in outcome)) imported++
    if (isFailure(outcome)) failed++
  }
  clear()
  if (files === 0) say('paidfor: there is no file in what was given: check the path.')
  else if (imported === 0) say('paidfor: nothing was imported: see the reasons above.')
  if (failed > 0 || imported === 0) process.exitCode = 1
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
