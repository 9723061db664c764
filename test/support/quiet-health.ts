import type { HealthDeps } from '../../src/web/routes/health.ts'

/** For a site about whose health a test asks nothing. */
export function quietHealth(): HealthDeps {
  return {
    askDatabase: async () => undefined,
    collecting: async () => [],
    newestRecords: async () => new Map(),
    stopping: new AbortController().signal,
    now: () => new Date(),
  }
}
