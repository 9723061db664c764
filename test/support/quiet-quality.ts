import type { Problems } from '../../src/domain/data-quality.ts'
import type { Quality } from '../../src/ports/quality.ts'

/** Of an archive of whose files nothing is known but what is given. */
export function quietQuality(problems: Problems = new Map()): Quality {
  return {
    problems: async () => problems,
    days: async () => [],
    cells: async () => [],
    standings: async () => [],
    countries: async () => [],
    reconciliations: async () => [],
    totals: {
      summary: async () => ({ comparedAt: null, slices: 0, incomplete: 0, differing: 0, otherCurrency: 0 }),
      disagreeing: async () => [],
      otherCurrency: async () => [],
      all: async () => ({ total: 0, rows: noRows() }),
    },
  }
}

async function* noRows(): AsyncGenerator<never> {}
