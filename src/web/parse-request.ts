import { z } from 'zod'
import { Problem } from '../domain/errors.ts'
import { visibleText } from './visible-text.ts'

/** The query of a URL as Express hands it over. */
export type RawQuery = Readonly<Record<string, unknown>>

/**
 * What a URL asks, once it is sure: an empty parameter is an absent one; a repeated or unknown one is refused by name.
 * @throws {Problem} `request.invalid` with one sentence.
 */
export function parseRequest<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
  query: RawQuery,
): z.output<z.ZodObject<Shape, z.core.$strict>> {
  for (const [name, value] of Object.entries(query)) {
    if (!Object.hasOwn(schema.shape, name)) throw unknownParameter(name, Object.keys(schema.shape))
    if (typeof value !== 'string') throw invalid(`The parameter “${name}” is given more than once.`)
  }
  const given = Object.entries(query).filter(([, value]) => value !== '')
  const parsed = schema.safeParse(Object.fromEntries(given))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalid(`The parameter “${String(issue?.path[0])}” cannot be used: ${issue?.message}`)
}

/** ISO days of a period; missing or null: open on that side. @throws {Problem} `request.invalid` */
export function refuseBackwards({
  from,
  to,
}: {
  from?: string | null | undefined
  to?: string | null | undefined
}): void {
  if (from == null || to == null || from <= to) return
  throw invalid('The period ends before it begins: “from” is later than “to”.')
}

/** Text without control characters, of at most so many characters. */
export function plainText(longest: number): z.ZodString {
  return z
    .string()
    .max(longest, `it holds more than ${longest} characters.`)
    .regex(/^\P{Cc}*$/u, 'it holds a control character.')
}

/** A name letter by letter: names in the record may hold blanks of any kind, but nothing that cannot be stored. */
export function exactName(): z.ZodString {
  return z
    .string()
    .max(LONGEST_NAME, `it holds more than ${LONGEST_NAME} characters.`)
    .regex(NAME, 'it holds a control character.')
}

const LONGEST_NAME = 1000
const NAME = /^[\P{Cc}\t\n\r]*$/u

/** Whether a name of the record can be put into a link: what `exactName` would refuse is shown, and not linked. */
export function isAskable(name: string): boolean {
  return name !== '' && name.length <= LONGEST_NAME && NAME.test(name)
}

/** Text that a function of the domain understands, or refuses with a RangeError whose message is for the reader. */
export function understood<Value>(longest: number, read: (text: string) => Value): z.ZodType<Value, string> {
  return plainText(longest).transform((text, context): Value => {
    try {
      return read(text)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      context.addIssue({ code: 'custom', message: `${error.message}.` })
      return z.NEVER
    }
  })
}

function unknownParameter(name: string, known: readonly string[]): Problem {
  return invalid(`There is no parameter “${visibleText(name.slice(0, 60))}” here. Known are: ${known.join(', ')}.`)
}

function invalid(sentence: string): Problem {
  return new Problem('request.invalid', sentence)
}
