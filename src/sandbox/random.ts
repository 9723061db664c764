import { createHash } from 'node:crypto'
import { sharesOfSeed } from '../domain/shares-of-seed.ts'

/** Numbers that are the same in every run of a label. */
export interface Random {
  /** 0 up to, not including, 1. */
  readonly share: () => number
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number
  readonly pick: <Item>(items: readonly Item[]) => Item
  readonly happens: (probability: number) => boolean
}

/** Equal labels draw equal numbers; what is drawn under one label never moves what is drawn under another. */
export function randomOf(label: string): Random {
  const share = sharesOfSeed(createHash('sha256').update(label).digest().readInt32BE(0))
  const whole = (from: number, to: number) => from + Math.floor(share() * (to - from + 1))
  return { share, whole, pick: (items) => one(items, whole(0, items.length - 1)), happens: (p) => share() < p }
}

/** @throws {RangeError} when there is nothing to pick from */
function one<Item>(items: readonly Item[], index: number): Item {
  if (index >= items.length || index < 0) throw new RangeError('nothing to pick from')
  return items[index] as Item
}
