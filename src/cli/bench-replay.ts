import { type Command, Option } from 'commander'
import { oneMore, seedNumber } from './bench-arguments.ts'
import { withExitCode } from './bench-input.ts'

export function addBenchReplay(sponsors: Command): void {
  sponsors
    .command('replay')
    .description('bring files of mentions one after another: clusters_stepN.csv, events.csv, redirects.csv, run.json')
    .addOption(
      new Option('--step <file>', 'a CSV of mentions; once for each step, in order')
        .argParser(oneMore)
        .makeOptionMandatory(),
    )
    .option('--id-changes <file>', 'a CSV of account ids that a platform replaced: platform, old_id, new_id')
    .option('--registry <folder>', 'a registry of committees, in the layout of the FEC’s files')
    .option('--id-prefix <text>', 'where a file has no mention_id: ids are this and the number of the row', '')
    .addOption(new Option('--seed <number>', 'fixes the entity ids').default(0).argParser(seedNumber))
    .requiredOption('--out <folder>', 'where to write; made if it is not there')
    .action(withExitCode(replay))
}

interface ReplayOptions {
  readonly step: readonly string[]
  readonly idChanges?: string
  readonly registry?: string
  readonly idPrefix: string
  readonly seed: number
  readonly out: string
}

async function replay({ step, idChanges, registry, idPrefix, seed, out }: ReplayOptions): Promise<void> {
  const { benchReplay } = await import('../commands/bench/replay.ts')
  await benchReplay({ steps: step, idChanges: idChanges ?? null, registry: registry ?? null, idPrefix, seed, out })
}
