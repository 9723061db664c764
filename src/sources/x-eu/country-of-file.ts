import { Problem } from '../../domain/errors.ts'
import { passNamed } from '../../domain/pass-name.ts'
import { type CountryCode, countryCode } from '../../domain/place.ts'
import { EU } from './eu.ts'

/**
 * The country that was asked about, which no row tells: of a pass by its unit, `8940342.DE.2026-09`; of a file by hand by the
 * one code of an EU country that stands apart in its name, `report-DE-2026-09.csv`.
 * @throws {Problem} `record.malformed`
 */
export function countryOfFile(fileName: string): CountryCode {
  const pass = passNamed(fileName)
  const base = fileName.replace(/^.*[/\\!]/, '')
  const codes = pass === null ? base.split(/[^A-Z]+/).filter(isOfEu) : [pass.unit.split('.').at(-2) ?? '']
  const [code, other] = [...new Set(codes)]
  if (code !== undefined && other === undefined && isOfEu(code)) return countryCode(code)
  const message = 'nothing tells which country the export is of: put its code into the name of the file, report-DE.csv'
  throw new Problem('record.malformed', message)
}

function isOfEu(code: string): boolean {
  return EU.includes(code)
}
