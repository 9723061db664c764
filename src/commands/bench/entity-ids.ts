import { createHash } from 'node:crypto'

/** New entity ids, one after another: they say nothing, and the same seed gives the same ones. */
export function entityIds(seed: number): () => string {
  let count = 0
  return () => {
    count++
    return `sp-${createHash('sha256').update(`${seed} ${count}`).digest('hex').slice(0, 16)}`
  }
}
