/**
 * The revision from which a row of a kept table holds. What it was before stands in the table's twin, `<table>_was`, which
 * only triggers write and only the function `<table>_at` reads.
 */
export const sinceRevision = { type: 'bigint', default: () => 'current_revision()' } as const
