export interface Block {
  readonly key: string
  /** In the order of the profiles. */
  readonly members: readonly number[]
}

/** Which profiles share which key. Keys are numbers inside: there are millions of them. */
export class Blocks {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = []
  readonly #members: number[][] = []
  readonly #keysOf: number[][] = []

  /** Keys of the profile at that index; profiles come in their order. */
  add(at: number, keys: Iterable<string>): void {
    for (const key of keys) this.#add(key, at)
  }

  sizeOf(key: string): number {
    const number = this.#numbers.get(key)
    return number === undefined ? 0 : (this.#members[number]?.length ?? 0)
  }

  /** Blocks of a profile that hold somebody else too, the smallest first. */
  of(at: number): readonly Block[] {
    return (this.#keysOf[at] ?? [])
      .map((number) => ({ key: this.#names[number] ?? '', members: this.#members[number] ?? [] }))
      .filter(({ members }) => members.length > 1)
      .sort((a, b) => a.members.length - b.members.length || (a.key < b.key ? -1 : 1))
  }

  #add(key: string, at: number): void {
    const number = this.#numbers.get(key) ?? this.#named(key)
    this.#members[number]?.push(at)
    const mine = this.#keysOf[at]
    if (mine === undefined) this.#keysOf[at] = [number]
    else mine.push(number)
  }

  #named(key: string): number {
    const number = this.#names.length
    this.#numbers.set(key, number)
    this.#names.push(key)
    this.#members.push([])
    return number
  }
}
