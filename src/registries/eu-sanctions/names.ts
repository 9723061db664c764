import type { RecordName, RegistryNameKind } from '../../ports/registries.ts'

/**
 * RG-17: a cell holds several names, joined by `; ` and sometimes by ` / `, with transliterations in brackets:
 * `Pat DOE (Пэт ДОУ); Patrick DOE`. What stands in another script within brackets is a name by itself; other brackets
 * (`JSC`, `also: …`) stay where they are. Letters are never changed here: RG-18 is for keys.
 */
export function namesIn(cell: string, kind: RegistryNameKind): readonly RecordName[] {
  const names = partsOf(cell).flatMap(withBracketed)
  return [...new Set(names)].map((name) => ({ name, kind }))
}

/** The first part of the cell `name` is the name; what follows behind a stroke is another spelling. */
export function mainNames(cell: string): readonly RecordName[] {
  const [first, ...others] = [...new Set(partsOf(cell).flatMap(withBracketed))]
  if (first === undefined) return []
  return [{ name: first, kind: 'name' }, ...others.map((name) => ({ name, kind: 'alias' as const }))]
}

function partsOf(cell: string): readonly string[] {
  return outsideBrackets(cell, ';')
    .flatMap((part) => outsideBrackets(part, ' / '))
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Cut at the mark where it stands outside brackets. */
function outsideBrackets(text: string, mark: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')') depth = Math.max(0, depth - 1)
    if (depth > 0 || !text.startsWith(mark, at)) continue
    parts.push(text.slice(start, at))
    start = at + mark.length
  }
  return [...parts, text.slice(start)]
}

const BRACKETED = /\s*\(([^()]+)\)/g
const LABEL = /^[\p{Script=Latin} ]{2,30}:\s*/u

function withBracketed(part: string): readonly string[] {
  const within: string[] = []
  const outside = part.replace(BRACKETED, (all, inner: string) => {
    const name = inner.replace(LABEL, '')
    if (!isOtherScript(name, part.replace(all, ''))) return all
    within.push(name.trim())
    return ''
  })
  return [outside.trim(), ...within].filter((name) => name !== '')
}

function isOtherScript(name: string, rest: string): boolean {
  const isForeign = /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Han}\p{Script=Hebrew}\p{Script=Greek}]/u.test(name)
  return isForeign && /\p{Script=Latin}/u.test(rest) && !/[\p{Script=Cyrillic}\p{Script=Arabic}]{3}/u.test(rest)
}
