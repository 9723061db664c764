import type { SourcePulls } from '../../src/ports/source-runs.ts'

/** For a site about whose pulls a test asks nothing. */
export function quietPulls(): SourcePulls {
  return { runs: async () => null, pause: async () => false, resume: async () => false }
}
