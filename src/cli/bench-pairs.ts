import type { Command } from 'commander'
import type { PairsOptions } from '../commands/bench/pairs.ts'
import { withExitCode } from './bench-input.ts'

export function addBenchPairs(sponsors: Command): void {
  sponsors
    .command('pairs')
    .description('say of pairs of names whether they are one: pairs.csv, run.json')
    .requiredOption('--pairs <file>', 'a CSV with schema, name1, name2 and, where it has one, pair_id; plain or .gz')
    .option('--id-prefix <text>', 'where the file has no pair_id: ids are this and the number of the row', 'p-')
    .requiredOption('--out <folder>', 'where to write; made if it is not there')
    .action(withExitCode(pairs))
}

async function pairs(options: PairsOptions): Promise<void> {
  const { benchPairs } = await import('../commands/bench/pairs.ts')
  await benchPairs(options)
}
