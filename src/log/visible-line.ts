/**
 * What could end a line, colour a terminal or turn its text around. JSON escapes only a part of it.
 * Source: Unicode 16, general categories Cc (with C0 and C1 of ECMA-48), Cf (with the bidirectional controls), Zl, Zp.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A line of JSON in which every such character is escaped. The same data. */
export function visibleLine(json: string): string {
  return json.replaceAll(INVISIBLE, escaped)
}

/** The same event for a person: its sentence, then what else is known of it. */
export function terminalLine(json: string): string {
  const { level, time: _time, message = '', ...details }: Record<string, unknown> = JSON.parse(json)
  const mark = level === 'warn' || level === 'error' ? `${level}: ` : ''
  const told = Object.entries(details).map(([name, value]) => ` ${name}=${valueText(value)}`)
  return `${mark}${oneLine(String(message))}${told.map(oneLine).join('')}`
}

function valueText(value: unknown): string {
  return typeof value === 'string' && /^[\w./:-]+$/.test(value) ? value : JSON.stringify(value)
}

/** Line breaks of our own sentences read as bars; everything else that is no text is shown as what it is. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+ */g, ' | ').replaceAll(INVISIBLE, escaped)
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
