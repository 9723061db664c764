interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/gy

/**
 * What an exposition tells. Source: Prometheus, text-based format 0.0.4.
 * @throws {Error} on a line that is none of it
 */
export function samplesOf(text: string): Sample[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end')
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.filter((line) => !/^# (HELP|TYPE) \w+ \S/.test(line)).map(sampleOf)
}

function sampleOf(line: string): Sample {
  const [, name, labelText = '', valueText = ''] = LINE.exec(line) ?? []
  if (name === undefined) throw new Error(`no sample: ${line}`)
  const found = [...labelText.matchAll(LABEL)]
  if (found.map(([all]) => all).join('') !== labelText) throw new Error(`no labels: ${line}`)
  const value = Number(valueText.replace('Inf', 'Infinity'))
  if (Number.isNaN(value) && valueText !== 'NaN' && valueText !== 'Nan') throw new Error(`no number: ${line}`)
  return { name, labels: Object.fromEntries(found.map(([, key = '', text = '']) => [key, text])), value }
}
