import { NOT_DISCLOSED, type Told } from '../../domain/disclosure.ts'

/** Nothing, or only blanks. Zero is a value. */
export function isBlank(value: string | number | null | undefined): value is '' | null | undefined {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}

/** The text as it was written; not disclosed when it is blank. */
export function toldText(text: string | null | undefined): Told<string> {
  return isBlank(text) ? NOT_DISCLOSED : text
}
