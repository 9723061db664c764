import type { DataSource } from 'typeorm'

/** How the connections of the pool are used at this moment. */
export interface PoolUse {
  readonly inUse: number
  readonly idle: number
  /** Who waits for a connection. */
  readonly waiting: number
}

/** TypeORM does not type its pool; it is that of `pg`. All zero while there is none. */
export function poolUse({ driver }: DataSource): PoolUse {
  const { master } = driver as unknown as { readonly master?: Record<string, unknown> }
  const count = (name: string) => (typeof master?.[name] === 'number' ? master[name] : 0)
  return { inUse: count('totalCount') - count('idleCount'), idle: count('idleCount'), waiting: count('waitingCount') }
}
