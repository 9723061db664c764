import { type Command, Option } from 'commander'
import { seedNumber } from './bench-arguments.ts'
import { withExitCode } from './bench-input.ts'

export function addBenchCluster(sponsors: Command): void {
  sponsors
    .command('cluster')
    .description('put mentions into sponsors: clusters.csv, queue.csv, edges.csv, run.json')
    .requiredOption('--mentions <file>', 'a CSV of mentions, plain or .gz')
    .option('--registry <folder>', 'a registry of committees, in the layout of the FEC’s files')
    .option('--id-prefix <text>', 'where the file has no mention_id: ids are this and the number of the row', '')
    .addOption(new Option('--seed <number>', 'fixes the entity ids').default(0).argParser(seedNumber))
    .requiredOption('--out <folder>', 'where to write; made if it is not there')
    .action(withExitCode(cluster))
}

interface ClusterOptions {
  readonly mentions: string
  readonly registry?: string
  readonly idPrefix: string
  readonly seed: number
  readonly out: string
}

async function cluster({ mentions, registry, idPrefix, seed, out }: ClusterOptions): Promise<void> {
  const { benchCluster } = await import('../commands/bench/cluster.ts')
  await benchCluster({ mentions, registry: registry ?? null, idPrefix, seed, out })
}
