import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { Problem } from '../../domain/errors.ts'

/** Names without their prefix: `x:row` is `row`. */
export type XmlEvent =
  | { readonly is: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly is: 'close'; readonly name: string }
  | { readonly is: 'text'; readonly text: string }

/** As the library's types want it said. */
interface PlainNames {
  readonly xmlns: false
  readonly position: false
}

/**
 * What stands in an XML content in UTF-8, in its order and in constant memory.
 * @param what the content is, in the sentence that says that it is damaged
 * @throws {Problem} `file.unreadable`
 */
export async function* xmlEvents(content: AsyncIterable<Buffer>, what = 'workbook'): AsyncGenerator<XmlEvent> {
  const decoder = new StringDecoder('utf8')
  const parser = new SaxesParser<PlainNames>({ xmlns: false, position: false })
  let events: XmlEvent[] = []
  let broken: Error | null = null
  parser.on('error', (error) => {
    broken ??= error
  })
  parser.on('opentag', ({ name, attributes }) => events.push({ is: 'open', name: bare(name), attributes }))
  parser.on('closetag', ({ name }) => events.push({ is: 'close', name: bare(name) }))
  parser.on('text', (text) => events.push({ is: 'text', text }))
  parser.on('cdata', (text) => events.push({ is: 'text', text }))
  const taken = () => {
    if (broken !== null) throw notWellFormed(broken, what)
    const some = events
    events = []
    return some
  }
  for await (const chunk of content) {
    parser.write(decoder.write(chunk))
    yield* taken()
  }
  parser.write(decoder.end()).close()
  yield* taken()
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function notWellFormed(cause: Error, what: string): Problem {
  return new Problem('file.unreadable', `it is a damaged ${what} (${cause.message}): get it again`, { cause })
}
