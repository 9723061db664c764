import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { openApp } from '../app.ts'
import { readConfig } from '../config.ts'
import type { AsOf } from '../domain/moment.ts'
import { collectProgress } from '../progress.ts'
import { dayOrMoment } from './arguments.ts'
import { print, say } from './say.ts'
import { stopSignal } from './stopping.ts'

export function addExport(program: Command): void {
  program
    .command('export')
    .description('write a release: all that may be published, as CSV and Parquet, with sums and what loads it')
    .addOption(
      new Option('--as-of <day or moment>', 'what the archive held then: 2026-11-28, or 2026-11-28.57').argParser(
        dayOrMoment,
      ),
    )
    .option('--to <folder>', 'where releases lie, each in a folder of its own; without it, in DATA_DIR/releases')
    .action(exportRelease)
}

interface ExportOptions {
  readonly asOf?: AsOf
  readonly to?: string
}

async function exportRelease({ asOf: wanted, to }: ExportOptions): Promise<void> {
  const { runExport } = await import('../commands/export.ts')
  const config = readConfig()
  const stop = stopSignal(config.isUnderNpm)
  await using app = await openApp(config, say)
  const { onProgress, clear } = collectProgress()
  const isThere = await runExport(app.real, {
    asOf: wanted ?? null,
    folder: to === undefined ? null : resolve(to),
    stop,
    show: (name, progress) => onProgress(name, { ...progress, done: progress.done - (progress.done % STEP) }),
    say: (line) => {
      clear()
      print(line)
    },
  })
  if (!isThere) process.exitCode = 1
}

/** Rows come in batches of at most as many: so a line is shown at every round number. */
const STEP = 2_000
