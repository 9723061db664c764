import { randomBytes } from 'node:crypto'

/** Names with the engine. The aliases are ours as well: readers', and one for writing to each index. */
export interface Names {
  /** Leads to the index that is searched. */
  readonly readers: string
  readonly template: string
  /** What indices of ours, and nothing else of ours, are called. */
  readonly pattern: string
  readonly isOurs: (index: string) => boolean
}

export function namesOf(prefix: string): Names {
  const readers = `${prefix}-ads`
  return {
    readers,
    template: readers,
    pattern: `${readers}-*`,
    isOurs: (index) => index.startsWith(`${readers}-`) && /^[a-z0-9_-]+$/.test(index),
  }
}

/** Writing goes through it and asks for an alias, so that a bulk request never makes an index that was wiped anew. */
export function writers(index: string): string {
  return `${index}-w`
}

/** A name that no index has had yet. */
export function newIndexName(prefix: string): string {
  return `${namesOf(prefix).readers}-${Date.now().toString(36)}-${randomBytes(2).toString('hex')}`
}
