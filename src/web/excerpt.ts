import type { TextPiece } from './visible-text.ts'

/** Cuts a text in two at the last blank before `longest` characters; the second half is empty when it all fits. */
export function cutPieces(pieces: readonly TextPiece[], longest: number): [TextPiece[], TextPiece[]] {
  const head: TextPiece[] = []
  let room = longest
  for (const [index, piece] of pieces.entries()) {
    if (piece.text.length <= room) {
      head.push(piece)
      room -= piece.text.length
      continue
    }
    const at = piece.kind === 'plain' ? cutAt(piece.text, room, head.length === 0) : 0
    if (at > 0) head.push({ ...piece, text: piece.text.slice(0, at) })
    const tail = [{ ...piece, text: piece.text.slice(at).trimStart() }, ...pieces.slice(index + 1)]
    return [head, tail]
  }
  return [head, []]
}

/** At most `longest` characters of a text, around its first match, with … where it was cut. */
export function excerpt(pieces: readonly TextPiece[], longest: number): TextPiece[] {
  const first = pieces.findIndex(({ kind }) => kind === 'match')
  const before = pieces.slice(0, Math.max(first, 0))
  const lead = startOfExcerpt(before, longest / 3)
  const [head, tail] = cutPieces([...lead, ...pieces.slice(Math.max(first, 0))], longest)
  return tail.length === 0 ? head : [...head, ELLIPSIS]
}

const ELLIPSIS: TextPiece = { kind: 'plain', text: '…' }

/** The end of what stands before the first match. */
function startOfExcerpt(before: readonly TextPiece[], longest: number): TextPiece[] {
  const text = before.map((piece) => piece.text).join('')
  if (text.length <= longest) return [...before]
  const tail = text.slice(-longest)
  return [ELLIPSIS, { kind: 'plain', text: tail.slice(tail.indexOf(' ') + 1) }]
}

function cutAt(text: string, room: number, mustCut: boolean): number {
  const blank = text.slice(0, room + 1).search(/\s\S*$/)
  if (blank > 0) return blank
  if (!mustCut) return 0
  // Never between the halves of a character.
  return (text.charCodeAt(room - 1) & 0xfc00) === 0xd800 ? room - 1 : room
}
