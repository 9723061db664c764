import { Problem } from '../domain/errors.ts'
import { say } from './say.ts'

/** What a script that calls a benchmark tells apart: 2 is bad input, with a message that names file, line and column. */
const BAD_INPUT = 2

/** Runs a benchmark's command: an expected failure is one sentence on stderr and exit code 2. */
export function withExitCode<Options>(command: (options: Options) => Promise<void>) {
  return async (options: Options): Promise<void> => {
    try {
      await command(options)
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      say(`paidfor: ${problem.message}`)
      process.exitCode = BAD_INPUT
    }
  }
}
