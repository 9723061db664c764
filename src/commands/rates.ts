import { countText } from '../count-text.ts'
import type { LoadedRates } from '../pipeline/import-rates.ts'
import type { HeldRatesFile } from '../ports/rates.ts'

/** What was taken in, a line a file. */
export function loadedLines(loaded: readonly LoadedRates[] | null): string[] {
  if (loaded === null) return ['The server says that nothing is newer.']
  return loaded.map(({ name, report }) => {
    const { rates, firstDay, lastDay, added, changed, wasKnown } = report
    const held = `${name}: ${countText(rates)} rates from ${firstDay} to ${lastDay}`
    if (wasKnown) return `${held}, known since before`
    return `${held}: ${countText(added)} new, ${countText(changed)} told otherwise than before`
  })
}

/** Every file that is held, newest first. */
export function heldLines(files: readonly HeldRatesFile[]): string[] {
  if (files.length === 0) return ['No rates are loaded: see paidfor rates import.']
  return files.map(({ name, blob, rates, firstDay, lastDay, loadedAt }) =>
    [loadedAt, blob.slice(0, 12), `${firstDay} to ${lastDay}`, `${countText(rates)} rates`, name].join('  '),
  )
}
