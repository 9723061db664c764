import { InvalidArgumentError } from 'commander'

/** A seed: it fixes what is random in a run. */
export function seedNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError(`“${text}” is no whole number.`)
}

/** Of an argument that may come several times: all of them, in order. */
export function oneMore(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}
