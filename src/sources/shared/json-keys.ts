/** A string with its end, or a single mark. A string that the text breaks off in is none. */
const TOKEN = /"(.*?)"(?<=[^\\](?:\\\\)*")|[[\]{},:]/gs

/**
 * The keys of the records at the start of a JSON content, each once, in their order. A record is an object with a key that
 * `isKnown`, at the level of the first such; objects within it are left out. The text may break off anywhere.
 */
export function recordKeys(start: string, isKnown: (key: string) => boolean): readonly string[] {
  const open: string[][] = []
  const closed: { readonly level: number; readonly keys: readonly string[] }[] = []
  const close = () => closed.push({ level: open.length, keys: open.pop() ?? [] })
  let recordLevel: number | null = null
  let text: string | null = null
  for (const { 0: token, 1: string } of start.matchAll(TOKEN)) {
    if (token === ':' && text !== null) {
      open.at(-1)?.push(text)
      if (isKnown(text)) recordLevel ??= open.length
    }
    if (token === '{' || token === '[') open.push([])
    if (token === '}' || token === ']') close()
    text = string ?? null
  }
  while (open.length > 0) close()
  const records = closed.filter(({ level, keys }) => level === recordLevel && keys.some(isKnown))
  return [...new Set(records.flatMap(({ keys }) => keys))]
}
