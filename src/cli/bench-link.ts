import type { Command } from 'commander'
import type { LinkOptions } from '../commands/bench/link.ts'
import { withExitCode } from './bench-input.ts'

export function addBenchLink(sponsors: Command): void {
  sponsors
    .command('link')
    .description('link mentions to records of a registry, or to none: links.csv, run.json')
    .requiredOption('--mentions <file>', 'a CSV of mentions, plain or .gz')
    .requiredOption('--registry <folder>', 'a registry of committees, in the layout of the FEC’s files')
    .requiredOption('--scheme <scheme>', 'of the records to link to: us-fec')
    .option('--id-prefix <text>', 'where the file has no mention_id: ids are this and the number of the row', '')
    .requiredOption('--out <folder>', 'where to write; made if it is not there')
    .action(withExitCode(link))
}

async function link(options: LinkOptions): Promise<void> {
  const { benchLink } = await import('../commands/bench/link.ts')
  await benchLink(options)
}
