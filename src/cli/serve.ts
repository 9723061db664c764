import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { createLog, secretsOf } from '../log.ts'
import { collectProgress } from '../progress.ts'
import { given, stopSignal } from './stopping.ts'

export function addServe(program: Command): void {
  program.command('serve').description('run the site (this is npm start)').action(serve)
}

async function serve(): Promise<void> {
  const { startSite } = await import('../serve.ts') // an import needs no web server
  const config = readConfig()
  const { say, event } = createLog({
    level: config.logLevel,
    isTerminal: process.stderr.isTTY === true,
    secrets: secretsOf(config),
  })
  const stop = stopSignal(config.isUnderNpm, say)
  for (;;) {
    const { onProgress, clear } = collectProgress()
    await using site = await startSite({ config, log: say, event, stop, show: onProgress })
    clear()
    if (config.role === 'jobs') say(`Paidfor runs jobs here; whether it is well: ${site.url}readyz`)
    else say(`Paidfor is at ${site.url}`)
    const isStopped = await Promise.race([given(stop), site.lost.then(() => false)])
    if (isStopped) return
    say('The database is gone: starting again …')
  }
}
