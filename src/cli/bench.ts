import type { Command } from 'commander'
import { addBenchCluster } from './bench-cluster.ts'
import { addBenchLink } from './bench-link.ts'
import { addBenchPairs } from './bench-pairs.ts'
import { addBenchReplay } from './bench-replay.ts'
import { addBenchScore } from './bench-score.ts'

/** Measuring: each command reads the files it is told and nothing else, no archive, no network. */
export function addBench(program: Command): void {
  const sponsors = program
    .command('bench')
    .description('measure the program on files of questions with known answers')
    .command('sponsors')
    .description('who is behind the ads: groups, links to registries, pairs of names, stable ids')
  addBenchCluster(sponsors)
  addBenchLink(sponsors)
  addBenchPairs(sponsors)
  addBenchReplay(sponsors)
  addBenchScore(sponsors)
}
