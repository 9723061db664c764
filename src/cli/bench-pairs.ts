import type { Command } from 'commander'

export function addBenchPairs(sponsors: Command): void {
  sponsors.command('pairs').description('say of pairs of names whether they are one')
}
