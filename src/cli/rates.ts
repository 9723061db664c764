import type { Command } from 'commander'
import { openApp } from '../app.ts'
import { heldLines, loadedLines } from '../commands/rates.ts'
import { readConfig } from '../config.ts'
import { Problem } from '../domain/errors.ts'
import { fetchRates } from '../pipeline/fetch-rates.ts'
import { importRates } from '../pipeline/import-rates.ts'
import { print, say } from './say.ts'
import { stopSignal } from './stopping.ts'

export function addRates(program: Command): void {
  const group = program.command('rates').description('reference rates of the ECB, for amounts in one currency')
  group
    .command('import')
    .description('take a file of rates: eurofxref-hist as .zip, .csv or .xml')
    .argument('[file...]', 'files')
    .option('--fetch', 'fetch it from RATES_URL')
    .action(takeIn)
  group
    .command('list')
    .description('every file of rates that is held')
    .action(async () => {
      await using app = await openApp(readConfig(), say)
      for (const line of heldLines(await app.real.ratesDeps.store.files())) print(line)
    })
}

async function takeIn(paths: readonly string[], { fetch }: { readonly fetch?: boolean }): Promise<void> {
  const config = readConfig()
  if (fetch === true && config.ratesUrl === null) {
    const message = 'Nothing is fetched by itself: set RATES_URL to the address of the zip of rates first.'
    throw new Problem('config.invalid', message)
  }
  if (fetch !== true && paths.length === 0) throw new Problem('file.missing', 'Name a file of rates, or write --fetch.')
  const signal = stopSignal(config.isUnderNpm)
  await using app = await openApp(config, say)
  for (const path of paths) for (const line of loadedLines(await importRates(app.real.ratesDeps, path))) say(line)
  if (fetch === true && config.ratesUrl !== null) {
    const deps = { ...app.real.ratesDeps, ...app.real.collecting([config.ratesUrl]) }
    for (const line of loadedLines(await fetchRates({ ...deps, ...app.real.ratesDeps }, config.ratesUrl, signal)))
      say(line)
  }
}
