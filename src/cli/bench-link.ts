import type { Command } from 'commander'

export function addBenchLink(sponsors: Command): void {
  sponsors.command('link').description('link mentions to records of a registry')
}
