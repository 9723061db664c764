import type { Command } from 'commander'
import { openApp } from '../app.ts'
import { readConfig } from '../config.ts'
import type { Source } from '../ports/source.ts'
import { collectProgress } from '../progress.ts'
import { sourcesNamed } from './arguments.ts'
import { say } from './say.ts'
import { stopSignal } from './stopping.ts'

export function addCollect(program: Command): void {
  program
    .command('collect')
    .description('pull ad libraries from their public addresses, as the schedule would')
    .argument('<source...>', 'such as snap or google', sourcesNamed)
    .action(collectSources)
}

/** Pulls sources by hand: the same code and the same lease as on their schedule. */
async function collectSources(chosen: readonly Source[]): Promise<void> {
  const { runCollect } = await import('../commands/collect.ts')
  const config = readConfig()
  const stop = stopSignal(config.isUnderNpm)
  await using app = await openApp(config, say)
  const { onProgress, clear } = collectProgress()
  const isWell = await runCollect(app.real, {
    chosen,
    config,
    stop,
    show: onProgress,
    say: (line) => {
      clear()
      say(line)
    },
  })
  if (!isWell) process.exitCode = 1
}
