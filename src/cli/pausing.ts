import type { Command } from 'commander'
import { sourcePulls } from '../../jobs/source-pulls.ts'
import { openApp } from '../app.ts'
import { pauseSource, resumeSource } from '../commands/pausing.ts'
import { readConfig } from '../config.ts'
import type { Source } from '../ports/source.ts'
import { sources } from '../sources/registry.ts'
import { sourceNamed } from './arguments.ts'
import { print, say } from './say.ts'

export function addPausing(program: Command): void {
  program
    .command('pause')
    .description('ask a source with an API nothing more, until it is resumed; a run at work keeps what it has')
    .argument('<source>', 'such as meta', sourceNamed)
    .action((source: Source) => act(source, pauseSource))
  program
    .command('resume')
    .description('go on where a paused source was left')
    .argument('<source>', 'such as meta', sourceNamed)
    .action((source: Source) => act(source, resumeSource))
}

async function act(source: Source, todo: typeof pauseSource): Promise<void> {
  const config = readConfig()
  await using app = await openApp(config, say)
  print(await todo(sourcePulls({ ...app.real, sources, now: () => new Date() }, config), source))
}
