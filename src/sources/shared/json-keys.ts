/** A string with its end, or a single mark. A string that the text breaks off in is none. */
const TOKEN = /"((?:[^"\\]|\\.)*)"|[[\]{},:]/gs

/**
 * The keys of the records at the start of a JSON content, each once, in their order: those that stand in one object with
 * a key that `isKnown`. The text may break off anywhere; keys of objects within records are left out.
 */
export function recordKeys(start: string, isKnown: (key: string) => boolean): readonly string[] {
  const levels: string[][] = []
  const found = new Set<string>()
  let recordLevel: number | null = null
  let text: string | null = null
  for (const { 0: token, 1: string } of start.matchAll(TOKEN)) {
    if (token === ':' && text !== null) levels.at(-1)?.push(text)
    if (token === ':' && text !== null && recordLevel === null && isKnown(text)) recordLevel = levels.length
    if (token === '{' || token === '[') levels.push([])
    if (token === '}' || token === ']') addKeys(levels, recordLevel, found)
    text = string ?? null
  }
  while (levels.length > 0) addKeys(levels, recordLevel, found)
  return [...found]
}

/** Ends the innermost object or list; its keys are a record's if it stands at that level. */
function addKeys(levels: string[][], recordLevel: number | null, found: Set<string>): void {
  const level = levels.length
  for (const key of levels.pop() ?? []) if (level === recordLevel) found.add(key)
}
