/** A string, or a whole number with more digits than JavaScript can hold for certain. */
const STRING_OR_LONG_NUMBER = /".*?"(?<=[^\\](?:\\\\)*")|(?<![\w.+-])-?\d{16,}(?![\d.eE])/gs

/** JSON in which whole numbers of sixteen digits and more are strings: ids lose digits otherwise. */
export function withIdsAsText(json: string): string {
  return json.replace(STRING_OR_LONG_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`))
}
