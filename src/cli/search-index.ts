import type { Command } from 'commander'
import { openApp } from '../app.ts'
import { goBack, reindex } from '../commands/reindex.ts'
import { verify } from '../commands/verify-index.ts'
import { readConfig } from '../config.ts'
import { Problem } from '../domain/errors.ts'
import type { IndexingDeps } from '../pipeline/indexing/deps.ts'
import { progress } from '../progress.ts'
import { print, say } from './say.ts'
import { stopSignal } from './stopping.ts'

export function addSearchIndex(program: Command): void {
  program
    .command('reindex')
    .description('build the search index anew in Elasticsearch, behind the one that is searched')
    .option('--back', 'search the index of before again; it is kept for a day')
    .action(({ back }: { back?: boolean }) =>
      withIndex((deps, signal) => (back === true ? goBack(deps, print) : reindex(deps, signal, print))),
    )
  program
    .command('verify-index')
    .description('compare what is searched with the archive, letter by letter')
    .option('--repair', 'and write anew what differs')
    .action(({ repair }: { repair?: boolean }) =>
      withIndex(async (deps, signal) => {
        const { onProgress, clear } = progress()
        const request = { isRepairing: repair === true, signal, onProgress: (ads: number) => onProgress('index', ads) }
        const tell = (line: string) => {
          clear()
          print(line)
        }
        if (!(await verify(deps, request, tell))) process.exitCode = 1
      }),
    )
}

const NONE =
  'Searches are answered by PostgreSQL here, whose index is part of the archive: set ELASTICSEARCH_URL first.'

async function withIndex(act: (deps: IndexingDeps, signal: AbortSignal) => Promise<void>): Promise<void> {
  const config = readConfig()
  if (config.elasticsearch === null) throw new Problem('config.invalid', NONE)
  await using app = await openApp(config, say)
  const { indexing } = app.real
  if (indexing === null) throw new Problem('config.invalid', NONE)
  say(`Elasticsearch ${await indexing.engine.version()}`)
  await act({ ...indexing, log: say }, stopSignal(config.isUnderNpm))
}
