import { type Command, Option } from 'commander'
import type { ScoreTask } from '../commands/bench/score.ts'
import { oneMore } from './bench-arguments.ts'
import { withExitCode } from './bench-input.ts'
import { print } from './say.ts'

export function addBenchScore(sponsors: Command): void {
  sponsors
    .command('score')
    .description('score a run against the answers: figures with intervals and targets')
    .addOption(
      new Option('--task <task>', 'what was run').choices(['cluster', 'link', 'pairs', 'replay']).makeOptionMandatory(),
    )
    .requiredOption('--gold <file>', 'the answers, plain or .gz: see below')
    .requiredOption('--run <folder>', 'what the scored command wrote')
    .addOption(
      new Option('--step <file>', 'of a replay: the files of mentions it read; once for each step, in order')
        .default([], 'none')
        .argParser(oneMore),
    )
    .option('--id-prefix <text>', 'where the answers have no ids: ids are this and the number of the row')
    .requiredOption('--out <file>', 'the JSON file to write')
    .addHelpText('after', GOLD)
    .action(withExitCode(score))
}

const GOLD = `
What the answers are, told by their columns:
  cluster  mention_id, platform, gold_entity          mentions with their sponsor
           a, b, label                                pairs that must stay apart (negative, related, affiliated): the
                                                      mention ids of the run are what stands in a and b
  link     platform, payer_text, fec_committee_ids    NIL, or ids joined by |; with relation (affiliated_with), those
                                                      rows count for the share of wrong “same” alone
  pairs    schema, is_match                           true or false; with quality, STRONG failures are listed
  replay   kind, current, aliases, name, old_name     changes of ids and names; old ones are looked for in the first
                                                      step, current ones in the last
           mention_id, entity_id                      clusters.csv of all steps at once: replay equals rebuild
           mention_id, gold_entity                    mentions with their sponsor, scored after the last step
Churn and ids that lead nowhere are told with every replay.`

interface ScoreOptions {
  readonly task: ScoreTask
  readonly gold: string
  readonly run: string
  readonly step: readonly string[]
  readonly idPrefix?: string
  readonly out: string
}

async function score({ step, idPrefix, ...options }: ScoreOptions): Promise<void> {
  const { benchScore } = await import('../commands/bench/score.ts')
  await benchScore({ ...options, steps: step, idPrefix: idPrefix ?? null, print })
}
