import { type Command, Option } from 'commander'
import { openApp } from '../app.ts'
import { readConfig } from '../config.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { runImport } from '../import-command.ts'
import { isFailure, jsonLine, plainLine } from '../import-report.ts'
import type { Source } from '../ports/source.ts'
import { progress } from '../progress.ts'
import { pastDay, sourceNamed, sourceNames } from './arguments.ts'
import { print, say } from './say.ts'
import { stopSignal, throwing } from './stopping.ts'

export function addImport(program: Command): void {
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
}

interface ImportOptions {
  readonly observedAt?: CalendarDate
  readonly json?: boolean
}

async function importFiles(source: Source, paths: string[], options: ImportOptions): Promise<void> {
  const config = readConfig()
  const stop = stopSignal(config.isUnderNpm)
  const goOn = throwing(stop)
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
    if (options.json === true) print(jsonLine(outcome))
    else say(plainLine(outcome))
    counts.files++
    if (!('problem' in outcome)) counts.imported++
    if (isFailure(outcome)) counts.failed++
    goOn()
  }
  clear()
  if (counts.imported > 0) await app.real.reconcile()
  if (counts.imported > 0) await app.real.attribute(stop)
  conclude(counts)
}

function conclude({ files, imported, failed }: { files: number; imported: number; failed: number }): void {
  if (files === 0) say('paidfor: there is no file in what was given: check the path.')
  else if (imported === 0) say('paidfor: nothing was imported: see the reasons above.')
  if (failed > 0 || imported === 0) process.exitCode = 1
}
