import { calendarDateOrNull } from '../../domain/calendar.ts'
import { Problem } from '../../domain/errors.ts'
import { currency } from '../../domain/money.ts'
import type { ReferenceRate } from '../../domain/reference-rate.ts'
import type { RatesReader } from '../../ports/rates.ts'

/** The European Central Bank's reference rates of the euro, as CSV or XML: of one day, of 90, or since 1999. */
export const ecbRates: RatesReader = {
  id: 'ecb',
  name: 'European Central Bank, euro foreign exchange reference rates',
  read: (text) => {
    if (/^\uFEFF?Date\s*,\s*[A-Z]{3}\s*,/.test(text)) return csvRates(text)
    return text.includes('eurofxref') ? xmlRates(text) : null
  },
}

/** `Date,USD,JPY,…` and a day a line; `N/A` where a currency was not quoted. The file of one day writes `05 November 2024`. */
function csvRates(text: string): ReferenceRate[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const columns = cells(header)
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const [day, ...values] = cells(line)
    const on = dayOf(day ?? '', index + 2)
    return values.flatMap((value, at) => {
      const code = columns[at + 1] ?? ''
      return code === '' || value === '' || value === 'N/A' ? [] : [rateOf(on, code, value)]
    })
  })
}

function cells(line: string): string[] {
  return line.split(',').map((cell) => cell.trim())
}

const CUBES = /<Cube\s+([^>]*?)\/?>/g

/** `<Cube time='2024-11-05'><Cube currency='USD' rate='1.0897'/>…` */
function xmlRates(text: string): ReferenceRate[] {
  let day: ReferenceRate['day'] | null = null
  const found: ReferenceRate[] = []
  for (const [, attributes = ''] of text.matchAll(CUBES)) {
    const of = (name: string) => new RegExp(`\\b${name}=["']([^"']*)["']`).exec(attributes)?.[1] ?? null
    const [time, code, rate] = [of('time'), of('currency'), of('rate')]
    if (time !== null) day = dayOf(time, null)
    else if (code !== null && rate !== null && day !== null) found.push(rateOf(day, code, rate))
    else throw malformed(`“${attributes.slice(0, 60)}” is neither a day nor a rate`)
  }
  return found
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

function dayOf(text: string, line: number | null): ReferenceRate['day'] {
  const [, date = '', month = '', year = ''] = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text) ?? []
  const number = MONTHS.indexOf(month) + 1
  const written = number === 0 ? text : `${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`
  const day = calendarDateOrNull(written)
  if (day === null) throw malformed(`“${text.slice(0, 40)}”${line === null ? '' : ` in line ${line}`} is no day`)
  return day
}

function rateOf(day: ReferenceRate['day'], code: string, rate: string): ReferenceRate {
  if (!/^[A-Z]{3}$/.test(code)) throw malformed(`“${code.slice(0, 40)}” is no code of a currency`)
  if (!/^\d{1,12}(?:\.\d{1,12})?$/.test(rate) || Number(rate) === 0) {
    throw malformed(`“${rate.slice(0, 40)}” is no rate of ${code} on ${day}`)
  }
  return { day, currency: currency(code), perEuro: rate }
}

function malformed(reason: string): Problem {
  return new Problem('record.malformed', reason)
}
