import type { Command } from 'commander'
import { openApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { say } from './say.ts'
import { stopSignal } from './stopping.ts'

export function addResolve(program: Command): void {
  program
    .command('resolve')
    .description('put all names and payers into sponsors now, as every night')
    .option('--registry-refresh', 'the same, after copies of registries were loaded: links are looked for anew')
    .action(resolve)
}

/** Every run reads the registries anew, so that a refresh needs nothing of its own. */
async function resolve(): Promise<void> {
  const { runResolve } = await import('../commands/resolve.ts')
  const config = readConfig()
  const stop = stopSignal(config.isUnderNpm)
  await using app = await openApp(config, say)
  if (!(await runResolve(app.real, { stop, say }))) process.exitCode = 1
}
