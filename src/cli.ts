import { Command } from 'commander'
import { addBench } from './cli/bench.ts'
import { addCollect } from './cli/collect.ts'
import { addDoctor } from './cli/doctor.ts'
import { addExport } from './cli/export.ts'
import { addImport } from './cli/import.ts'
import { addPausing } from './cli/pausing.ts'
import { addRates } from './cli/rates.ts'
import { addRegistries } from './cli/registries.ts'
import { addResolve } from './cli/resolve.ts'
import { say } from './cli/say.ts'
import { addSearchIndex } from './cli/search-index.ts'
import { addServe } from './cli/serve.ts'
import { addUpkeep } from './cli/upkeep.ts'
import { Problem } from './domain/errors.ts'
import { packageVersion } from './package-version.ts'

/** The command line. An expected failure is one sentence on stderr and exit code 1; a bug keeps its stack. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('paidfor')
    .description('A political-ad transparency archive and search')
    .version(packageVersion(), '--version', 'print the version')
  addServe(program)
  addImport(program)
  addCollect(program)
  addPausing(program)
  addResolve(program)
  addExport(program)
  addRegistries(program)
  addRates(program)
  addUpkeep(program)
  addSearchIndex(program)
  addDoctor(program)
  addBench(program)
  try {
    await program.parseAsync(argv)
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    say(`paidfor: ${problem.message}`)
    process.exitCode = 1
  }
}
