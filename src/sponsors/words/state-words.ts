/** Words that name a state of the United States, with its postal code (`ga`). */
export interface StateWords {
  readonly words: readonly string[]
  readonly code: string
}

/** Which of these begins at a place of a text, the first of them that does. */
export function stateWords(
  named: readonly (readonly [name: string, code: string])[],
): (tokens: readonly string[], at: number) => StateWords | undefined {
  const byFirstWord = new Map<string, StateWords[]>()
  for (const [name, code] of named) {
    const words = name.split(' ')
    const [first = ''] = words
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { words, code }])
  }
  return (tokens, at) =>
    byFirstWord.get(tokens[at] ?? '')?.find(({ words }) => words.every((word, offset) => tokens[at + offset] === word))
}
