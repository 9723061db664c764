import { xmlEvents } from '../../sources/shared/xml-events.ts'

/** An element without attributes; what it says is either its text or what is in it. */
export interface Element {
  readonly name: string
  readonly text: string
  readonly children: readonly Element[]
}

interface OpenElement {
  readonly name: string
  text: string
  readonly children: Element[]
}

/** The elements of these names, each whole, wherever they stand: the memory holds one at a time. */
export async function* elements(content: AsyncIterable<Buffer>, wanted: ReadonlySet<string>): AsyncGenerator<Element> {
  const open: OpenElement[] = []
  for await (const event of xmlEvents(content, 'XML file')) {
    if (event.is === 'open' && (open.length > 0 || wanted.has(event.name))) open.push(emptyElement(event.name))
    if (event.is === 'text') addText(open, event.text)
    const whole = event.is === 'close' ? closed(open) : null
    if (whole !== null) yield whole
  }
}

function emptyElement(name: string): OpenElement {
  return { name, text: '', children: [] }
}

function addText(open: readonly OpenElement[], text: string): void {
  const last = open.at(-1)
  if (last !== undefined) last.text += text
}

/** The outermost one, once it is whole; the others go into the one around them. */
function closed(open: OpenElement[]): Element | null {
  const done = open.pop()
  const around = open.at(-1)
  if (done === undefined || around === undefined) return done ?? null
  around.children.push(done)
  return null
}

/** The texts of the children of a name, trimmed; an empty element tells nothing. */
export function texts(element: Element, name: string): readonly string[] {
  return children(element, name)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
}

export function children({ children: all }: Element, name: string): readonly Element[] {
  return all.filter((child) => child.name === name)
}
