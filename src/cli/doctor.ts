import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { ElasticsearchConfig } from '../config/elasticsearch.ts'
import { type Config, environment } from '../config.ts'
import { packageVersion } from '../package-version.ts'
import { projectRoot } from '../project-root.ts'
import { sources } from '../sources/registry.ts'
import { print } from './say.ts'

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look whether this installation is well: settings, disk, database, clock, sources; changes nothing')
    .option('--online', 'also ask the addresses of the sources in COLLECT; without it nothing leaves this machine')
    .option('--json', 'one line of JSON a check')
    .action(look)
}

/** How long the search engine may take to answer. */
const ENGINE_MS = 5_000

interface DoctorOptions {
  readonly online?: boolean
  readonly json?: boolean
}

async function look({ online, json }: DoctorOptions): Promise<void> {
  const { doctor } = await import('../commands/doctor.ts')
  const { examineArchive } = await import('../commands/doctor/examine-archive.ts')
  const { reachAddress } = await import('../commands/doctor/reach-address.ts')
  const { elasticsearchEngine } = await import('../search/elasticsearch/engine.ts')
  const { engines } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  const reach = ({ contact, addresses }: Config) =>
    reachAddress({
      userAgent: `paidfor/${packageVersion()} (${contact ?? 'doctor'})`,
      operatorAddresses: [...addresses.values()],
    })
  const deps = {
    ...{ environment: environment(), sources, statfs, examineArchive },
    node: { version: process.version, wanted: engines.node },
    reach: online === true ? reach : null,
    engineOf: (config: ElasticsearchConfig) => elasticsearchEngine(config, { requestMs: ENGINE_MS }),
    now: () => new Date(),
  }
  if (!(await doctor(deps, { isJson: json === true, say: print }))) process.exitCode = 1
}
