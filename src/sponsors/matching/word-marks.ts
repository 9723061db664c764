/** Two sets of 31 bits, one bit of each for every word: what shares no bit in one of them shares no word. */
export function wordMarks(words: readonly string[]): readonly [number, number] {
  let [first, second] = [0, 0]
  for (const word of words) {
    const hash = hashOf(word)
    first |= 1 << (hash % 31)
    second |= 1 << (Math.floor(hash / 31) % 31)
  }
  return [first, second]
}

function hashOf(word: string): number {
  let hash = 7
  for (let at = 0; at < word.length; at++) hash = (hash * 33 + word.charCodeAt(at)) % 1_000_003
  return hash
}
