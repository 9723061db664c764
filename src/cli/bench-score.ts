import type { Command } from 'commander'

export function addBenchScore(sponsors: Command): void {
  sponsors.command('score').description('score a run against the answers')
}
