/** A character that is no control (`\P{Cc}`), written so that every reader of patterns understands it. */
export const VISIBLE = '[^\\u0000-\\u001f\\u007f-\\u009f]'

/** Of a name, which may hold a tab or a line break. */
const OF_NAME = '[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]'

/** A pattern of our parsers without classes of Unicode, which some readers of JSON Schema do not know. */
export function plainPattern(pattern: string): string {
  return pattern.replaceAll('[\\P{Cc}\\t\\n\\r]', OF_NAME).replaceAll('\\P{Cc}', VISIBLE)
}
